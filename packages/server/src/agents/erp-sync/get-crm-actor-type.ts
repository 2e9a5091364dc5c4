import { done } from '@kobling/sdk';
import { findDefinition } from '../../services/index.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { crmActorType, erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { type CrmActorType, crmActorTypeOf } from './mappings.ts';

/** What an ERP actor type is in the CRM, on this connection; Unknown where it has none. */
export const getCrmActorType = method({
  right: 'user',
  reads: true,
  request: carrier({ ErpConnectionId: int, ErpActorType: erpActorType }),
  response: crmActorType,
  async handle({ ErpConnectionId, ErpActorType }, { hub }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    const mapping = found.value.mappings.find(({ actorType }) => actorType === ErpActorType);
    return done<CrmActorType>(mapping === undefined ? 'Unknown' : crmActorTypeOf(mapping.entity));
  },
});
