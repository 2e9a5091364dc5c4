/** Which item of an ERP list is which item of a CRM list (rule 10). */
import { type Outcome, rejected } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findField, writeMapping } from './mapping.ts';

export interface ItemPair {
  readonly erpItem: string;
  /** Undefined: no selection. */
  readonly crmItem: number | undefined;
}

/** Replaces a field's pairs; rejected `listMapping.*` names the items. */
export async function keepItems(
  hub: ServiceHub,
  fieldId: number,
  pairs: readonly ItemPair[],
  by: string,
): Promise<Outcome> {
  const found = await findField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { view, mapping, field } = found.value;
  if (field.type !== 'list' || field.crmList === null)
    return rejected('listMapping.noList', `${field.fieldKey} is not mapped to a list of the CRM. Map it to one first.`);
  const known = view.crmItems.filter(({ list }) => list === field.crmList);
  const items: FieldDefinition['items'][number][] = [];
  for (const { erpItem, crmItem } of pairs) {
    if (crmItem === undefined) continue;
    const item = known.find(({ id }) => id === crmItem);
    if (item === undefined)
      return rejected(
        'listMapping.item',
        `The CRM list ${field.crmList} has no item ${crmItem}. Choose one of the list.`,
      );
    const twin = items.find((pair) => pair.crmItem === crmItem || pair.erpItem === erpItem);
    if (twin !== undefined)
      return rejected(
        'listMapping.twice',
        `${field.fieldKey}: ${item.name} is used for ${twin.erpItem} and for ${erpItem}. Use each item once.`,
      );
    items.push({ erpItem, crmItem, crmItemName: item.name });
  }
  items.sort((a, b) => (a.erpItem < b.erpItem ? -1 : 1));
  const fields = mapping.fields.map((one) => (one === field ? { ...field, items } : one));
  return await writeMapping(hub, found.value, { ...mapping, fields }, by);
}
