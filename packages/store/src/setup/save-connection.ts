/** Writing connectors, connections, access, configuration and priority. Each statement touches only what differs. */
import type { BrakeCaps } from '@kobling/engine';
import type { Queryable, Transaction } from '../database.ts';
import { renewBases } from './renew-bases.ts';

const only = <T>(rows: readonly T[]): T => {
  const row = rows[0];
  if (row === undefined) throw new Error('RETURNING answered no row.');
  return row;
};

/** Adds a connector, or brings back and changes the one with this id. Answers its id. */
export async function saveConnector(
  tx: Queryable,
  connector: {
    readonly id: number | undefined;
    readonly name: string;
    readonly url: string;
    readonly reachable: boolean;
  },
): Promise<number> {
  if (connector.id === undefined) {
    const rows = await tx.query<{ id: number }>(
      'insert into connector (name, url, reachable) values ($1, $2, $3) returning id',
      [connector.name, connector.url, connector.reachable],
    );
    return only(rows).id;
  }
  await tx.run('update connector set name = $2, url = $3, reachable = $4, deleted = false where id = $1', [
    connector.id,
    connector.name,
    connector.url,
    connector.reachable,
  ]);
  return connector.id;
}

/** Hides a connector; the caller has made sure that no connection is left (ErrorConnectorHasConnections). */
export const hideConnector = (tx: Queryable, id: number): Promise<number> =>
  tx.run('update connector set deleted = true where id = $1', [id]);

export interface ConnectionToSave {
  readonly id: number | undefined;
  readonly connectorId: number;
  readonly name: string;
  readonly description: string;
  readonly zone: string;
  /** Name of the culture its connector writes in; left out or '': none. */
  readonly culture?: string;
  readonly allAccess: boolean;
  /** Caps of the brake that differ from the defaults (H18). */
  readonly brake?: Partial<BrakeCaps>;
  /** Of a new one; made here when left out. One that is there keeps its own. */
  readonly guid?: string;
}

/**
 * Adds a connection (inactive, last in priority), or brings back and changes the one with this id. A new zone drops the
 * bases of date-times (H20). Answers its id.
 */
export async function saveConnection(tx: Transaction, connection: ConnectionToSave): Promise<number> {
  const values = [
    connection.connectorId,
    connection.name,
    connection.description,
    connection.zone,
    connection.allAccess,
    JSON.stringify(connection.brake ?? {}),
    connection.culture ?? '',
  ];
  if (connection.id === undefined) {
    const rows = await tx.query<{ id: number }>(
      `insert into connection (connector_id, name, description, zone, all_access, brake, culture, guid, rank)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, coalesce($8::uuid, gen_random_uuid()),
         (select coalesce(max(rank), 0) + 1 from connection)) returning id`,
      [...values, connection.guid ?? null],
    );
    return only(rows).id;
  }
  const zoned = await tx.query<{ id: number }>(
    `update erp_field f set version = f.version + 1
     from actor_mapping m, connection c
     where m.id = f.mapping_id and c.id = m.connection_id and c.id = $1 and c.zone <> $2 and f.type = 'datetime' and f.crm_field is not null
     returning f.id`,
    [connection.id, connection.zone],
  );
  await tx.run(
    `update connection set connector_id = $2, name = $3, description = $4, zone = $5, all_access = $6, brake = $7::jsonb, culture = $8, deleted = false where id = $1`,
    [connection.id, ...values],
  );
  if (zoned.length > 0) await renewBases(tx, connection.id, 'zone');
  return connection.id;
}

/** Hides a connection and stops it; its links stay and come back with it. */
export const hideConnection = (tx: Queryable, id: number): Promise<number> =>
  tx.run('update connection set deleted = true, active = false where id = $1', [id]);

/** On activation its health begins anew, so that it is tried at once. One that rests goes on resting: off and on is no answer (H10). */
export const setConnectionActive = (tx: Queryable, id: number, active: boolean): Promise<number> =>
  tx.run(
    `update connection set active = $2, health = case when $2 and hold is null then 'new' else health end,
       failures = case when $2 then 0 else failures end, next_try_at = null, health_message = hold_message
     where id = $1 and active <> $2`,
    [id, active],
  );

