/** The order in which fields stand in the ERP tab and in search results, per actor type (rule 12). */
import { done, type ErpActorType, type Outcome, rejected } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findField, findMapping, type MappingFound } from './mapping.ts';
import { writeMapping } from './write-mapping.ts';

/** `direction` below 0 moves a field up in the order of display, above 0 down; at the end it stays. */
export async function moveField(hub: ServiceHub, fieldId: number, direction: number, by: string): Promise<Outcome> {
  const found = await findField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { mapping, field } = found.value;
  const at = mapping.fields.indexOf(field);
  const to = Math.min(Math.max(at + direction, 0), mapping.fields.length - 1);
  if (to === at) return done(undefined);
  return await keepOrder(hub, found.value, mapping.fields.toSpliced(at, 1).toSpliced(to, 0, field), by);
}

/** First first. Fields left out, such as new ones, follow in their present order. Rejected `rank.field`, `rank.twice`. */
export async function rankFields(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  order: readonly string[],
  by: string,
): Promise<Outcome> {
  const found = await findMapping(hub, connectionId, actorType);
  if (found.status !== 'done') return found;
  const { fields } = found.value.mapping;
  if (new Set(order).size !== order.length)
    return rejected('rank.twice', `A field of ${actorType} stands twice in the order. Name each once.`);
  const stranger = order.find((key) => !fields.some(({ fieldKey }) => fieldKey === key));
  if (stranger !== undefined)
    return rejected('rank.field', `${actorType} has no field ${stranger}. Load the list again.`);
  const placeOf = ({ fieldKey }: FieldDefinition): number =>
    order.includes(fieldKey) ? order.indexOf(fieldKey) : order.length;
  return await keepOrder(
    hub,
    found.value,
    fields.toSorted((a, b) => placeOf(a) - placeOf(b)),
    by,
  );
}

async function keepOrder(
  hub: ServiceHub,
  found: MappingFound,
  fields: readonly FieldDefinition[],
  by: string,
): Promise<Outcome> {
  const ranked = fields.map((one, rank) => ({ ...one, rank }));
  const written = await writeMapping(hub, found, { ...found.mapping, fields: ranked }, by);
  return written.status === 'done' ? done(undefined) : written;
}
