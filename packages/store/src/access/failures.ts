import type { Queryable } from '../database.ts';

export async function addLoginFailure(db: Queryable, name: string, address: string, now: Date): Promise<void> {
  await db.run('insert into login_failure (name, address, at) values (lower($1), $2, $3)', [name, address, now]);
}

/** Failures since a time: of this name from this address, and from this address in all. */
export async function countLoginFailures(
  db: Queryable,
  name: string,
  address: string,
  since: Date,
): Promise<{ readonly byName: number; readonly byAddress: number }> {
  const sql = `select count(*) filter (where name = lower($1))::int as "byName", count(*)::int as "byAddress"
    from login_failure where address = $2 and at > $3`;
  const [row] = await db.query<{ byName: number; byAddress: number }>(sql, [name, address, since]);
  return row ?? { byName: 0, byAddress: 0 };
}

export async function clearLoginFailures(db: Queryable, name: string, address: string): Promise<void> {
  await db.run('delete from login_failure where name = lower($1) and address = $2', [name, address]);
}

export async function pruneLoginFailures(db: Queryable, before: Date): Promise<number> {
  return await db.run('delete from login_failure where at <= $1', [before]);
}