export interface ConfigToSave {
  readonly fieldKey: string;
  /** Exactly one of the two. */
  readonly value: string | null;
  readonly secret: Buffer | null;
  readonly secretVersion: number;
}

/** Writes these values; what else the connection had is removed unless it is in `keep`. */
export async function saveConfig(
  tx: Queryable,
  connectionId: number,
  values: readonly ConfigToSave[],
  keep: readonly string[],
): Promise<void> {
  await tx.run('delete from connection_config where connection_id = $1 and field_key <> all ($2)', [
    connectionId,
    [...values.map((item) => item.fieldKey), ...keep],
  ]);
  for (const item of values) {
    await tx.run(
      `insert into connection_config (connection_id, field_key, value, secret, secret_version) values ($1, $2, $3, $4, $5)
       on conflict (connection_id, field_key) do update
       set value = excluded.value, secret = excluded.secret, secret_version = excluded.secret_version, set_at = now()`,
      [connectionId, item.fieldKey, item.value, item.secret, item.secretVersion],
    );
  }
}

export interface AccessToSave {
  readonly kind: 'user' | 'group';
  readonly id: number;
  readonly canConnect: boolean;
  readonly canCreate: boolean;
}

/** Replaces who may use a connection that is not for everyone. */
export async function saveAccess(tx: Queryable, connectionId: number, access: readonly AccessToSave[]): Promise<void> {
  await tx.run('delete from connection_access where connection_id = $1', [connectionId]);
  await tx.run(
    `insert into connection_access (connection_id, user_id, group_id, can_connect, can_create)
     select $1, case when a.kind = 'user' then a.id end, case when a.kind = 'group' then a.id end, a."canConnect", a."canCreate"
     from jsonb_to_recordset($2::jsonb) as a(kind text, id int, "canConnect" boolean, "canCreate" boolean)`,
    [connectionId, JSON.stringify(access)],
  );
}

/** The whole order, highest first; the CRM is a member of it. Connections left out follow in their present order. */
export async function savePriority(tx: Queryable, order: readonly (number | 'crm')[]): Promise<void> {
  await tx.run(
    `update connection c set rank = o.place
     from (
       select id, coalesce((array_position($1::int[], id) - 1), $2 + row_number() over (partition by id = any ($1::int[]) order by rank, id))::int as place
       from connection where not deleted
     ) o
     where o.id = c.id and c.rank <> o.place`,
    [order.map((member) => (member === 'crm' ? 0 : member)), order.length],
  );
  const crm = order.indexOf('crm');
  await tx.run(
    `insert into setting (key, value) values ('crm.rank', jsonb_build_object('rank', $1::int))
     on conflict (key) do update set value = excluded.value`,
    [crm < 0 ? order.length : crm],
  );
}

export interface ApplicationToSave {
  readonly clientId: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly keys: readonly { readonly pem: string; readonly from: string | null; readonly until: string | null }[];
}

/** Adds or changes an application and replaces its keys. */
export async function saveApplication(tx: Transaction, application: ApplicationToSave): Promise<void> {
  const rows = await tx.query<{ id: number }>(
    `insert into registered_application (client_id, name, url, active) values ($1, $2, $3, $4)
     on conflict (client_id) do update set name = excluded.name, url = excluded.url, active = excluded.active returning id`,
    [application.clientId, application.name, application.url, application.active],
  );
  const { id } = only(rows);
  await tx.run('delete from application_key where application_id = $1', [id]);
  for (const key of application.keys) {
    await tx.run(
      `insert into application_key (application_id, pem, valid_from, valid_to)
       values ($1, $2, $3::timestamp at time zone 'UTC', $4::timestamp at time zone 'UTC')`,
      [id, key.pem, key.from, key.until],
    );
  }
}
export const removeApplication = (tx: Queryable, clientId: string): Promise<number> =>
  tx.run('delete from registered_application where client_id = $1', [clientId]);
