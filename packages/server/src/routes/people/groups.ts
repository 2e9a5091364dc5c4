/** Groups and licences, for administrators. */
import { activeConnections } from '@kobling/store';
import { type Handlers, personOf } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import {
  changeSiteLicence,
  createGroup,
  deleteGroup,
  editGroup,
  licenseUsersById,
  listGroups,
  readLicences,
} from '../../services/index.ts';
import { answer, ok } from './answers.ts';

type Groups = `POST /api/settings/groups${'' | '/:id' | '/:id/delete'}`;
type Licences = `POST /api/settings/licences${'' | '/users'}`;
export type GroupRoutes = Groups | Licences | 'GET /api/settings/groups' | 'GET /api/settings/licences';

export const groupRoutes = (hub: Hub): Pick<Handlers, GroupRoutes> => ({
  async 'GET /api/settings/groups'() {
    const groups = await listGroups(hub);
    return {
      groups: groups.map(({ members, connections, ...group }) => ({
        ...group,
        members: [...members],
        connections: [...connections],
      })),
    };
  },
  async 'POST /api/settings/groups'({ body }, call) {
    return answer(await createGroup(hub, body, personOf(call).name), call, ({ id }) => ({ id }));
  },
  async 'POST /api/settings/groups/:id'({ params, body }, call) {
    return ok(await editGroup(hub, params.id, body, personOf(call).name), call);
  },
  async 'POST /api/settings/groups/:id/delete'({ params }, call) {
    return ok(await deleteGroup(hub, params.id, personOf(call).name), call);
  },
  async 'GET /api/settings/licences'() {
    return await readLicences(hub);
  },
  async 'POST /api/settings/licences'({ body }, call) {
    const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const changed = await changeSiteLicence(hub, change, personOf(call).name);
    if (changed.status === 'done' && body.site !== undefined) {
      // Automatic sync stands or falls with it.
      if (changed.value.site) await hub.wake(await activeConnections(hub.db));
      hub.events.send({ type: 'overview' });
    }
    return answer(changed, call, (licences) => licences);
  },
  async 'POST /api/settings/licences/users'({ body }, call) {
    return answer(await licenseUsersById(hub, body, personOf(call).name), call, (licences) => licences);
  },
});
