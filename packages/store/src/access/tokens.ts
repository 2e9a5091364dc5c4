import type { Queryable } from '../database.ts';

export interface TokenUser {
  readonly userId: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
  readonly scope: string;
}

/** The user behind an API token that has not expired. */
export async function userOfToken(db: Queryable, hash: Buffer, now: Date): Promise<TokenUser | undefined> {
  const sql = `select u.id as "userId", u.name, u.full_name as "fullName", u.role, u.language, t.scope
    from api_token t join app_user u on u.id = t.user_id
    where t.hash = $1 and u.active and (t.expires_at is null or t.expires_at > $2)`;
  return (await db.query<TokenUser>(sql, [hash, now]))[0];
}

export async function addApiToken(
  db: Queryable,
  token: { userId: number; name: string; hash: Buffer; expiresAt: Date | null },
): Promise<void> {
  await db.run('insert into api_token (user_id, name, hash, expires_at) values ($1, $2, $3, $4)', [
    token.userId,
    token.name,
    token.hash,
    token.expiresAt,
  ]);
}
