/** People who log in. Names are unique without regard to case; users are made inactive, never removed: logs name them. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { databaseErrorCode } from '../database-errors.ts';
import type { Queryable } from '../database.ts';

export interface User {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
  readonly role: 'administrator' | 'user';
  /** Holds the licence for the ERP tab (domain rule 14). */
  readonly licensed: boolean;
  readonly active: boolean;
  readonly language: string;
  readonly hasPassword: boolean;
}
export interface NewUser {
  readonly name: string;
  readonly fullName?: string;
  readonly email?: string;
  readonly role?: User['role'];
  readonly licensed?: boolean;
  readonly language?: string;
  /** In the form algorithm$parameters$salt$hash; absent: cannot log in with a password. */
  readonly passwordHash?: string;
}
export type UserChange = Partial<
  Pick<User, 'name' | 'fullName' | 'email' | 'role' | 'licensed' | 'active' | 'language'>
>;

const columns = `id, name, full_name as "fullName", email, role, licensed, active, language, password_hash is not null as "hasPassword"`;

export const allUsers = (db: Queryable): Promise<User[]> =>
  db.query(`select ${columns} from app_user order by lower(name)`);

export const getUser = async (db: Queryable, id: number): Promise<User | undefined> =>
  (await db.query<User>(`select ${columns} from app_user where id = $1`, [id]))[0];

export const findUserByName = async (db: Queryable, name: string): Promise<User | undefined> =>
  (await db.query<User>(`select ${columns} from app_user where lower(name) = lower($1)`, [name.trim()]))[0];

/** Zero: the hub was never set up. */
export const userCount = async (db: Queryable): Promise<number> =>
  (await db.query<{ count: number }>('select count(*) as count from app_user'))[0]?.count ?? 0;

/** How many could still administer the hub. */
export const activeAdministrators = async (db: Queryable): Promise<number> =>
  (
    await db.query<{ count: number }>(`select count(*) as count from app_user where active and role = 'administrator'`)
  )[0]?.count ?? 0;

const nameTaken = (name: string) => rejected('user.exists', `There is a user ${name} already. Choose another name.`);
const nameBlank = rejected('user.name', 'A user needs a name.');

export async function addUser(db: Queryable, user: NewUser): Promise<Outcome<User>> {
  if (user.name.trim() === '') return nameBlank;
  const [added] = await db.query<User>(
    `insert into app_user (name, full_name, email, role, licensed, language, password_hash)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (lower(name)) do nothing returning ${columns}`,
    [
      user.name.trim(),
      user.fullName ?? '',
      user.email ?? '',
      user.role ?? 'user',
      user.licensed ?? false,
      user.language ?? 'en',
      user.passwordHash ?? null,
    ],
  );
  return added === undefined ? nameTaken(user.name) : done(added);
}

/**
 * Refuses to take away the last administrator, since nobody could then give the role back. The administrators' rows are locked:
 * of two who demote each other at the same moment, the second finds that the first is none any more.
 */
export async function changeUser(db: Queryable, id: number, change: UserChange): Promise<Outcome<User>> {
  if (change.name?.trim() === '') return nameBlank;
  try {
    const [changed] = await db.query<User>(
      `with administrators as materialized (
         select id from app_user where active and role = 'administrator' order by id for update)
       update app_user set name = coalesce($2, name), full_name = coalesce($3, full_name), email = coalesce($4, email),
         role = coalesce($5, role), licensed = coalesce($6, licensed), active = coalesce($7, active), language = coalesce($8, language)
       where id = $1 and (coalesce($5, role) = 'administrator' and coalesce($7, active)
         or exists (select from administrators a where a.id <> $1)
         or role <> 'administrator' or not active)
       returning ${columns}`,
      [
        id,
        change.name?.trim() ?? null,
        change.fullName ?? null,
        change.email ?? null,
        change.role ?? null,
        change.licensed ?? null,
        change.active ?? null,
        change.language ?? null,
      ],
    );
    if (changed !== undefined) return done(changed);
  } catch (error) {
    if (databaseErrorCode(error) === '23505') return nameTaken(change.name ?? '');
    throw error;
  }
  return (await getUser(db, id)) === undefined
    ? rejected('user.gone', `There is no user ${id}. Reload the list.`)
    : rejected(
        'user.lastAdministrator',
        'This is the last active administrator. Make another user administrator first.',
      );
}

/** What a log-in compares with; null: no log-in with a password any more. */
export const setPasswordHash = async (db: Queryable, id: number, hash: string | null): Promise<boolean> =>
  (await db.run('update app_user set password_hash = $2 where id = $1', [id, hash])) > 0;

/** Who holds the ERP tab's licence from now on: these names, or everyone (kobling.yaml, `licences`). Answers how many changed. */
export const licenseUsers = (db: Queryable, users: 'everyone' | readonly string[]): Promise<number> =>
  db.run(
    `update app_user set licensed = not licensed
     where licensed <> ($1 or lower(name) = any($2::text[]))`,
    [users === 'everyone', users === 'everyone' ? [] : users.map((name) => name.toLowerCase())],
  );
