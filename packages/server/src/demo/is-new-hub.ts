import { countEntities, type Database, readDefinition, setupUsers } from '@kobling/store';

/** Nobody has done anything with it: no records, no connections, not even deleted ones, and no administrator. */
export async function isNewHub(db: Database): Promise<boolean> {
  if ((await setupUsers(db)).length > 0) return false;
  for (const kind of ['company', 'person', 'project'] as const) if ((await countEntities(db, kind)) > 0) return false;
  const { connections, connectors } = await readDefinition(db);
  return connections.length === 0 && connectors.length === 0;
}
