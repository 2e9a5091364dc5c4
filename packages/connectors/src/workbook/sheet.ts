/** One actor sheet as read: its rows by key, packed small enough to keep, and what is wrong with the others. */
import { done, type Failure, isDone, type Outcome } from '@kobling/sdk';
import { hash } from 'node:crypto';
import { type ColumnKind, ColumnStats, kindOf, plainText } from './column-kinds.ts';
import type { WorkbookConfig } from './config.ts';
import type { SheetType } from './headings.ts';
import { keyOf, MAX_KEY_LENGTH } from './keys.ts';
import { atField, type Column, type Headings, noHeadings, readHeadings } from './layout.ts';
import { Misfits } from './misfits.ts';
import { type Notices } from './notices.ts';
import type { Cell, Row, TableInfo, TableSource } from './table-source.ts';

export interface SheetColumn extends Column {
  readonly kind: ColumnKind;
  readonly stats: ColumnStats;
  /** Name of its list sheet; empty when it is no list field. */
  readonly listName: string;
}
export interface ScannedRow {
  readonly number: number;
  readonly hash: string;
  /** Undefined when the sheet is too large to keep: then it is read again. */
  readonly packed: string | undefined;
}
export interface Scan {
  readonly type: SheetType;
  readonly table: TableInfo;
  readonly headings: Headings;
  readonly columns: readonly SheetColumn[];
  readonly rows: ReadonlyMap<string, ScannedRow>;
  /** Key to the rows that share it: none of them is used. */
  readonly duplicates: ReadonlyMap<string, readonly number[]>;
  readonly keyIsNumber: boolean;
  /** By heading: cells that cannot be read as their column. */
  readonly misfits: ReadonlyMap<string, Notices>;
}

export interface ScanContext {
  readonly source: TableSource;
  readonly config: WorkbookConfig;
  readonly nameCell: (table: string, row: number, column: number) => string;
  /** List name of a heading, or ''. */
  readonly listOf: (heading: string) => string;
  readonly pinned: (heading: string) => ColumnKind | undefined;
  /** Characters that packed rows may take. */
  readonly room: number;
}

export async function scanSheet(
  type: SheetType,
  table: TableInfo,
  context: ScanContext,
  notices: Notices,
): Promise<Outcome<Scan>> {
  const headerRow = context.config.headerRow ?? table.table?.firstRow ?? 1;
  const lastRow =
    table.table !== undefined && headerRow === table.table.firstRow ? table.table.lastRow : Number.POSITIVE_INFINITY;
  let reader: SheetReader | undefined;
  const iterator = context.source.rows(table.name)[Symbol.asyncIterator]();
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) {
      if (step.value !== undefined && step.value.status !== 'done') return step.value;
      break;
    }
    const row = step.value;
    if (row.number < headerRow) continue;
    if (row.number === headerRow) {
      const headings = readHeadings(type, row, table, context.config, (number, column) =>
        context.nameCell(table.name, number, column),
      );
      if (!isDone(headings)) return stop(iterator, headings);
      reader = new SheetReader(type, table, headings.value, context, notices);
      continue;
    }
    if (reader === undefined) return stop(iterator, noHeadings(table.name, headerRow));
    if (row.number <= lastRow) reader.add(row);
    else
      notices.add(
        'workbook.belowTable',
        `The sheet “${table.name}” has values in row ${row.number}, below its table: they are not used. Extend the table, or leave them as a note.`,
        `${table.name} below`,
      );
  }
  return reader === undefined ? noHeadings(table.name, headerRow) : reader.finish();
}

async function stop(
  iterator: AsyncIterator<Row, unknown, undefined>,
  failure: Failure | Outcome<never>,
): Promise<Outcome<never>> {
  await iterator.return?.();
  return failure;
}

class SheetReader {
  readonly #type: SheetType;
  readonly #table: TableInfo;
  readonly #headings: Headings;
  readonly #context: ScanContext;
  readonly #notices: Notices;
  readonly #stats: ColumnStats[];
  readonly #rows = new Map<string, ScannedRow>();
  readonly #duplicates = new Map<string, number[]>();
  readonly #misfits = new Misfits();
  /** Per column: its kind as told before, and whether it holds items of a list. */
  readonly #known: readonly { readonly kind: ColumnKind; readonly isList: boolean }[];
  #room: number;

