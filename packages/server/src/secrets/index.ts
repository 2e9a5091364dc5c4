/**
 * Secrets of connections. Each connection has a random data key; the database holds it wrapped by the key-encryption
 * key, which lives outside of the database. Values are sealed for connection | field | version, so that bytes moved to
 * another row do not open (S1). Rotation rewraps the data keys, without a stop (S2).
 */
import { type ConfigValues, done, type Outcome, rejected } from '@kobling/sdk';
import {
  configRows,
  dataKeyOf,
  type Database,
  keyIdsInUse,
  lockForRotation,
  lockForSealing,
  type Queryable,
  rewrapDataKey,
  storeDataKey,
  wrappedDataKeys,
} from '@kobling/store';
import type { Log } from '../http/log.ts';
import { isMissing, type KeySource, messageOf } from '../operator.ts';
import { type KeyRing, loadKeyRing, writeKeys } from './key-ring.ts';
import { keyIdOf, newKey, seal, unseal } from './seal.ts';

export interface Secrets {
  /** Bytes for connection_config.secret. The connection must exist; `within` joins the caller's transaction. */
  sealConfig(
    connectionId: number,
    fieldKey: string,
    version: number,
    value: string,
    within?: Queryable,
  ): Promise<Buffer>;
  /** All configuration values of a connection, opened. Rejected `secret.*` names the field and the remedy. */
  openConfig(connectionId: number): Promise<Outcome<ConfigValues>>;
  /** A new key-encryption key where the hub keeps the file; otherwise rewraps to the first key of the source. */
  rotateKeys(): Promise<Outcome<{ readonly keyId: string; readonly rewrapped: number }>>;
  /** Are all stored data keys wrapped by a key of the ring? */
  check(): Promise<Outcome>;
}

const placeOfKey = (connectionId: number, keyId: string): string => `data key|${connectionId}|${keyId}`;
const placeOfValue = (connectionId: number, fieldKey: string, version: number): string =>
  `${connectionId}|${fieldKey}|${version}`;

export function openSecrets(db: Database, source: KeySource, loaded: KeyRing, log: Log): Secrets {
  let ring = loaded;
  /** Another process may have rotated: the file is the truth. */
  const reload = async (): Promise<void> => {
    const again = await loadKeyRing(source, false);
    if (again.status === 'done') ring = again.value.ring;
  };
  const dataKey = async (connectionId: number, keyId: string, wrapped: Buffer): Promise<Outcome<Buffer>> => {
    if (!ring.keys.has(keyId)) await reload();
    const key = ring.keys.get(keyId);
    if (key === undefined) {
      return rejected(
        'secret.keyUnknown',
        `The secrets of connection ${connectionId} were sealed with key ${keyId}, which the hub does not have. Put that key back, or enter the connection's passwords again.`,
      );
    }
    const plain = unseal(key, placeOfKey(connectionId, keyId), wrapped);
    return plain === undefined
      ? rejected(
          'secret.damaged',
          `The data key of connection ${connectionId} does not open: it was changed or belongs to another connection. Restore it from a backup, or enter the connection's passwords again.`,
        )
      : done(plain);
  };
  const dataKeyForSealing = async (connectionId: number, tx: Queryable): Promise<Buffer> => {
    await lockForSealing(tx, connectionId);
    const stored = await dataKeyOf(tx, connectionId);
    if (stored !== undefined) {
      const opened = await dataKey(connectionId, stored.keyId, stored.wrapped);
      if (opened.status === 'done') return opened.value;
      log.warn(`${opened.reason.message} A new data key is made now.`);
    }
    await reload();
    const fresh = newKey();
    const current = ring.keys.get(ring.currentId);
    if (current === undefined) throw new Error('the key ring lost its current key');
    await storeDataKey(tx, {
      connectionId,
      keyId: ring.currentId,
      wrapped: seal(current, placeOfKey(connectionId, ring.currentId), fresh),
    });
    return fresh;
  };
  return {
    async sealConfig(connectionId, fieldKey, version, value, within) {
      log.hide(value);
      const work = async (tx: Queryable) =>
        seal(
          await dataKeyForSealing(connectionId, tx),
          placeOfValue(connectionId, fieldKey, version),
          Buffer.from(value, 'utf8'),
        );
      return within === undefined ? await db.transaction(work) : await work(within);
    },
    async openConfig(connectionId) {
      const values: Record<string, string> = {};
      const rows = await configRows(db, connectionId);
      const stored = rows.some((row) => row.secret !== null) ? await dataKeyOf(db, connectionId) : undefined;
      const key = stored === undefined ? undefined : await dataKey(connectionId, stored.keyId, stored.wrapped);
      if (key !== undefined && key.status !== 'done') return key;
      for (const row of rows) {
        if (row.secret === null) {
          values[row.fieldKey] = row.value ?? '';
          continue;
        }
        const plain = key && unseal(key.value, placeOfValue(connectionId, row.fieldKey, row.secretVersion), row.secret);
        if (plain === undefined) {
          return rejected(
            'secret.damaged',
            `The stored value of "${row.fieldKey}" does not open: it was changed or moved from another connection. Enter it again in the connection's configuration.`,
            { fields: { [row.fieldKey]: 'Enter this value again.' } },
          );
        }
        values[row.fieldKey] = plain.toString('utf8');
        log.hide(values[row.fieldKey] ?? '');
      }
      return done(values);
    },
    async rotateKeys() {
      const before = ring;
      const next = await nextRing(source, ring);
      if (next.status !== 'done') return next;
      ring = next.value;
      const rewrapped = await rewrapAll(db, ring);
      if (rewrapped.status !== 'done') {
        ring = before;
        return rewrapped;
      }
      const current = ring.keys.get(ring.currentId);
      if (source.from === 'file' && current !== undefined) {
        await writeKeys(source.path, [current]);
        ring = { currentId: ring.currentId, keys: new Map([[ring.currentId, current]]) };
      }
      return done({ keyId: ring.currentId, rewrapped: rewrapped.value });
    },
    async check() {
      const missing = (await keyIdsInUse(db)).filter((id) => !ring.keys.has(id));
      return missing.length === 0
        ? done(undefined)
        : rejected(
            'key.wrong',
            `Secrets in this database were sealed with key ${missing.join(', ')}, but the hub was given key ${ring.currentId}. Give it the key that belongs to this database.`,
          );
    },
  };
}

