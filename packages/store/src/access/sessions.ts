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
  session: {
    idHash: Buffer;
    userId: number;
    csrf: string;
    now: Date;
    expiresAt: Date;
    /** Where it was begun, and with which browser: how its owner tells it from the others. */
    address: string;
    agent: string;
  },
): Promise<void> {
  const { idHash, userId, csrf, now, expiresAt, address, agent } = session;
  await db.run(
    `insert into session (id_hash, user_id, csrf, created_at, used_at, expires_at, address, agent)
     values ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [idHash, userId, csrf, now, expiresAt, address.slice(0, 100), agent.slice(0, 300)],
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

export interface OpenSession {
  readonly no: number;
  readonly idHash: Buffer;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly agent: string;
}
/** A user's sessions that are neither past their end nor idle since `idleSince`, the last used first. */
export const sessionsOf = (db: Queryable, userId: number, now: Date, idleSince: Date): Promise<OpenSession[]> =>
  db.query(
    `select no, id_hash as "idHash", created_at as "createdAt", used_at as "usedAt", expires_at as "expiresAt", address, agent
     from session where user_id = $1 and expires_at > $2 and used_at > $3 order by used_at desc, no desc`,
    [userId, now, idleSince],
  );

/** One of a user's own. False: it is another's, or over. */
export const endSessionOf = async (db: Queryable, userId: number, no: number): Promise<boolean> =>
  (await db.run('delete from session where user_id = $1 and no = $2', [userId, no])) > 0;

/** All of a user's, but the one that asks; answers how many. */
export const endSessionsOf = (db: Queryable, userId: number, but?: Buffer): Promise<number> =>
  db.run('delete from session where user_id = $1 and ($2::bytea is null or id_hash <> $2)', [userId, but ?? null]);
