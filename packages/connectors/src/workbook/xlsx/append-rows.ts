/** Where appended rows go: right below the last row that holds a value, inside the table if there is one. */
import type { NewCell } from '../table-source.ts';
import { lastRow } from './limits.ts';
import type { SheetTable } from './parts.ts';
import { refuse } from './refusal.ts';
import { cellRef } from './refs.ts';
import { type RowPlace, type SheetEdits, type SheetPlaces, anyFilled } from './sheet-places.ts';

/** One row to be written: where it is now, if anywhere, and its new cells by column. */
export interface Target {
  readonly number: number;
  readonly place: RowPlace | undefined;
  readonly cells: ReadonlyMap<number, NewCell>;
  readonly appended: boolean;
}

/** One target for each appended row; rows that are there but hold nothing but style are filled. Throws Refusal. */
export function appendTargets(
  sheet: string,
  edits: SheetEdits,
  places: SheetPlaces,
  table: SheetTable | undefined,
): Target[] {
  if (edits.appends.length === 0) return [];
  const first = firstAppendRow(edits, places, table);
  if (first + edits.appends.length - 1 > lastRow) {
    throw refuse('workbook.sheetFull', `The sheet ${sheet} has no row left. Move old records to another workbook.`);
  }
  const following = new Map(places.following.map((place) => [place.row.number, place]));
  const targets = edits.appends.map((cells, i) => {
    return { number: first + i, place: following.get(first + i), cells, appended: true };
  });
  for (const target of targets) checkFree(sheet, target, table);
  return targets;
}

function firstAppendRow(edits: SheetEdits, places: SheetPlaces, table: SheetTable | undefined): number {
  // Rows that the same write fills count as filled, also those that lie below all that are there.
  const filled = [...edits.rows].filter(([, cells]) => anyFilled(cells)).map(([number]) => number);
  if (table === undefined) return Math.max(places.lastFilled, ...filled) + 1;
  const top = table.range.firstRow + table.headerRows - 1;
  const end = table.range.lastRow - table.totalsRows;
  return Math.max(places.lastFilled, top, ...filled.filter((number) => number > top && number <= end)) + 1;
}

/** Refuses to write over what stands where the appended row belongs. */
function checkFree(sheet: string, { number, place, cells }: Target, table: SheetTable | undefined): void {
  if (table !== undefined && table.totalsRows > 0 && number > table.range.lastRow - table.totalsRows) {
    throw refuse(
      'workbook.totalsRow',
      `The table ${table.name} on the sheet ${sheet} ends with a totals row, so no row can be added below its data. Switch off the totals row, or insert empty rows above it.`,
    );
  }
  for (const cell of place?.cells ?? []) {
    if (!cell.filled) continue;
    const name = `${sheet}!${cellRef(number, cell.column)}`;
    if (table !== undefined && cell.column >= table.range.firstColumn && cell.column <= table.range.lastColumn) {
      throw refuse(
        'workbook.tableBlocked',
        `The table ${table.name} cannot grow: the cell ${name} right below it is not empty. Move what stands there.`,
      );
    }
    if (cells.has(cell.column)) {
      throw refuse(
        'workbook.cellTaken',
        `A new row would overwrite the cell ${name}, which is not empty. Move what stands there.`,
      );
    }
  }
}
