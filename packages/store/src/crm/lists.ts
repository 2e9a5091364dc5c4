/** Lists of the CRM and their items. An item in use is hidden, never removed: records keep showing it (H36). */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { databaseErrorCode } from '../database-errors.ts';
import type { Queryable } from '../database.ts';

export interface CrmList {
  readonly id: number;
  readonly name: string;
  readonly label: string;
}
export interface CrmListItem {
  readonly id: number;
  readonly listId: number;
  readonly name: string;
  readonly rank: number;
  readonly deleted: boolean;
}

const itemColumns = 'i.id, i.list_id as "listId", i.name, i.rank, i.deleted';

export const allLists = (db: Queryable): Promise<CrmList[]> =>
  db.query('select id, name, label from crm_list order by lower(label), id');

/** Items of one list in order of display; hidden ones only when asked for. */
export const listItems = (db: Queryable, list: string, { deleted = false } = {}): Promise<CrmListItem[]> =>
  db.query(
    `select ${itemColumns} from crm_list_item i join crm_list l on l.id = i.list_id
     where l.name = $1 and ($2 or not i.deleted) order by i.rank, i.id`,
    [list, deleted],
  );

/** Items by id, hidden ones too: what a record shows. */
export const itemsById = (db: Queryable, ids: readonly number[]): Promise<CrmListItem[]> =>
  db.query(`select ${itemColumns} from crm_list_item i where i.id = any($1::int[]) order by i.id`, [ids]);

/** Rejected `crm.listExists` when the name is taken. Names are keys: letters, digits, no blanks. */
export async function addList(db: Queryable, name: string, label: string): Promise<Outcome<CrmList>> {
  if (!/^[A-Za-z][A-Za-z0-9]{0,49}$/.test(name)) {
    return rejected(
      'crm.listName',
      `"${name}" cannot be the name of a list. Use letters and digits, beginning with a letter.`,
    );
  }
  const [list] = await db.query<CrmList>(
    'insert into crm_list (name, label) values ($1, $2) on conflict (name) do nothing returning id, name, label',
    [name, label],
  );
  return list === undefined
    ? rejected('crm.listExists', `There is a list ${name} already. Choose another name.`)
    : done(list);
}

/** At the end of the list, or at the given rank. Names need not be unique: ids tell items apart. */
export async function addListItem(
  db: Queryable,
  list: string,
  name: string,
  rank?: number,
): Promise<Outcome<CrmListItem>> {
  if (name.trim() === '') return rejected('crm.itemName', `An item of the list ${list} needs a name.`);
  const [item] = await db.query<CrmListItem>(
    `insert into crm_list_item as i (list_id, name, rank)
     select l.id, $2, coalesce($3::int, (select coalesce(max(rank), 0) + 10 from crm_list_item where list_id = l.id))
     from crm_list l where l.name = $1 returning ${itemColumns}`,
    [list, name.trim(), rank ?? null],
  );
  return item === undefined
    ? rejected('crm.noList', `There is no list ${list}. See the lists in the settings.`)
    : done(item);
}

/** Renames, moves, hides or shows an item again. */
export async function changeListItem(
  db: Queryable,
  id: number,
  change: { readonly name?: string; readonly rank?: number; readonly deleted?: boolean },
): Promise<Outcome<CrmListItem>> {
  if (change.name !== undefined && change.name.trim() === '')
    return rejected('crm.itemName', `Item ${id} needs a name.`);
  const [item] = await db.query<CrmListItem>(
    `update crm_list_item i set name = coalesce($2, i.name), rank = coalesce($3, i.rank), deleted = coalesce($4, i.deleted)
     where i.id = $1 returning ${itemColumns}`,
    [id, change.name?.trim() ?? null, change.rank ?? null, change.deleted ?? null],
  );
  return item === undefined ? rejected('crm.noItem', `There is no list item ${id}. Reload the list.`) : done(item);
}

/** The fixed fields choose from these. */
export const fixedLists: readonly string[] = [
  'category',
  'business',
  'country',
  'position',
  'projectType',
  'projectStatus',
];

/** Rejected `crm.listInUse` when a field or a record needs it. The lists of the fixed fields always stay. */
export async function removeList(db: Queryable, name: string): Promise<Outcome> {
  const inUse = rejected('crm.listInUse', `The list ${name} is in use by a field or by records. Remove those first.`);
  if (fixedLists.includes(name)) return inUse;
  try {
    const removed = await db.run(
      'delete from crm_list l where l.name = $1 and not exists (select from udef_field f where f.list_name = l.name)',
      [name],
    );
    return removed === 0 ? inUse : done(undefined);
  } catch (error) {
    if (databaseErrorCode(error) === '23503') return inUse;
    throw error;
  }
}
