import { done } from '@kobling/sdk';
import { valuesFromCrm } from '../../services/index.ts';
import { fieldValue } from '../carriers/erp-sync.ts';
import { carrier, int, list } from '../carriers/kinds.ts';
import { crmActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { toFieldValue } from './field-values.ts';
import { recordOf } from './records.ts';

/** The CRM's side of every field that a connection open to the caller syncs, to be chosen or not when the record is connected. */
export const getFieldValuesFromCrm = method({
  right: 'licensed',
  reads: true,
  request: carrier({ RecordId: int, ActorTypeCrm: crmActorType }),
  response: list(fieldValue),
  async handle({ RecordId, ActorTypeCrm }, { hub, person, language }) {
    const record = recordOf(ActorTypeCrm, RecordId);
    if (record.status !== 'done') return record;
    const values = await valuesFromCrm(hub, record.value, person, language);
    return values.status === 'done' ? done(values.value.map(toFieldValue)) : values;
  },
});
