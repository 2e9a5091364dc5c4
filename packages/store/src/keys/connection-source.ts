import type { Queryable } from '../database.ts';

/** What it takes to open a connection, but for its configuration values. */
export interface ConnectionSource {
  readonly id: number;
  readonly guid: string;
  readonly name: string;
  readonly zone: string;
  /** Name of the culture its connector writes in; '': none. */
  readonly culture: string;
  readonly connectorUrl: string;
}

export async function connectionSource(db: Queryable, connectionId: number): Promise<ConnectionSource | undefined> {
  const sql = `select c.id, c.guid::text as guid, c.name, c.zone, c.culture, k.url as "connectorUrl"
    from connection c join connector k on k.id = c.connector_id
    where c.id = $1 and not c.deleted`;
  return (await db.query<ConnectionSource>(sql, [connectionId]))[0];
}
