import { done } from '@kobling/sdk';
import { findDefinition, shownConfig } from '../../services/index.ts';
import { carrier, dictionary, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Key to value; of a password only that it is there: its value is blank. */
export const getErpConnectionConfigFields = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int }),
  response: dictionary,
  async handle({ ErpConnectionId }, { hub }) {
    const found = await findDefinition(hub, ErpConnectionId);
    return found.status === 'done' ? done({ ...shownConfig(found.value) }) : found;
  },
});
