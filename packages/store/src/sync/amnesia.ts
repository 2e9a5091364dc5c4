/** Answers older than what was seen, and connections that rest until a person has looked (H10, H11). */
import { type AmnesiaStore, type Hold, type Lease, LeaseLost, type RequestBody, type StaleRule } from '@kobling/engine';
import type { Database, Queryable } from '../database.ts';
import { hintOnce } from './hints.ts';
import { heldLease, holdLease } from './lease.ts';
import { addRequest } from './requests.ts';

/** Links a statement when all of a connection are touched. */
const stepSize = 10_000;

export const amnesiaStore = (db: Database, now: () => Date): AmnesiaStore => ({
  staleLinks: async (connectionId, rule) => {
    const rows = await db.query<{ stale: number; lasting: number }>(
      `select count(*) as stale, count(*) filter (where stale_reads >= $2 and stale_since <= $3) as lasting
       from link where connection_id = $1 and stale_since is not null and stale_reads > 0
         and state not in ('broken', 'creating', 'held')`,
      [connectionId, rule.reads, rule.since],
    );
    return rows[0] ?? { stale: 0, lasting: 0 };
  },
  believeStale: (lease, rule) => believeStale(db, lease, rule, now()),
  latestLinks: async (connectionId, limit) => {
    // Ten rows a link: one of many fields leaves as many rows.
    const rows = await db.query<{ id: number }>(
      `select link_id as id from (
         select link_id, id from sync_log where connection_id = $1 and link_id is not null order by id desc limit $3) latest
       group by link_id order by max(id) desc limit $2`,
      [connectionId, limit, limit * 10],
    );
    return rows.map(({ id }) => id);
  },
  hold: (connectionId) => readHold(db, connectionId),
  holdConnection: (lease, hold, ask) => holdConnection(db, lease, hold, ask, now()),
  releaseHold: async (lease) => {
    const count = await db.run(
      `with ${heldLease}
       update connection c set hold = null, hold_message = null, held_at = null, next_try_at = null, failures = 0,
         health = case when c.health = 'held' then 'ok' else c.health end,
         health_message = case when c.health = 'held' then null else c.health_message end
       from held where c.id = $1`,
      [lease.connectionId, String(lease.token)],
    );
    if (count === 0) throw new LeaseLost(lease.connectionId);
  },
  forgetStamps: (lease) => forgetStamps(db, lease, now()),
});

export async function readHold(db: Queryable, connectionId: number): Promise<Hold | undefined> {
  const rows = await db.query<{ code: Hold['code'] | null; message: string | null }>(
    'select hold as code, hold_message as message from connection where id = $1',
    [connectionId],
  );
  const row = rows[0];
  return row === undefined || row.code === null ? undefined : { code: row.code, message: row.message ?? '' };
}

const holdConnection = (db: Database, lease: Lease, hold: Hold, ask: RequestBody, now: Date): Promise<boolean> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const count = await tx.run(
      `update connection set hold = $2, hold_message = $3, held_at = $4, health = 'held', health_message = $3
       where id = $1 and hold is null`,
      [lease.connectionId, hold.code, hold.message, now],
    );
    if (count === 1) await addRequest(tx, lease.connectionId, ask, '');
    return count === 1;
  });

async function believeStale(db: Database, lease: Lease, rule: StaleRule, now: Date): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `with ${heldLease},
     believed as (
       update link l set last_modified = null, row_hash = null, stale_reads = 0 from held
       where l.connection_id = $1 and l.stale_since <= $4 and l.stale_reads >= $3 and l.state not in ('broken', 'creating', 'held')
       returning l.id),
     hinted as (
       insert into hint (connection_id, link_id, why, due_at) select $1, id, 'went back', $5 from believed ${hintOnce})
     select count(*) from believed`,
    [lease.connectionId, String(lease.token), rule.reads, rule.since, now],
  );
  return rows[0]?.count ?? 0;
}

/** In steps, so that no statement touches a million rows; what is done twice is the same. */
async function forgetStamps(db: Database, lease: Lease, now: Date): Promise<void> {
  for (let from = 0; ; ) {
    const rows = await db.transaction(async (tx) => {
      await holdLease(tx, lease);
      return tx.query<{ last: number | null }>(
        `with step as (
           select id from link where connection_id = $1 and id > $2 and state not in ('broken', 'creating') order by id limit $3),
         forgotten as (
           update link l set last_modified = null, row_hash = null, stale_reads = 0, stale_since = coalesce(l.stale_since, $4)
           from step where l.id = step.id)
         select max(id) as last from step`,
        [lease.connectionId, from, stepSize, now],
      );
    });
    const last = rows[0]?.last ?? null;
    if (last === null) break;
    from = last;
  }
  await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run('delete from cursor where connection_id = $1', [lease.connectionId]);
    await tx.run('delete from walk where connection_id = $1', [lease.connectionId]);
  });
}
