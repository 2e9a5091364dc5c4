import { done } from '@kobling/sdk';
import { valuesFromErp } from '../../services/index.ts';
import { fieldValue } from '../carriers/erp-sync.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { toFieldValue } from './field-values.ts';
import { namedActorType } from './records.ts';

/**
 * The ERP's side, read now. Value has the CRM's form, so that it can be compared with GetFieldValuesFromCrm's and handed to
 * ConnectActor; DisplayValue is the ERP's own. What has no form in the CRM is left out.
 */
export const getFieldValuesFromErp = method({
  right: 'licensed',
  reads: true,
  request: carrier({ ErpConnectionId: int, ActorTypeErp: erpActorType, ErpKey: text }),
  response: list(fieldValue),
  async handle({ ErpConnectionId, ActorTypeErp, ErpKey }, { hub, person, language, signal }) {
    const actorType = namedActorType(ActorTypeErp);
    if (actorType.status !== 'done') return actorType;
    const wish = { connectionId: ErpConnectionId, actorType: actorType.value, erpKey: ErpKey };
    const values = await valuesFromErp(hub, wish, person, language, signal);
    return values.status === 'done' ? done(values.value.map(toFieldValue)) : values;
  },
});
