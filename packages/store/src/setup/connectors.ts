/** Connectors on their own: the set-up file reads them with everything else. */
import type { Queryable } from '../database.ts';
import type { ConnectorDefinition } from './definition.ts';

/** Deleted ones too; by name. */
export const readConnectors = (db: Queryable): Promise<ConnectorDefinition[]> =>
  db.query('select id, name, url, reachable, deleted from connector order by lower(name), id');

/** Names of the connections that were not deleted: as long as there are any, the connector stays (ErrorConnectorHasConnections). */
export async function connectionsOfConnector(db: Queryable, connectorId: number): Promise<readonly string[]> {
  const sql = 'select name from connection where connector_id = $1 and not deleted order by rank, id';
  return (await db.query<{ name: string }>(sql, [connectorId])).map(({ name }) => name);
}

/** The newest LastModified that each connection has seen, over its actor types; as the ERP writes it. */
export async function newestMarks(db: Queryable): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ id: number; lastModified: string }>(
    `select distinct on (connection_id) connection_id as id, mark ->> 'lastModified' as "lastModified"
     from cursor, jsonb_array_elements(marks) as mark order by connection_id, mark ->> 'at' desc`,
  );
  return new Map(rows.map(({ id, lastModified }) => [id, lastModified]));
}
