import { done } from '@kobling/sdk';
import { checkConfig, findConnector, findDefinition } from '../../services/index.ts';
import { bool, carrier, dictionary, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Would the connection work with these values? Nothing is saved; a password that is blank is the stored one. */
export const testConnectionByConfig = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int, ConfigFields: dictionary }),
  response: bool,
  async handle({ ErpConnectionId, ConfigFields }, { hub }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    const stored = found.value;
    const connector = await findConnector(hub, stored.connectorId);
    if (connector.status !== 'done') return connector;
    const { url } = connector.value;
    const reached = await hub.connectors.byUrl(url);
    if (reached.status !== 'done') return done(false);
    const config = await checkConfig(hub, reached.value, stored, ConfigFields);
    if (config.status !== 'done') return config;
    const tested = await hub.connections.testConfig({
      connectorUrl: url,
      config: config.value.values,
      zone: stored.zone,
      culture: stored.culture,
    });
    return done(tested.status === 'done');
  },
});
