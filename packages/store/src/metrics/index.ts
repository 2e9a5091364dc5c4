/** Figures for monitoring: counters that turns leave behind, and what is open now. None of them reads what is in step. */
import type { Queryable } from '../database.ts';

export interface MetricBump {
  readonly name: string;
  readonly label: string;
  readonly by: number;
}
export interface MetricRow {
  readonly connectionId: number;
  readonly connection: string;
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

/** Adds to the counters of a connection. */
export async function bumpMetrics(db: Queryable, connectionId: number, bumps: readonly MetricBump[]): Promise<void> {
  const wanted = bumps.filter((bump) => bump.by > 0);
  if (wanted.length === 0) return;
  await db.run(
    `insert into sync_metric (connection_id, name, label, value)
     select c.id, b.name, b.label, b.by from connection c,
       unnest($2::text[], $3::text[], $4::float8[]) as b (name, label, by)
     where c.id = $1
     order by b.name, b.label
     on conflict (connection_id, name, label) do update set value = sync_metric.value + excluded.value`,
    [connectionId, wanted.map((bump) => bump.name), wanted.map((bump) => bump.label), wanted.map((bump) => bump.by)],
  );
}

export const readMetrics = (db: Queryable): Promise<readonly MetricRow[]> =>
  db.query<MetricRow>(
    `select m.connection_id as "connectionId", c.name as connection, m.name, m.label, m.value
     from sync_metric m join connection c on c.id = m.connection_id
     where not c.deleted order by m.connection_id, m.name, m.label`,
  );

export interface OpenWork {
  readonly connectionId: number;
  readonly connection: string;
  readonly active: boolean;
  readonly health: 'new' | 'ok' | 'unreachable' | 'held' | 'failed';
  readonly lastOkAt: Date | null;
  /** Each of these counts to `most` at the most. */
  readonly conflicts: number;
  readonly held: number;
  readonly failing: number;
  readonly intents: number;
  readonly hints: number;
  readonly requests: number;
  /** When the oldest of what is due should have been taken. */
  readonly oldestDueAt: Date | null;
  readonly oldestRequestAt: Date | null;
  /** The first change of the CRM that the connection has not read. */
  readonly oldestUnreadAt: Date | null;
}

/** Counting ends here, so that a question costs the same on the day when everything waits. */
export const mostCounted = 100_000;

/** One row a connection. Counts come from indexes over what is open. */
export const openWork = (db: Queryable, now: Date): Promise<readonly OpenWork[]> =>
  db.query<OpenWork>(
    `select c.id as "connectionId", c.name as connection, c.active, c.health, c.last_ok_at as "lastOkAt",
       ${counted(`conflict where status = 'open' and connection_id = c.id`)} as conflicts,
       ${counted(`held where status = 'open' and connection_id = c.id`)} as held,
       ${counted(`link where connection_id = c.id and state in ('failing', 'parked') and state <> 'active'`)}
         + ${counted(`link where connection_id = c.id and flags <> '{}' and flags ? 'failed' and state = 'active'`)} as failing,
       ${counted(`intent where connection_id = c.id and status in ('open', 'sent', 'unknown')`)} as intents,
       ${counted('hint where connection_id = c.id and due_at <= $1')} as hints,
       ${counted(`request where connection_id = c.id and status in ('queued', 'running')`)} as requests,
       least(
         (select min(due_at) from intent where connection_id = c.id and status in ('open', 'sent', 'unknown') and due_at <= $1),
         (select min(due_at) from hint where connection_id = c.id and due_at <= $1)) as "oldestDueAt",
       (select min(created_at) from request where connection_id = c.id and status in ('queued', 'running')) as "oldestRequestAt",
       (select f.at from feed_position p join crm_change f on f.epoch = p.epoch and (f.xid, f.seq) > (p.xid, p.seq)
         where p.connection_id = c.id order by f.epoch, f.xid, f.seq limit 1) as "oldestUnreadAt"
     from connection c where not c.deleted order by c.rank, c.id`,
    [now],
  );

const counted = (from: string): string =>
  `(select count(*)::int from (select from ${from} limit ${mostCounted}) counted)`;
