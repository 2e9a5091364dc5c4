/** Connectors on their own: the set-up file reads them with everything else. */
import type { Queryable } from '../database.ts';
import type { ConnectorDefinition } from './definition.ts';

/** Deleted ones too; by name. */
export const readConnectors = (db: Queryable): Promise<ConnectorDefinition[]> =>
  db.query('select id, name, url, reachable, deleted from connector order by lower(name), id');

/** Connections that were not deleted: as long as there are any, the connector stays (ErrorConnectorHasConnections). */
export async function connectionsOfConnector(db: Queryable, connectorId: number): Promise<number> {
  const sql = 'select count(*)::int as count from connection where connector_id = $1 and not deleted';
  return (await db.query<{ count: number }>(sql, [connectorId]))[0]?.count ?? 0;
}
