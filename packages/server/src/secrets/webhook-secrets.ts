/** Secrets of webhooks: sealed for their own row by the key-encryption key, as the hub's own key pairs are. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  type Database,
  type Queryable,
  resealWebhookSecret,
  type SealedSecret,
  webhookSecret,
  webhookSecrets,
} from '@kobling/store';
import type { Log } from '../http/log.ts';
import type { DataKeys } from './data-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { seal, unseal } from './seal.ts';

export interface WebhookSecrets {
  /** For the row with this id; holds the lock against rotation until the transaction ends. */
  seal(id: number, secret: string, tx: Queryable): Promise<SealedSecret>;
  /** Rejected `secret.damaged`, or `webhook.unknown`. */
  open(id: number): Promise<Outcome<string>>;
}

/** Locks of sealing are by connection; none has this id. */
const nobody = 0;
const placeOf = (id: number, keyId: string): string => `webhook|${id}|${keyId}`;

export const createWebhookSecrets = (db: Database, keys: DataKeys, log: Log): WebhookSecrets => ({
  async seal(id, secret, tx) {
    log.hide(secret);
    const { keyId, key } = await keys.currentToSeal(nobody, tx);
    return { keyId, sealed: seal(key, placeOf(id, keyId), Buffer.from(secret, 'utf8')) };
  },
  async open(id) {
    const row = await webhookSecret(db, id);
    if (row === undefined) return rejected('webhook.unknown', 'There is no such webhook. Load the list again.');
    const key = await keys.keyEncryptionKey(row.keyId);
    const plain = key && unseal(key, placeOf(id, row.keyId), row.sealed);
    if (plain === undefined)
      return rejected(
        'secret.damaged',
        'The secret of this webhook does not open. Give it a new one, and tell its receiver.',
      );
    const secret = plain.toString('utf8');
    log.hide(secret);
    return done(secret);
  },
});

/** With the ring's current key; answers the first that does not open. */
export async function resealWebhookSecrets(tx: Queryable, ring: KeyRing, current: Buffer): Promise<Outcome> {
  for (const row of await webhookSecrets(tx)) {
    if (row.keyId === ring.currentId) continue;
    const old = ring.keys.get(row.keyId);
    const plain = old && unseal(old, placeOf(row.id, row.keyId), row.sealed);
    if (plain === undefined)
      return rejected(
        'secret.keyUnknown',
        `The secret of webhook ${row.id} was sealed with key ${row.keyId}, which does not open it or is not there. Put that key back, or give the webhook a new secret.`,
      );
    const keyId = ring.currentId;
    await resealWebhookSecret(tx, { id: row.id, keyId, sealed: seal(current, placeOf(row.id, keyId), plain) });
  }
  return done(undefined);
}
