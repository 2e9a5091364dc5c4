import { done } from '@kobling/sdk';
import { disconnect } from '../../services/index.ts';
import { bool, carrier, int } from '../carriers/kinds.ts';
import { crmActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { recordOf } from './records.ts';

/** Removes only the link: both records stay as they are, and the ERP is not called (rule 15). */
export const breakActorLink = method({
  right: 'licensed',
  reads: false,
  request: carrier({ ErpConnectionId: int, CrmRecordId: int, CrmActorType: crmActorType }),
  response: bool,
  async handle({ ErpConnectionId, CrmRecordId, CrmActorType }, { hub, person }) {
    const record = recordOf(CrmActorType, CrmRecordId);
    if (record.status !== 'done') return record;
    const gone = await disconnect(hub, ErpConnectionId, record.value, person);
    return gone.status === 'done' ? done(true) : gone;
  },
});
