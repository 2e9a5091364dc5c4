/** One-time links through which a user chooses a password. Only the hash of what the link holds is stored. */
import type { Queryable } from '../database.ts';

export interface LinkUser {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
}

/** A newer link makes the user's older one void. */
export async function replaceUserLink(
  db: Queryable,
  link: { userId: number; hash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await db.run(
    `insert into user_link (user_id, hash, created_at, expires_at) values ($1, $2, $3, $4)
     on conflict (user_id) do update set hash = excluded.hash, created_at = excluded.created_at, expires_at = excluded.expires_at`,
    [link.userId, link.hash, link.now, link.expiresAt],
  );
}

const joined = `from user_link l join app_user u on u.id = l.user_id where l.hash = $1 and l.expires_at > $2 and u.active`;
const columns = 'u.id, u.name, u.full_name as "fullName", u.role, u.language';

/** Whose link it is; it stays good. Undefined: used, too old, or its user may not log in. */
export const userOfLink = async (db: Queryable, hash: Buffer, now: Date): Promise<LinkUser | undefined> =>
  (await db.query<LinkUser>(`select ${columns} ${joined}`, [hash, now]))[0];

/** Uses the link up: of two at the same moment one gets the user. */
export const useUserLink = async (db: Queryable, hash: Buffer, now: Date): Promise<LinkUser | undefined> =>
  (
    await db.query<LinkUser>(
      `delete from user_link l using app_user u where u.id = l.user_id and l.hash = $1 and l.expires_at > $2 and u.active
       returning ${columns}`,
      [hash, now],
    )
  )[0];

export const removeUserLink = (db: Queryable, userId: number): Promise<number> =>
  db.run('delete from user_link where user_id = $1', [userId]);
