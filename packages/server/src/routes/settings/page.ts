/** What the page lists, who may be given access, and the order of the connections. */
import type { SyncSettings } from '@kobling/contract';
import { cultureExample, cultures, textIn } from '@kobling/sdk';
import { allGroups, allUsers, type ConnectionDefinition, type HubDefinition, readDefinition } from '@kobling/store';
import { type Handlers, personOf } from '../../http/api.ts';
import { refuseOutcome } from '../../http/errors.ts';
import type { Hub } from '../../hub.ts';
import { keepPriority } from '../../services/index.ts';

export type PageRoutes =
  | 'GET /api/settings/sync'
  | 'GET /api/settings/sync/people'
  | 'POST /api/settings/sync/priority';

export const pageRoutes = (hub: Hub): Pick<Handlers, PageRoutes> => ({
  async 'GET /api/settings/sync'(_input, call) {
    const { language } = personOf(call);
    const definition = await hub.db.transaction((tx) => readDefinition(tx), { isolation: 'repeatable read' });
    return {
      ...toLists(definition, language),
      installed: hub.connectors
        .list()
        .map(({ name, displayName }) => ({ url: `plugin://${name}`, name: textIn(language, displayName) })),
      applications: definition.applications.map(({ clientId, name, active }) => ({
        url: `app://${encodeURIComponent(clientId)}`,
        name,
        active,
      })),
      cultures: cultures.map(cultureExample),
    };
  },
  async 'GET /api/settings/sync/people'() {
    const [users, groups] = await Promise.all([allUsers(hub.db), allGroups(hub.db)]);
    return {
      users: users.filter(({ active }) => active).map(({ id, name, fullName }) => ({ id, name, fullName })),
      groups: groups.map(({ id, name }) => ({ id, name })),
    };
  },
  async 'POST /api/settings/sync/priority'({ body }, call) {
    const { name, language } = personOf(call);
    const kept = await keepPriority(hub, body.order, name);
    if (kept.status !== 'done') return refuseOutcome(kept, language);
    hub.events.send({ type: 'overview' });
    return { ok: true };
  },
});

function toLists(
  { connectors, connections, crmRank }: HubDefinition,
  language: string,
): Pick<SyncSettings, 'connectors' | 'connections' | 'priority'> {
  const present = connections.filter(({ deleted }) => !deleted);
  const order: SyncSettings['priority'] = present.map(({ id }) => id);
  order.splice(present.filter(({ rank }) => rank < crmRank).length, 0, 'crm');
  return {
    connectors: connectors
      .toSorted((a, b) => a.name.localeCompare(b.name, language))
      .map((connector) => ({
        ...connector,
        connections: present
          .filter(({ connectorId }) => connectorId === connector.id)
          .map(({ name }) => textIn(language, name)),
      })),
    connections: connections.map((connection) => ({
      id: connection.id,
      name: textIn(language, connection.name),
      description: textIn(language, connection.description),
      active: connection.active,
      deleted: connection.deleted,
      connectorId: connection.connectorId,
      connector: nameOf(connectors, connection),
    })),
    priority: order,
  };
}

const nameOf = (connectors: HubDefinition['connectors'], { connectorId }: ConnectionDefinition): string =>
  connectors.find(({ id }) => id === connectorId)?.name ?? '';
