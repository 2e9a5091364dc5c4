/** Groups of users: everybody may read them, administrators change them. */
import { done, rejected } from '@kobling/sdk';
import { createGroup, deleteGroup, editGroup, listUsers } from '../../services/index.ts';
import { bool, carrier, idInQuery, int, list, nothing } from '../carriers/kinds.ts';
import { userGroup } from '../carriers/people.ts';
import { method } from '../method.ts';
import { groupsFor, toUserGroup } from './users.ts';

const unknown = (id: number) => rejected('group.unknown', `There is no user group ${id}. Read the groups again.`);

export const getAllUserGroups = method({
  right: 'user',
  reads: true,
  request: carrier({ IncludeDeleted: bool }),
  response: list(userGroup),
  handle: async (_input, call) => done((await groupsFor(call)).map(toUserGroup)),
});

export const getUserGroup = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ userGroupId: idInQuery }),
  response: userGroup,
  async handle({ userGroupId }, call) {
    const found = (await groupsFor(call)).find(({ id }) => id === userGroupId);
    return found === undefined ? unknown(userGroupId) : done(toUserGroup(found, 0));
  },
});

/** Those that there are, in the order asked. */
export const getUserGroupList = method({
  right: 'user',
  reads: true,
  request: list(int),
  response: list(userGroup),
  async handle(ids, call) {
    const groups = await groupsFor(call);
    return done(ids.flatMap((id) => groups.filter((group) => group.id === id)).map(toUserGroup));
  },
});

/** Id 0 adds one. */
export const saveUserGroup = method({
  right: 'administrator',
  reads: false,
  request: carrier({ UserGroup: userGroup }),
  response: userGroup,
  async handle({ UserGroup: { Id, Value } }, { hub, person }) {
    const saved =
      Id === 0
        ? await createGroup(hub, { name: Value }, person.name)
        : await editGroup(hub, Id, { name: Value }, person.name);
    return saved.status === 'done' ? done(toUserGroup({ ...saved.value, connections: [] }, 0)) : saved;
  },
});

/** Its members move to the other group, if one is named. */
export const deleteUserGroup = method({
  right: 'administrator',
  reads: false,
  request: carrier({ UserGroupToDelete: int, UserGroupToMoveTo: int }),
  response: nothing,
  async handle({ UserGroupToDelete, UserGroupToMoveTo }, call) {
    const { hub, person } = call;
    const groups = await groupsFor(call);
    const going = groups.find(({ id }) => id === UserGroupToDelete);
    const target = groups.find(({ id }) => id === UserGroupToMoveTo);
    if (going === undefined) return unknown(UserGroupToDelete);
    if (UserGroupToMoveTo !== 0 && target === undefined) return unknown(UserGroupToMoveTo);
    if (target !== undefined) {
      const users = (await listUsers(hub)).map(({ id }) => id);
      const members = users.filter((id) => target.members.includes(id) || going.members.includes(id));
      const moved = await editGroup(hub, target.id, { members }, person.name);
      if (moved.status !== 'done') return moved;
    }
    return await deleteGroup(hub, going.id, person.name);
  },
});
