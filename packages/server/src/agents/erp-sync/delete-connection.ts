import { deleteConnection as deleted } from '../../services/index.ts';
import { carrier, int, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Hides it and stops it; its connector is told, its links stay. */
export const deleteConnection = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpConnectionId: int }),
  response: nothing,
  handle: ({ ErpConnectionId }, { hub, person }) => deleted(hub, ErpConnectionId, person.name),
});
