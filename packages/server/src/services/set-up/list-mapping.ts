/** Which item of an ERP list is which item of a CRM list (rule 10). */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { addAudit, addListItem, erpListItems, type FieldDefinition } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { sameName } from './known-names.ts';
import { findField, type MappingFound } from './mapping.ts';
import { writeMapping } from './write-mapping.ts';

export interface ItemPair {
  readonly erpItem: string;
  /** Undefined: no selection. */
  readonly crmItem: number | undefined;
}
export interface PairChange {
  readonly erpItem: string;
  /** As it was seen: what another one chose meanwhile is not overwritten unseen (H12). */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

type ListField = MappingFound & { readonly field: FieldDefinition & { readonly crmList: string } };

/** Rejected `listMapping.noList` where the field is not mapped to a list. */
async function findListField(hub: ServiceHub, fieldId: number): Promise<Outcome<ListField>> {
  const found = await findField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { field } = found.value;
  return field.type !== 'list' || field.crmList === null
    ? rejected('listMapping.noList', `${field.fieldKey} is not mapped to a list of the CRM. Map it to one first.`)
    : done({ ...found.value, field: { ...field, crmList: field.crmList } });
}

/** Replaces a field's pairs; rejected `listMapping.*` names the items. */
export async function keepItems(
  hub: ServiceHub,
  fieldId: number,
  pairs: readonly ItemPair[],
  by: string,
): Promise<Outcome> {
  const found = await findListField(hub, fieldId);
  if (found.status !== 'done') return found;
  const stored = new Map(found.value.field.items.map(({ erpItem, crmItem }) => [erpItem, crmItem]));
  const wanted = new Map(pairs.map(({ erpItem, crmItem }) => [erpItem, crmItem]));
  const changes = [...new Set([...stored.keys(), ...wanted.keys()])].map((erpItem) => ({
    erpItem,
    from: stored.get(erpItem),
    to: wanted.get(erpItem),
  }));
  const twice = pairs.find((pair, at) => pairs.findIndex(({ erpItem }) => erpItem === pair.erpItem) !== at);
  if (twice !== undefined)
    return rejected('listMapping.twice', `${twice.erpItem} stands twice in the pairs. Name each item once.`);
  return await writeItems(hub, found.value, changes, by);
}

/** Changes some pairs; the others stay. Rejected `listMapping.*` names the items, `listMapping.moved` what another one changed. */
export async function changeItems(
  hub: ServiceHub,
  fieldId: number,
  changes: readonly PairChange[],
  by: string,
): Promise<Outcome> {
  const found = await findListField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { field } = found.value;
  const stored = new Map(field.items.map(({ erpItem, crmItem }) => [erpItem, crmItem]));
  const moved = changes.filter(({ erpItem, from, to }) => {
    const now = stored.get(erpItem);
    return now !== from && now !== to;
  });
  if (moved.length > 0)
    return rejected(
      'listMapping.moved',
      `Somebody else mapped ${moved.map(({ erpItem }) => erpItem).join(', ')} of ${field.fieldKey} meanwhile. Nothing was saved. Look at it as it is now, then save again.`,
    );
  return await writeItems(hub, found.value, changes, by);
}

async function writeItems(
  hub: ServiceHub,
  found: ListField,
  changes: readonly Omit<PairChange, 'from'>[],
  by: string,
): Promise<Outcome> {
  const { view, mapping, field } = found;
  const known = new Map(view.crmItems.filter(({ list }) => list === field.crmList).map((item) => [item.id, item.name]));
  const items = new Map(field.items.map((pair) => [pair.erpItem, pair]));
  for (const { erpItem, to } of changes) {
    const before = items.get(erpItem);
    if (to === undefined) items.delete(erpItem);
    // A pair that stays is not looked at: its item may have been hidden in the CRM since.
    else if (before?.crmItem !== to) {
      const crmItemName = known.get(to);
      if (crmItemName === undefined)
        return rejected('listMapping.item', `The CRM list ${field.crmList} has no item ${to}. Choose one of the list.`);
      items.set(erpItem, { erpItem, crmItem: to, crmItemName });
    }
  }
  const owners = new Map<number, string>();
  for (const { erpItem, crmItem, crmItemName } of items.values()) {
    const twin = owners.get(crmItem);
    if (twin !== undefined)
      return rejected(
        'listMapping.twice',
        `${field.fieldKey}: ${crmItemName} is used for ${twin} and for ${erpItem}. Use each item once.`,
      );
    owners.set(crmItem, erpItem);
  }
  const sorted = [...items.values()].toSorted((a, b) => (a.erpItem < b.erpItem ? -1 : 1));
  const fields = mapping.fields.map((one) => (one.id === field.id ? { ...one, items: sorted } : one));
  const written = await writeMapping(hub, found, { ...mapping, fields }, by);
  return written.status === 'done' ? done(undefined) : written;
}

export interface ItemsAdded {
  /** New in the CRM's list. */
  readonly added: number;
  /** Items of the ERP that have a counterpart now; of an equal name that was free, too. */
  readonly paired: number;
}

/** Gives items of the ERP a counterpart of their name in the CRM's list, new where none is free. Asked twice, it adds once. */
export async function addMissingItems(
  hub: ServiceHub,
  fieldId: number,
  erpItems: readonly string[],
  language: string,
  by: string,
): Promise<Outcome<ItemsAdded>> {
  const found = await findListField(hub, fieldId);
  if (found.status !== 'done') return found;
  const { view, connection, field } = found.value;
  const names = new Map(
    (await erpListItems(hub.db, connection.id))
      .filter(({ listName, missing }) => listName === field.listName && !missing)
      .map(({ itemKey, name }) => [itemKey, textIn(language, name)]),
  );
  const paired = new Set(field.items.map(({ erpItem }) => erpItem));
  const used = new Set(field.items.map(({ crmItem }) => crmItem));
  const free = view.crmItems.filter(({ list, id }) => list === field.crmList && !used.has(id));
  const changes: PairChange[] = [];
  let added = 0;
  for (const erpItem of new Set(erpItems)) {
    const name = names.get(erpItem);
    if (name === undefined)
      return rejected(
        'listMapping.item',
        `The ERP list ${field.listName} has no item ${erpItem}. Load the lists again.`,
      );
    if (paired.has(erpItem)) continue;
    const twin = free.find((item) => !changes.some(({ to }) => to === item.id) && sameName(item.name, name));
    let to = twin?.id;
    if (to === undefined) {
      const item = await addListItem(hub.db, field.crmList, name.trim() === '' ? erpItem : name);
      if (item.status !== 'done') return item;
      to = item.value.id;
      added += 1;
    }
    changes.push({ erpItem, from: undefined, to });
  }
  if (added > 0)
    await addAudit(hub.db, { by, action: 'list.items', subject: field.crmList, new: { added, from: connection.name } });
  const saved = await changeItems(hub, fieldId, changes, by);
  return saved.status === 'done' ? done({ added, paired: changes.length }) : saved;
}
