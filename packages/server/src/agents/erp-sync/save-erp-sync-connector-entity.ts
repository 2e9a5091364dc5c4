import { done } from '@kobling/sdk';
import { findConnector, keepConnector } from '../../services/index.ts';
import { connectorEntity } from '../carriers/erp-sync.ts';
import { method } from '../method.ts';
import { toConnectorEntity } from './connectors.ts';

/** Id 0 adds one. A deleted one that is saved comes back. */
export const saveErpSyncConnectorEntity = method({
  right: 'administrator',
  reads: false,
  request: connectorEntity,
  response: connectorEntity,
  async handle({ ErpConnectorId, DisplayName, URL: url }, { hub, person }) {
    const id = ErpConnectorId === 0 ? undefined : ErpConnectorId;
    const saved = await keepConnector(hub, { id, name: DisplayName, url }, person.name);
    if (saved.status !== 'done') return saved;
    const found = await findConnector(hub, saved.value);
    return found.status === 'done' ? done(toConnectorEntity(found.value)) : found;
  },
});
