/** The scope of a connection for one person: everybody's, or its users' and groups' with what each may do. */
import type { EntityRef } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { holdsLicence } from '../people/licences.ts';

export interface UsableConnection {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly canSee: boolean;
  readonly canConnect: boolean;
  readonly canCreate: boolean;
}

/** SQL that is true where the connection, `c` by default, is open to the user of that parameter. */
export const isOpenTo = (userParameter: string, alias = 'c'): string =>
  `(${alias}.all_access or exists (select 1 from connection_access a where a.connection_id = ${alias}.id
     and (a.user_id = ${userParameter} or a.group_id in (select group_id from group_member where user_id = ${userParameter}))))`;

/** Undefined: there is none, or it was deleted. The rights of all the person's groups count together. */
export async function connectionFor(
  db: Queryable,
  connectionId: number,
  userId: number,
): Promise<UsableConnection | undefined> {
  const rows = await db.query<UsableConnection>(
    `select c.id, c.name, c.active, c.all_access or count(a.connection_id) > 0 as "canSee",
       c.all_access or coalesce(bool_or(a.can_connect), false) as "canConnect",
       c.all_access or coalesce(bool_or(a.can_create), false) as "canCreate"
     from connection c left join connection_access a on a.connection_id = c.id
       and (a.user_id = $2 or a.group_id in (select group_id from group_member where user_id = $2))
     where c.id = $1 and not c.deleted group by c.id`,
    [connectionId, userId],
  );
  return rows[0];
}

/** Rule 14: the licences are there, and an active connection is open to the person. */
export async function seesErpTab(db: Queryable, userId: number): Promise<boolean> {
  if ((await holdsLicence(db, userId)) !== 'both') return false;
  const open = await db.query(
    `select 1 from connection c where c.active and not c.deleted and ${isOpenTo('$1')} limit 1`,
    [userId],
  );
  return open.length > 0;
}

/** Of these records, those that the person may sync now: connected on an active connection that is open to them. */
export async function syncableOf(
  db: Queryable,
  records: readonly EntityRef[],
  userId: number,
): Promise<readonly EntityRef[]> {
  if (records.length === 0 || !(await seesErpTab(db, userId))) return [];
  return await db.query<EntityRef>(
    `select kind, id from unnest($2::text[], $3::int[]) as g (kind, id) where exists (
       select from link l join connection c on c.id = l.connection_id
       where l.entity = g.kind and l.entity_id = g.id and l.state <> 'broken' and c.active and not c.deleted and ${isOpenTo('$1')})`,
    [userId, records.map(({ kind }) => kind), records.map(({ id }) => id)],
  );
}
