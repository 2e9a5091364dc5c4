/** Which record, and which actor, a request is about. */
import type { EntityRef } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected } from '@kobling/sdk';
import type { erpActorTypes } from '../carriers/words.ts';
import { actorTypeOf } from './connections.ts';
import { type CrmActorType, entityKindOf } from './mappings.ts';

/** Rejected `record.type`: a kind that is not synced. */
export function recordOf(type: CrmActorType, id: number): Outcome<EntityRef> {
  const kind = entityKindOf(type);
  return kind === undefined
    ? rejected('record.type', `CrmActorType ${type} is not synced. Use Contact, Person or Project.`)
    : done({ kind, id });
}

/** Rejected `actor.type`. */
export function namedActorType(name: (typeof erpActorTypes)[number]): Outcome<ErpActorType> {
  const actorType = actorTypeOf(name);
  return actorType === undefined
    ? rejected('actor.type', 'Say of which ErpActorType: Customer, Supplier, Partner, Person or Project.')
    : done(actorType);
}
