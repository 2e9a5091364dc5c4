/**
 * A file as tables of typed cells. Two implementations: an .xlsx/.xlsm (xlsx/) and a folder of CSV files (csv/).
 * The connector above it (workbook.ts) knows actors, keys and stamps; a source knows files, cells and how not to harm them.
 */
import type { Outcome } from '@kobling/sdk';

export type Cell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  /**
   * `text` is the number as the file writes it, exact; `format` tells what its style shows it as. One exception: Excel
   * stores 19.9 as the 17 digits of its double, 19.899999999999999; a plain number comes back as the 19.9 that was meant.
   */
  | { readonly kind: 'number'; readonly text: string; readonly format: 'number' | 'date' | 'dateTime' | 'time' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `#N/A` and the like: never a value. */
  | { readonly kind: 'error'; readonly text: string };

export interface Row {
  /** As a person sees it in the file, 1-based. */
  readonly number: number;
  /** By column, 0-based; missing ones are blank. */
  readonly cells: readonly (Cell | undefined)[];
  /** Columns whose cell holds a formula: read, never written. */
  readonly formulas: ReadonlySet<number>;
}

export type NewCell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  /** Exact decimal text. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Local, without zone: `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss[.fff]`. Written as the neighbouring cells write dates. */
  | { readonly kind: 'date'; readonly iso: string };

export interface RowEdit {
  readonly table: string;
  /** A row's number, or `append`: below the last row that holds a value, inside the table if there is one. */
  readonly row: number | 'append';
  readonly cells: ReadonlyMap<number, NewCell>;
}

/** Identity of the file's content as it lies on disk, cheap to take: inode, size, times. Equal means unchanged. */
export type FileVersion = string;

export interface TableInfo {
  readonly name: string;
  /** In a workbook: a defined Excel table on the sheet, 0-based columns, 1-based rows, header included. */
  readonly table?: {
    readonly firstRow: number;
    readonly lastRow: number;
    readonly firstColumn: number;
    readonly lastColumn: number;
  };
  /** In a workbook: date serials count from 1904 rather than 1900; needed by `serialToIso`. Absent: 1900. */
  readonly date1904?: boolean;
}

export interface RowStream {
  /** Rows in order; returns how it ended. Rows that hold nothing but style are left out. */
  [Symbol.asyncIterator](): AsyncIterator<Row, Outcome | undefined | void, undefined>;
}

export interface TableSource {
  version(): Promise<Outcome<FileVersion>>;
  tables(): Promise<Outcome<readonly TableInfo[]>>;
  rows(table: string): RowStream;
  /**
   * All edits or none, as one new file: temporary file, fsync, rename, owner and mode kept. `changed` when the file is
   * not `from` any more: nothing was written, read again. Rejected or retry with a coded sentence when it is open in
   * Excel (`~$`), locked, read-only, or the disk is full. Answers the new version, and the row numbers of appended rows
   * in the order of the edits.
   */
  write(edits: readonly RowEdit[], from: FileVersion): Promise<Outcome<WriteResult>>;
}
export type WriteResult =
  | { readonly status: 'changed' }
  | { readonly status: 'written'; readonly version: FileVersion; readonly appended: readonly number[] };

/** Where something is, for messages: `Customers!C12` or `Customers.csv, line 12, column 3`. */
export type CellName = (table: string, row: number, column: number) => string;
