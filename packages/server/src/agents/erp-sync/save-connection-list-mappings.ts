import { done, rejected } from '@kobling/sdk';
import { findDefinition, keepItems } from '../../services/index.ts';
import { listMappings } from '../carriers/erp-sync.ts';
import { carrier } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { readListMappings } from './list-mappings.ts';

/** A list that is left out stays; within one, an item without CRM item is not mapped. */
export const saveConnectionListMappings = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ListMapping: listMappings }),
  response: listMappings,
  async handle({ ListMapping: wanted }, { hub, person, language }) {
    const found = await findDefinition(hub, wanted.ErpConnectionId);
    if (found.status !== 'done') return found;
    const own = new Set(found.value.mappings.flatMap(({ fields }) => fields.map(({ id }) => id)));
    const stranger = wanted.ErpListItemMappings.find(({ ErpFieldId }) => !own.has(ErpFieldId));
    if (stranger !== undefined)
      return rejected(
        'field.unknown',
        `${found.value.name} has no ERP field ${stranger.ErpFieldId}. Load the lists again.`,
      );
    for (const { ErpFieldId, ErpCrmListItemMappings } of wanted.ErpListItemMappings) {
      const pairs = ErpCrmListItemMappings.map(({ ErpListItemId, CrmListItem }) => ({
        erpItem: ErpListItemId,
        crmItem: CrmListItem === null || CrmListItem.Id === 0 ? undefined : CrmListItem.Id,
      }));
      const saved = await keepItems(hub, ErpFieldId, pairs, person.name);
      if (saved.status !== 'done') return saved;
    }
    const read = await readListMappings(hub, wanted.ErpConnectionId, language);
    return read.status === 'done' ? done(read.value) : read;
  },
});
