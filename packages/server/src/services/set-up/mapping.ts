/** One actor type's mapping, saved by itself: what is mapped to what, in which direction, what is shown (rules 3 to 6). */
import type { CrmField } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import type { ConnectionDefinition, FieldDefinition, MappingDefinition } from '@kobling/store';
import { directionOf, whyNotDirection } from '../../setup-file/direction.ts';
import { type HubView, viewHub } from '../../setup-file/hub-view.ts';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from './connection.ts';
import { type MappingWritten, writeMapping } from './write-mapping.ts';

export interface MappingFound {
  readonly view: HubView;
  readonly connection: ConnectionDefinition;
  readonly mapping: MappingDefinition;
}

/** Rejected `connection.unknown`. */
export async function findConnectionView(
  hub: ServiceHub,
  connectionId: number,
): Promise<Outcome<Omit<MappingFound, 'mapping'>>> {
  const view = await viewHub(hub.db);
  const connection = view.definition.connections.find(({ id, deleted }) => id === connectionId && !deleted);
  return connection === undefined ? unknownConnection(connectionId) : done({ view, connection });
}

/** Rejected `connection.unknown`; `mapping.unknown` where the ERP was never asked for this actor type, or has none. */
export async function findMapping(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
): Promise<Outcome<MappingFound>> {
  const found = await findConnectionView(hub, connectionId);
  if (found.status !== 'done') return found;
  const { view, connection } = found.value;
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
  /** Left out: as it is. */
  readonly lossy?: boolean;
  /** As the person saw the field before they chose: what another one chose meanwhile is not overwritten unseen (H12). */
  readonly seen?: Omit<Required<FieldWish>, 'fieldKey' | 'seen'>;
}
export interface MappingWish {
  readonly active: boolean;
  readonly fields: readonly FieldWish[];
  /** Fields that are synced otherwise from now on wait for a plan, which is asked for at once (H19). */
  readonly plan?: boolean;
}

/**
 * Fields that are left out stay as they are. Nothing is saved unless all of it may be; rejected names every field that may not,
 * and of an active connection also what would have to stop it (rule 6).
 */
export async function keepMapping(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  wish: MappingWish,
  by: string,
): Promise<Outcome<MappingWritten>> {
  const found = await findMapping(hub, connectionId, actorType);
  if (found.status !== 'done') return found;
  const wanted = checkedMapping(found.value, wish);
  return wanted.status === 'done' ? await writeMapping(hub, found.value, wanted.value, by, wish.plan) : wanted;
}

/** The mapping as it would be saved; rejected as `keepMapping`. */
export function checkedMapping({ view, mapping }: MappingFound, wish: MappingWish): Outcome<MappingDefinition> {
  const crmFields = new Map(view.crmFields[mapping.entity].map((field) => [field.key, field]));
  const wishes = new Map(wish.fields.map((field) => [field.fieldKey, field]));
  const moved = mapping.fields.filter((field) => isMoved(field, wishes.get(field.fieldKey)));
  if (moved.length > 0) return movedRefusal(moved);
  const problems: Record<string, string> = {};
  for (const key of wishes.keys())
    if (!mapping.fields.some(({ fieldKey }) => fieldKey === key))
      problems[key] = `${mapping.actorType} has no such field.`;
  const fields = mapping.fields.map((field) => withWish(field, wishes.get(field.fieldKey), crmFields));
  for (const field of fields) {
    const problem = problemOf(field, fields, crmFields);
    if (problem !== undefined && wishes.has(field.fieldKey)) problems[field.fieldKey] = problem;
  }
  if (Object.keys(problems).length > 0) return refusal('mapping.invalid', problems);
  return done({ ...mapping, active: wish.active, fields });
}

const choiceOf = ({ crmField, syncToCrm, syncToErp, showInTab, showInSearch, lossy }: FieldDefinition | FieldWish) =>
  JSON.stringify([crmField, syncToCrm, syncToErp, showInTab, showInSearch, lossy]);

/** Somebody else changed it since it was seen, and not to what is wished for. */
const isMoved = (field: FieldDefinition, wish: FieldWish | undefined): boolean =>
  wish?.seen !== undefined &&
  choiceOf(field) !== choiceOf({ ...wish.seen, fieldKey: field.fieldKey }) &&
  choiceOf(field) !== choiceOf(wish);

function movedRefusal(moved: readonly FieldDefinition[]) {
  const names = moved.map(({ fieldKey }) => fieldKey).join(', ');
  return rejected(
    'mapping.moved',
    `Somebody else changed ${names} meanwhile. Nothing was saved. Look at it as it is now, then save again.`,
    { fields: Object.fromEntries(moved.map(({ fieldKey }) => [fieldKey, 'It was changed meanwhile.'])) },
  );
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
    lossy: wish.lossy ?? field.lossy,
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
