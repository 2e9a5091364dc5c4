import { done } from '@kobling/sdk';
import { createFromCrm } from '../../services/index.ts';
import { bool, carrier, dictionary, int } from '../carriers/kinds.ts';
import { crmActorType, erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { namedActorType, recordOf } from './records.ts';

/** Made with the mapped values, the answers in ErpFieldKeyValues and the defaults, and connected; true when the ERP has it (H09, H25). */
export const createErpActorFromCrm = method({
  right: 'licensed',
  reads: false,
  request: carrier({
    ConnectionId: int,
    CrmEntityId: int,
    ErpActorType: erpActorType,
    CrmActorType: crmActorType,
    ErpFieldKeyValues: dictionary,
  }),
  response: bool,
  async handle(input, { hub, person, signal }) {
    const record = recordOf(input.CrmActorType, input.CrmEntityId);
    if (record.status !== 'done') return record;
    const actorType = namedActorType(input.ErpActorType);
    if (actorType.status !== 'done') return actorType;
    const wish = {
      connectionId: input.ConnectionId,
      actorType: actorType.value,
      entity: record.value,
      answers: input.ErpFieldKeyValues,
    };
    const made = await createFromCrm(hub, wish, person, signal);
    return made.status === 'done' ? done(true) : made;
  },
});
