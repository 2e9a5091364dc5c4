/** One's own account: name, language, password, tokens, sessions. */
import type { UserChange } from '@kobling/store';
import type { Account } from '@kobling/contract';
import { type Call, type Handlers, personOf } from '../../http/api.ts';
import type { Refusal } from '../../http/errors.ts';
import type { Hub } from '../../hub.ts';
import {
  changeOwnPassword,
  createToken,
  editUser,
  endSession,
  endSessions,
  findUser,
  listGroups,
  listSessions,
  listTokens,
  revokeToken,
} from '../../services/index.ts';
import { sessionOf } from '../session.ts';
import { answer, ok, toSession, toToken, toUser } from './answers.ts';

type Change = `POST /api/account${'' | '/password'}`;
type Tokens = 'GET /api/account/tokens' | `POST /api/account/tokens${'' | '/:id/revoke'}`;
type Sessions = 'GET /api/account/sessions' | `POST /api/account/sessions${'/end' | '/:no/end'}`;
export type AccountRoutes = 'GET /api/account' | Change | Tokens | Sessions;

const dayMs = 24 * 3_600_000;

export const accountRoutes = (hub: Hub): Pick<Handlers, AccountRoutes> => ({
  ...own(hub),
  ...sessions(hub),
  async 'GET /api/account/tokens'(_input, call) {
    return { tokens: (await listTokens(hub, personOf(call).id)).map(toToken) };
  },
  async 'POST /api/account/tokens'({ body: { name, scope, days } }, call) {
    const expiresAt = days === null ? null : new Date(hub.now().getTime() + days * dayMs);
    return answer(await createToken(hub, personOf(call), { name, scope, expiresAt }), call, (made) => made);
  },
  async 'POST /api/account/tokens/:id/revoke'({ params }, call) {
    const { id, name } = personOf(call);
    return ok(await revokeToken(hub, params.id, name, id), call);
  },
});

const own = (hub: Hub): Pick<Handlers, 'GET /api/account' | Change> => ({
  'GET /api/account': (_input, call) => accountOf(hub, call),
  async 'POST /api/account'({ body }, call) {
    const { id, name } = personOf(call);
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as UserChange;
    const changed = await editUser(hub, id, change, name);
    return changed.status === 'done' ? await accountOf(hub, call) : answer(changed, call, never);
  },
  async 'POST /api/account/password'({ body }, call) {
    const session = sessionOf(call.request)?.idHash;
    return ok(await changeOwnPassword(hub, personOf(call), { ...body, address: call.request.ip, session }), call);
  },
});

function never(): never {
  throw new Error('a refusal has no value');
}

const sessions = (hub: Hub): Pick<Handlers, Sessions> => ({
  async 'GET /api/account/sessions'(_input, call) {
    const found = await listSessions(hub, personOf(call).id, sessionOf(call.request)?.idHash);
    return answer(found, call, (open) => ({ sessions: open.map(toSession) }));
  },
  async 'POST /api/account/sessions/end'(_input, call) {
    const { id, name } = personOf(call);
    return answer(await endSessions(hub, id, name, sessionOf(call.request)?.idHash), call, ({ ended }) => ({ ended }));
  },
  async 'POST /api/account/sessions/:no/end'({ params }, call) {
    const { id, name } = personOf(call);
    return ok(await endSession(hub, id, params.no, name), call);
  },
});

async function accountOf(hub: Hub, call: Call): Promise<Account | Refusal> {
  const found = await findUser(hub, personOf(call).id);
  const groups = await listGroups(hub);
  return answer(found, call, (user) => {
    const { groups: ids, ...rest } = toUser(user);
    return { user: rest, groups: groups.filter(({ id }) => ids.includes(id)).map(({ name }) => name) };
  });
}
