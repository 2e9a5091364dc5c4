/** A user from the empty form to the deactivated one, for administrators. */
import { done, type Outcome } from '@kobling/sdk';
import { findUserByName } from '@kobling/store';
import { createUser, editUser, findUser, type UserShown } from '../../services/index.ts';
import { user } from '../carriers/people.ts';
import { carrier, idInQuery, nothing, text } from '../carriers/kinds.ts';
import { type AgentCall, method } from '../method.ts';
import { toUser, type VendorUser, wishOf } from './users.ts';

const answer = async (outcome: Outcome<UserShown>, call: AgentCall): Promise<Outcome<VendorUser>> =>
  outcome.status === 'done' ? done(await toUser(outcome.value, call)) : outcome;

export const createDefaultUser = method({
  right: 'administrator',
  reads: true,
  request: carrier({}),
  response: user,
  handle: async (_input, call) =>
    done(
      await toUser(
        {
          id: 0,
          name: '',
          fullName: '',
          email: '',
          role: 'user',
          licensed: false,
          active: true,
          language: call.person.language,
          hasPassword: false,
          groups: [],
        },
        call,
      ),
    ),
});

export const getUser = method({
  right: 'administrator',
  reads: true,
  from: 'query',
  request: carrier({ userId: idInQuery }),
  response: user,
  handle: async ({ userId }, call) => answer(await findUser(call.hub, userId), call),
});

export const getUserFromName = method({
  right: 'administrator',
  reads: true,
  request: carrier({ UserName: text }),
  response: user,
  async handle({ UserName }, call) {
    const known = await findUserByName(call.hub.db, UserName);
    return answer(await findUser(call.hub, known?.id ?? 0), call);
  },
});

/** Id 0 adds one, who gets a password by SetPassword or by a one-time link of the pages. */
export const saveUser = method({
  right: 'administrator',
  reads: false,
  request: user,
  response: user,
  async handle(sent, call) {
    const wish = wishOf(sent);
    if (wish.status !== 'done') return wish;
    const { hub, person } = call;
    if (sent.AssociateId !== 0) return answer(await editUser(hub, sent.AssociateId, wish.value, person.name), call);
    const { active: _active, ...rest } = wish.value;
    const added = await createUser(hub, rest, person.name);
    return added.status === 'done' ? answer(done(added.value.user), call) : added;
  },
});

/** Users are deactivated, never removed: logs name them. */
export const deleteUser = method({
  right: 'administrator',
  reads: false,
  from: 'query',
  request: carrier({ UserId: idInQuery }),
  response: nothing,
  async handle({ UserId }, { hub, person }) {
    const gone = await editUser(hub, UserId, { active: false }, person.name);
    return gone.status === 'done' ? done(undefined) : gone;
  },
});
