/** Groups of users: connections are opened to them. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { databaseErrorCode } from '../database-errors.ts';
import type { Queryable } from '../database.ts';

export interface Group {
  readonly id: number;
  readonly name: string;
  /** User ids. */
  readonly members: readonly number[];
}

export const allGroups = (db: Queryable): Promise<Group[]> =>
  db.query(
    `select g.id, g.name, array(select m.user_id from group_member m where m.group_id = g.id order by 1) as members
     from app_group g order by lower(g.name)`,
  );

const taken = (name: string) => rejected('group.exists', `There is a group ${name} already. Choose another name.`);

export async function addGroup(db: Queryable, name: string): Promise<Outcome<Group>> {
  if (name.trim() === '') return rejected('group.name', 'A group needs a name.');
  const [added] = await db.query<{ id: number; name: string }>(
    'insert into app_group (name) values ($1) on conflict (name) do nothing returning id, name',
    [name.trim()],
  );
  return added === undefined ? taken(name) : done({ ...added, members: [] });
}

export async function renameGroup(db: Queryable, id: number, name: string): Promise<Outcome> {
  if (name.trim() === '') return rejected('group.name', 'A group needs a name.');
  try {
    const changed = await db.run('update app_group set name = $2 where id = $1', [id, name.trim()]);
    return changed > 0 ? done(undefined) : rejected('group.gone', `There is no group ${id}. Reload the list.`);
  } catch (error) {
    if (databaseErrorCode(error) === '23505') return taken(name);
    throw error;
  }
}

/** Also takes away what connections allowed the group. False: there was none. */
export const removeGroup = async (db: Queryable, id: number): Promise<boolean> =>
  (await db.run('delete from app_group where id = $1', [id])) > 0;

/** Makes these the group's members; ids of no user are left out. */
export const setGroupMembers = async (db: Queryable, id: number, userIds: readonly number[]): Promise<void> => {
  await db.run(
    `with gone as (delete from group_member where group_id = $1 and user_id <> all($2::int[]))
     insert into group_member (group_id, user_id)
     select g.id, u.id from app_user u, app_group g where u.id = any($2::int[]) and g.id = $1 on conflict do nothing`,
    [id, userIds],
  );
};

/** Makes these the user's groups; ids of no group are left out. */
export const setGroupsOfUser = async (db: Queryable, userId: number, groupIds: readonly number[]): Promise<void> => {
  await db.run(
    `with gone as (delete from group_member where user_id = $1 and group_id <> all($2::int[]))
     insert into group_member (group_id, user_id)
     select g.id, u.id from app_group g, app_user u where g.id = any($2::int[]) and u.id = $1 on conflict do nothing`,
    [userId, groupIds],
  );
};

export interface GroupUse {
  readonly groupId: number;
  readonly connection: string;
}
/** Connections that are open to a group, deleted ones left out; by priority. */
export const groupUses = (db: Queryable): Promise<GroupUse[]> =>
  db.query(
    `select a.group_id as "groupId", c.name as connection from connection_access a join connection c on c.id = a.connection_id
     where a.group_id is not null and not c.deleted order by c.rank, c.id`,
  );

/** Active users that are in at least one of the groups. */
export const usersInGroups = async (db: Queryable, groupIds: readonly number[]): Promise<number[]> =>
  (
    await db.query<{ id: number }>(
      `select distinct u.id from group_member m join app_user u on u.id = m.user_id
       where m.group_id = any($1::int[]) and u.active order by u.id`,
      [groupIds],
    )
  ).map(({ id }) => id);
