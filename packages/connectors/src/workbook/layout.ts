/** What the workbook's sheets and columns mean: which sheet holds which actor type, which column is key, stamp, parent. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { nameFor, type WorkbookConfig } from './config.ts';
import {
  isSheetNameOf,
  itemKeyNames,
  itemTextNames,
  keyNames,
  listPrefixed,
  modifiedNames,
  namesParent,
  parentKeyNames,
  parentTypeNames,
  parentTypes,
  plain,
  type SheetType,
  sheetTypes,
} from './headings.ts';
import type { Cell, Row, TableInfo } from './table-source.ts';

export interface Column {
  readonly index: number;
  readonly heading: string;
}
export interface ParentColumn extends Column {
  /** Undefined: told by the parent type column, or the first company sheet there is. */
  readonly type: (typeof parentTypes)[number] | undefined;
}

export interface Plan {
  readonly actors: ReadonlyMap<SheetType, TableInfo>;
  /** Sheets that may be lists, by plain name; a sheet named `List X` is one, others are looked into. */
  readonly lists: ReadonlyMap<string, { readonly name: string; readonly table: TableInfo; readonly sure: boolean }>;
}

/** Rejects a configured sheet that is missing, two sheets for one type, and a workbook without any. */
export function planBook(tables: readonly TableInfo[], config: WorkbookConfig): Outcome<Plan> {
  const present = tables.map((table) => table.name).join(', ') || 'none';
  const actors = new Map<SheetType, TableInfo>();
  for (const type of sheetTypes) {
    const wanted = nameFor(config.sheets, type);
    const found = tables.filter((table) =>
      wanted === undefined ? isSheetNameOf(type, table.name) : sameName(table.name, wanted),
    );
    const [first, second] = found;
    if (wanted !== undefined && first === undefined) {
      return atField(
        'sheets',
        'workbook.noSheet',
        `There is no sheet “${wanted}” for ${type} (sheets present: ${present}). Add it, or correct the setting Sheets.`,
      );
    }
    if (first !== undefined && second !== undefined) {
      return atField(
        'sheets',
        'workbook.twoSheets',
        `The sheets “${first.name}” and “${second.name}” both look like ${type}. Say which one in the setting Sheets: ${type}=${first.name}.`,
      );
    }
    if (first !== undefined) actors.set(type, first);
  }
  if (actors.size === 0) {
    return atField(
      'sheets',
      'workbook.noSheet',
      `No sheet is named Customer, Supplier, Partner, Person or Project (sheets present: ${present}). Rename one, or say which is which in the setting Sheets.`,
    );
  }
  const used = new Set([...actors.values()].map((table) => table.name));
  const lists = new Map<string, { name: string; table: TableInfo; sure: boolean }>();
  for (const table of tables) {
    if (used.has(table.name)) continue;
    const name = listPrefixed(table.name);
    if (name !== undefined) lists.set(plain(name), { name, table, sure: true });
    else if (!lists.has(plain(table.name))) lists.set(plain(table.name), { name: table.name, table, sure: false });
  }
  return done({ actors, lists });
}

export const atField = (field: string, code: string, message: string): ReturnType<typeof rejected> =>
  rejected(code, message, { fields: { [field]: message } });

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

export interface Headings {
  readonly columns: readonly Column[];
  readonly key: Column;
  /** The key column was not named: it serves only if its values are unique. */
  readonly keyIsGuess: boolean;
  readonly modified: Column | undefined;
  readonly parents: readonly ParentColumn[];
  readonly parentType: Column | undefined;
}

/** Reads the heading row. Rejects an empty one, a heading that occurs twice, and configured columns that are missing. */
export function readHeadings(
  type: SheetType,
  row: Row,
  table: TableInfo,
  config: WorkbookConfig,
  nameCell: (row: number, column: number) => string,
): Outcome<Headings> {
  const columns: Column[] = [];
  const seen = new Map<string, Column>();
  for (const [index, cell] of row.cells.entries()) {
    if (table.table !== undefined && (index < table.table.firstColumn || index > table.table.lastColumn)) continue;
    const heading = headingOf(cell);
    if (heading === '') continue;
    const twin = seen.get(heading.toLowerCase());
    if (twin !== undefined) {
      return atField(
        'headerRow',
        'workbook.duplicateHeading',
        `The heading “${heading}” is in both ${nameCell(row.number, twin.index)} and ${nameCell(row.number, index)}. Give one of them another name.`,
      );
    }
    const column = { index, heading };
    seen.set(heading.toLowerCase(), column);
    columns.push(column);
  }
  const [first] = columns;
  if (first === undefined) return noHeadings(table.name, row.number);
  return resolve(type, table, config, columns, first);
}

