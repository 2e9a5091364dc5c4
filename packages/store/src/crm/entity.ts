/** One record at a time, as people and the API write it: checked, told to the feed, merged with what others changed. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Failure, isDone, type Outcome, rejected } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { type FieldMap, fieldMap } from './fields.ts';
import { addChange, addRows, changeRows, lockRows, originAfter, type Origin, selectRows } from './rows.ts';
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
    const origin = originAfter(row.origin, Object.keys(edits), writer, row.version + 1);
    await changeRows(tx, ref.kind, fields, [{ id: ref.id, values: edits, writer, origin }], options.by);
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

async function found(tx: Transaction, ref: EntityRef): Promise<Outcome<Entity>> {
  const entity = await getEntity(tx, ref);
  return entity === undefined ? gone(ref) : done(entity);
}

/**
 * The row stays and is hidden; the feed tells the engine, which breaks the links. A company that still has persons is
 * refused unless they are to go with it.
 */
export function deleteEntity(
  db: Database | Transaction,
  ref: EntityRef,
  author: Author & { readonly withPersons?: boolean },
): Promise<Outcome> {
  return inTransaction(db, async (tx): Promise<Outcome> => {
    const fields = await fieldMap(tx, ref.kind);
    const row = (await lockRows(tx, ref.kind, fields, [ref.id], fields.keys())).get(ref.id);
    if (row === undefined) return gone(ref);
    if (ref.kind === 'company') {
      const persons = await tx.query<{ id: number }>(
        'select id from person where company_id = $1 and not deleted order by id for update',
        [ref.id],
      );
      if (persons.length > 0 && author.withPersons !== true) {
        const message = `${describe({ ref, values: row.values })} still has ${persons.length} persons. Move or delete them first, or delete them with it.`;
        return rejected('crm.hasPersons', message);
      }
      for (const { id } of persons) await hide(tx, { kind: 'person', id }, author);
    }
    await hide(tx, ref, author);
    return done(undefined);
  });
}

async function hide(tx: Transaction, { kind, id }: EntityRef, author: Author): Promise<void> {
  await tx.run(`update ${kind} set deleted = true, version = version + 1, updated_at = now() where id = $1`, [id]);
  await addChange(tx, { kind, id, op: 'delete', writer: author.writer ?? 0, by: author.by });
}

/**
 * `from` becomes `into`: persons and memberships move, the survivor's values stay as they are, and the feed names the
 * survivor so that links can follow (H34).
 */
export function mergeEntities(
  db: Database | Transaction,
  from: EntityRef,
  into: EntityRef,
  author: Author,
): Promise<Outcome<Entity>> {
  return inTransaction(db, async (tx): Promise<Outcome<Entity>> => {
    if (from.kind !== into.kind || from.id === into.id) {
      return rejected(
        'crm.merge',
        `${from.kind} ${from.id} cannot be merged into ${into.kind} ${into.id}. Choose two different records of one kind.`,
      );
    }
    const fields = await fieldMap(tx, from.kind);
    const rows = await lockRows(tx, from.kind, fields, [from.id, into.id], []);
    for (const ref of [from, into]) if (!rows.has(ref.id)) return gone(ref);
    if (from.kind === 'company') await movePersons(tx, from.id, into.id, author);
    if (from.kind !== 'company') await moveMemberships(tx, from, into);
    await tx.run(
      `update ${from.kind} set deleted = true, merged_into = $2, version = version + 1, updated_at = now() where id = $1`,
      [from.id, into.id],
    );
    await addChange(tx, {
      kind: from.kind,
      id: from.id,
      op: 'merge',
      survivor: into.id,
      writer: author.writer ?? 0,
      by: author.by,
    });
    return found(tx, into);
  });
}

async function movePersons(tx: Transaction, from: number, into: number, author: Author): Promise<void> {
  const fields = await fieldMap(tx, 'person');
  const persons = await tx.query<{ id: number }>('select id from person where company_id = $1 and not deleted', [from]);
  const rows = await lockRows(
    tx,
    'person',
    fields,
    persons.map(({ id }) => id),
    ['company'],
  );
  const writer = author.writer ?? 0;
  const changes = [...rows.values()].map((row) => ({
    id: row.id,
    values: { company: String(into) },
    writer,
    origin: originAfter(row.origin, ['company'], writer, row.version + 1),
  }));
  await changeRows(tx, 'person', fields, changes, author.by);
}

async function moveMemberships(tx: Transaction, from: EntityRef, into: EntityRef): Promise<void> {
  const [own, other] = from.kind === 'person' ? ['person_id', 'project_id'] : ['project_id', 'person_id'];
  await tx.run(
    `insert into project_member (${own}, ${other}) select $2, ${other} from project_member where ${own} = $1 on conflict do nothing`,
    [from.id, into.id],
  );
  await tx.run(`delete from project_member where ${own} = $1`, [from.id]);
}

/** For callers that hold an outcome of updateEntity and only care for success. */
export const isSaved = (outcome: UpdateOutcome): outcome is Extract<Outcome<Entity>, { status: 'done' }> =>
  outcome.status !== 'clash' && isDone(outcome);
