/** Queue rows that the job library has no call for, and LISTEN. The queue's tables are pg-boss's, in schema pgboss. */
import type { Queryable } from '../database.ts';

export * from './listen.ts';

/** Cycles that wait become due now (H24). Answers the connections that had one waiting. */
export async function pullCyclesForward(
  db: Queryable,
  queue: string,
  connectionIds: readonly number[],
): Promise<readonly number[]> {
  const sql = `update pgboss.job set start_after = now()
    where name = $1 and singleton_key = any($2::text[]) and state = 'created'
    returning singleton_key as key`;
  const rows = await db.query<{ key: string }>(sql, [queue, connectionIds.map(String)]);
  return rows.map((row) => Number(row.key));
}

/** When the next waiting cycle is due. */
export async function nextCycleAt(db: Queryable, queue: string): Promise<Date | null> {
  const sql = `select min(start_after) as at from pgboss.job where name = $1 and state = 'created'`;
  return (await db.query<{ at: Date | null }>(sql, [queue]))[0]?.at ?? null;
}

/** Connections with a cycle being worked on. */
export async function runningCycles(db: Queryable, queue: string): Promise<readonly number[]> {
  const sql = `select singleton_key as key from pgboss.job where name = $1 and state = 'active'`;
  return (await db.query<{ key: string }>(sql, [queue])).map((row) => Number(row.key));
}

/** Active connections for which no cycle waits or runs. */
export async function connectionsWithoutCycle(db: Queryable, queue: string): Promise<readonly number[]> {
  const sql = `select c.id from connection c
    where c.active and not c.deleted and not exists (
      select from pgboss.job j where j.name = $1 and j.singleton_key = c.id::text and j.state in ('created', 'retry', 'active'))
    order by c.rank, c.id`;
  return (await db.query<{ id: number }>(sql, [queue])).map((row) => row.id);
}

/** When the connection may be tried again after it could not be reached; null when it is not backing off. */
export async function connectionNextTry(
  db: Queryable,
  connectionId: number,
): Promise<{ active: boolean; nextTryAt: Date | null } | undefined> {
  const sql = `select active, next_try_at as "nextTryAt" from connection where id = $1 and not deleted`;
  return (await db.query<{ active: boolean; nextTryAt: Date | null }>(sql, [connectionId]))[0];
}

/** Active connections in priority order. */
export async function activeConnections(db: Queryable): Promise<readonly number[]> {
  const sql = 'select id from connection where active and not deleted order by rank, id';
  return (await db.query<{ id: number }>(sql)).map((row) => row.id);
}

/** Requests of a connection that wait or were left by a worker that died. */
export async function hasRequest(db: Queryable, connectionId: number): Promise<boolean> {
  const sql = `select exists (select from request where connection_id = $1 and status in ('queued', 'running')) as found`;
  return (await db.query<{ found: boolean }>(sql, [connectionId]))[0]?.found === true;
}

/** Small payloads to every process of the hub; PostgreSQL takes less than 8,000 bytes. */
export async function notify(db: Queryable, channel: string, payload: string): Promise<void> {
  await db.run('select pg_notify($1, $2)', [channel, payload]);
}

/**
 * After the only hub of a database was killed: its cycles and leases are nobody's. Leases end now, not in the past, so
 * that the wait for a write that may still land holds (H13). Only right when no other process works here.
 */
export async function freeAbandoned(db: Queryable, queue: string): Promise<void> {
  await db.run(`update pgboss.job set state = 'failed', completed_on = now() where name = $1 and state = 'active'`, [
    queue,
  ]);
  await db.run('update lease set expires_at = clock_timestamp() where expires_at > clock_timestamp()');
}

/** Whose conflict it is and whether it is still open. */
export async function conflictState(
  db: Queryable,
  id: number,
): Promise<{ connectionId: number; status: string } | undefined> {
  const sql = 'select connection_id as "connectionId", status from conflict where log_id = $1';
  return (await db.query<{ connectionId: number; status: string }>(sql, [id]))[0];
}

/** Does the database answer? Throws when it does not. */
export async function ping(db: Queryable): Promise<void> {
  await db.run('select 1');
}

/** A cycle ended well, whether or not there was anything to write. */
export async function noteCycle(db: Queryable, connectionId: number, at: Date): Promise<void> {
  const sql = `update connection set last_cycle_at = $2, last_ok_at = $2, health = case when health = 'new' then 'ok' else health end
    where id = $1`;
  await db.run(sql, [connectionId, at]);
}
