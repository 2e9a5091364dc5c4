/** How every connection stands, and how much of all links is in step. */
import type { HoldCode, LinkState, RunCounts, RunKind } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

export interface ConnectionOverview {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  readonly active: boolean;
  readonly health: 'new' | 'ok' | 'unreachable' | 'held' | 'failed';
  readonly healthMessage: string | null;
  readonly hold: HoldCode | null;
  readonly failures: number;
  readonly nextTryAt: Date | null;
  readonly lastCycleAt: Date | null;
  readonly lastOkAt: Date | null;
  /** Not broken. */
  readonly links: number;
  readonly states: Readonly<Partial<Record<LinkState, number>>>;
  readonly openConflicts: number;
  /** Fields that wait for a person (H18). */
  readonly held: number;
  /** Links failing, parked or with a failed field. */
  readonly failing: number;
  /** Fields, over all links, that failed. */
  readonly failingFields: number;
  /** Links with something to carry: an intent not settled, a hint that is due, an edit in the CRM not read yet. */
  readonly waiting: number;
  readonly lastRun: {
    readonly id: number;
    readonly kind: RunKind;
    readonly status: string;
    readonly startedAt: Date;
    readonly endedAt: Date | null;
    readonly counts: Partial<RunCounts>;
  } | null;
}

/** One row a connection that was not deleted, in priority order. */
export async function connectionOverview(
  db: Queryable,
  now: Date = new Date(),
): Promise<readonly ConnectionOverview[]> {
  const rows = await db.query<StoredOverview>(
    `with ${unread}
     select c.id, c.name, k.name as connector, c.active, c.health, c.health_message as "healthMessage", c.hold, c.failures,
       c.next_try_at as "nextTryAt", c.last_cycle_at as "lastCycleAt", c.last_ok_at as "lastOkAt",
       (select count(*) from link where connection_id = c.id and state not in ('broken', 'creating')) as swept,
       coalesce((select jsonb_object_agg(state, n) from (select state, count(*) as n from link
         where connection_id = c.id and state <> 'active' and state <> 'broken' group by state) s), '{}') as states,
       (select count(*) from conflict where status = 'open' and connection_id = c.id) as "openConflicts",
       (select count(*) from held where status = 'open' and connection_id = c.id) as held,
       (select count(*) from link where connection_id = c.id and flags <> '{}' and flags ? 'failed'
         and state = 'active') as "withFailedFields",
       (select coalesce(sum((flags ->> 'failed')::int), 0) from link where connection_id = c.id and flags <> '{}'
         and flags ? 'failed' and state <> 'broken') as "failingFields",
       (select count(*) from (
         select link_id from intent where connection_id = c.id and status in ('open', 'sent', 'unknown')
         union select link_id from hint where connection_id = c.id and due_at <= $1
         union select u.link_id from unread u where u.connection_id = c.id) w) as waiting,
       (select jsonb_build_object('id', id, 'kind', kind, 'status', status, 'startedAt', started_at,
         'endedAt', ended_at, 'counts', counts)
         from run where connection_id = c.id order by id desc limit 1) as "lastRun"
     from connection c join connector k on k.id = c.connector_id
     where not c.deleted order by c.rank, c.id`,
    [now],
  );
  return rows.map(({ swept, withFailedFields, lastRun, ...row }) => {
    const others = Object.values(row.states).reduce((sum, count) => sum + count, 0);
    const links = swept + (row.states.creating ?? 0);
    return {
      ...row,
      links,
      states: { ...row.states, ...(links > others ? { active: links - others } : {}) },
      failing: (row.states.failing ?? 0) + (row.states.parked ?? 0) + withFailedFields,
      lastRun: lastRun && {
        ...lastRun,
        startedAt: new Date(lastRun.startedAt),
        endedAt: lastRun.endedAt === null ? null : new Date(lastRun.endedAt),
      },
    };
  });
}

/** Reading the feed to count ends here: whoever waits for more is told "at least". Costs a few milliseconds. */
const mostUnread = 5_000;

/**
 * Links whose record was edited in the CRM since the connection last read its feed, in a field that it carries to the ERP.
 * While an ERP is away nobody reads: no hint and no intent tells of these edits (H26).
 */
const unread = `unread as (
  select distinct p.connection_id, l.id as link_id
  from feed_position p
  join connection uc on uc.id = p.connection_id and not uc.deleted
  cross join lateral (
    select entity, entity_id, fields from crm_change f
    where f.epoch = p.epoch and (f.xid, f.seq) > (p.xid, p.seq) and f.writer <> p.connection_id and f.op = 'update'
    order by f.epoch, f.xid, f.seq limit ${mostUnread}) f
  join link l on l.connection_id = p.connection_id and l.entity = f.entity and l.entity_id = f.entity_id
    and l.state <> 'broken'
  join actor_mapping m on m.connection_id = p.connection_id and m.actor_type = l.actor_type and m.active
  where exists (select from erp_field e where e.mapping_id = m.id and e.sync_to_erp and e.crm_field = any (f.fields)))`;

interface StoredOverview extends Omit<ConnectionOverview, 'links' | 'failing' | 'lastRun'> {
  readonly swept: number;
  readonly withFailedFields: number;
  readonly lastRun:
    | (Omit<NonNullable<ConnectionOverview['lastRun']>, 'startedAt' | 'endedAt'> & {
        readonly startedAt: string;
        readonly endedAt: string | null;
      })
    | null;
}

/** Links by how they stand; the parts add up to `total`, each link counted under its worst. */
export interface Agreement {
  readonly total: number;
  /** Both sides equal their half of the base, and nothing is under way (H02). */
  readonly inStep: number;
  /** Edited, and on the way or not read yet. */
  readonly waiting: number;
  readonly differ: number;
  readonly conflicts: number;
  readonly failed: number;
}

/** Looks only at links that are out of step, by their partial indexes; the rest is the total less those. */
export async function agreement(db: Queryable): Promise<Agreement> {
  const rows = await db.query<Omit<Agreement, 'inStep'>>(
    `with ${unread},
     live as (select id from connection where not deleted),
     worst as (
       select link_id, max(weight) as weight from (
         select id as link_id, case when state = 'creating' then 1 else 4 end as weight from link
           where connection_id in (select id from live) and state <> 'active' and state <> 'broken'
         union all
         select id, case when flags ? 'failed' then 4 else 2 end from link
           where connection_id in (select id from live) and flags <> '{}' and state <> 'broken'
         union all
         select c.link_id, 3 from conflict c join link l on l.id = c.link_id and l.state <> 'broken'
           where c.status = 'open' and c.connection_id in (select id from live)
         union all
         select i.link_id, 1 from intent i join link l on l.id = i.link_id and l.state <> 'broken'
           where i.status in ('open', 'sent', 'unknown', 'asking') and i.connection_id in (select id from live)
         union all
         select h.link_id, 1 from hint h join link l on l.id = h.link_id and l.state <> 'broken'
           where h.connection_id in (select id from live)
         union all
         select link_id, 1 from unread) w
       group by link_id)
     select (select count(*) from link where connection_id in (select id from live) and state <> 'broken') as total,
       count(*) filter (where weight = 1) as waiting, count(*) filter (where weight = 2) as differ,
       count(*) filter (where weight = 3) as conflicts, count(*) filter (where weight = 4) as failed
     from worst`,
  );
  const row = rows[0] ?? { total: 0, waiting: 0, differ: 0, conflicts: 0, failed: 0 };
  return { ...row, inStep: row.total - row.waiting - row.differ - row.conflicts - row.failed };
}
