import { done } from '@kobling/sdk';
import { newestMarks } from '@kobling/store';
import { listDefinitions } from '../../services/index.ts';
import { erpConnection } from '../carriers/erp-sync.ts';
import { bool, carrier, list } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toErpConnection } from './connections.ts';

/** In the order of the sync priority. */
export const getAllConnections = method({
  right: 'administrator',
  reads: true,
  request: carrier({ IncludeDeleted: bool }),
  response: list(erpConnection),
  async handle({ IncludeDeleted }, { hub }) {
    const connections = (await listDefinitions(hub)).filter(({ deleted }) => IncludeDeleted || !deleted);
    const marks = await newestMarks(hub.db);
    return done(connections.map((connection) => toErpConnection(connection, marks.get(connection.id) ?? '')));
  },
});
