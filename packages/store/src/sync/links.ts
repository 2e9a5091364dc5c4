/** Reading links: by key, by entity, and in the orders that the sweep, retries and the first sync work in. */
import type { Base, EntityKind, Link, LinkState } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

export interface LinkRow {
  readonly id: number;
  readonly connection_id: number;
  readonly actor_type: ErpActorType;
  readonly erp_key: string | null;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly generation: number;
  readonly state: LinkState;
  readonly base: Base;
  readonly last_modified: string | null;
  readonly row_hash: string | null;
  readonly parent_key: string | null;
  readonly attempts: number;
  readonly reason: string | null;
  readonly stale_reads: number;
  readonly stale_since: Date | null;
}

export const linkColumns = `id, connection_id, actor_type, erp_key, entity, entity_id, generation, state, base,
  last_modified, row_hash, parent_key, attempts, reason, stale_reads, stale_since`;

export const toLink = (row: LinkRow): Link => ({
  id: row.id,
  connectionId: row.connection_id,
  actorType: row.actor_type,
  erpKey: row.erp_key,
  entity: { kind: row.entity, id: row.entity_id },
  generation: row.generation,
  state: row.state,
  base: row.base,
  lastModified: row.last_modified,
  rowHash: row.row_hash,
  parentKey: row.parent_key,
  attempts: row.attempts,
  reason: row.reason,
  ...(row.stale_since !== null && { stale: { reads: row.stale_reads, since: row.stale_since } }),
});

const read = async (db: Queryable, where: string, params: readonly unknown[]): Promise<readonly Link[]> =>
  (await db.query<LinkRow>(`select ${linkColumns} from link where ${where}`, params)).map(toLink);

/** By id, like the other readings by a list: the same history takes the same way each time. Keys compare exactly, code point by code point (H34). */
export const linksByKeys = (
  db: Queryable,
  connectionId: number,
  actorType: ErpActorType,
  erpKeys: readonly string[],
): Promise<readonly Link[]> =>
  read(
    db,
    `connection_id = $1 and actor_type = $2 and erp_key collate "C" = any($3::text[]) and state <> 'broken' order by id`,
    [connectionId, actorType, erpKeys],
  );

export const linksByEntities = (
  db: Queryable,
  connectionId: number,
  kind: EntityKind,
  ids: readonly number[],
): Promise<readonly Link[]> =>
  read(db, `connection_id = $1 and entity = $2 and entity_id = any($3::int[]) and state <> 'broken' order by id`, [
    connectionId,
    kind,
    ids,
  ]);

/** Broken ones too: an intent may still name them (H17). */
export const linksByIds = (db: Queryable, ids: readonly number[]): Promise<readonly Link[]> =>
  read(db, 'id = any($1::int[]) order by id', [ids]);

/** Oldest verified first, never verified before all (H23). */
export const linksToVerify = (db: Queryable, connectionId: number, limit: number): Promise<readonly Link[]> =>
  read(db, `connection_id = $1 and state not in ('broken', 'creating') order by verified_at nulls first, id limit $2`, [
    connectionId,
    limit,
  ]);

/** One actor type's links after `afterKey`, in key order (H30). */
export const linksInKeyOrder = (
  db: Queryable,
  connectionId: number,
  actorType: ErpActorType,
  afterKey: string,
  limit: number,
): Promise<readonly Link[]> =>
  read(
    db,
    `connection_id = $1 and actor_type = $2 and erp_key collate "C" > $3 and state <> 'broken' and state <> 'creating'
     order by erp_key collate "C" limit $4`,
    [connectionId, actorType, afterKey, limit],
  );

export async function countLinks(db: Queryable, connectionId: number): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*) from link where connection_id = $1 and state not in ('broken', 'creating')`,
    [connectionId],
  );
  return rows[0]?.count ?? 0;
}

export const linksDue = (db: Queryable, connectionId: number, now: Date, limit: number): Promise<readonly Link[]> =>
  read(db, `connection_id = $1 and due_at <= $2 and state in ('failing', 'parked') order by due_at, id limit $3`, [
    connectionId,
    now,
    limit,
  ]);

/** Other active connections that hold a link on one of these entities (H28). */
export async function connectionsOf(
  db: Queryable,
  kinds: readonly EntityKind[],
  ids: readonly number[],
  except: number,
): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select c.id from connection c
     where c.active and not c.deleted and c.id <> $3 and exists (
       select from unnest($1::text[], $2::int[]) as e (kind, id)
       join link l on l.entity = e.kind and l.entity_id = e.id and l.state <> 'broken'
       where l.connection_id = c.id)
     order by c.rank, c.id`,
    [kinds, ids, except],
  );
  return rows.map((row) => row.id);
}
