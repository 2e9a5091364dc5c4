import { deleteConnector } from '../../services/index.ts';
import { carrier, idInQuery, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Hides it; one with connections is refused. */
export const deleteErpSyncConnectorEntity = method({
  right: 'administrator',
  reads: false,
  from: 'query',
  request: carrier({ ErpSyncConnectorEntityId: idInQuery }),
  response: nothing,
  handle: ({ ErpSyncConnectorEntityId }, { hub, person }) =>
    deleteConnector(hub, ErpSyncConnectorEntityId, person.name),
});
