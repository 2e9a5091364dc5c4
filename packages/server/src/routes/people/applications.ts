/** Registered applications and the hub's own keys, for administrators. */
import type { Application } from '@kobling/contract';
import { type Handlers, personOf } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import {
  addApplicationKey,
  type ApplicationShown,
  changeApplication,
  deleteApplication,
  hubKeys,
  listApplications,
  registerApplication,
  removeApplicationKey,
} from '../../services/index.ts';
import { answer, ok } from './answers.ts';

type One = 'POST /api/settings/applications/:clientId';
type Changes = 'POST /api/settings/applications' | One | `${One}/delete` | `${One}/keys` | `${One}/keys/:kid/delete`;
export type ApplicationRoutes = 'GET /api/settings/applications' | Changes | 'POST /api/settings/hub-key';

export const applicationRoutes = (hub: Hub): Pick<Handlers, ApplicationRoutes> => ({
  async 'GET /api/settings/applications'(_input, call) {
    const applications = await listApplications(hub);
    const keys = await hubKeys(hub, 'show', personOf(call).name);
    if (applications.status !== 'done') return answer(applications, call, () => ({ applications: [], hubKeys: [] }));
    return answer(keys, call, (shown) => ({
      applications: applications.value.map(toApplication),
      hubKeys: shown.map(({ createdAt, ...key }) => ({ ...key, createdAt: createdAt.toISOString() })),
    }));
  },
  async 'POST /api/settings/applications'({ body }, call) {
    return ok(await registerApplication(hub, body, personOf(call).name), call);
  },
  async 'POST /api/settings/applications/:clientId'({ params, body }, call) {
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return ok(await changeApplication(hub, params.clientId, change, personOf(call).name), call);
  },
  async 'POST /api/settings/applications/:clientId/delete'({ params }, call) {
    return ok(await deleteApplication(hub, params.clientId, personOf(call).name), call);
  },
  async 'POST /api/settings/applications/:clientId/keys'({ params, body }, call) {
    return ok(await addApplicationKey(hub, params.clientId, body, personOf(call).name), call);
  },
  async 'POST /api/settings/applications/:clientId/keys/:kid/delete'({ params }, call) {
    return ok(await removeApplicationKey(hub, params.clientId, params.kid, personOf(call).name), call);
  },
  async 'POST /api/settings/hub-key'({ body }, call) {
    return ok(await hubKeys(hub, body.wish, personOf(call).name), call);
  },
});

const toApplication = ({ keys, ...application }: ApplicationShown): Application => ({
  ...application,
  keys: keys.map(({ kid, from, until }) => ({
    kid: kid ?? null,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  })),
});
