/** Places: the marks of each actor type (H22) and the connection's place in the CRM change feed (H11). */
import type { FeedPosition, Lease, Mark } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import { currentFeedPosition } from '../crm/index.ts';
import type { Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

/** Oldest first; none before the first call of this type. */
export async function marks(db: Queryable, connectionId: number, actorType: ErpActorType): Promise<readonly Mark[]> {
  const rows = await db.query<{ marks: { at: string; lastModified: string }[] }>(
    'select marks from cursor where connection_id = $1 and actor_type = $2',
    [connectionId, actorType],
  );
  return (rows[0]?.marks ?? []).map((mark) => ({ at: new Date(mark.at), lastModified: mark.lastModified }));
}

/** Throws LeaseLost: a mark moved by a worker that slept would skip what the new one has not seen. */
export async function saveMarks(
  db: Queryable,
  lease: Lease,
  actorType: ErpActorType,
  values: readonly Mark[],
): Promise<void> {
  const count = await db.run(
    `with ${heldLease}
     insert into cursor (connection_id, actor_type, marks) select $1, $3, $4::jsonb from held
     on conflict (connection_id, actor_type) do update set marks = excluded.marks`,
    [lease.connectionId, String(lease.token), actorType, JSON.stringify(values)],
  );
  if (count === 0) throw new LeaseLost(lease.connectionId);
}

export async function feedPosition(db: Queryable, connectionId: number): Promise<FeedPosition | undefined> {
  const rows = await db.query<{ epoch: number; xid: string; seq: string }>(
    'select epoch, xid::text, seq::text from feed_position where connection_id = $1',
    [connectionId],
  );
  return rows[0];
}

/**
 * Before the first link of a connection stands: whatever happens to its record from here on is still ahead in the feed. Without
 * this a merge between the first link and the first cycle was never seen.
 */
export async function beginFeed(tx: Queryable, connectionId: number): Promise<void> {
  const { epoch, xid, seq } = await currentFeedPosition(tx);
  await tx.run(
    `insert into feed_position (connection_id, epoch, xid, seq) values ($1, $2, $3::xid8, $4::bigint)
     on conflict do nothing`,
    [connectionId, epoch, xid, seq],
  );
}

/** Throws LeaseLost. */
export async function saveFeedPosition(db: Queryable, lease: Lease, position: FeedPosition): Promise<void> {
  const count = await db.run(
    `with ${heldLease}
     insert into feed_position (connection_id, epoch, xid, seq) select $1, $3, $4::xid8, $5::bigint from held
     on conflict (connection_id) do update set epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq`,
    [lease.connectionId, String(lease.token), position.epoch, position.xid, position.seq],
  );
  if (count === 0) throw new LeaseLost(lease.connectionId);
}
