import type { Queryable } from '../database.ts';

export async function addLoginFailure(db: Queryable, name: string, address: string, now: Date): Promise<void> {
  await db.run('insert into login_failure (name, address, at) values (lower($1), $2, $3)', [name, address, now]);
}

export interface LoginFailures {
  /** Of this name from this address. */
  readonly byName: number;
  /** From this address, of all names. */
  readonly byAddress: number;
  /** Of this name, from all addresses. */
  readonly everywhere: number;
  /** The last of this name, wherever it came from. */
  readonly lastAt: Date | null;
}

/** Failures since a time. */
export async function countLoginFailures(
  db: Queryable,
  name: string,
  address: string,
  since: Date,
): Promise<LoginFailures> {
  const sql = `select
      (select count(*) filter (where name = lower($1))::int from login_failure where address = $2 and at > $3) as "byName",
      (select count(*)::int from login_failure where address = $2 and at > $3) as "byAddress",
      count(*)::int as everywhere, max(at) as "lastAt"
    from login_failure where name = lower($1) and at > $3`;
  const [row] = await db.query<LoginFailures>(sql, [name, address, since]);
  return row ?? { byName: 0, byAddress: 0, everywhere: 0, lastAt: null };
}

export async function clearLoginFailures(db: Queryable, name: string, address: string): Promise<void> {
  await db.run('delete from login_failure where name = lower($1) and address = $2', [name, address]);
}

export async function pruneLoginFailures(db: Queryable, before: Date): Promise<number> {
  return await db.run('delete from login_failure where at <= $1', [before]);
}

/** Its owner logged in from there. */
export async function rememberAddress(db: Queryable, name: string, address: string, now: Date): Promise<void> {
  await db.run(
    `insert into known_address (user_id, address, used_at) select id, $2, $3 from app_user where lower(name) = lower($1)
     on conflict (user_id, address) do update set used_at = excluded.used_at`,
    [name, address, now],
  );
}

export async function isKnownAddress(db: Queryable, name: string, address: string): Promise<boolean> {
  const sql = `select exists (select from known_address k join app_user u on u.id = k.user_id
    where lower(u.name) = lower($1) and k.address = $2) as found`;
  return (await db.query<{ found: boolean }>(sql, [name, address]))[0]?.found === true;
}

export const pruneKnownAddresses = (db: Queryable, before: Date): Promise<number> =>
  db.run('delete from known_address where used_at <= $1', [before]);
