/** The hub's own key pairs. What the bytes mean is the server's business. */
import type { Queryable, Transaction } from '../database.ts';

export interface HubKeyRow {
  /** `current` signs; `next` is shown to applications before it signs. */
  readonly state: 'current' | 'next';
  readonly kid: string;
  readonly publicPem: string;
  readonly sealed: Buffer;
  /** Of the key-encryption key that sealed it. */
  readonly keyId: string;
  readonly createdAt: Date;
}

/** The current one first. */
export const hubKeys = (db: Queryable): Promise<readonly HubKeyRow[]> =>
  db.query<HubKeyRow>(
    `select state, kid, public_pem as "publicPem", sealed, key_id as "keyId", created_at as "createdAt"
     from hub_key order by state`,
  );

/** Puts it in the place of the one in the same state. */
export async function storeHubKey(tx: Queryable, key: Omit<HubKeyRow, 'createdAt'>): Promise<void> {
  await tx.run(
    `insert into hub_key (state, kid, public_pem, sealed, key_id) values ($1, $2, $3, $4, $5)
     on conflict (state) do update set kid = excluded.kid, public_pem = excluded.public_pem, sealed = excluded.sealed,
       key_id = excluded.key_id, created_at = now()`,
    [key.state, key.kid, key.publicPem, key.sealed, key.keyId],
  );
}

export async function resealHubKey(tx: Queryable, key: Pick<HubKeyRow, 'state' | 'sealed' | 'keyId'>): Promise<void> {
  await tx.run('update hub_key set sealed = $2, key_id = $3 where state = $1', [key.state, key.sealed, key.keyId]);
}

/** The next key signs from now on; the one before is gone for good. False: there is no next one. */
export async function advanceHubKey(tx: Transaction): Promise<boolean> {
  const found = await tx.query(`select 1 from hub_key where state = 'next' for update`);
  if (found.length === 0) return false;
  await tx.run(`delete from hub_key where state = 'current'`);
  await tx.run(`update hub_key set state = 'current' where state = 'next'`);
  return true;
}
