/**
 * Secrets of connections. Each connection has a random data key; the database holds it wrapped by the key-encryption
 * key, which lives outside of the database. Values are sealed for connection | field | version, so that bytes moved to
 * another row do not open (S1). Rotation rewraps the data keys, without a stop (S2).
 */
import { type ConfigValues, done, type Outcome, rejected } from '@kobling/sdk';
import { configRows, type Database, keyIdsInUse, type Queryable } from '@kobling/store';
import type { Log } from '../http/log.ts';
import { type KeySource, messageOf } from '../operator.ts';
import { createDataKeys, type DataKeys } from './data-keys.ts';
import { createHubKeys, type HubKeys } from './hub-keys.ts';
import { type KeyRing, loadKeyRing, writeKeys } from './key-ring.ts';
import { createWebhookSecrets, type WebhookSecrets } from './webhook-secrets.ts';
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
  /** The pair with which the hub proves itself to registered applications. */
  readonly hub: HubKeys;
  readonly webhooks: WebhookSecrets;
  /** A new key-encryption key where the hub keeps the file; otherwise rewraps to the first key of the source. */
  rotateKeys(): Promise<Outcome<{ readonly keyId: string; readonly rewrapped: number }>>;
  /** Are all stored data keys wrapped by a key of the ring? */
  check(): Promise<Outcome>;
}

const placeOf = (connectionId: number, fieldKey: string, version: number): string =>
  `${connectionId}|${fieldKey}|${version}`;

export function openSecrets(db: Database, source: KeySource, loaded: KeyRing, log: Log): Secrets {
  const keys = createDataKeys(source, loaded, log);
  return {
    hub: createHubKeys(db, keys),
    webhooks: createWebhookSecrets(db, keys, log),
    async sealConfig(connectionId, fieldKey, version, value, within) {
      log.hide(value);
      const work = async (tx: Queryable): Promise<Buffer> => {
        const key = await keys.toSeal(connectionId, tx);
        return seal(key, placeOf(connectionId, fieldKey, version), Buffer.from(value, 'utf8'));
      };
      return within === undefined ? await db.transaction(work) : await work(within);
    },
    openConfig: (connectionId) => openConfig(db, keys, log, connectionId),
    rotateKeys: () => rotateKeys(db, source, keys),
    async check() {
      const ring = keys.ring();
      const missing = (await keyIdsInUse(db)).filter((id) => !ring.keys.has(id));
      if (missing.length === 0) return done(undefined);
      const message =
        `Secrets in this database were sealed with key ${missing.join(', ')}, but the hub was given key ${ring.currentId}. ` +
        'Give it the key that belongs to this database.';
      return rejected('key.wrong', message);
    },
  };
}

async function openConfig(
  db: Database,
  keys: DataKeys,
  log: Log,
  connectionId: number,
): Promise<Outcome<ConfigValues>> {
  const rows = await configRows(db, connectionId);
  const key = rows.some((row) => row.secret !== null) ? await keys.toOpen(connectionId, db) : done(undefined);
  if (key.status !== 'done') return key;
  const values: Record<string, string> = {};
  for (const { fieldKey, value, secret, secretVersion } of rows) {
    if (secret === null) {
      values[fieldKey] = value ?? '';
      continue;
    }
    const plain = key.value && unseal(key.value, placeOf(connectionId, fieldKey, secretVersion), secret);
    if (plain === undefined) {
      const message =
        `The stored value of "${fieldKey}" does not open: it was changed or moved from another connection. ` +
        "Enter it again in the connection's configuration.";
      return rejected('secret.damaged', message, { fields: { [fieldKey]: 'Enter this value again.' } });
    }
    const opened = plain.toString('utf8');
    log.hide(opened);
    values[fieldKey] = opened;
  }
  return done(values);
}

async function rotateKeys(
  db: Database,
  source: KeySource,
  keys: DataKeys,
): Promise<Outcome<{ keyId: string; rewrapped: number }>> {
  const before = keys.ring();
  const next = await nextRing(source, before);
  if (next.status !== 'done') return next;
  keys.setRing(next.value);
  const rewrapped = await keys.rewrapAll(db, next.value);
  if (rewrapped.status !== 'done') {
    keys.setRing(before);
    return rewrapped;
  }
  const { currentId } = next.value;
  const current = next.value.keys.get(currentId);
  if (source.from === 'file' && current !== undefined) {
    await writeKeys(source.path, [current]);
    keys.setRing({ currentId, keys: new Map([[currentId, current]]) });
  }
  return done({ keyId: currentId, rewrapped: rewrapped.value });
}

/** Writes the new key in front of the old ones before anything is wrapped with it: a crash in between loses nothing. */
async function nextRing(source: KeySource, ring: KeyRing): Promise<Outcome<KeyRing>> {
  const again = await loadKeyRing(source, false);
  if (again.status !== 'done') return again;
  const now = again.value.ring;
  if (source.from === 'value') {
    if (now.keys.size > 1) return done(now);
    const message =
      `${source.name} holds one key only. Put the new key in front of the old one, separated by a comma, ` +
      'start the hub again and rotate; then remove the old key.';
    return rejected('key.onlyOne', message);
  }
  const key = newKey();
  try {
    await writeKeys(source.path, [key, ...now.keys.values()]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const message =
      `The key file ${source.path} cannot be written: ${messageOf(error)}. ` +
      'Put the new key in its first line yourself, or give this user the right to write.';
    return rejected('key.readOnly', message);
  }
  return done({ currentId: keyIdOf(key), keys: new Map([[keyIdOf(key), key], ...now.keys, ...ring.keys]) });
}
