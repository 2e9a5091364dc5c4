import { done } from '@kobling/sdk';
import { findDefinition, testConnection } from '../../services/index.ts';
import { bool, carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Does the saved connection work? A connection that does not exist is an error, one that fails is false. */
export const testConnectionById = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int }),
  response: bool,
  async handle({ ErpConnectionId }, { hub }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    return done((await testConnection(hub, found.value.name)).status === 'done');
  },
});
