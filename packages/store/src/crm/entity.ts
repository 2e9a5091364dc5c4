/** One record at a time, as people and the API write it: checked, told to the feed, merged with what others changed. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Failure, isDone, type Outcome, rejected } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { type FieldMap, fieldMap } from './fields.ts';
import { addRows, changeRows, lockRows, originAfter, type Origin, selectRows } from './rows.ts';
import { checkName, checkValues, lookUp, type Values } from './values.ts';

/** Who writes: the name in the feed, and the connection where it is one. 0, the default, is a person or an import. */
export interface Author {
  readonly by: string;
  readonly writer?: number;
}

export interface Entity {
  readonly ref: EntityRef;
  /** Raised by every write. */
  readonly version: number;
  /** Every field, canonical text; blank is `''`. */
  readonly values: Values;
  readonly origin: Origin;
}

/** A field that somebody else changed since, to something else. */
export interface Clash {
  readonly field: string;
  readonly wanted: string;
  readonly current: string;
}
/** `clash`: nothing was written; show both values and ask (H12). */
export type UpdateOutcome =
  | Outcome<Entity>
  | { readonly status: 'clash'; readonly current: Entity; readonly clashes: readonly Clash[] };

export interface UpdateOptions extends Author {
  /** The version the form was filled from: fields that others changed after it and that differ are a clash. */
  readonly expectedVersion?: number;
  /** What the form or carrier showed: a field equal to it is no edit, a field that has moved away from it is a clash. */
  readonly base?: Values;
}

/** Runs in the transaction it is given, or in one of its own. */
export const inTransaction = <T>(db: Database | Transaction, fn: (tx: Transaction) => Promise<T>): Promise<T> =>
  'inTransaction' in db ? fn(db) : db.transaction(fn);

/** Undefined: there is none, or it is deleted. */
export async function getEntity(db: Queryable, { kind, id }: EntityRef): Promise<Entity | undefined> {
  const fields = await fieldMap(db, kind);
  const row = (await selectRows(db, kind, fields, [id], fields.keys())).get(id);
  return row === undefined
    ? undefined
    : { ref: { kind, id }, version: row.version, values: row.values, origin: row.origin };
}

/** Rejected with `crm.*` and a sentence per field: mandatory, length, type, list item, company. */
export function createEntity(
  db: Database | Transaction,
  kind: EntityKind,
  values: Values,
  author: Author,
): Promise<Outcome<Entity>> {
  return inTransaction(db, async (tx) => {
    const fields = await fieldMap(tx, kind);
    const record = `the new ${kind}`;
    const refusal =
      checkName(kind, values, record) ?? checkValues(fields, values, await lookUp(tx, fields, [values]), record);
    if (refusal !== undefined) return refusal;
    const [id] = await addRows(tx, kind, fields, [values], { by: author.by, writer: author.writer ?? 0 });
    return found(tx, { kind, id: id ?? 0 });
  });
}

/**
 * A three-way save (H12): only fields that the caller really edited are written, what others changed meanwhile stays,
 * and where both changed the same field to different values nothing is written. A save that changes nothing leaves no
 * trace: no version, no feed row.
 */
export function updateEntity(
  db: Database | Transaction,
  ref: EntityRef,
  changes: Values,
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  return inTransaction(db, async (tx): Promise<UpdateOutcome> => {
    const fields = await fieldMap(tx, ref.kind);
    const row = (await lockRows(tx, ref.kind, fields, [ref.id], fields.keys())).get(ref.id);
    if (row === undefined) return gone(ref);
    const current: Entity = { ref, version: row.version, values: row.values, origin: row.origin };
    const edits = editsOf(changes, current, options);
    const clashes = Object.entries(edits).flatMap(([field, wanted]) => clashOf(field, wanted, current, options));
    if (clashes.length > 0) return { status: 'clash', current, clashes };
    if (Object.keys(edits).length === 0) return done(current);
    const refusal = await refusalOf(tx, fields, current, edits);
    if (refusal !== undefined) return refusal;
    const writer = options.writer ?? 0;
    const origin = originAfter(row, Object.keys(edits), writer);
    await changeRows(
      tx,
      ref.kind,
      fields,
      [{ id: ref.id, values: edits, before: row.values, writer, origin }],
      options.by,
    );
    return found(tx, ref);
  });
}

/** Fields that the caller changed and that do not hold that value already. */
function editsOf(changes: Values, current: Entity, { base }: UpdateOptions): Record<string, string> {
  const edits = Object.entries(changes).filter(
    ([field, value]) => value !== current.values[field] && (base === undefined || value !== base[field]),
  );
  return Object.fromEntries(edits);
}

function clashOf(
  field: string,
  wanted: string,
  entity: Entity,
  { base, expectedVersion }: UpdateOptions,
): readonly Clash[] {
  const current = entity.values[field] ?? '';
  const before = base?.[field];
  // A base says it exactly; without one, the origin knows who wrote the field after the form was opened.
  const moved =
    before !== undefined
      ? before !== current
      : expectedVersion !== undefined &&
        Object.values(entity.origin[field] ?? {}).some((version) => version > expectedVersion);
  return moved ? [{ field, wanted, current }] : [];
}

async function refusalOf(
  tx: Transaction,
  fields: FieldMap,
  current: Entity,
  edits: Values,
): Promise<Failure | undefined> {
  const record = describe(current);
  return (
    checkValues(fields, edits, await lookUp(tx, fields, [edits]), record) ??
    checkName(current.ref.kind, { ...current.values, ...edits }, record)
  );
}

/** As a sentence names it: `company 12 (Acme)`. */
export function describe({ ref, values }: Pick<Entity, 'ref' | 'values'>): string {
  const name =
    ref.kind === 'person' ? [values.firstName, values.lastName].filter(Boolean).join(' ') : (values.name ?? '');
  return name === '' ? `${ref.kind} ${ref.id}` : `${ref.kind} ${ref.id} (${name})`;
}

export const gone = ({ kind, id }: EntityRef): Failure =>
  rejected('crm.gone', `There is no ${kind} ${id}, or it was deleted. Look it up again.`);

export async function found(tx: Transaction, ref: EntityRef): Promise<Outcome<Entity>> {
  const entity = await getEntity(tx, ref);
  return entity === undefined ? gone(ref) : done(entity);
}

/** For callers that hold an outcome of updateEntity and only care for success. */
export const isSaved = (outcome: UpdateOutcome): outcome is Extract<Outcome<Entity>, { status: 'done' }> =>
  outcome.status !== 'clash' && isDone(outcome);
