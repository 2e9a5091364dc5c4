/** Accounts of an OpenID provider, and log-ins on their way through it. */
import type { Queryable } from '../database.ts';
import { getUser, type User } from '../people/users.ts';

export interface Identity {
  readonly userId: number;
  readonly roleByGroup: boolean;
}

export async function identityOf(db: Queryable, issuer: string, subject: string): Promise<Identity | undefined> {
  const sql = `select user_id as "userId", role_by_group as "roleByGroup" from openid_identity
    where issuer = $1 and subject = $2 for update`;
  return (await db.query<Identity>(sql, [issuer, subject]))[0];
}

export async function linkIdentity(
  tx: Queryable,
  identity: { readonly issuer: string; readonly subject: string; readonly userId: number; readonly now: Date },
): Promise<void> {
  await tx.run(
    'insert into openid_identity (issuer, subject, user_id, created_at, used_at) values ($1, $2, $3, $4, $4)',
    [identity.issuer, identity.subject, identity.userId, identity.now],
  );
}

export async function touchIdentity(tx: Queryable, issuer: string, subject: string, now: Date): Promise<void> {
  await tx.run('update openid_identity set used_at = $3 where issuer = $1 and subject = $2', [issuer, subject, now]);
}

export async function setRoleByGroup(tx: Queryable, issuer: string, subject: string, byGroup: boolean): Promise<void> {
  const sql = 'update openid_identity set role_by_group = $3 where issuer = $1 and subject = $2';
  await tx.run(sql, [issuer, subject, byGroup]);
}

/** Without regard to case. More than one: the address tells nobody apart. */
export async function usersByEmail(db: Queryable, email: string): Promise<readonly User[]> {
  const rows = await db.query<{ id: number }>('select id from app_user where lower(email) = lower($1) limit 2', [
    email,
  ]);
  const users = await Promise.all(rows.map(({ id }) => getUser(db, id)));
  return users.filter((user) => user !== undefined);
}

export interface OpenIdAttempt {
  readonly stateHash: Buffer;
  readonly browserHash: Buffer;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
}

export async function addOpenIdAttempt(
  db: Queryable,
  attempt: OpenIdAttempt & { readonly expiresAt: Date },
): Promise<void> {
  await db.run(
    'insert into openid_attempt (state_hash, browser_hash, nonce, verifier, next, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [attempt.stateHash, attempt.browserHash, attempt.nonce, attempt.verifier, attempt.next, attempt.expiresAt],
  );
}

/** Once: whoever takes it uses it up. Undefined: there is none, it is too old, or another browser began it. */
export async function takeOpenIdAttempt(
  db: Queryable,
  stateHash: Buffer,
  browserHash: Buffer,
  now: Date,
): Promise<Pick<OpenIdAttempt, 'nonce' | 'verifier' | 'next'> | undefined> {
  const sql = `delete from openid_attempt where state_hash = $1 and browser_hash = $2 and expires_at > $3
    returning nonce, verifier, next`;
  return (await db.query<Pick<OpenIdAttempt, 'nonce' | 'verifier' | 'next'>>(sql, [stateHash, browserHash, now]))[0];
}

export const pruneOpenIdAttempts = (db: Queryable, now: Date): Promise<number> =>
  db.run('delete from openid_attempt where expires_at <= $1', [now]);

/** The session began at the provider: logging out may end there too. */
export async function markOpenIdSession(db: Queryable, idHash: Buffer): Promise<void> {
  await db.run('update session set by_openid = true where id_hash = $1', [idHash]);
}
export async function isOpenIdSession(db: Queryable, idHash: Buffer): Promise<boolean> {
  const sql = 'select by_openid as "byOpenId" from session where id_hash = $1';
  return (await db.query<{ byOpenId: boolean }>(sql, [idHash]))[0]?.byOpenId === true;
}
