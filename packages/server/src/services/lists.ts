/** The CRM's lists under Settings: their items, names per language, order; what is hidden stays on the records that hold it. */
import { done, languagesIn, multiLanguage, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  addList,
  addListItem,
  allLists,
  changeListItem,
  type CrmList,
  type CrmListItem,
  fixedLists,
  itemsById,
  type ListSummary,
  listItems,
  listSummaries,
  type ListUse,
  listUses,
  orderListItems,
  type Queryable,
  relabelList,
  removeList,
  type Transaction,
} from '@kobling/store';
import { auditChange, whole } from './audited.ts';
import type { ServiceHub } from './service-hub.ts';

type ListHub = Pick<ServiceHub, 'db'>;

/** What something is called: for all who have no text of their own in `others`, by ISO code. */
export interface Wording {
  readonly name: string;
  readonly others: Readonly<Record<string, string>>;
}
export interface ListShown extends Omit<ListSummary, 'label'> {
  readonly label: Wording;
  /** A fixed field of companies, persons or projects chooses from it: it stays. */
  readonly fixed: boolean;
  /** It stays as long as there are any. */
  readonly uses: readonly ListUse[];
}
export interface ItemShown {
  readonly id: number;
  readonly label: Wording;
  readonly hidden: boolean;
}

export async function listLists(hub: ListHub): Promise<readonly ListShown[]> {
  const uses = await listUses(hub.db);
  return (await listSummaries(hub.db)).map(({ label, ...list }) => ({
    ...list,
    label: wordingFrom(label),
    fixed: fixedLists.includes(list.name),
    uses: uses.filter((use) => use.list === list.name),
  }));
}

/** In order of display, hidden ones too. Rejected `list.unknown`. */
export async function listItemsOf(hub: ListHub, list: string): Promise<Outcome<readonly ItemShown[]>> {
  if ((await listOf(hub.db, list)) === undefined) return unknownList(list);
  return done((await listItems(hub.db, list, { deleted: true })).map(itemShown));
}

const itemShown = ({ id, name, deleted }: CrmListItem): ItemShown => ({
  id,
  label: wordingFrom(name),
  hidden: deleted,
});

/** Rejected `crm.listName`, `crm.listExists`, `list.text`. */
export const createList = (
  hub: ListHub,
  wanted: { readonly name: string; readonly label: Wording },
  by: string,
): Promise<Outcome<CrmList>> =>
  whole(hub, async (tx) => {
    const label = textOf(wanted.label);
    if (label.status !== 'done') return label;
    const added = await addList(tx, wanted.name, label.value);
    if (added.status === 'done') await addAudit(tx, { by, action: 'list.add', subject: wanted.name });
    return added;
  });

/** Rejected `list.unknown`, `list.text`. */
export const renameList = (hub: ListHub, name: string, wanted: Wording, by: string): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const before = await listOf(tx, name);
    if (before === undefined) return unknownList(name);
    const label = textOf(wanted);
    if (label.status !== 'done') return label;
    await relabelList(tx, name, label.value);
    await auditChange(
      tx,
      { by, subject: name, action: 'list.change' },
      { label: before.label },
      { label: label.value },
    );
    return done(undefined);
  });

/** Rejected `list.unknown`; `list.inUse` says by which mappings and fields, or that records hold its items. */
export const deleteList = (hub: ListHub, name: string, by: string): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const list = await listOf(tx, name);
    if (list === undefined) return unknownList(name);
    if (fixedLists.includes(name))
      return rejected('list.inUse', `The list ${called(list)} belongs to a fixed field and stays. Hide items instead.`);
    const uses = await listUses(tx, name);
    if (uses.length > 0)
      return rejected(
        'list.inUse',
        `The list ${called(list)} is used by ${uses.map(useInWords).join('; ')}. Choose another list there first.`,
      );
    const removed = await removeList(tx, name);
    if (removed.status !== 'done')
      return rejected('list.inUse', `Records hold items of the list ${called(list)}. Hide the items instead.`);
    await addAudit(tx, { by, action: 'list.delete', subject: name, old: { label: list.label } });
    return done(undefined);
  });

export function useInWords(use: ListUse): string {
  if (use.kind === 'field') return `the ${use.entity}'s field ${textIn('en', use.field)}`;
  return `${textIn('en', use.connection)}, ${use.actorType}, ${textIn('en', use.field)}`;
}

