/** Cell references: `C12` is row 12 (1-based, as a person sees it), column 2 (0-based, as an array counts). */
import { lastColumn, lastRow } from './limits.ts';

export interface Range {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export const cellRef = (row: number, column: number): string => `${columnName(column)}${row}`;

/** The 0-based column of a reference such as `AB12`, or -1 when it is none. */
export function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i += 1) {
    const code = ref.charCodeAt(i) & 0xdf;
    if (code < 65 || code > 90) return i === 0 || column > lastColumn ? -1 : column - 1;
    column = column * 26 + code - 64;
    if (column > lastColumn) return -1;
  }
  return -1;
}

const rangePattern = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;

/** `A1:C9`, `$A$1:$C$9` or `A1`; undefined when it is none or outside of a sheet. */
export function parseRange(text: string): Range | undefined {
  const match = rangePattern.exec(text.trim());
  if (match === null) return undefined;
  const [, firstName = '', firstNumber = '', lastName = firstName, lastNumber = firstNumber] = match;
  const a = { row: Number(firstNumber), column: columnOf(`${firstName}1`) };
  const b = { row: Number(lastNumber), column: columnOf(`${lastName}1`) };
  const range = {
    firstRow: Math.min(a.row, b.row),
    lastRow: Math.max(a.row, b.row),
    firstColumn: Math.min(a.column, b.column),
    lastColumn: Math.max(a.column, b.column),
  };
  return range.firstRow < 1 || range.lastRow > lastRow || range.firstColumn < 0 ? undefined : range;
}

export const formatRange = (range: Range): string => {
  const first = cellRef(range.firstRow, range.firstColumn);
  const last = cellRef(range.lastRow, range.lastColumn);
  return first === last ? first : `${first}:${last}`;
};

export const inRange = (range: Range, row: number, column: number): boolean =>
  row >= range.firstRow && row <= range.lastRow && column >= range.firstColumn && column <= range.lastColumn;
