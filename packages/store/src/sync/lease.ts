/**
 * One worker at a time runs a connection. The lease row carries a fencing token; every write of the engine locks the
 * row and checks it, so a worker that slept through its lease cannot write (H13). Times are the database's own, so
 * that workers on machines with different clocks agree.
 */
import { LeaseLost } from '@kobling/engine';
import type { Lease } from '@kobling/engine';
import type { Queryable } from '../database.ts';

/**
 * Takes the lease when it is free, or expired and no write of the old holder can still land: its newest sent intent
 * must be older than `lateEffectMs` (H13). The token rises with every holder. Runs that the old one left open are over;
 * only the newest are looked at, since each holder clears what the one before it left.
 */
export async function acquireLease(
  db: Queryable,
  lease: {
    readonly connectionId: number;
    readonly holder: string;
    readonly ttlMs: number;
    readonly lateEffectMs: number;
  },
): Promise<Lease | undefined> {
  const rows = await db.query<{ token: string }>(
    `with taken as (insert into lease (connection_id, token, holder, expires_at)
     values ($1, 1, $2, clock_timestamp() + $3 * interval '1 ms')
     on conflict (connection_id) do update
       set token = lease.token + 1, holder = excluded.holder, expires_at = excluded.expires_at
       where lease.expires_at <= clock_timestamp()
         and (lease.expires_at = '-infinity' or not exists (
           select from intent i
           where i.connection_id = lease.connection_id and i.status = 'sent' and i.token = lease.token
             and lease.expires_at + $4 * interval '1 ms' > clock_timestamp()))
     returning token),
     over as (update run set status = 'failed', ended_at = clock_timestamp(), error = 'Its worker ended before the run did.'
       from taken where run.status = 'running'
         and run.id in (select id from run where connection_id = $1 order by id desc limit 20))
     select token::text from taken`,
    [lease.connectionId, lease.holder, lease.ttlMs, lease.lateEffectMs],
  );
  const row = rows[0];
  return row && { connectionId: lease.connectionId, holder: lease.holder, token: BigInt(row.token) };
}

/**
 * False: it had expired or was taken over; it is not revived, since someone may have looked meanwhile. Never shortens a
 * lease that was stretched over a write's deadline (H13).
 */
export async function renewLease(db: Queryable, lease: Lease, ttlMs: number): Promise<boolean> {
  const count = await db.run(
    `update lease set expires_at = greatest(expires_at, clock_timestamp() + $3 * interval '1 ms')
     where connection_id = $1 and token = $2 and expires_at > clock_timestamp()`,
    [lease.connectionId, String(lease.token), ttlMs],
  );
  return count === 1;
}

/** Nothing happens when it was lost already. */
export async function releaseLease(db: Queryable, lease: Lease): Promise<void> {
  await db.run(`update lease set expires_at = '-infinity', holder = null where connection_id = $1 and token = $2`, [
    lease.connectionId,
    String(lease.token),
  ]);
}

/** Inside a transaction: keeps the lease from changing hands until the end. Throws LeaseLost. */
export async function holdLease(tx: Queryable, lease: Lease): Promise<void> {
  const rows = await tx.query(
    `select 1 as held from lease where connection_id = $1 and token = $2 and expires_at > clock_timestamp() for share`,
    [lease.connectionId, String(lease.token)],
  );
  if (rows.length === 0) throw new LeaseLost(lease.connectionId);
}

/** `held` as a common table expression on $1 (connection) and $2 (token), for writes of one statement. */
export const heldLease = `held as (
  select 1 from lease where connection_id = $1 and token = $2 and expires_at > clock_timestamp() for share)`;
