/** Wrapped data keys and configuration values of connections. What the bytes mean is the server's business. */
import type { Queryable } from '../database.ts';

export { connectionSource } from './connection-source.ts';
export * from './hub-key.ts';
export type { ConnectionSource } from './connection-source.ts';

export interface WrappedKey {
  readonly connectionId: number;
  readonly keyId: string;
  readonly wrapped: Buffer;
}
export interface ConfigRow {
  readonly fieldKey: string;
  readonly value: string | null;
  readonly secret: Buffer | null;
  readonly secretVersion: number;
  readonly setAt: Date;
}

const rotationLock = 4_611_686_002;
const makingLock = 461_168_603;

/** Held to the end of the transaction. Rotation has it alone, so that no new data key escapes it. */
export async function lockForRotation(tx: Queryable): Promise<void> {
  await tx.run('select pg_advisory_xact_lock($1)', [rotationLock]);
}

/** Shared with other connections; alone on this one, so that two writers cannot make two data keys for it. */
export async function lockForSealing(tx: Queryable, connectionId: number): Promise<void> {
  await tx.run('select pg_advisory_xact_lock_shared($1)', [rotationLock]);
  await tx.run('select pg_advisory_xact_lock($1, $2)', [makingLock, connectionId]);
}

export async function dataKeyOf(db: Queryable, connectionId: number): Promise<WrappedKey | undefined> {
  const sql =
    'select connection_id as "connectionId", key_id as "keyId", wrapped from connection_key where connection_id = $1';
  return (await db.query<WrappedKey>(sql, [connectionId]))[0];
}

export async function wrappedDataKeys(db: Queryable): Promise<readonly WrappedKey[]> {
  return await db.query<WrappedKey>(
    'select connection_id as "connectionId", key_id as "keyId", wrapped from connection_key order by connection_id for update',
  );
}

/** A data key that could not be opened any more is replaced: its values have to be entered again. */
export async function storeDataKey(tx: Queryable, key: WrappedKey): Promise<void> {
  await tx.run(
    `insert into connection_key (connection_id, key_id, wrapped) values ($1, $2, $3)
     on conflict (connection_id) do update set key_id = excluded.key_id, wrapped = excluded.wrapped`,
    [key.connectionId, key.keyId, key.wrapped],
  );
}

export async function rewrapDataKey(tx: Queryable, key: WrappedKey): Promise<void> {
  await tx.run('update connection_key set key_id = $2, wrapped = $3 where connection_id = $1', [
    key.connectionId,
    key.keyId,
    key.wrapped,
  ]);
}

/** Of the key-encryption keys without which something in this database does not open. */
export const keyIdsSql =
  'select key_id as id from connection_key union select key_id from hub_key union select key_id from webhook order by 1';

export async function keyIdsInUse(db: Queryable): Promise<readonly string[]> {
  return (await db.query<{ id: string }>(keyIdsSql)).map((row) => row.id);
}

export async function configRows(db: Queryable, connectionId: number): Promise<readonly ConfigRow[]> {
  return await db.query<ConfigRow>(
    `select field_key as "fieldKey", value, secret, secret_version as "secretVersion", set_at as "setAt"
     from connection_config where connection_id = $1 order by field_key`,
    [connectionId],
  );
}
