import { done } from '@kobling/sdk';
import { updateFields } from '../../services/index.ts';
import { bool, carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Asks the ERP again for its actor types, fields and lists, and stores what it says. */
export const updateConnectionFields = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpConnectionId: int }),
  response: bool,
  async handle({ ErpConnectionId }, { hub, person }) {
    const taken = await updateFields(hub, ErpConnectionId, person.name);
    return taken.status === 'done' ? done(true) : taken;
  },
});
