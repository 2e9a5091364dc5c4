/** Epochs of the change feed and pruning it: what makes old places in the feed meaningless (H11, H26). */
import type { FeedPosition } from '@kobling/engine';
import type { Database } from '../database.ts';

export interface Epoch {
  readonly epoch: number;
  /** A new one was begun: the database is not where it was, every connection compares everything once. */
  readonly begun: boolean;
}

/**
 * Call once at start, before the first write. Transaction ids belong to a cluster, not to the data: after a dump was
 * restored elsewhere, or a backup of the files put back (`restore.counter`, raised by kobling restore), they start
 * again lower, and readers would wait for ids that were used long ago.
 */
export async function ensureEpoch(db: Database): Promise<Epoch> {
  return db.transaction(async (tx) => {
    await tx.run('lock table feed_epoch in share row exclusive mode');
    const [row] = await tx.query<{ epoch: number | null; same: boolean | null }>(
      `select e.epoch, e.system_identifier = now.system_identifier and e.restore_counter = now.restore_counter as same
       from (select (select system_identifier from pg_control_system()) as system_identifier,
               coalesce((select (value #>> '{}')::int from setting where key = 'restore.counter'), 0) as restore_counter) now
       left join (select * from feed_epoch order by epoch desc limit 1) e on true`,
    );
    if (row !== undefined && row.epoch !== null && row.same === true) return { epoch: row.epoch, begun: false };
    const [begun] = await tx.query<{ epoch: number }>(
      `insert into feed_epoch (system_identifier, restore_counter)
       values ((select system_identifier from pg_control_system()),
         coalesce((select (value #>> '{}')::int from setting where key = 'restore.counter'), 0))
       returning epoch`,
    );
    if (begun === undefined) throw new Error('A new epoch of the change feed was not stored.');
    return { epoch: begun.epoch, begun: true };
  });
}

/** For `kobling restore`: the next start begins a new epoch even on the same cluster. */
export async function raiseRestoreCounter(db: Database): Promise<void> {
  await db.run(
    `insert into setting (key, value) values ('restore.counter', '1')
     on conflict (key) do update set value = to_jsonb((setting.value #>> '{}')::int + 1)`,
  );
}

export interface PruneOptions {
  /** Rows younger than this stay whoever has read them: undo looks at them. Default 7. */
  readonly keepDays?: number;
  /** Rows kept at most, also for a connection that never comes back: it then compares everything. Default 5,000,000. */
  readonly maxRows?: number;
}

/**
 * Deletes what every active connection has read, and the oldest beyond the cap. A reader that was further back is
 * told to compare everything (H26). Answers how many rows went.
 */
export async function pruneFeed(
  db: Database,
  { keepDays = 7, maxRows = 5_000_000 }: PruneOptions = {},
): Promise<number> {
  return db.transaction(async (tx) => {
    const [bound] = await tx.query<{ epoch: number; xid: string; seq: string }>(
      `with now as (select coalesce((select max(epoch) from feed_epoch), 0) as epoch, pg_snapshot_xmin(pg_current_snapshot()) as horizon),
       lowest as (
         select p.xid, p.seq from feed_position p join connection c on c.id = p.connection_id, now
         where c.active and not c.deleted and p.epoch = now.epoch order by p.xid, p.seq limit 1),
       read as (
         select c.epoch, c.xid, c.seq from crm_change c, now
         where c.epoch = now.epoch and c.xid < now.horizon and c.at < now() - make_interval(days => $1)
           and (c.xid, c.seq) <= (select coalesce((select xid from lowest), now.horizon), coalesce((select seq from lowest), 0))
         order by c.xid desc, c.seq desc limit 1),
       beyond as (
         select c.epoch, c.xid, c.seq from crm_change c, now
         where c.epoch = now.epoch and c.xid < now.horizon order by c.xid desc, c.seq desc offset $2 limit 1)
       select epoch, xid::text, seq::text from (select * from read union all select * from beyond) b
       order by b.xid desc, b.seq desc limit 1`,
      [keepDays, maxRows],
    );
    const older = await tx.run('delete from crm_change where epoch < coalesce((select max(epoch) from feed_epoch), 0)');
    if (bound === undefined) return older;
    const pruned: FeedPosition = bound;
    await tx.run(
      `insert into setting (key, value) values ('feed.prunedTo', $1) on conflict (key) do update set value = excluded.value`,
      [JSON.stringify(pruned)],
    );
    return (
      older +
      (await tx.run('delete from crm_change where epoch = $1 and (xid, seq) <= ($2::xid8, $3::bigint)', [
        pruned.epoch,
        pruned.xid,
        pruned.seq,
      ]))
    );
  });
}
