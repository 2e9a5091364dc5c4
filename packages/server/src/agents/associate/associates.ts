/** Users as others see them: names, no rights. */
import type { z } from 'zod';
import { done, rejected } from '@kobling/sdk';
import { findUser, listUsers, type UserShown } from '../../services/index.ts';
import { carrier, idInQuery, int, list } from '../carriers/kinds.ts';
import { associate } from '../carriers/people.ts';
import { method } from '../method.ts';

const toAssociate = ({ id, name, fullName, groups, active }: UserShown): z.output<typeof associate> =>
  associate.parse({
    AssociateId: id,
    Name: name,
    UserName: name,
    FullName: fullName,
    FormalName: fullName,
    Tooltip: fullName,
    Type: 'InternalAssociate',
    GroupIdx: groups[0] ?? 0,
    Deleted: !active,
  });

/** 0: who calls. */
export const getAssociate = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ associateId: idInQuery }),
  response: associate,
  async handle({ associateId }, { hub, person }) {
    const found = await findUser(hub, associateId === 0 ? person.id : associateId);
    return found.status === 'done' ? done(toAssociate(found.value)) : found;
  },
});

/** Those that there are, in the order asked. */
export const getAssociateList = method({
  right: 'user',
  reads: true,
  request: list(int),
  response: list(associate),
  async handle(ids, { hub }) {
    const users = await listUsers(hub);
    return done(ids.flatMap((id) => users.filter((user) => user.id === id)).map(toAssociate));
  },
});

/** Type 0: the members of the group that are active; the vendor's other types are of diaries. */
export const getAssociatesByGroup = method({
  right: 'user',
  reads: true,
  request: carrier({ GroupId: int, Type: int }),
  response: list(associate),
  async handle({ GroupId, Type }, { hub }) {
    if (Type !== 0) return rejected('associate.type', 'Type is 0, the members of a group: the hub has no diaries.');
    const users = (await listUsers(hub)).filter(({ groups, active }) => active && groups.includes(GroupId));
    return done(users.map(toAssociate));
  },
});
