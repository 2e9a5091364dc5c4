/** Items of the ERP's lists that the CRM lacks: made there, and paired, so that sync knows them too. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addListItem, type ErpImport, erpListItems, listItems, newItemsOf, takeItem } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { keepItems } from '../set-up/list-mapping.ts';
import { findMapping } from '../set-up/mapping.ts';

export async function addNewItems(hub: ServiceHub, wish: ErpImport, by: string): Promise<Outcome> {
  const wanted = Map.groupBy(await newItemsOf(hub.db, wish.id), ({ crmField }) => crmField);
  const named = await erpListItems(hub.db, wish.connectionId);
  for (const [crmField, items] of wanted) {
    const found = await findMapping(hub, wish.connectionId, wish.actorType);
    if (found.status !== 'done') return found;
    const field = found.value.mapping.fields.find((one) => one.crmField === crmField);
    if (field === undefined || field.crmList === null)
      return rejected('import.noList', `${crmField} is not mapped to a list any more. Preview the import again.`);
    const made: { erpItem: string; crmItem: number }[] = [];
    for (const { erpItem } of items) {
      const name = named.find((one) => one.listName === field.listName && one.itemKey === erpItem)?.name ?? erpItem;
      const crmItem = await itemNamed(hub, field.crmList, name, [...field.items, ...made]);
      if (crmItem.status !== 'done') return crmItem;
      made.push({ erpItem, crmItem: crmItem.value });
    }
    const kept = await keepItems(hub, field.id, [...field.items, ...made], by);
    if (kept.status !== 'done') return kept;
    for (const { erpItem, crmItem } of made)
      await takeItem(hub.db, wish.id, { crmField, erpItem, crmItem: String(crmItem) });
  }
  return done(undefined);
}

/** One of that name that has no counterpart yet, else a new one. */
async function itemNamed(
  hub: ServiceHub,
  list: string,
  name: string,
  paired: readonly { readonly crmItem: number }[],
): Promise<Outcome<number>> {
  const found = (await listItems(hub.db, list)).find(
    (item) => item.name.toLowerCase() === name.toLowerCase() && !paired.some(({ crmItem }) => crmItem === item.id),
  );
  if (found !== undefined) return done(found.id);
  const added = await addListItem(hub.db, list, name);
  return added.status === 'done' ? done(added.value.id) : added;
}
