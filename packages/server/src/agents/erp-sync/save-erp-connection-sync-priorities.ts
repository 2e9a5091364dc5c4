import { done } from '@kobling/sdk';
import { keepPriority } from '../../services/index.ts';
import { bool, carrier, int, list } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Highest first; 0 is the CRM itself, which keeps its place when the list leaves it out. */
export const saveErpConnectionSyncPriorities = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpConnectionIds: list(int) }),
  response: bool,
  async handle({ ErpConnectionIds }, { hub, person }) {
    const saved = await keepPriority(
      hub,
      ErpConnectionIds.map((id) => (id === 0 ? 'crm' : id)),
      person.name,
    );
    return saved.status === 'done' ? done(true) : saved;
  },
});
