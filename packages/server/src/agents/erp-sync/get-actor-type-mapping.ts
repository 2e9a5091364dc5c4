import { done, rejected } from '@kobling/sdk';
import { findMapping } from '../../services/index.ts';
import { actorTypeMapping } from '../carriers/erp-sync.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { actorTypeOf } from './connections.ts';
import { toActorTypeMapping } from './mappings.ts';

/** Every field of the actor type in the order of display, mapped or not. */
export const getActorTypeMapping = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int, ActorType: erpActorType }),
  response: actorTypeMapping,
  async handle({ ErpConnectionId, ActorType }, { hub, language }) {
    const actorType = actorTypeOf(ActorType);
    if (actorType === undefined) return rejected('mapping.unknown', 'Say of which ActorType: Customer, Person, …');
    const found = await findMapping(hub, ErpConnectionId, actorType);
    return found.status === 'done' ? done(toActorTypeMapping(found.value, language)) : found;
  },
});
