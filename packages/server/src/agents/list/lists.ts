/** Lists and items as the vendor's carriers have them. Texts come as they are stored, with all languages: they are to be edited. */
import type { z } from 'zod';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { allLists, type CrmListItem, fixedLists, listItems, listUses } from '@kobling/store';
import type { Hub } from '../../hub.ts';
import type { listEntity, listItemEntity } from '../carriers/lists.ts';

export type VendorList = z.output<typeof listEntity>;
export type VendorItem = z.output<typeof listItemEntity>;

const part = { TableRight: null, FieldProperties: {} } as const;

export const emptyList: VendorList = {
  ...part,
  Id: 0,
  Name: '',
  Tooltip: '',
  Deleted: false,
  Rank: 0,
  IsCustomList: true,
  IsMDOList: true,
  UseGroupsAndHeadings: false,
  ListType: '',
  InUseByUserDefinedFields: false,
};
export const emptyItem: VendorItem = {
  ...part,
  Id: 0,
  Name: '',
  Tooltip: '',
  Deleted: false,
  UdListDefinitionId: 0,
  Rank: 0,
};

/** In order of their names. `ListType` is the key by which the list is asked for. */
export async function readLists({ db }: Hub): Promise<readonly VendorList[]> {
  const uses = await listUses(db);
  return (await allLists(db)).map(({ id, name, label }, index) => ({
    ...emptyList,
    Id: id,
    Name: label,
    Rank: index + 1,
    IsCustomList: !fixedLists.includes(name),
    ListType: name,
    InUseByUserDefinedFields: uses.some((use) => use.list === name && use.kind === 'field'),
  }));
}

/** Programs' names for the CRM's lists, in any case; the others go by their own, or by what they are called. */
const otherNames: Readonly<Record<string, string>> = {
  perspos: 'position',
  projtype: 'projecttype',
  projstatus: 'projectstatus',
};

/** By id where it is not 0, else by name. Rejected `list.unknown`. */
export async function findList(
  hub: Hub,
  wish: { readonly id: number } | { readonly name: string },
): Promise<Outcome<VendorList>> {
  const lists = await readLists(hub);
  if ('id' in wish)
    return named(
      lists.find(({ Id }) => Id === wish.id),
      String(wish.id),
    );
  const name = wish.name.trim().toLowerCase();
  const key = otherNames[name] ?? name;
  return named(
    lists.find(({ ListType }) => ListType.toLowerCase() === key) ??
      lists.find(({ Name }) => Name.toLowerCase() === name),
    wish.name,
  );
}
const named = (list: VendorList | undefined, asked: string): Outcome<VendorList> =>
  list === undefined
    ? rejected('list.unknown', `There is no list ${asked}. GetListDefinitions says which there are.`)
    : done(list);

export const toItem = ({ id, listId, name, rank, deleted }: CrmListItem): VendorItem => ({
  ...emptyItem,
  Id: id,
  Name: name,
  UdListDefinitionId: listId,
  Rank: rank,
  Deleted: deleted,
});

export const itemsOf = async ({ db }: Hub, list: VendorList, includeDeleted: boolean): Promise<readonly VendorItem[]> =>
  (await listItems(db, list.ListType, { deleted: includeDeleted })).map(toItem);

/** Rejected `listItem.unknown`. */
export async function findItem(hub: Hub, list: VendorList, id: number): Promise<Outcome<VendorItem>> {
  const found = (await itemsOf(hub, list, true)).find((item) => item.Id === id);
  return found === undefined
    ? rejected('listItem.unknown', `The list ${list.ListType} has no item ${id}. Read the list again.`)
    : done(found);
}
