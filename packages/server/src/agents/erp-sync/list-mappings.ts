/** The list mappings of a connection, as the methods answer them. */
import type { z } from 'zod';
import { done, type Outcome, textIn } from '@kobling/sdk';
import { allLists, crmListItems, erpListItems, type FieldDefinition } from '@kobling/store';
import { findDefinition } from '../../services/index.ts';
import type { ServiceHub } from '../../services/service-hub.ts';
import type { listMappings } from '../carriers/erp-sync.ts';
import type { mdoListItem } from '../carriers/lists.ts';

type ListMapping = z.output<typeof listMappings>['ErpListItemMappings'][number];

/** A list item, or a list, with only an id and a name. */
export const plainItem = (id: number, name: string, rank = 0): z.output<typeof mdoListItem> => ({
  Id: id,
  Name: name,
  ToolTip: '',
  Deleted: false,
  Rank: rank,
  Type: '',
  ChildItems: [],
  IconHint: '',
  ColorBlock: 0,
  ExtraInfo: '',
  StyleHint: '',
  FullName: name,
});

/** ERP items as they were last seen, so that lists can be mapped while the ERP is away. */
export async function readListMappings(
  hub: ServiceHub,
  connectionId: number,
  language: string,
): Promise<Outcome<z.output<typeof listMappings>>> {
  const found = await findDefinition(hub, connectionId);
  if (found.status !== 'done') return found;
  const erpItems = await erpListItems(hub.db, connectionId);
  const crmItems = await crmListItems(hub.db);
  const crmLists = await allLists(hub.db);
  const toList = (actorType: string, field: FieldDefinition): ListMapping => {
    const list = crmLists.find(({ name }) => name === field.crmList);
    const pairs = new Map(field.items.map(({ erpItem, crmItem }) => [erpItem, crmItem]));
    return {
      CrmList: list === undefined ? null : plainItem(list.id, textIn(language, list.label)),
      ErpListName: field.listName,
      ErpCrmListItemMappings: erpItems
        .filter(({ listName, itemKey, missing }) => listName === field.listName && (!missing || pairs.has(itemKey)))
        .map(({ itemKey, name }) => {
          const item = crmItems.find(({ id }) => id === pairs.get(itemKey));
          return {
            ErpListItemId: itemKey,
            ErpListItemName: textIn(language, name),
            CrmListItem: item === undefined ? null : plainItem(item.id, textIn(language, item.name)),
          };
        }),
      ErpActorTypeName: actorType,
      ErpFieldId: field.id,
    };
  };
  const lists = found.value.mappings.flatMap(({ actorType, fields }) =>
    fields.filter(({ type, crmList }) => type === 'list' && crmList !== null).map((field) => toList(actorType, field)),
  );
  return done({
    ErpListItemMappings: lists,
    ErpConnectionId: connectionId,
    ErpConnectionName: textIn(language, found.value.name),
  });
}
