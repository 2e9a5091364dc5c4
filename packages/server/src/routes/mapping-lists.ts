/** Both sides of each mapped list, what is paired, and how many records wait for a pair. */
import type { ListedField, ListMapping } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import {
  allLists,
  type CrmList,
  type CrmListItem,
  type Database,
  type ErpListItem,
  erpListItems,
  type FieldDefinition,
  type ItemFailure,
  itemFailures,
  listItems,
} from '@kobling/store';
import { sameName } from '../services/index.ts';
import { type ConnectionView, isMappedType, nameOf, toMappedConnection } from './mapping-fields.ts';

/** ERP items as they were last seen, so that lists can be mapped while the ERP is away. */
export async function readLists(db: Database, { connection }: ConnectionView, language: string): Promise<ListMapping> {
  const erpItems = await erpListItems(db, connection.id);
  const failures = await itemFailures(db, connection.id);
  const crmLists = new Map((await allLists(db)).map((list) => [list.name, list]));
  const crmItems = new Map<string, readonly CrmListItem[]>();
  const lists: ListedField[] = [];
  let unmapped = 0;
  for (const { actorType, fields } of connection.mappings) {
    if (!isMappedType(actorType)) continue;
    for (const field of fields.filter(({ type, missingInErp }) => type === 'list' && !missingInErp)) {
      const list = field.crmList === null ? undefined : crmLists.get(field.crmList);
      if (list === undefined) {
        unmapped += 1;
        continue;
      }
      if (!crmItems.has(list.name)) crmItems.set(list.name, await listItems(db, list.name, { deleted: true }));
      const own = failures.filter((one) => one.actorType === actorType && one.erpField === field.fieldKey);
      lists.push({
        actorType,
        ...toList(field, list, erpItems, crmItems.get(list.name) ?? [], own, language),
      });
    }
  }
  return { connection: toMappedConnection(connection, language), lists, unmapped };
}

function toList(
  field: FieldDefinition,
  list: CrmList,
  allErpItems: readonly ErpListItem[],
  crmItems: readonly CrmListItem[],
  failures: readonly ItemFailure[],
  language: string,
): Omit<ListedField, 'actorType'> {
  const pairs = new Map(field.items.map(({ erpItem, crmItem }) => [erpItem, crmItem]));
  const used = new Set(pairs.values());
  const free = new Map(crmItems.filter(({ id, deleted }) => !deleted && !used.has(id)).map((item) => [item.id, item]));
  const waiting = (fits: (failure: ItemFailure) => boolean): number =>
    failures.filter(fits).reduce((sum, { records }) => sum + records, 0);
  const suggest = (name: string): number | null => {
    const match = [...free.values()].find((item) => sameName(item.name, name));
    if (match !== undefined) free.delete(match.id);
    return match?.id ?? null;
  };
  return {
    fieldId: field.id,
    fieldKey: field.fieldKey,
    name: nameOf(field, language),
    erpList: field.listName,
    crmList: list.name,
    crmListLabel: textIn(language, list.label),
    erpItems: allErpItems
      .filter(({ listName, itemKey, missing }) => listName === field.listName && (!missing || pairs.has(itemKey)))
      .map(({ itemKey, name, missing }) => {
        const crmItem = pairs.get(itemKey) ?? null;
        const shown = textIn(language, name) || itemKey;
        return {
          key: itemKey,
          name: shown,
          missing,
          crmItem,
          suggested: crmItem === null && !missing ? suggest(shown) : null,
          waiting: crmItem === null ? waiting(({ erpItem }) => erpItem === itemKey) : 0,
        };
      }),
    crmItems: crmItems
      .filter(({ id, deleted }) => !deleted || used.has(id))
      .map(({ id, name, deleted }) => ({
        id,
        name: textIn(language, name),
        hidden: deleted,
        waiting: used.has(id) ? 0 : waiting(({ crmItem }) => crmItem === String(id)),
      })),
  };
}
