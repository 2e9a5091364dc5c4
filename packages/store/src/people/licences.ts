/** The two licences of rule 14: one for the site, and one for each user who works with the ERP tab. */
import type { Queryable, Transaction } from '../database.ts';

export interface SiteLicence {
  /** ERP Sync as a whole. */
  readonly site: boolean;
  /** How many users may hold one; null: as many as there are. */
  readonly most: number | null;
  /** New users get one. */
  readonly everyone: boolean;
}
/** A self-hosted hub has the site's by default. */
export const defaultSiteLicence: SiteLicence = { site: true, most: null, everyone: false };
export const licenceSetting = 'licences';

export async function readSiteLicence(db: Queryable): Promise<SiteLicence> {
  const rows = await db.query<{ value: Partial<SiteLicence> }>('select value from setting where key = $1', [
    licenceSetting,
  ]);
  return { ...defaultSiteLicence, ...rows[0]?.value };
}

/** Active users who hold one: who left holds no seat. */
export const licencesInUse = async (db: Queryable): Promise<number> =>
  (await db.query<{ count: number }>('select count(*) as count from app_user where active and licensed'))[0]?.count ??
  0;

/** Until the transaction ends nobody else takes or gives licences: two who take the last seat wait for each other. */
export const lockLicences = async (tx: Transaction): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('kobling.licences', 0))`);
};

/** Which licence is missing, the site's before the user's. One statement: it is asked at each call. */
export async function holdsLicence(db: Queryable, userId: number): Promise<'both' | 'noSite' | 'noUser'> {
  const [row] = await db.query<{ licensed: boolean; site: boolean }>(
    `select licensed, coalesce((select (value ->> 'site')::boolean from setting where key = $2), true) as site
     from app_user where id = $1`,
    [userId, licenceSetting],
  );
  if (row?.site === false) return 'noSite';
  return row?.licensed === true ? 'both' : 'noUser';
}

/** Gives to or takes from these users; answers their names where it changed. */
export const setLicensed = async (db: Queryable, userIds: readonly number[], licensed: boolean): Promise<string[]> =>
  (
    await db.query<{ name: string }>(
      'update app_user set licensed = $2 where id = any($1::int[]) and licensed <> $2 returning name',
      [userIds, licensed],
    )
  ).map(({ name }) => name);
