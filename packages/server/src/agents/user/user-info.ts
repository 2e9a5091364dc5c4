/** Who a user is, in short: one's own for everybody, others' for administrators. */
import { done, rejected } from '@kobling/sdk';
import { findUser, listUsers } from '../../services/index.ts';
import { carrier, idInQuery, int, list } from '../carriers/kinds.ts';
import { userInfo } from '../carriers/people.ts';
import { method } from '../method.ts';
import { groupsFor, toUserInfo } from './users.ts';

/** 0: who calls. */
export const getUserInfo = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ userInfoId: idInQuery }),
  response: userInfo,
  async handle({ userInfoId }, call) {
    const { hub, person } = call;
    const id = userInfoId === 0 ? person.id : userInfoId;
    if (id !== person.id && person.role !== 'administrator')
      return rejected('user.forbidden', `Who user ${id} is, only administrators are told. Ask for 0: yourself.`);
    const found = await findUser(hub, id);
    return found.status === 'done' ? done(toUserInfo(found.value, await groupsFor(call))) : found;
  },
});

/** Those that there are, in the order asked. */
export const getUserInfoList = method({
  right: 'administrator',
  reads: true,
  request: list(int),
  response: list(userInfo),
  async handle(ids, call) {
    const users = await listUsers(call.hub);
    const groups = await groupsFor(call);
    return done(ids.flatMap((id) => users.filter((user) => user.id === id)).map((user) => toUserInfo(user, groups)));
  },
});
