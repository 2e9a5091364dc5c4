/** Names that a set-up may refer to: list items of the CRM, users, groups. */
import type { Queryable } from '../database.ts';

export interface NamedCrmItem {
  readonly list: string;
  readonly id: number;
  readonly name: string;
}
/** Items that were not deleted, in the order of their lists. */
export const crmListItems = (db: Queryable): Promise<NamedCrmItem[]> =>
  db.query(
    `select l.name as list, i.id, i.name from crm_list_item i join crm_list l on l.id = i.list_id
     where not i.deleted order by l.name, i.rank, i.id`,
  );

export interface Principal {
  readonly id: number;
  readonly name: string;
}
export interface LicensedUser extends Principal {
  readonly licensed: boolean;
}
export const setupUsers = (db: Queryable): Promise<LicensedUser[]> =>
  db.query('select id, name, licensed from app_user where active order by name');
export const setupGroups = (db: Queryable): Promise<Principal[]> =>
  db.query('select id, name from app_group order by name');

/** Licences for exactly these users; answers how many changed. */
export const saveLicences = (tx: Queryable, userIds: readonly number[]): Promise<number> =>
  tx.run('update app_user set licensed = (id = any ($1)) where active and licensed <> (id = any ($1))', [userIds]);

export interface ConnectionName {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly connectorUrl: string;
}
/** Connections that were not deleted, in priority order. */
export const connectionNames = (db: Queryable): Promise<ConnectionName[]> =>
  db.query(
    `select c.id, c.name, c.active, k.url as "connectorUrl" from connection c join connector k on k.id = c.connector_id
     where not c.deleted order by c.rank, c.id`,
  );

/** The connection of a run; undefined when there is no such run. */
export async function connectionOfRun(db: Queryable, runId: number): Promise<number | undefined> {
  const rows = await db.query<{ id: number }>('select connection_id as id from run where id = $1', [runId]);
  return rows[0]?.id;
}
/** The connection of a conflict that is still open. */
export async function connectionOfConflict(db: Queryable, conflictId: number): Promise<number | undefined> {
  const rows = await db.query<{ id: number }>(
    `select connection_id as id from conflict where log_id = $1 and status = 'open'`,
    [conflictId],
  );
  return rows[0]?.id;
}
