/** Selections: static sets of records of one kind that somebody put together. A record that ends leaves them (crm/remove.ts). */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { build, type FindRecordsQuery } from '../find/find.ts';

export interface Selection {
  readonly id: number;
  readonly entity: EntityKind;
  readonly name: string;
  readonly by: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly members: number;
}

const columns = `s.id, s.entity, s.name, s.by_name as by, s.created_at as "createdAt", s.changed_at as "changedAt",
  (select count(*) from selection_member m where m.selection_id = s.id) as members`;

/** By name. */
export const allSelections = (db: Queryable, entity?: EntityKind): Promise<Selection[]> =>
  db.query(`select ${columns} from selection s where $1::text is null or s.entity = $1 order by lower(s.name), s.id`, [
    entity ?? null,
  ]);

export async function findSelection(db: Queryable, id: number): Promise<Selection | undefined> {
  const [found] = await db.query<Selection>(`select ${columns} from selection s where s.id = $1`, [id]);
  return found;
}

export async function insertSelection(
  db: Queryable,
  selection: { readonly entity: EntityKind; readonly name: string; readonly by: string },
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    'insert into selection (entity, name, by_name) values ($1, $2, $3) returning id',
    [selection.entity, selection.name, selection.by],
  );
  return row?.id ?? 0;
}

/** False: there is none. */
export const renameSelection = async (db: Queryable, id: number, name: string): Promise<boolean> =>
  (await db.run('update selection set name = $2, changed_at = now() where id = $1', [id, name])) > 0;

/** The records stay. False: there was none. */
export const removeSelection = async (db: Queryable, id: number): Promise<boolean> =>
  (await db.run('delete from selection where id = $1', [id])) > 0;

const touch = (db: Queryable, id: number): Promise<number> =>
  db.run('update selection set changed_at = now() where id = $1', [id]);

/** Ids that are no such record, or deleted, are left out. Answers how many were not in it before. */
export async function addMembers(
  db: Queryable,
  { id, entity }: Pick<Selection, 'id' | 'entity'>,
  ids: readonly number[],
): Promise<number> {
  const added = await db.run(
    `insert into selection_member (selection_id, entity_id)
     select $1, t.id from ${entity} t where t.id = any($2::int[]) and not t.deleted on conflict do nothing`,
    [id, ids],
  );
  await touch(db, id);
  return added;
}

/** All that a question finds, in one statement: a million ids never leave the database. Rejected as `findRows`. */
export async function addFoundMembers(
  db: Queryable,
  { id, entity }: Pick<Selection, 'id' | 'entity'>,
  query: Pick<FindRecordsQuery, 'kind' | 'fields' | 'criteria' | 'today'>,
): Promise<Outcome<number>> {
  if (query.kind !== entity)
    return rejected('selection.kind', `The selection holds records of ${entity}. Choose one for ${query.kind}.`);
  const built = build(query);
  if (built.status !== 'done') return built;
  const { from, where, params } = built.value;
  const added = await db.run(
    `insert into selection_member (selection_id, entity_id) select $${params.length + 1}::int, t.id from ${from} where ${where}
     on conflict do nothing`,
    [...params, id],
  );
  await touch(db, id);
  return done(added);
}

/** Answers how many were in it. */
export async function removeMembers(db: Queryable, id: number, ids: readonly number[]): Promise<number> {
  const removed = await db.run('delete from selection_member where selection_id = $1 and entity_id = any($2::int[])', [
    id,
    ids,
  ]);
  await touch(db, id);
  return removed;
}