export const noHeadings = (sheet: string, row: number): ReturnType<typeof rejected> =>
  atField(
    'headerRow',
    'workbook.noHeadings',
    `The sheet “${sheet}” has no headings in row ${row}. Write the column names there, or correct the setting Heading row.`,
  );

function resolve(
  type: SheetType,
  table: TableInfo,
  config: WorkbookConfig,
  columns: readonly Column[],
  first: Column,
): Outcome<Headings> {
  const named = (
    setting: 'keyColumn' | 'modifiedColumn' | 'parentColumn',
  ): Column | undefined | ReturnType<typeof rejected> => {
    const wanted = nameFor(config[setting], type);
    if (wanted === undefined) return undefined;
    const found = columns.find((column) => sameName(column.heading, wanted));
    // One name for all sheets need not fit those that have no such column at all, but a key must be somewhere.
    if (found !== undefined || (setting !== 'keyColumn' && config[setting].byType.get(type) === undefined))
      return found;
    return atField(
      setting,
      'workbook.noColumn',
      `The sheet “${table.name}” has no column “${wanted}” (columns: ${columns.map((column) => column.heading).join(', ')}). Add it, or correct the settings.`,
    );
  };
  const byName = (names: readonly string[]): Column | undefined => {
    for (const name of names) {
      const found = columns.find((column) => plain(column.heading) === name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const key = named('keyColumn');
  const modified = named('modifiedColumn');
  const parent = type === 'Person' || type === 'Project' ? named('parentColumn') : undefined;
  for (const found of [key, modified, parent]) if (found !== undefined && 'status' in found) return found;
  const keyColumn = asColumn(key) ?? byName(keyNames(type));
  const chosen = keyColumn ?? first;
  const parentColumn = asColumn(parent);
  return done({
    columns,
    key: chosen,
    keyIsGuess: keyColumn === undefined,
    modified: asColumn(modified) ?? byName(modifiedNames),
    parents: type === 'Person' || type === 'Project' ? parentsOf(columns, chosen, parentColumn) : [],
    parentType: byName(parentTypeNames),
  });
}

const asColumn = (found: Column | ReturnType<typeof rejected> | undefined): Column | undefined =>
  found === undefined || 'status' in found ? undefined : found;

function parentsOf(columns: readonly Column[], key: Column, configured: Column | undefined): ParentColumn[] {
  const typeOf = (heading: string): ParentColumn['type'] => parentTypes.find((type) => namesParent(type, heading));
  if (configured !== undefined) return [{ ...configured, type: typeOf(configured.heading) }];
  const parents: ParentColumn[] = [];
  for (const column of columns) {
    if (column.index === key.index) continue;
    const type = typeOf(column.heading);
    if (type !== undefined || parentKeyNames.some((name) => name === plain(column.heading)))
      parents.push({ ...column, type });
  }
  return parents;
}

export function headingOf(cell: Cell | undefined): string {
  if (cell?.kind === 'text') return cell.text.replace(/\s+/g, ' ').trim();
  return cell?.kind === 'number' ? cell.text : '';
}

/** Key and text column of a list sheet; undefined when the sheet is no list. */
export function listColumns(row: Row, sure: boolean): { readonly key: number; readonly text: number } | undefined {
  const headings = row.cells.map((cell) => plain(headingOf(cell)));
  const find = (names: readonly string[]): number => headings.findIndex((heading) => names.includes(heading));
  const key = find(itemKeyNames);
  const text = find(itemTextNames);
  if (key >= 0 && text >= 0) return { key, text };
  const filled = headings.flatMap((heading, index) => (heading === '' ? [] : [index]));
  const [first, second] = filled;
  return sure && first !== undefined ? { key: first, text: second ?? first } : undefined;
}
