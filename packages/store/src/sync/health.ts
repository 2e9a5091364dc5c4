/** How a connection is doing as a whole: it backs off alone when its ERP cannot be reached. */
import type { Health, Lease } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

/** A connection that never ran is `ok`: nothing is known against it. */
export async function health(db: Queryable, connectionId: number): Promise<Health> {
  const rows = await db.query<{
    health: Health['status'] | 'new';
    health_message: string | null;
    failures: number;
    next_try_at: Date | null;
  }>('select health, health_message, failures, next_try_at from connection where id = $1', [connectionId]);
  const row = rows[0];
  if (row === undefined) return { status: 'ok', message: null, failures: 0, nextTryAt: null };
  return {
    status: row.health === 'new' ? 'ok' : row.health,
    message: row.health_message,
    failures: row.failures,
    nextTryAt: row.next_try_at,
  };
}

/** Saved at the end of a cycle, so it is the time of the last cycle too. Throws LeaseLost. */
export async function saveHealth(db: Queryable, lease: Lease, value: Health, now: Date): Promise<void> {
  const count = await db.run(
    `with ${heldLease}
     update connection c set health = case when c.hold is null then $3 else 'held' end,
       health_message = case when c.hold is null then $4 else c.hold_message end, failures = $5, next_try_at = $6, last_cycle_at = $7,
       last_ok_at = case when $3 = 'ok' then $7 else last_ok_at end
     from held where c.id = $1`,
    [lease.connectionId, String(lease.token), value.status, value.message, value.failures, value.nextTryAt, now],
  );
  if (count === 0) throw new LeaseLost(lease.connectionId);
}

/** What a late find of the sweep teaches (H23): the overlap only ever grows. Throws LeaseLost. */
export async function raiseOverlap(db: Queryable, lease: Lease, overlapMs: number): Promise<void> {
  const count = await db.run(
    `with ${heldLease}
     update connection c set card = c.card || jsonb_build_object('overlapMs',
       greatest($3::bigint, (c.card ->> 'overlapMs')::bigint))
     from held where c.id = $1`,
    [lease.connectionId, String(lease.token), Math.ceil(overlapMs)],
  );
  if (count === 0) throw new LeaseLost(lease.connectionId);
}
