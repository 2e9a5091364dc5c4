/** The data keys of connections: made, unwrapped and rewrapped with the key-encryption keys of the ring. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  type Database,
  dataKeyOf,
  lockForRotation,
  lockForSealing,
  type Queryable,
  rewrapDataKey,
  storeDataKey,
  wrappedDataKeys,
} from '@kobling/store';
import type { Log } from '../http/log.ts';
import type { KeySource } from '../operator.ts';
import { resealHubKeys } from './hub-keys.ts';
import { resealWebhookSecrets } from './webhook-secrets.ts';
import { type KeyRing, loadKeyRing } from './key-ring.ts';
import { newKey, seal, unseal } from './seal.ts';

export interface DataKeys {
  ring(): KeyRing;
  setRing(ring: KeyRing): void;
  /** Undefined when the connection has none. Rejected `secret.*` when it does not open. */
  toOpen(connectionId: number, tx: Queryable): Promise<Outcome<Buffer | undefined>>;
  /** Makes one where there is none; holds a lock until the transaction ends, so that rotation misses none. */
  toSeal(connectionId: number, tx: Queryable): Promise<Buffer>;
  /** The ring's current key, under the same lock. */
  currentToSeal(connectionId: number, tx: Queryable): Promise<{ readonly keyId: string; readonly key: Buffer }>;
  /** A key of the ring by its name; undefined: it is not there. */
  keyEncryptionKey(keyId: string): Promise<Buffer | undefined>;
  /** Wraps all with the ring's current key; answers how many were not yet. */
  rewrapAll(db: Database, ring: KeyRing): Promise<Outcome<number>>;
}

const placeOf = (connectionId: number, keyId: string): string => `data key|${connectionId}|${keyId}`;

const currentOf = (ring: KeyRing): Buffer => {
  const key = ring.keys.get(ring.currentId);
  if (key === undefined) throw new Error('the key ring lost its current key');
  return key;
};

export function createDataKeys(source: KeySource, loaded: KeyRing, log: Log): DataKeys {
  let ring = loaded;
  /** Another process may have rotated: the file is the truth. */
  const reload = async (): Promise<void> => {
    const again = await loadKeyRing(source, false);
    if (again.status === 'done') ring = again.value.ring;
  };
  const keyEncryptionKey = async (keyId: string): Promise<Buffer | undefined> => {
    if (!ring.keys.has(keyId)) await reload();
    return ring.keys.get(keyId);
  };
  const toOpen = async (connectionId: number, tx: Queryable): Promise<Outcome<Buffer | undefined>> => {
    const stored = await dataKeyOf(tx, connectionId);
    if (stored === undefined) return done(undefined);
    const key = await keyEncryptionKey(stored.keyId);
    if (key === undefined) return rejected('secret.keyUnknown', unknownKey(connectionId, stored.keyId));
    const plain = unseal(key, placeOf(connectionId, stored.keyId), stored.wrapped);
    return plain === undefined ? rejected('secret.damaged', damagedKey(connectionId)) : done(plain);
  };
  return {
    ring: () => ring,
    setRing(next) {
      ring = next;
    },
    toOpen,
    keyEncryptionKey,
    async currentToSeal(connectionId, tx) {
      await lockForSealing(tx, connectionId);
      await reload();
      return { keyId: ring.currentId, key: currentOf(ring) };
    },
    async toSeal(connectionId, tx) {
      await lockForSealing(tx, connectionId);
      const opened = await toOpen(connectionId, tx);
      if (opened.status === 'done' && opened.value !== undefined) return opened.value;
      if (opened.status !== 'done') log.warn(`${opened.reason.message} A new data key is made now.`);
      await reload();
      const fresh = newKey();
      const wrapped = seal(currentOf(ring), placeOf(connectionId, ring.currentId), fresh);
      await storeDataKey(tx, { connectionId, keyId: ring.currentId, wrapped });
      return fresh;
    },
    rewrapAll,
  };
}

async function rewrapAll(db: Database, ring: KeyRing): Promise<Outcome<number>> {
  const current = currentOf(ring);
  return await db.transaction(async (tx) => {
    await lockForRotation(tx);
    let rewrapped = 0;
    for (const { connectionId, keyId, wrapped } of await wrappedDataKeys(tx)) {
      if (keyId === ring.currentId) continue;
      const old = ring.keys.get(keyId);
      const plain = old && unseal(old, placeOf(connectionId, keyId), wrapped);
      if (plain === undefined) return rejected('secret.keyUnknown', unknownKey(connectionId, keyId));
      await rewrapDataKey(tx, {
        connectionId,
        keyId: ring.currentId,
        wrapped: seal(current, placeOf(connectionId, ring.currentId), plain),
      });
      rewrapped += 1;
    }
    const own = await resealHubKeys(tx, ring, current);
    if (own.status !== 'done') return own;
    const hooks = await resealWebhookSecrets(tx, ring, current);
    return hooks.status === 'done' ? done(rewrapped) : hooks;
  });
}

const unknownKey = (connectionId: number, keyId: string): string =>
  `The secrets of connection ${connectionId} were sealed with key ${keyId}, which does not open them or is not there. ` +
  "Put that key back, or enter the connection's passwords again.";
const damagedKey = (connectionId: number): string =>
  `The data key of connection ${connectionId} does not open: it was changed or belongs to another connection. ` +
  "Restore it from a backup, or enter the connection's passwords again.";
