/** Users, their sessions and tokens, and the trail, for administrators. */
import type { TrailEntry } from '@kobling/contract';
import type { AuditEntry, UserChange } from '@kobling/store';
import { type Handlers, personOf } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import {
  createUser,
  editUser,
  endSession,
  endSessions,
  listSessions,
  listTokens,
  listUsers,
  makeUserLink,
  readTrail,
  readTrailWords,
  revokeToken,
  setUserPassword,
} from '../../services/index.ts';
import { sessionOf } from '../session.ts';
import { answer, ok, toLink, toSession, toToken, toUser } from './answers.ts';

const pageSize = 50;

type One = 'POST /api/settings/users/:id';
type Access = `${One}/link` | `${One}/password` | `${One}/sessions/end` | `${One}/sessions/:no/end`;
type Trail = 'GET /api/settings/trail';
type Tokens = 'GET /api/settings/tokens' | 'POST /api/settings/tokens/:id/revoke';
type Users = 'GET /api/settings/users' | 'POST /api/settings/users' | One;
export type UserRoutes = Users | Access | 'GET /api/settings/users/:id/sessions' | Tokens | Trail;

export const userRoutes = (hub: Hub): Pick<Handlers, UserRoutes> => ({
  ...people(hub),
  ...access(hub),
  async 'GET /api/settings/tokens'() {
    return { tokens: (await listTokens(hub)).map(toToken) };
  },
  async 'POST /api/settings/tokens/:id/revoke'({ params }, call) {
    return ok(await revokeToken(hub, params.id, personOf(call).name), call);
  },
  async 'GET /api/settings/trail'({ query }) {
    const { from, to, limit = pageSize, ...rest } = query;
    const page = await readTrail(hub, {
      ...rest,
      limit,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    });
    const { areas, people: names } = await readTrailWords(hub);
    return { ...page, entries: page.entries.map(toEntry), areas: [...areas], people: [...names] };
  },
});

const people = (hub: Hub): Pick<Handlers, Users> => ({
  async 'GET /api/settings/users'() {
    return { users: (await listUsers(hub)).map(toUser) };
  },
  async 'POST /api/settings/users'({ body }, call) {
    return answer(await createUser(hub, body, personOf(call).name), call, ({ user, link }) => ({
      user: toUser(user),
      link: link === undefined ? null : toLink(link),
    }));
  },
  async 'POST /api/settings/users/:id'({ params, body }, call) {
    const { groups, ...rest } = body;
    const change = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as UserChange;
    return answer(await editUser(hub, params.id, { ...change, groups }, personOf(call).name), call, toUser);
  },
});

const access = (hub: Hub): Pick<Handlers, Access | 'GET /api/settings/users/:id/sessions'> => ({
  async 'POST /api/settings/users/:id/link'({ params }, call) {
    return answer(await makeUserLink(hub, params.id, personOf(call).name), call, toLink);
  },
  async 'POST /api/settings/users/:id/password'({ params, body }, call) {
    return ok(await setUserPassword(hub, params.id, body.password, personOf(call).name), call);
  },
  async 'GET /api/settings/users/:id/sessions'({ params }, call) {
    const asking = sessionOf(call.request)?.idHash;
    return answer(await listSessions(hub, params.id, asking), call, (sessions) => ({
      sessions: sessions.map(toSession),
    }));
  },
  async 'POST /api/settings/users/:id/sessions/end'({ params }, call) {
    const asking = sessionOf(call.request)?.idHash;
    return answer(await endSessions(hub, params.id, personOf(call).name, asking), call, ({ ended }) => ({ ended }));
  },
  async 'POST /api/settings/users/:id/sessions/:no/end'({ params }, call) {
    return ok(await endSession(hub, params.id, params.no, personOf(call).name), call);
  },
});

const toEntry = ({ at, old, new: wanted, ...rest }: AuditEntry): TrailEntry => ({
  ...rest,
  at: at.toISOString(),
  old: old as TrailEntry['old'],
  new: wanted as TrailEntry['new'],
});
