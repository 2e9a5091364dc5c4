/** Both sides of a pair that is about to be connected, field by field, in the CRM's form so that they can be compared and chosen. */
import {
  type CrmField,
  effectiveDirection,
  type EntityRef,
  type FieldMapping,
  seenInErp,
  toCrm,
} from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { actorFields, crmFields, crmListItems, erpListItems, readCrm, syncedCrmFields } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { readActor } from './show.ts';

export interface SideValue {
  readonly crmField: string;
  readonly label: string;
  /** Canonical, in the CRM's form: what to hand back when this side's value is chosen. */
  readonly value: string;
  /** For people: list items by name; of the ERP's side as the ERP has it. */
  readonly display: string;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
}

/** Every field that a connection open to the user syncs. Rejected `crm.notFound`. */
export async function valuesFromCrm(
  hub: ServiceHub,
  entity: EntityRef,
  user: User,
  language: string,
): Promise<Outcome<readonly SideValue[]>> {
  const synced = await syncedCrmFields(hub.db, user.id, entity.kind);
  const known = await crmFields(hub.db, entity.kind);
  const fields = synced.filter(({ crmField }) => known.some(({ key }) => key === crmField));
  const keys = fields.map(({ crmField }) => crmField);
  const row = (await readCrm(hub.db, entity.kind, [entity.id], keys)).get(entity.id);
  if (row === undefined)
    return rejected('crm.notFound', `There is no ${entity.kind} ${entity.id}, or it was deleted. Look it up again.`);
  const nameOf = await crmItemNames(hub, language);
  return done(
    fields.map(({ crmField, syncToCrm, syncToErp }) => {
      const value = row.values[crmField] ?? '';
      const field = known.find(({ key }) => key === crmField);
      return { crmField, label: labelOf(field, language), value, display: nameOf(field, value), syncToCrm, syncToErp };
    }),
  );
}

/**
 * Every field with a direction, as the ERP has it now. A value that has no form in the CRM (an item without counterpart, a text
 * that is too long) is left out: it could not be chosen. Rejected `mapping.unknown`, `actor.unknown`, or as the ERP said.
 */
export async function valuesFromErp(
  hub: ServiceHub,
  wish: { readonly connectionId: number; readonly actorType: ErpActorType; readonly erpKey: string },
  user: User,
  language: string,
  signal: AbortSignal,
): Promise<Outcome<readonly SideValue[]>> {
  const connection = await mayUseActive(hub, wish.connectionId, user, 'see');
  if (connection.status !== 'done') return connection;
  const name = textIn('en', connection.value.name);
  const setup = await hub.store.setup(wish.connectionId);
  const mapping = setup?.mappings.find(({ actorType }) => actorType === wish.actorType);
  if (setup === undefined || mapping === undefined)
    return rejected('mapping.unknown', `${wish.actorType} is not mapped on ${name}. Choose another actor type.`);
  const erpFields = mapping.fields.map(({ erpField }) => erpField);
  const actor = await readActor(hub, { ...wish, name }, erpFields, signal);
  if (actor.status !== 'done') return actor;
  const known = await crmFields(hub.db, mapping.entity);
  const display = await erpDisplay(hub, wish.connectionId, wish.actorType, language);
  return done(
    mapping.fields.flatMap((field): SideValue[] => {
      const seen = seenInErp(setup, field, actor.value);
      if (!('value' in seen) || field.erpType === 'password') return [];
      const value = toCrm({ ...field, crmMandatory: false }, seen.value, setup.zone);
      const crm = known.find(({ key }) => key === field.crmField);
      if (!value.ok || crm === undefined) return [];
      const shown = { value: value.value, display: display(field, seen.value) };
      return [{ crmField: field.crmField, label: labelOf(crm, language), ...shown, ...ways(field) }];
    }),
  );
}

/** What mapping and access on both sides leave. */
function ways(field: FieldMapping): { readonly syncToCrm: boolean; readonly syncToErp: boolean } {
  const direction = effectiveDirection(field);
  return {
    syncToCrm: direction === 'both' || direction === 'fromErp',
    syncToErp: direction === 'both' || direction === 'toErp',
  };
}

export const labelOf = (field: CrmField | undefined, language: string): string => textIn(language, field?.label ?? '');

export async function crmItemNames(hub: ServiceHub, language: string) {
  const items = await crmListItems(hub.db);
  return (field: CrmField | undefined, value: string): string => {
    if (field?.list === undefined) return value;
    const item = items.find(({ list, id }) => list === field.list && String(id) === value);
    return item === undefined ? value : textIn(language, item.name);
  };
}

/** ERP items as they were last seen. */
async function erpDisplay(hub: ServiceHub, connectionId: number, actorType: ErpActorType, language: string) {
  const fields = await actorFields(hub.db, connectionId, actorType);
  const items = await erpListItems(hub.db, connectionId);
  return ({ erpField, erpType }: FieldMapping, value: string): string => {
    if (erpType !== 'list') return value;
    const listName = fields.find(({ fieldKey }) => fieldKey === erpField)?.listName;
    const item = items.find((each) => each.listName === listName && each.itemKey === value);
    return item === undefined ? value : textIn(language, item.name);
  };
}