  constructor(type: SheetType, table: TableInfo, headings: Headings, context: ScanContext, notices: Notices) {
    this.#type = type;
    this.#table = table;
    this.#headings = headings;
    this.#context = context;
    this.#notices = notices;
    this.#stats = headings.columns.map(() => new ColumnStats());
    this.#room = context.room;
    this.#known = headings.columns.map(({ heading }) => ({
      kind: context.pinned(heading) ?? plainText,
      isList: context.listOf(heading) !== '',
    }));
  }

  add(row: Row): void {
    const { columns, key: keyColumn } = this.#headings;
    let holdsValue = false;
    let print = '';
    for (const [index, column] of columns.entries()) {
      const cell = row.cells[column.index];
      if (cell === undefined || cell.kind === 'blank') continue;
      holdsValue = true;
      this.#stats[index]?.add(cell, row.formulas.has(column.index));
      this.#look(cell, index, row.number);
      print += `${column.heading}\u0000${packCell(cell)}\u0000`;
    }
    if (!holdsValue) return;
    const at = this.#context.nameCell(this.#table.name, row.number, keyColumn.index);
    const key = keyOf(row.cells[keyColumn.index]);
    if (key === undefined || key === '') {
      const what = key === '' ? 'is empty' : 'holds an error';
      this.#notices.add(
        'workbook.noKey',
        `${at}: the key ${what}, so the row is not used. Write a key there.`,
        `${this.#table.name} key`,
      );
      return;
    }
    if (key.length > MAX_KEY_LENGTH) {
      this.#notices.add(
        'workbook.longKey',
        `${at}: the key has ${key.length} characters, but only ${MAX_KEY_LENGTH} fit, so the row is not used. Shorten it.`,
        `${this.#table.name} long`,
      );
      return;
    }
    this.#keep(key, row, print);
  }

  #look(cell: Cell, index: number, row: number): void {
    const column = this.#headings.columns[index];
    const known = this.#known[index];
    if (column === undefined || known === undefined) return;
    this.#misfits.look(cell, column.heading, known.kind, known.isList, this.#table.date1904 === true, () =>
      this.#context.nameCell(this.#table.name, row, column.index),
    );
  }

  #keep(key: string, row: Row, print: string): void {
    const twins = this.#duplicates.get(key);
    const first = this.#rows.get(key);
    if (twins !== undefined) twins.push(row.number);
    else if (first !== undefined) this.#duplicates.set(key, [first.number, row.number]);
    else {
      let packed: string | undefined = packRow(row);
      this.#room -= packed.length;
      if (this.#room < 0) packed = undefined;
      this.#rows.set(key, { number: row.number, hash: hash('sha256', print, 'base64url').slice(0, 22), packed });
    }
  }

  finish(): Outcome<Scan> {
    const { columns, key, keyIsGuess } = this.#headings;
    const sheet = this.#table.name;
    if (
      keyIsGuess &&
      (this.#duplicates.size > 0 || (this.#rows.size === 0 && columns.length > 1 && this.#filled() > 0))
    ) {
      return atField(
        'keyColumn',
        'workbook.noKeyColumn',
        `The sheet “${sheet}” has no column that is known to be its key, and the first one, “${key.heading}”, is not unique. Name the key column in the settings.`,
      );
    }
    for (const [twin, numbers] of this.#duplicates) {
      this.#rows.delete(twin);
      const cells = numbers.slice(0, 5).map((number) => this.#context.nameCell(sheet, number, key.index));
      this.#notices.add(
        'workbook.duplicateKey',
        `The key “${twin}” is in ${cells.join(' and ')}, so none of these rows is used. Give each row a key of its own.`,
        `${sheet} twice`,
      );
    }
    const keyStats = this.#stats[columns.indexOf(key)];
    return done({
      type: this.#type,
      table: this.#table,
      headings: this.#headings,
      columns: columns.map((column, index) => this.#column(column, this.#stats[index] ?? new ColumnStats())),
      rows: this.#rows,
      duplicates: this.#duplicates,
      keyIsNumber: keyStats === undefined || keyStats.numbers >= keyStats.texts,
      misfits: this.#misfits.byHeading,
    });
  }

  #filled(): number {
    return this.#stats.reduce((sum, stats) => sum + stats.filled, 0);
  }

  #column(column: Column, stats: ColumnStats): SheetColumn {
    const { key, parents } = this.#headings;
    const isKey = column.index === key.index || parents.some((parent) => parent.index === column.index);
    const kind =
      this.#context.pinned(column.heading) ??
      kindOf(column.heading, stats, this.#context.config.dateOrder, isKey) ??
      plainText;
    return { ...column, kind, stats, listName: isKey ? '' : this.#context.listOf(column.heading) };
  }
}

function packCell(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case undefined:
    case 'blank':
      return '';
    case 'text':
      return `t${cell.text}`;
    case 'number':
      return `${{ number: 'n', date: 'd', dateTime: 'D', time: 'h' }[cell.format]}${cell.text}`;
    case 'boolean':
      return cell.value ? 'b1' : 'b0';
    case 'error':
      return `e${cell.text}`;
  }
}

/** A row of a million must be small in memory: one string instead of an object per cell. */
export function packRow(row: Row): string {
  const cells = Array.from(row.cells, packCell);
  while (cells.at(-1) === '') cells.pop();
  return JSON.stringify(row.formulas.size === 0 ? [row.number, cells] : [row.number, cells, [...row.formulas]]);
}

export function unpackRow(packed: string): Row {
  const parsed: [number, string[], number[]?] = JSON.parse(packed);
  return { number: parsed[0], cells: parsed[1].map(unpackCell), formulas: new Set(parsed[2]) };
}

function unpackCell(packed: string): Cell {
  const text = packed.slice(1);
  switch (packed[0]) {
    case 't':
      return { kind: 'text', text };
    case 'n':
      return { kind: 'number', text, format: 'number' };
    case 'd':
      return { kind: 'number', text, format: 'date' };
    case 'D':
      return { kind: 'number', text, format: 'dateTime' };
    case 'h':
      return { kind: 'number', text, format: 'time' };
    case 'b':
      return { kind: 'boolean', value: text === '1' };
    case 'e':
      return { kind: 'error', text };
    default:
      return { kind: 'blank' };
  }
}
