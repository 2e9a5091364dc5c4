import { done } from '@kobling/sdk';
import { findConnector } from '../../services/index.ts';
import { connectorEntity } from '../carriers/erp-sync.ts';
import { carrier, idInQuery } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toConnectorEntity } from './connectors.ts';

/** A deleted one too. */
export const getErpSyncConnectorEntity = method({
  right: 'administrator',
  reads: true,
  from: 'query',
  request: carrier({ ErpSyncConnectorEntityId: idInQuery }),
  response: connectorEntity,
  async handle({ ErpSyncConnectorEntityId }, { hub }) {
    const found = await findConnector(hub, ErpSyncConnectorEntityId);
    return found.status === 'done' ? done(toConnectorEntity(found.value)) : found;
  },
});
