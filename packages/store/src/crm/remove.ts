/** How a record ends: deleted, or merged into another. Rows stay, hidden, since logs and links name them. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { type Author, describe, type Entity, found, gone, inTransaction } from './entity.ts';
import { fieldMap } from './fields.ts';
import { addChange, changeRows, lockRows, originAfter } from './rows.ts';

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
        const many = persons.length === 1 ? '1 person' : `${persons.length} persons`;
        const message = `${describe({ ref, values: row.values })} still has ${many}. Move or delete them first, or delete them with it.`;
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
  await leaveSelections(tx, { kind, id });
  await addChange(tx, { kind, id, op: 'delete', writer: author.writer ?? 0, by: author.by });
}

/** What is gone is no longer chosen; `survivor` takes its place. */
async function leaveSelections(tx: Transaction, { kind, id }: EntityRef, survivor?: number): Promise<void> {
  const chosen =
    'from selection_member m join selection s on s.id = m.selection_id where s.entity = $1 and m.entity_id = $2';
  if (survivor !== undefined) {
    await tx.run(
      `insert into selection_member (selection_id, entity_id) select m.selection_id, $3 ${chosen} on conflict do nothing`,
      [kind, id, survivor],
    );
  }
  await tx.run(
    `delete from selection_member where entity_id = $2 and selection_id in (select m.selection_id ${chosen})`,
    [kind, id],
  );
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
    await leaveSelections(tx, from, into.id);
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
    before: row.values,
    writer,
    origin: originAfter(row, ['company'], writer),
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

/** Of these records those that are deleted: which one each was merged into, null where it was not merged. */
export async function endedEntities(
  db: Queryable,
  kind: EntityKind,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number | null>> {
  const rows = await db.query<{ id: number; merged_into: number | null }>(
    `select id, merged_into from ${kind} where id = any($1::int[]) and deleted`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.merged_into]));
}

/** The record that this one was merged into, over any number of merges. Undefined: it was not, or what it became is deleted. */
export async function survivorOf(db: Queryable, { kind, id }: EntityRef): Promise<EntityRef | undefined> {
  const [row] = await db.query<{ id: number }>(
    `with recursive way (id, merged_into, deleted) as (
       select id, merged_into, deleted from ${kind} where id = $1::bigint and merged_into is not null
       union all
       select n.id, n.merged_into, n.deleted from way join ${kind} n on n.id = way.merged_into
     )
     select id from way where not deleted`,
    [id],
  );
  return row === undefined ? undefined : { kind, id: row.id };
}
