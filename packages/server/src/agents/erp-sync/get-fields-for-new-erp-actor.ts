import type { z } from 'zod';
import { done, encodeValue } from '@kobling/sdk';
import type { ActorField } from '@kobling/store';
import { fieldsToAsk, isMandatory } from '../../services/index.ts';
import { fieldMetadata } from '../carriers/erp-sync.ts';
import { carrier, int, list } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { toFieldMetadata } from './connections.ts';
import { namedActorType } from './records.ts';

/** What is mandatory in the ERP, and what has a default or is asked for, in rank order; DefaultValue is the first-sync default. */
export const getFieldsForNewErpActor = method({
  right: 'licensed',
  reads: true,
  request: carrier({ ErpConnectionId: int, ErpActorType: erpActorType }),
  response: list(fieldMetadata),
  async handle({ ErpConnectionId, ErpActorType }, { hub, person, language }) {
    const actorType = namedActorType(ErpActorType);
    if (actorType.status !== 'done') return actorType;
    const fields = await fieldsToAsk(hub, ErpConnectionId, actorType.value, person);
    return fields.status === 'done' ? done(fields.value.map((field) => toAsked(field, language))) : fields;
  },
});

const toAsked = (field: ActorField, language: string): z.output<typeof fieldMetadata> => ({
  ...toFieldMetadata({ ...field, defaultValue: '' }, language, field.showInSearch),
  DefaultValue: field.hasDefault ? encodeValue(field.type, field.firstSyncDefault) : '',
  Access: isMandatory(field) ? 'Mandatory' : 'Normal',
});
