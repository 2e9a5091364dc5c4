/**
 * The hub's own key pair, made at first use. The private half lies in the database, sealed by the key-encryption key as the
 * secrets of connections are; a second pair can be made beforehand, so that applications know it before it signs.
 */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { newKeyPair, type SigningKey, signingKeyFrom } from '@kobling/soap';
import {
  addAudit,
  advanceHubKey,
  type Database,
  type HubKeyRow,
  hubKeys as storedKeys,
  type Queryable,
  resealHubKey,
  storeHubKey,
} from '@kobling/store';
import type { DataKeys } from './data-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { seal, unseal } from './seal.ts';

/** What may be shown of a pair. */
export interface HubKey {
  readonly state: 'current' | 'next';
  readonly kid: string;
  readonly publicPem: string;
  readonly createdAt: Date;
}
export interface HubKeys {
  /** What the hub signs with. Rejected `secret.*` where it does not open. */
  signing(): Promise<Outcome<SigningKey>>;
  /** The current one first; it is made if there is none. */
  shown(): Promise<readonly HubKey[]>;
  /** Makes the pair that is to follow; one that is there already stays. */
  makeNext(by: string): Promise<readonly HubKey[]>;
  /** The next pair signs from now on, and the one before is destroyed. Rejected: there is none. */
  useNext(by: string): Promise<Outcome<readonly HubKey[]>>;
}

/** Locks of sealing are by connection; none has this id. */
const nobody = 0;
const placeOf = ({ kid, keyId }: Pick<HubKeyRow, 'kid' | 'keyId'>): string => `hub key|${kid}|${keyId}`;

export function createHubKeys(db: Database, keys: DataKeys): HubKeys {
  const shown = async (tx: Queryable): Promise<readonly HubKey[]> =>
    (await storedKeys(tx)).map(({ state, kid, publicPem, createdAt }) => ({ state, kid, publicPem, createdAt }));
  /** Two processes may come for the first pair at the same time: one makes it, the other waits and finds it. */
  const ensure = async (state: HubKey['state'], by: string): Promise<void> => {
    if ((await storedKeys(db)).some((key) => key.state === state)) return;
    const pair = await newKeyPair();
    await db.transaction(async (tx) => {
      const { keyId, key } = await keys.currentToSeal(nobody, tx);
      if ((await storedKeys(tx)).some((stored) => stored.state === state)) return;
      const sealed = seal(key, placeOf({ kid: pair.kid, keyId }), Buffer.from(pair.privatePem, 'utf8'));
      await storeHubKey(tx, { state, kid: pair.kid, publicPem: pair.publicPem, sealed, keyId });
      await addAudit(tx, { by, action: 'hubKey.make', subject: state, new: { kid: pair.kid } });
    });
  };
  return {
    async signing() {
      await ensure('current', 'hub');
      const [row] = await storedKeys(db);
      const key = row === undefined ? undefined : await keys.keyEncryptionKey(row.keyId);
      const plain = row && key && unseal(key, placeOf(row), row.sealed);
      return plain === undefined ? rejected('secret.damaged', damaged) : signingKeyFrom(plain.toString('utf8'));
    },
    async shown() {
      await ensure('current', 'hub');
      return await shown(db);
    },
    async makeNext(by) {
      await ensure('current', by);
      await ensure('next', by);
      return await shown(db);
    },
    async useNext(by) {
      return await db.transaction(async (tx) => {
        const before = await shown(tx);
        if (!(await advanceHubKey(tx)))
          return rejected(
            'hubKey.noNext',
            'There is no next key. Make one with: kobling application key --next; register it at the applications, then use it.',
          );
        const after = await shown(tx);
        await addAudit(tx, { by, action: 'hubKey.use', subject: 'current', old: before[0]?.kid, new: after[0]?.kid });
        return done(after);
      });
    },
  };
}

/** With the ring's current key; answers the first that does not open. */
export async function resealHubKeys(tx: Queryable, ring: KeyRing, current: Buffer): Promise<Outcome> {
  for (const row of await storedKeys(tx)) {
    if (row.keyId === ring.currentId) continue;
    const old = ring.keys.get(row.keyId);
    const plain = old && unseal(old, placeOf(row), row.sealed);
    if (plain === undefined)
      return rejected(
        'secret.keyUnknown',
        `The hub's own key was sealed with key ${row.keyId}, which does not open it or is not there. Put that key back.`,
      );
    const keyId = ring.currentId;
    await resealHubKey(tx, { state: row.state, keyId, sealed: seal(current, placeOf({ kid: row.kid, keyId }), plain) });
  }
  return done(undefined);
}

const damaged =
  "The hub's own key does not open: it was changed, or sealed with another key-encryption key. Restore it from a backup, or " +
  'make another with: kobling application key --next, and --use-next.';
