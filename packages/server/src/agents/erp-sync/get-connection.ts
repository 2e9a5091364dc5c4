import { done } from '@kobling/sdk';
import { newestMarks } from '@kobling/store';
import { findDefinition } from '../../services/index.ts';
import { erpConnection } from '../carriers/erp-sync.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toErpConnection } from './connections.ts';

/** A deleted one too. */
export const getConnection = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int }),
  response: erpConnection,
  async handle({ ErpConnectionId }, { hub }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    const marks = await newestMarks(hub.db);
    return done(toErpConnection(found.value, marks.get(ErpConnectionId) ?? ''));
  },
});
