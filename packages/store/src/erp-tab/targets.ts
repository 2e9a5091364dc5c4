/** Which links a resync of chosen records concerns. An internal key is the id of any link of the record; it stands for the record. */
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

export interface ResyncTarget {
  readonly connectionId: number;
  readonly linkIds: readonly number[];
}

const active = `c.active and not c.deleted and l.state not in ('broken', 'creating')`;

/** Links of these records: on that connection, or on all active ones. In priority order. */
export const linksOfRecords = (
  db: Queryable,
  internalKeys: readonly number[],
  connectionId: number | undefined,
): Promise<ResyncTarget[]> =>
  db.query(
    `with record as (select distinct entity, entity_id from link where id = any($1::int[]))
     select c.id as "connectionId", array_agg(l.id order by l.actor_type, l.id) as "linkIds"
     from record r join link l on l.entity = r.entity and l.entity_id = r.entity_id join connection c on c.id = l.connection_id
     where ${active} and ($2::int is null or c.id = $2) group by c.id order by c.rank, c.id`,
    [internalKeys, connectionId ?? null],
  );

/** Links by their ERP keys, compared exactly (H34): on that connection, or on all active ones. In priority order. */
export const linksOfErpKeys = (
  db: Queryable,
  actorType: ErpActorType,
  erpKeys: readonly string[],
  connectionId: number | undefined,
): Promise<ResyncTarget[]> =>
  db.query(
    `select c.id as "connectionId", array_agg(l.id order by l.id) as "linkIds"
     from link l join connection c on c.id = l.connection_id
     where l.actor_type = $1 and l.erp_key collate "C" = any($2::text[]) and ${active}
       and ($3::int is null or c.id = $3) group by c.id order by c.rank, c.id`,
    [actorType, erpKeys, connectionId ?? null],
  );
