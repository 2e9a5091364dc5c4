/** API tokens: a program's way in, as the person who made it. Only the hash of what the program presents is stored. */
import type { Queryable } from '../database.ts';

/** `read`: sees what a user may see. `use`: does what a user may do. `settings`: all that its owner may do. */
export const tokenScopes = ['read', 'use', 'settings'] as const;
export type TokenScope = (typeof tokenScopes)[number];

export interface TokenUser {
  readonly userId: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
  readonly scope: TokenScope;
}
export interface ApiToken {
  readonly id: number;
  readonly userId: number;
  readonly owner: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAt: Date;
  /** Null: never. */
  readonly usedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** A token's last use is written at most this often. */
const touchMs = 60_000;

/** The user behind an API token that has not expired; its use is noted. */
export async function userOfToken(db: Queryable, hash: Buffer, now: Date): Promise<TokenUser | undefined> {
  const sql = `select t.id, t.used_at as "usedAt", u.id as "userId", u.name, u.full_name as "fullName", u.role, u.language, t.scope
    from api_token t join app_user u on u.id = t.user_id
    where t.hash = $1 and u.active and (t.expires_at is null or t.expires_at > $2)`;
  const [found] = await db.query<TokenUser & { id: number; usedAt: Date | null }>(sql, [hash, now]);
  if (found === undefined) return undefined;
  const { id, usedAt, ...user } = found;
  if (usedAt === null || now.getTime() - usedAt.getTime() > touchMs)
    await db.run('update api_token set used_at = $2 where id = $1', [id, now]);
  return user;
}

/** Undefined: the user has a token of that name. */
export async function addApiToken(
  db: Queryable,
  token: { userId: number; name: string; hash: Buffer; scope: TokenScope; now: Date; expiresAt: Date | null },
): Promise<number | undefined> {
  const sql = `insert into api_token (user_id, name, hash, scope, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (user_id, lower(name)) do nothing returning id`;
  const { userId, name, hash, scope, now, expiresAt } = token;
  return (await db.query<{ id: number }>(sql, [userId, name, hash, scope, now, expiresAt]))[0]?.id;
}

/** By owner and name; of one user when named. Expired ones too: somebody may wonder why a program stopped. */
export const apiTokens = (db: Queryable, userId?: number): Promise<ApiToken[]> =>
  db.query(
    `select t.id, t.user_id as "userId", u.name as owner, t.name, t.scope, t.created_at as "createdAt", t.used_at as "usedAt",
       t.expires_at as "expiresAt"
     from api_token t join app_user u on u.id = t.user_id
     where $1::int is null or t.user_id = $1 order by lower(u.name), lower(t.name)`,
    [userId ?? null],
  );

/** It opens nothing from now on. Undefined: there is none, or it is another's. */
export async function removeApiToken(
  db: Queryable,
  id: number,
  userId?: number,
): Promise<Pick<ApiToken, 'name' | 'userId' | 'scope'> | undefined> {
  const sql = `delete from api_token where id = $1 and ($2::int is null or user_id = $2) returning name, user_id as "userId", scope`;
  return (await db.query<Pick<ApiToken, 'name' | 'userId' | 'scope'>>(sql, [id, userId ?? null]))[0];
}
