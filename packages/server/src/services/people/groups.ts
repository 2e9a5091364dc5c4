/** Groups of users, to whom connections are opened. */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  addGroup,
  allGroups,
  allUsers,
  type Group,
  groupUses,
  type Queryable,
  removeGroup,
  renameGroup,
  setGroupMembers,
} from '@kobling/store';
import type { PeopleHub } from './people-hub.ts';
import { auditChange, whole } from '../audited.ts';

export interface GroupShown extends Group {
  /** Names of the connections that are open to it. */
  readonly connections: readonly string[];
}

/** By name. */
export async function listGroups(hub: PeopleHub): Promise<readonly GroupShown[]> {
  const uses = await groupUses(hub.db);
  return (await allGroups(hub.db)).map((group) => ({
    ...group,
    connections: uses.filter(({ groupId }) => groupId === group.id).map(({ connection }) => textIn('en', connection)),
  }));
}

const unknown = (id: number) => rejected('group.unknown', `There is no group ${id}. Load the list of groups again.`);

export interface GroupWish {
  readonly name?: string | undefined;
  /** Ids of users. */
  readonly members?: readonly number[] | undefined;
}

/** Rejected `group.name`, `group.exists`. */
export const createGroup = (
  hub: PeopleHub,
  { name, members }: GroupWish & { readonly name: string },
  by: string,
): Promise<Outcome<Group>> =>
  whole(hub, async (tx) => {
    const added = await addGroup(tx, name);
    if (added.status !== 'done') return added;
    await setGroupMembers(tx, added.value.id, members ?? []);
    const group = await groupOf(tx, added.value.id);
    if (group === undefined) return unknown(added.value.id);
    await addAudit(tx, { by, action: 'group.add', subject: group.name, new: { members: await namesIn(tx, group) } });
    return done(group);
  });

/** Rejected `group.unknown`, `group.name`, `group.exists`. */
export const editGroup = (hub: PeopleHub, id: number, change: GroupWish, by: string): Promise<Outcome<Group>> =>
  whole(hub, async (tx) => {
    const before = await groupOf(tx, id);
    if (before === undefined) return unknown(id);
    if (change.name !== undefined) {
      const renamed = await renameGroup(tx, id, change.name);
      if (renamed.status !== 'done') return renamed;
    }
    if (change.members !== undefined) await setGroupMembers(tx, id, change.members);
    const after = await groupOf(tx, id);
    if (after === undefined) return unknown(id);
    await auditChange(
      tx,
      { by, subject: after.name, action: 'group.change' },
      { name: before.name, members: await namesIn(tx, before) },
      { name: after.name, members: await namesIn(tx, after) },
    );
    return done(after);
  });

/** Connections that were open to it are closed to its members, unless they are open to them otherwise. */
export const deleteGroup = (hub: PeopleHub, id: number, by: string): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const group = await groupOf(tx, id);
    if (group === undefined || !(await removeGroup(tx, id))) return unknown(id);
    await addAudit(tx, { by, action: 'group.delete', subject: group.name, old: { members: await namesIn(tx, group) } });
    return done(undefined);
  });

const groupOf = async (tx: Queryable, id: number): Promise<Group | undefined> =>
  (await allGroups(tx)).find((group) => group.id === id);

/** People read the trail: names, not ids. */
const namesIn = async (tx: Queryable, { members }: Group): Promise<readonly string[]> =>
  (await allUsers(tx)).filter(({ id }) => members.includes(id)).map(({ name }) => name);
