/**
 * Who is at the door: log-ins, sessions, one-time set-up links, failed attempts and API tokens. Only hashes of what a
 * caller presents are stored. Times come from the caller, so that tests move them.
 */
import type { Queryable } from '../database.ts';

export * from './sessions.ts';
export * from './setup-link.ts';
export * from './failures.ts';
export * from './tokens.ts';
export * from './settings.ts';
export * from './openid.ts';
export * from './answers.ts';

export interface LoginUser {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
  readonly passwordHash: string | null;
}

/** An active user by name, without regard to case. */
export async function userForLogin(db: Queryable, name: string): Promise<LoginUser | undefined> {
  const sql = `select id, name, full_name as "fullName", role, language, password_hash as "passwordHash"
    from app_user where lower(name) = lower($1) and active`;
  return (await db.query<LoginUser>(sql, [name]))[0];
}

export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const sql = `select exists (select from app_user where role = 'administrator' and active and password_hash is not null) as found`;
  return (await db.query<{ found: boolean }>(sql))[0]?.found === true;
}

/** Undefined when the name is taken by a user with a password. A user without one (from a set-up file) becomes it. */
export async function createAdministrator(
  tx: Queryable,
  user: { name: string; fullName: string; passwordHash: string; language: string },
): Promise<number | undefined> {
  const sql = `insert into app_user (name, full_name, password_hash, role, language, licensed)
    values ($1, $2, $3, 'administrator', $4, true)
    on conflict ((lower(name))) do update
      set full_name = excluded.full_name, password_hash = excluded.password_hash, role = 'administrator',
          language = excluded.language, active = true, licensed = true
      where app_user.password_hash is null
    returning id`;
  return (await tx.query<{ id: number }>(sql, [user.name, user.fullName, user.passwordHash, user.language]))[0]?.id;
}

export async function setLanguage(db: Queryable, userId: number, language: string): Promise<void> {
  await db.run('update app_user set language = $2 where id = $1', [userId, language]);
}

/** After a log-in whose hash was made at less cost than today's. */
export async function renewPasswordHash(db: Queryable, userId: number, hash: string): Promise<void> {
  await db.run('update app_user set password_hash = $2 where id = $1', [userId, hash]);
}
