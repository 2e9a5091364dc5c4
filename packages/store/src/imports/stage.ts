/** What the search found, a thousand actors a statement. */
import type { ImportWish, Lease, StagedActor } from '@kobling/engine';
import type { Database, Queryable } from '../database.ts';
import { holdLease } from '../sync/lease.ts';
import { getImport } from './imports.ts';

export async function importWish(db: Queryable, importId: number): Promise<ImportWish | undefined> {
  const found = await getImport(db, importId);
  return found && { id: found.id, actorType: found.actorType, search: found.search, limit: found.limit };
}

export const clearImport = (db: Database, lease: Lease, importId: number): Promise<void> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run('delete from erp_import_row where import_id = $1', [importId]);
    await tx.run(`update erp_import set status = 'searching', message = null where id = $1`, [importId]);
  });

/** How many are staged now. None of an import that was given up meanwhile: its search is on its last page. */
export const stageActors = (
  db: Database,
  lease: Lease,
  importId: number,
  actors: readonly StagedActor[],
): Promise<number> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const places = 'select coalesce(max(place), 0) as last from erp_import_row where import_id = $1';
    const [before] = await tx.query<{ last: number }>(places, [importId]);
    if (actors.length === 0) return before?.last ?? 0;
    const [wanted] = await tx.query('select from erp_import where id = $1 for key share', [importId]);
    if (wanted === undefined) return 0;
    // A stream may deliver an actor twice: the first one stands, and places stay without gaps.
    const [after] = await tx.query<{ count: number }>(
      `with given as (
         select distinct on (erp_key) * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
           with ordinality as g (erp_key, parent_key, last_modified, field_values, new_items, problems, n)
         order by erp_key, n),
       fresh as (select * from given g where not exists (
         select from erp_import_row r where r.import_id = $1 and r.erp_key = g.erp_key)),
       added as (insert into erp_import_row (import_id, place, erp_key, parent_key, last_modified, field_values, new_items, problems)
         select $1, $8::int + row_number() over (order by n), erp_key, parent_key, last_modified, field_values::jsonb,
           new_items::jsonb, problems::jsonb from fresh
         returning 1)
       select count(*) as count from added`,
      [
        importId,
        actors.map((actor) => actor.erpKey),
        actors.map((actor) => actor.parentKey),
        actors.map((actor) => actor.lastModified),
        actors.map((actor) => JSON.stringify(actor.values)),
        actors.map((actor) => JSON.stringify(actor.newItems)),
        actors.map((actor) => JSON.stringify(actor.problems)),
        before?.last ?? 0,
      ],
    );
    return (before?.last ?? 0) + (after?.count ?? 0);
  });

export const endStaging = (db: Database, lease: Lease, importId: number, message: string | null): Promise<void> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run(`update erp_import set status = 'ready', message = $2 where id = $1 and status = 'searching'`, [
      importId,
      message,
    ]);
  });
