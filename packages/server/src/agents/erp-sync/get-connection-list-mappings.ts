import { done } from '@kobling/sdk';
import { listMappings } from '../carriers/erp-sync.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { readListMappings } from './list-mappings.ts';

/** Every list field that is mapped to a list of the CRM, with each ERP item and what it is there. */
export const getConnectionListMappings = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpConnectionId: int }),
  response: listMappings,
  async handle({ ErpConnectionId }, { hub, language }) {
    const read = await readListMappings(hub, ErpConnectionId, language);
    return read.status === 'done' ? done(read.value) : read;
  },
});
