/** Settings › Quote/Sync › Sync: what the page shows, then connectors, connections and their order. */
import type { Handlers } from '../../http/api.ts';
import type { Hub } from '../../hub.ts';
import { connectionRoutes, type ConnectionRoutes } from './connections.ts';
import { connectorRoutes, type ConnectorRoutes } from './connectors.ts';
import { pageRoutes, type PageRoutes } from './page.ts';

export type SettingsRoutes = PageRoutes | ConnectorRoutes | ConnectionRoutes;

export const settingsRoutes = (hub: Hub): Pick<Handlers, SettingsRoutes> => ({
  ...pageRoutes(hub),
  ...connectorRoutes(hub),
  ...connectionRoutes(hub),
});
