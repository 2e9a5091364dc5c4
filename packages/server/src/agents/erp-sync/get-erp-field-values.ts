import { bareText, done } from '@kobling/sdk';
import { erpValues } from '../../services/index.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { crmActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { recordOf } from './records.ts';

/** Of the actor that the record is connected to, as the ERP has them now: encoded, in the order of FieldKeys, blank where there is none. */
export const getErpFieldValues = method({
  right: 'licensed',
  reads: true,
  request: carrier({ ErpConnectionId: int, CrmActorType: crmActorType, EntityId: int, FieldKeys: list(text) }),
  response: list(text),
  async handle({ ErpConnectionId, CrmActorType, EntityId, FieldKeys }, { hub, person, signal }) {
    const record = recordOf(CrmActorType, EntityId);
    if (record.status !== 'done') return record;
    const wish = { connectionId: ErpConnectionId, entity: record.value, fieldKeys: FieldKeys };
    const values = await erpValues(hub, wish, person, signal);
    return values.status === 'done' ? done(values.value.map(bareText)) : values;
  },
});
