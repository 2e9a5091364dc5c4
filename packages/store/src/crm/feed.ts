/**
 * Reading the change feed. A reader takes only rows of transactions older than every running one, so a late commit is
 * never skipped, and remembers its place as (epoch, xid, seq) (H11). The place moves past rows that are nobody's news:
 * `(oldest running xid, 0)` when nothing is left to read.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityKind, FeedChange, FeedPage, FeedPosition } from '@kobling/engine';
import type { Queryable } from '../database.ts';

interface FeedRow {
  readonly epoch: number;
  readonly horizon: string;
  readonly pruned: FeedPosition | null;
  readonly xid: string | null;
  readonly seq: string | null;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly op: FeedChange['op'];
  readonly fields: readonly string[];
  readonly survivor: number | null;
  readonly writer: number;
}

const epochNow = 'coalesce((select max(epoch) from feed_epoch), 0)';

/**
 * Rows behind `position` in order, at most `limit`, without those that the connection wrote itself (H26). In an older
 * epoch, or behind what was pruned, positions mean nothing: then `fullCompare`, and `next` is the place to go on from
 * once every link was compared (H11).
 */
export async function readFeed(
  db: Queryable,
  connectionId: number,
  position: FeedPosition,
  limit: number,
): Promise<FeedPage> {
  // One statement, hence one snapshot: rows and horizon belong together.
  const rows = await db.query<FeedRow>(
    `with place as (
       select ${epochNow} as epoch, pg_snapshot_xmin(pg_current_snapshot()) as horizon,
         (select value from setting where key = 'feed.prunedTo') as pruned)
     select p.epoch, p.horizon::text, p.pruned, c.xid::text, c.seq::text, c.entity, c.entity_id, c.op, c.fields, c.survivor, c.writer
     from place p left join lateral (
       select * from crm_change c
       where c.epoch = p.epoch and c.epoch = $1 and (c.xid, c.seq) > ($2::xid8, $3::bigint) and c.xid < p.horizon and c.writer <> $4
       order by c.epoch, c.xid, c.seq limit $5) c on true
     order by c.xid, c.seq`,
    [position.epoch, position.xid, position.seq, connectionId, limit + 1],
  );
  const head = rows[0];
  if (head === undefined) throw new Error('The change feed answered no row for its own place.');
  const end: FeedPosition = { epoch: head.epoch, xid: head.horizon, seq: '0' };
  if (head.epoch !== position.epoch || (head.pruned !== null && isBefore(position, head.pruned))) {
    return { changes: [], next: end, more: false, fullCompare: true };
  }
  const found = rows.filter((row) => row.seq !== null);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit;
  const next =
    more && last !== undefined && last.xid !== null && last.seq !== null
      ? { epoch: head.epoch, xid: last.xid, seq: last.seq }
      : end;
  return { changes: page.map(changeOf), next: isBefore(next, position) ? position : next, more, fullCompare: false };
}

const changeOf = (row: FeedRow): FeedChange => ({
  entity: { kind: row.entity, id: row.entity_id },
  fields: row.fields,
  op: row.op,
  survivor: row.survivor,
  writer: row.writer,
});

/** Within one epoch. */
const isBefore = (a: FeedPosition, b: FeedPosition): boolean =>
  a.epoch === b.epoch && (BigInt(a.xid) < BigInt(b.xid) || (a.xid === b.xid && BigInt(a.seq) < BigInt(b.seq)));

/** The place from which everything not yet certainly committed is still ahead: where a new connection begins. */
export async function currentFeedPosition(db: Queryable): Promise<FeedPosition> {
  const [row] = await db.query<{ epoch: number; xid: string }>(
    `select ${epochNow} as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
  );
  if (row === undefined) throw new Error('PostgreSQL answered no snapshot.');
  return { epoch: row.epoch, xid: row.xid, seq: '0' };
}

export interface FeedLag {
  /** Rows that nobody may read yet because an older transaction is still open. */
  readonly waiting: number;
  readonly oldest: Date | null;
  /** The session that holds the feed back longest: who, since when, what (H26). */
  readonly blocker: {
    readonly pid: number;
    readonly application: string;
    readonly database: string;
    readonly since: Date;
  } | null;
}

/** How far the feed stands behind, and because of whom (H26). */
export async function feedLag(db: Queryable): Promise<FeedLag> {
  const [rows] = await db.query<{ waiting: number; oldest: Date | null }>(
    `select count(*) as waiting, min(at) as oldest from crm_change
     where epoch = ${epochNow} and xid >= pg_snapshot_xmin(pg_current_snapshot())`,
  );
  const waiting = rows?.waiting ?? 0;
  // Any database of the cluster: transaction ids are the cluster's.
  const [blocker] = await db.query<{ pid: number; application: string; database: string; since: Date }>(
    `select pid, application_name as application, coalesce(datname, '') as database, xact_start as since from pg_stat_activity
     where backend_xid is not null and pid <> pg_backend_pid() order by age(backend_xid) desc limit 1`,
  );
  return { waiting, oldest: rows?.oldest ?? null, blocker: waiting > 0 && blocker !== undefined ? blocker : null };
}

/** Looked at this often while a transaction of somebody else is open; most last a few milliseconds. */
const settleEveryMs = 20;

/**
 * Waits until everything committed before this call may be read from the feed, at most `withinMs`: an older transaction
 * anywhere on the server holds it back for its time (H26). False: it still does.
 */
export async function waitForFeed(db: Queryable, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  const [asked] = await db.query<{ xid: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xid');
  for (;;) {
    const [row] = await db.query<{ past: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as past',
      [asked?.xid],
    );
    if (row?.past === true) return true;
    if (performance.now() > deadline) return false;
    await delay(settleEveryMs);
  }
}
