/** Users: add, change, deactivate. They are never removed, since logs name them. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addUser,
  allGroups,
  allUsers,
  changeUser,
  endSessionsOf,
  getUser,
  licencesInUse,
  lockLicences,
  type NewUser,
  readSiteLicence,
  removeUserLink,
  setGroupsOfUser,
  type Transaction,
  type User,
  type UserChange,
} from '@kobling/store';
import { auditChange, Refused, whole } from '../audited.ts';
import { makeLink, type NewLink, passwordProblem } from './passwords.ts';
import { noUser, type PeopleHub } from './people-hub.ts';

export interface UserShown extends User {
  /** Ids of groups. */
  readonly groups: readonly number[];
}

/** Inactive ones too, by name. */
export async function listUsers(hub: PeopleHub): Promise<readonly UserShown[]> {
  const groups = await allGroups(hub.db);
  return (await allUsers(hub.db)).map((user) => ({
    ...user,
    groups: groups.filter(({ members }) => members.includes(user.id)).map(({ id }) => id),
  }));
}

/** Rejected `user.unknown`. */
export async function findUser(hub: PeopleHub, id: number): Promise<Outcome<UserShown>> {
  const user = await getUser(hub.db, id);
  if (user === undefined) return noUser(id);
  const groups = await allGroups(hub.db);
  return done({ ...user, groups: groups.filter(({ members }) => members.includes(id)).map((group) => group.id) });
}

export interface UserToAdd extends Omit<NewUser, 'passwordHash'> {
  /** Undefined: a one-time link is made, through which the user chooses one. */
  readonly password?: string | undefined;
  readonly groups?: readonly number[] | undefined;
}
export interface UserAdded {
  readonly user: UserShown;
  /** Shown once. */
  readonly link: NewLink | undefined;
}

/** Licensed when nothing is said and everyone is to be. Rejected `user.*`, `licence.none`. */
export async function createUser(hub: PeopleHub, wanted: UserToAdd, by: string): Promise<Outcome<UserAdded>> {
  const { password, groups, ...user } = wanted;
  const problem = userProblem(user) ?? (password === undefined ? undefined : passwordProblem(password, user.name));
  if (problem !== undefined) return problem;
  const passwordHash = password === undefined ? {} : { passwordHash: await hub.passwords.hash(password) };
  return await whole(hub, async (tx) => {
    await lockLicences(tx);
    const licensed = user.licensed ?? (await readSiteLicence(tx)).everyone;
    const added = await addUser(tx, { ...user, ...passwordHash, licensed });
    if (added.status !== 'done') return added;
    const { id, name } = added.value;
    await needSeats(tx);
    await setGroupsOfUser(tx, id, groups ?? []);
    const link = password === undefined ? await makeLink(tx, id, hub.now()) : undefined;
    await addAudit(tx, { by, action: 'user.add', subject: name, new: told(added.value) });
    return done({ user: { ...added.value, groups: await groupsOf(tx, id) }, link });
  });
}

/**
 * Who is deactivated is out at once: their sessions and their link end. Rejected `user.*`; `user.lastAdministrator` for what
 * would leave nobody to administer the hub; `licence.none`.
 */
export async function editUser(
  hub: PeopleHub,
  id: number,
  change: UserChange & { readonly groups?: readonly number[] | undefined },
  by: string,
): Promise<Outcome<UserShown>> {
  const { groups, ...rest } = change;
  const problem = userProblem(rest);
  if (problem !== undefined) return problem;
  return await whole(hub, async (tx) => {
    await lockLicences(tx);
    const before = await getUser(tx, id);
    if (before === undefined) return noUser(id);
    const groupsBefore = await groupsOf(tx, id);
    const changed = await changeUser(tx, id, rest);
    if (changed.status !== 'done') return changed;
    const after = changed.value;
    if (takesSeat(after) && !takesSeat(before)) await needSeats(tx);
    if (!after.active) {
      await endSessionsOf(tx, id);
      await removeUserLink(tx, id);
    }
    if (groups !== undefined) await setGroupsOfUser(tx, id, groups);
    const groupsAfter = await groupsOf(tx, id);
    await auditChange(
      tx,
      { by, action: 'user.change', subject: after.name },
      told(before, groupsBefore),
      told(after, groupsAfter),
    );
    return done({ ...after, groups: groupsAfter });
  });
}

const takesSeat = ({ active, licensed }: User): boolean => active && licensed;

/** After the change, inside its transaction: the last seat is given once, however many ask for it. */
export async function needSeats(tx: Transaction): Promise<void> {
  const { most } = await readSiteLicence(tx);
  const used = await licencesInUse(tx);
  if (most === null || used <= most) return;
  throw new Refused(
    rejected(
      'licence.none',
      `All ${most} licences of this site are taken. Take one from another user, or raise the number under Licences.`,
    ),
  );
}

const groupsOf = async (tx: Transaction, id: number): Promise<readonly number[]> =>
  (await allGroups(tx)).filter(({ members }) => members.includes(id)).map((group) => group.id);

const longest = { name: 100, fullName: 200, email: 254 } as const;

/** A colon ends the name where name and password are sent together (RFC 7617). */
function userProblem({ name, fullName, email }: UserChange) {
  if (name !== undefined) {
    if (name.trim() === '') return rejected('user.name', 'A user needs a name.');
    if (name.trim().length > longest.name || /[:\p{Cc}]/u.test(name))
      return rejected(
        'user.name',
        `A user's name has at most ${longest.name} characters and no colon. Choose another one.`,
      );
  }
  if (fullName !== undefined && fullName.length > longest.fullName)
    return rejected('user.fullName', `A full name has at most ${longest.fullName} characters. Shorten it.`);
  if (email !== undefined && email !== '' && (email.length > longest.email || !/^[^\s@]+@[^\s@]+$/.test(email)))
    return rejected('user.email', 'This is no e-mail address. Write it as name@company.example, or leave it blank.');
  return undefined;
}

const told = ({ id: _id, hasPassword: _has, ...rest }: User, groups?: readonly number[]) => ({
  ...rest,
  ...(groups !== undefined && { groups }),
});
