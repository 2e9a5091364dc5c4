import type { Queryable } from '../database.ts';

/** A new link makes the earlier ones void: only the one printed last works. */
export async function replaceSetupLink(tx: Queryable, hash: Buffer, now: Date, expiresAt: Date): Promise<void> {
  await tx.run('delete from setup_link where used_at is null');
  await tx.run('insert into setup_link (hash, created_at, expires_at) values ($1, $2, $3)', [hash, now, expiresAt]);
}

/** It made the administrator, within its time. */
export async function isUsedSetupLink(db: Queryable, hash: Buffer, now: Date): Promise<boolean> {
  const sql = 'select 1 from setup_link where hash = $1 and used_at is not null and expires_at > $2';
  return (await db.query(sql, [hash, now])).length > 0;
}

/** True once: a link is used up by this, and a second caller waits for the first one's transaction and then gets false. */
export async function useSetupLink(tx: Queryable, hash: Buffer, now: Date): Promise<boolean> {
  const sql = 'update setup_link set used_at = $2 where hash = $1 and used_at is null and expires_at > $2';
  return (await tx.run(sql, [hash, now])) === 1;
}
