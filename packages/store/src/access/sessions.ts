import type { Queryable } from '../database.ts';

export interface SessionRow {
  readonly userId: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
  readonly csrf: string;
  readonly usedAt: Date;
}

export async function addSession(
  db: Queryable,
  session: { idHash: Buffer; userId: number; csrf: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db.run(
    'insert into session (id_hash, user_id, csrf, created_at, used_at, expires_at) values ($1, $2, $3, $4, $4, $5)',
    [session.idHash, session.userId, session.csrf, session.now, session.expiresAt],
  );
}

/** A session that is neither past its end nor idle since `idleSince`, of a user who is still active. */
export async function findSession(
  db: Queryable,
  idHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<SessionRow | undefined> {
  const sql = `select s.user_id as "userId", u.name, u.full_name as "fullName", u.role, u.language, s.csrf, s.used_at as "usedAt"
    from session s join app_user u on u.id = s.user_id
    where s.id_hash = $1 and s.expires_at > $2 and s.used_at > $3 and u.active`;
  return (await db.query<SessionRow>(sql, [idHash, now, idleSince]))[0];
}

export async function touchSession(db: Queryable, idHash: Buffer, now: Date): Promise<void> {
  await db.run('update session set used_at = $2 where id_hash = $1', [idHash, now]);
}

export async function endSession(db: Queryable, idHash: Buffer): Promise<void> {
  await db.run('delete from session where id_hash = $1', [idHash]);
}

/** Sessions past their end or idle; answers how many. */
export async function pruneSessions(db: Queryable, now: Date, idleSince: Date): Promise<number> {
  return await db.run('delete from session where expires_at <= $1 or used_at <= $2', [now, idleSince]);
}
