import { done } from '@kobling/sdk';
import { findConnector } from '../../services/index.ts';
import { fieldMetadata } from '../carriers/erp-sync.ts';
import { carrier, int, list } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toFieldMetadata } from './connections.ts';

/** What a connector asks of each connection. */
export const getConfigurationFields = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectorId: int }),
  response: list(fieldMetadata),
  async handle({ ErpConnectorId }, { hub, language }) {
    const found = await findConnector(hub, ErpConnectorId);
    if (found.status !== 'done') return found;
    const connector = await hub.connectors.byUrl(found.value.url);
    if (connector.status !== 'done') return connector;
    return done(connector.value.configFields().map((field) => toFieldMetadata(field, language)));
  },
});
