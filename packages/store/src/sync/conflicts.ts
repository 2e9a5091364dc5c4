/** Open conflicts, for "use the other" and "keep". */
import type { Lease, OpenConflict, Side } from '@kobling/engine';
import type { Database, Queryable } from '../database.ts';
import { holdLease } from './lease.ts';

/** Undefined when it is not open any more. `id` is the log row's. */
export async function openConflict(db: Queryable, id: number): Promise<OpenConflict | undefined> {
  const rows = await db.query<{
    log_id: number;
    link_id: number;
    generation: number;
    erp_field: string;
    crm_field: string;
    erp_value: string | null;
    crm_value: string | null;
    winner: Side;
  }>(
    `select log_id, link_id, generation, erp_field, crm_field, erp_value, crm_value, winner
     from conflict where log_id = $1 and status = 'open'`,
    [id],
  );
  const row = rows[0];
  return (
    row && {
      id: row.log_id,
      linkId: row.link_id,
      generation: row.generation,
      erpField: row.erp_field,
      crmField: row.crm_field,
      erpValue: row.erp_value,
      crmValue: row.crm_value,
      winner: row.winner,
    }
  );
}

/** Throws LeaseLost. */
export const resolveConflict = (
  db: Database,
  lease: Lease,
  id: number,
  status: 'kept' | 'turned',
  by: string,
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await endConflict(tx, id, status, by, now);
  });

/** A person has looked at it and lets it stand: nothing is written to either side, so no lease is needed. */
export const keepConflict = (db: Queryable, id: number, by: string, now: Date): Promise<boolean> =>
  endConflict(db, id, 'kept', by, now);

/** A conflict that the turning write itself superseded is turned all the same. */
async function endConflict(
  db: Queryable,
  id: number,
  status: 'kept' | 'turned',
  by: string,
  now: Date,
): Promise<boolean> {
  const count = await db.run(
    `update conflict set status = $2, resolved_at = $4, resolved_by = $3
     where log_id = $1 and (status = 'open' or ($2 = 'turned' and status = 'superseded'))`,
    [id, status, by, now],
  );
  return count === 1;
}
