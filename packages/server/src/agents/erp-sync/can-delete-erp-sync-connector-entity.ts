import { done } from '@kobling/sdk';
import { canDeleteConnector } from '../../services/index.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { type ResponseCode, responseCode } from '../carriers/words.ts';
import { method } from '../method.ts';

export const canDeleteErpSyncConnectorEntity = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpSyncConnectorId: int }),
  response: responseCode,
  async handle({ ErpSyncConnectorId }, { hub }) {
    const found = await canDeleteConnector(hub, ErpSyncConnectorId);
    return done<ResponseCode>(
      found.status === 'done'
        ? 'NoError'
        : found.reason.code === 'connector.hasConnections'
          ? 'ErrorConnectorHasConnections'
          : 'ErrorNotFound',
    );
  },
});
