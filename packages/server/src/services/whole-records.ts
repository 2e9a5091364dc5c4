/**
 * Records as programs carry them: read whole, changed somewhere, sent back whole. What was not changed in between is no edit,
 * and what somebody else changed meanwhile stays (H12).
 */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Failure, type Outcome, rejected } from '@kobling/sdk';
import {
  type CarriedFrom,
  type Clash,
  createEntity,
  deleteEntity,
  getEntity,
  itemsById,
  recordDates,
  type RecordDates,
  saveCarried,
  crmFields,
  type Values,
} from '@kobling/store';
import type { ServiceHub } from './service-hub.ts';

export interface WholeRecord extends Partial<RecordDates> {
  readonly ref: EntityRef;
  /** Raised by every write. */
  readonly version: number;
  /** Every field; blank is ''. */
  readonly values: Values;
  /** Name of each list item that it holds, by id. */
  readonly items: ReadonlyMap<string, string>;
  /** A person's company. */
  readonly company?: WholeRecord;
}

const largestId = 2_147_483_647;

/** Rejected `record.unknown`: never was, or deleted. */
export async function readWhole(hub: ServiceHub, ref: EntityRef): Promise<Outcome<WholeRecord>> {
  if (ref.id < 1 || ref.id > largestId) return noRecord(ref);
  const dates = await recordDates(hub.db, ref);
  const entity = dates === undefined ? undefined : await getEntity(hub.db, ref);
  if (dates === undefined || entity === undefined) return noRecord(ref);
  const { version, values } = entity;
  const items = await itemNames(hub, ref.kind, values);
  const company = values['company'] ?? '';
  if (company === '') return done({ ref, version, values, items, ...dates });
  const owner = await readWhole(hub, { kind: 'company', id: Number(company) });
  return done({ ref, version, values, items, ...dates, ...(owner.status === 'done' && { company: owner.value }) });
}

/** An empty form: id 0, every field blank. */
export async function emptyRecord(hub: ServiceHub, kind: EntityKind): Promise<WholeRecord> {
  const values = Object.fromEntries((await crmFields(hub.db, kind)).map(({ key }) => [key, '']));
  return { ref: { kind, id: 0 }, version: 0, values, items: new Map() };
}

async function itemNames(hub: ServiceHub, kind: EntityKind, values: Values): Promise<ReadonlyMap<string, string>> {
  const fields = (await crmFields(hub.db, kind)).filter(({ list }) => list !== undefined);
  const ids = fields.map(({ key }) => Number(values[key] ?? '')).filter((id) => Number.isInteger(id) && id > 0);
  const items = ids.length === 0 ? [] : await itemsById(hub.db, ids);
  return new Map(items.map(({ id, name }) => [String(id), name]));
}

/** `clash`: both changed the same field; nothing was written. */
export type Kept = Outcome<WholeRecord> | { readonly status: 'clash'; readonly clashes: readonly Clash[] };

/** Adds a record. Rejected with `crm.*` and a sentence per field. */
export async function addWhole(hub: ServiceHub, kind: EntityKind, values: Values, by: string): Promise<Kept> {
  const made = await createEntity(hub.db, kind, values, { by });
  return made.status === 'done' ? readWhole(hub, made.value.ref) : made;
}

/** Saves what was changed since it was read. Fields that are left out stay. */
export async function keepWhole(
  hub: ServiceHub,
  ref: EntityRef,
  values: Values,
  options: { readonly from: CarriedFrom; readonly by: string },
): Promise<Kept> {
  const saved = await saveCarried(hub.db, ref, values, options);
  if (saved.status === 'clash') return saved;
  if (saved.status === 'rejected' && saved.reason.code === 'crm.gone') return noRecord(ref);
  return saved.status === 'done' ? readWhole(hub, ref) : saved;
}

/** Hides it. Rejected `crm.hasPersons`. */
export async function deleteWhole(hub: ServiceHub, ref: EntityRef, by: string): Promise<Outcome> {
  const found = await readWhole(hub, ref);
  return found.status === 'done' ? deleteEntity(hub.db, ref, { by }) : found;
}

const noRecord = ({ kind, id }: EntityRef): Failure =>
  rejected('record.unknown', `There is no ${kind} ${id}, or it was deleted. Look it up again.`);