/** Behind the others. Rejected `list.unknown`, `list.text`, `list.itemExists`: an item that is shown has this name. */
export const createItem = (hub: ListHub, list: string, wanted: Wording, by: string): Promise<Outcome<ItemShown>> =>
  whole(hub, async (tx) => {
    if ((await listOf(tx, list)) === undefined) return unknownList(list);
    const name = textOf(wanted);
    if (name.status !== 'done') return name;
    const twin = await twinOf(tx, list, wanted.name);
    if (twin !== undefined) return twin;
    const added = await addListItem(tx, list, name.value);
    if (added.status !== 'done') return added;
    await addAudit(tx, { by, action: 'list.addItem', subject: list, new: { name: name.value } });
    return done(itemShown(added.value));
  });

export interface ItemChange {
  readonly label?: Wording | undefined;
  readonly hidden?: boolean | undefined;
}
/** Rejected `listItem.unknown`, `list.text`, `list.itemExists`. */
export const editItem = (
  hub: ListHub,
  list: string,
  id: number,
  change: ItemChange,
  by: string,
): Promise<Outcome<ItemShown>> =>
  whole(hub, async (tx) => {
    const owner = await listOf(tx, list);
    const [before] = await itemsById(tx, [id]);
    if (owner === undefined || before === undefined || before.listId !== owner.id)
      return rejected('listItem.unknown', `The list ${list} has no item ${id}. Load the list again.`);
    const name = change.label === undefined ? done(undefined) : textOf(change.label);
    if (name.status !== 'done') return name;
    const isShown = change.hidden === undefined ? !before.deleted : !change.hidden;
    const wanted = change.label?.name ?? wordingFrom(before.name).name;
    const twin = isShown ? await twinOf(tx, list, wanted, id) : undefined;
    if (twin !== undefined) return twin;
    const changed = await changeListItem(tx, id, {
      ...(name.value !== undefined && { name: name.value }),
      ...(change.hidden !== undefined && { deleted: change.hidden }),
    });
    if (changed.status !== 'done') return changed;
    await auditChange(
      tx,
      { by, subject: `${list}: ${wordingFrom(before.name).name}`, action: 'list.changeItem' },
      { name: before.name, hidden: before.deleted },
      { name: changed.value.name, hidden: changed.value.deleted },
    );
    return done(itemShown(changed.value));
  });

/** Ids in the wanted order. Rejected `list.unknown`. */
export const sortItems = (hub: ListHub, list: string, ids: readonly number[], by: string): Promise<Outcome> =>
  whole(hub, async (tx) => {
    if ((await listOf(tx, list)) === undefined) return unknownList(list);
    const names = async () => (await listItems(tx, list, { deleted: true })).map(({ name }) => wordingFrom(name).name);
    const before = await names();
    await orderListItems(tx, list, ids);
    await auditChange(tx, { by, subject: list, action: 'list.order' }, { order: before }, { order: await names() });
    return done(undefined);
  });

const listOf = async (db: Queryable, name: string): Promise<CrmList | undefined> =>
  (await allLists(db)).find((list) => list.name === name);
const unknownList = (name: string) => rejected('list.unknown', `There is no list ${name}. Load the lists again.`);
const called = ({ label, name }: CrmList): string => textIn('en', label) || name;

/** Sent twice, the second finds the first; two items that read the same could not be told apart in a record's list. */
async function twinOf(tx: Transaction, list: string, name: string, but?: number) {
  const shown = await listItems(tx, list);
  const twin = shown.find((item) => item.id !== but && sameText(wordingFrom(item.name).name, name));
  return twin === undefined
    ? undefined
    : rejected('list.itemExists', `The list ${list} has an item ${name.trim()} already. Choose another name.`);
}
const sameText = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** `US:"Gold";NO:"Gull"`: the English text is the name, the others are by language. */
export function wordingFrom(text: string): Wording {
  const texts = languagesIn(text);
  if (texts === undefined) return { name: text, others: {} };
  const name = textIn('en', text);
  return { name, others: Object.fromEntries([...texts].filter(([code, other]) => code !== 'en' && other !== name)) };
}

const longest = 200;
/** Rejected `list.text`. */
function textOf({ name, others }: Wording): Outcome<string> {
  const texts = [name, ...Object.values(others)].map((text) => text.trim());
  if (texts[0] === '')
    return rejected('list.text', 'It needs a name. The name is shown in every language that has none of its own.');
  if (texts.some((text) => text.length > longest))
    return rejected('list.text', `A name has at most ${longest} characters. Shorten it.`);
  const own = Object.entries(others).filter(([, text]) => text.trim() !== '' && text.trim() !== name.trim());
  if (own.length === 0 && languagesIn(name) === undefined) return done(name.trim());
  const written = multiLanguage(
    new Map([['en', name.trim()], ...own.map(([code, text]) => [code, text.trim()] as const)]),
  );
  return written === undefined
    ? rejected('list.text', 'A name cannot hold a quotation mark followed by a semicolon. Write it otherwise.')
    : done(written);
}
