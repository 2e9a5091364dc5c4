/** The contract profile of a connector over the network, as learnt from its WSDL; kept so that a start needs no WSDL. */
import type { Queryable } from '../database.ts';

/** Undefined: no such connector, or nothing learnt yet. */
export async function connectorProfile(db: Queryable, url: string): Promise<unknown> {
  const rows = await db.query<{ profile: unknown }>(
    `select profile from connector where url = $1 and profile <> '{}' order by deleted, id desc limit 1`,
    [url],
  );
  return rows[0]?.profile;
}

/** False: no connector has this address yet. */
export async function saveConnectorProfile(db: Queryable, url: string, profile: unknown): Promise<boolean> {
  return (await db.run('update connector set profile = $2 where url = $1', [url, JSON.stringify(profile)])) > 0;
}
