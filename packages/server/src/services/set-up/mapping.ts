/** One actor type's mapping, saved by itself: what is mapped to what, in which direction, what is shown (rules 3 to 6). */
import type { CrmField } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  type ConnectionDefinition,
  type FieldDefinition,
  type MappingDefinition,
  saveMapping,
} from '@kobling/store';
import { directionOf, whyNotDirection } from '../../setup-file/direction.ts';
import { type HubView, viewHub } from '../../setup-file/hub-view.ts';
import { underLease } from '../../setup-file/under-lease.ts';
import { activationReasons } from '../activation.ts';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from './connection.ts';

export interface MappingFound {
  readonly view: HubView;
  readonly connection: ConnectionDefinition;
  readonly mapping: MappingDefinition;
}

/** Rejected `connection.unknown`; `mapping.unknown` where the ERP was never asked for this actor type, or has none. */
export async function findMapping(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
): Promise<Outcome<MappingFound>> {
  const view = await viewHub(hub.db);
  const connection = view.definition.connections.find(({ id, deleted }) => id === connectionId && !deleted);
  if (connection === undefined) return unknownConnection(connectionId);
  const mapping = connection.mappings.find((one) => one.actorType === actorType);
  if (mapping !== undefined) return done({ view, connection, mapping });
  return rejected(
    'mapping.unknown',
    `${textIn('en', connection.name)} knows no fields of ${actorType}. Update its fields from the ERP; not every ERP has this type.`,
  );
}

/** By the id of one of its fields. Rejected `field.unknown`. */
export async function findField(
  hub: ServiceHub,
  fieldId: number,
): Promise<Outcome<MappingFound & { readonly field: FieldDefinition }>> {
  const view = await viewHub(hub.db);
  for (const connection of view.definition.connections) {
    for (const mapping of connection.mappings) {
      const field = mapping.fields.find(({ id }) => id === fieldId);
      if (field !== undefined) return done({ view, connection, mapping, field });
    }
  }
  return rejected('field.unknown', `There is no ERP field ${fieldId}. Load the mapping again.`);
}

/** What people choose of a field; the rest is the connector's. */
export interface FieldWish {
  readonly fieldKey: string;
  /** Null unmaps. */
  readonly crmField: string | null;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
  readonly showInTab: boolean;
  readonly showInSearch: boolean;
}

/**
 * Fields that are left out stay as they are. Nothing is saved unless all of it may be; rejected names every field that may not,
 * and of an active connection also what would have to stop it (rule 6).
 */
export async function keepMapping(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  wish: { readonly active: boolean; readonly fields: readonly FieldWish[] },
  by: string,
): Promise<Outcome> {
  const found = await findMapping(hub, connectionId, actorType);
  if (found.status !== 'done') return found;
  const { view, mapping } = found.value;
  const crmFields = new Map(view.crmFields[mapping.entity].map((field) => [field.key, field]));
  const wishes = new Map(wish.fields.map((field) => [field.fieldKey, field]));
  const problems: Record<string, string> = {};
  for (const key of wishes.keys())
    if (!mapping.fields.some(({ fieldKey }) => fieldKey === key)) problems[key] = `${actorType} has no such field.`;
  const fields = mapping.fields.map((field) => withWish(field, wishes.get(field.fieldKey), crmFields));
  for (const field of fields) {
    const problem = problemOf(field, fields, crmFields);
    if (problem !== undefined && wishes.has(field.fieldKey)) problems[field.fieldKey] = problem;
  }
  if (Object.keys(problems).length > 0) return refusal('mapping.invalid', problems);
  return await writeMapping(hub, found.value, { ...mapping, active: wish.active, fields }, by);
}

const refusal = (code: string, fields: Readonly<Record<string, string>>) =>
  rejected(
    code,
    Object.entries(fields)
      .map(([key, problem]) => `${key}: ${problem}`)
      .join(' '),
    { fields },
  );

function withWish(
  field: FieldDefinition,
  wish: FieldWish | undefined,
  crmFields: ReadonlyMap<string, CrmField>,
): FieldDefinition {
  if (wish === undefined) return field;
  const { crmField, showInTab, showInSearch } = wish;
  const isMapped = crmField !== null;
  const crmList = isMapped ? (crmFields.get(crmField)?.list ?? null) : null;
  return {
    ...field,
    crmField,
    showInTab,
    showInSearch,
    syncToCrm: isMapped && wish.syncToCrm,
    syncToErp: isMapped && wish.syncToErp,
    crmList,
    items: crmList === field.crmList ? field.items : [],
  };
}

function problemOf(
  field: FieldDefinition,
  all: readonly FieldDefinition[],
  crmFields: ReadonlyMap<string, CrmField>,
): string | undefined {
  if (field.crmField === null) return undefined;
  const crm = crmFields.get(field.crmField);
  if (crm === undefined) return `The CRM has no field ${field.crmField}. Choose another one.`;
  const twin = all.find((other) => other !== field && other.crmField === field.crmField);
  if (twin !== undefined) return `${crm.key} is mapped to ${twin.fieldKey} already. Map each CRM field once.`;
  return whyNotDirection(directionOf(field), field, crm, field.lossy);
}

/** Saves what was checked; of an active connection only what leaves it able to be active. */
export async function writeMapping(
  hub: ServiceHub,
  { view, connection, mapping: old }: MappingFound,
  wanted: MappingDefinition,
  by: string,
): Promise<Outcome> {
  if (connection.active) {
    const mappings = connection.mappings.map((one) => (one === old ? wanted : one));
    const others = view.definition.connections.filter(
      ({ id, active, deleted }) => active && !deleted && id !== connection.id,
    );
    const reasons = activationReasons({ name: connection.name, mappings }, view.crmFields, others);
    if (reasons.length > 0) {
      return rejected(
        'mapping.stopsConnection',
        `${textIn('en', connection.name)} is active and could not stay so. ${reasons.map(({ message }) => textIn('en', message)).join(' ')}`,
      );
    }
  }
  await underLease(hub.store, connection.id, connection.name, () =>
    hub.db.transaction(async (tx) => {
      await saveMapping(tx, connection.id, old, wanted, by);
      const subject = `${connection.name}, ${wanted.actorType}`;
      await addAudit(tx, { by, action: 'mapping.save', subject, old: shapeOf(old), new: shapeOf(wanted) });
    }),
  );
  if (connection.active) await hub.wake([connection.id]);
  return done(undefined);
}

const shapeOf = ({ active, fields }: MappingDefinition) => ({
  active,
  fields: Object.fromEntries(
    fields.flatMap((field) =>
      field.crmField === null ? [] : [[field.fieldKey, `${field.crmField} ${directionOf(field)}`] as const],
    ),
  ),
});

/** `direction` below 0 moves a field up in the order of display, above 0 down; at the end it stays (rule 12). */
export async function moveField(hub: ServiceHub, fieldId: number, direction: number, by: string): Promise<Outcome> {
  const found = await findField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { mapping, field } = found.value;
  const at = mapping.fields.indexOf(field);
  const to = Math.min(Math.max(at + direction, 0), mapping.fields.length - 1);
  if (to === at) return done(undefined);
  const fields = mapping.fields.toSpliced(at, 1).toSpliced(to, 0, field);
  return await writeMapping(
    hub,
    found.value,
    { ...mapping, fields: fields.map((one, rank) => ({ ...one, rank })) },
    by,
  );
}
