/** Names that a set-up may refer to: list items of the CRM, users, groups. */
import type { Queryable } from '../database.ts';

export interface CrmListItem {
  readonly list: string;
  readonly id: number;
  readonly name: string;
}
/** Items that were not deleted, in the order of their lists. */
export const crmListItems = (db: Queryable): Promise<CrmListItem[]> =>
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