/** Writes the new key in front of the old ones before anything is wrapped with it: a crash in between loses nothing. */
async function nextRing(source: KeySource, ring: KeyRing): Promise<Outcome<KeyRing>> {
  const again = await loadKeyRing(source, false);
  if (again.status !== 'done') return again;
  const now = again.value.ring;
  if (source.from === 'value') {
    if (now.keys.size > 1) return done(now);
    return rejected(
      'key.onlyOne',
      `${source.name} holds one key only. Put the new key in front of the old one, separated by a comma, start the hub again and rotate; then remove the old key.`,
    );
  }
  const key = newKey();
  try {
    await writeKeys(source.path, [key, ...now.keys.values()]);
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && 'code' in error)) {
      return rejected(
        'key.readOnly',
        `The key file ${source.path} cannot be written: ${messageOf(error)}. Put the new key in its first line yourself, or give this user the right to write.`,
      );
    }
    throw error;
  }
  return done({ currentId: keyIdOf(key), keys: new Map([[keyIdOf(key), key], ...now.keys, ...ring.keys]) });
}

async function rewrapAll(db: Database, ring: KeyRing): Promise<Outcome<number>> {
  const current = ring.keys.get(ring.currentId);
  if (current === undefined) throw new Error('the key ring has no current key');
  return await db.transaction(async (tx) => {
    await lockForRotation(tx);
    let rewrapped = 0;
    for (const row of await wrappedDataKeys(tx)) {
      if (row.keyId === ring.currentId) continue;
      const old = ring.keys.get(row.keyId);
      const plain = old && unseal(old, placeOfKey(row.connectionId, row.keyId), row.wrapped);
      if (plain === undefined) {
        return rejected(
          'secret.keyUnknown',
          `The data key of connection ${row.connectionId} does not open with key ${row.keyId}. Put that key back into the key file, then rotate again.`,
        );
      }
      await rewrapDataKey(tx, {
        connectionId: row.connectionId,
        keyId: ring.currentId,
        wrapped: seal(current, placeOfKey(row.connectionId, ring.currentId), plain),
      });
      rewrapped += 1;
    }
    return done(rewrapped);
  });
}
