/** Connections and their fields as lists to choose from. */
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { isOpenTo } from './access.ts';

export interface ListedConnection {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly guid: string;
  /** Of the order of priorities. */
  readonly rank: number;
  readonly connector: string;
}

/** By name. Of a user those that are active and open to that user; undefined: every one, for who sets them up. */
export const listedConnections = (db: Queryable, userId: number | undefined): Promise<ListedConnection[]> =>
  db.query(
    `select c.id, c.name, c.description, c.guid::text as guid, c.rank, k.name as connector
     from connection c join connector k on k.id = c.connector_id
     where not c.deleted and ($1::int is null or (c.active and ${isOpenTo('$1::int')})) order by lower(c.name), c.id`,
    [userId ?? null],
  );

export interface ListedField {
  readonly id: number;
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly rank: number;
}

/** Fields of these connections that their ERP still has, by connection, actor type and rank. */
export const listedFields = (db: Queryable, connectionIds: readonly number[]): Promise<ListedField[]> =>
  db.query(
    `select f.id, m.connection_id as "connectionId", m.actor_type as "actorType", f.field_key as key,
       f.display_name as name, f.description, f.rank
     from erp_field f join actor_mapping m on m.id = f.mapping_id
     where m.connection_id = any($1::int[]) and not f.missing_in_erp order by m.connection_id, m.actor_type, f.rank, f.id`,
    [connectionIds],
  );
