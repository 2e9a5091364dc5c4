/**
 * First pass of a write: where in the sheet's part the rows and cells lie that the edits concern, and what is needed to
 * write like the cells around them. Nothing is changed here.
 */
import type { NewCell } from '../table-source.ts';
import type { SheetTable } from './parts.ts';
import { type Range, parseRange } from './refs.ts';
import type { ScannedCell, ScannedRow, SheetEvents } from './sheet-scan.ts';
import type { Styles } from './styles.ts';
import { type Attributes, type XmlReader, isTrue } from './xml.ts';

export interface CellPlace {
  readonly column: number;
  readonly style: number;
  readonly formula: boolean;
  readonly filled: boolean;
  readonly start: number;
  readonly end: number;
}
export interface RowPlace {
  readonly row: ScannedRow;
  readonly start: number;
  /** The opening tag, Latin-1. */
  readonly tag: string;
  /** Where the closing tag begins; for a self-closing row its own start. */
  readonly closeAt: number;
  readonly cells: readonly CellPlace[];
}
export interface TagPlace {
  readonly start: number;
  readonly end: number;
  readonly tag: string;
}
export interface SheetEdits {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, NewCell>>;
  readonly appends: readonly ReadonlyMap<number, NewCell>[];
}
/** How a column writes dates: counted over the whole sheet, its header included. */
export interface DateHabit {
  serials: number;
  texts: number;
  /** Style of the last serial. */
  style: number;
}
/** Where appended rows belong: the columns and rows among which the last filled one is looked for. */
export interface Region {
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

export const isFilled = (cell: NewCell): boolean =>
  cell.kind !== 'blank' && !(cell.kind === 'text' && cell.text === '');
export const anyFilled = (cells: ReadonlyMap<number, NewCell>): boolean => [...cells.values()].some(isFilled);

/** The table that takes the appended rows: the one that holds most of their columns; none when none holds any. */
export function tableFor(tables: readonly SheetTable[], edits: SheetEdits): SheetTable | undefined {
  const columns = new Set(edits.appends.flatMap((cells) => [...cells.keys()]));
  let best: SheetTable | undefined;
  let most = 0;
  for (const table of tables) {
    const inside = [...columns].filter((c) => c >= table.range.firstColumn && c <= table.range.lastColumn).length;
    if (inside > most) [best, most] = [table, inside];
  }
  return best;
}

export class SheetPlaces implements SheetEvents {
  /** Rows to be edited that are there. */
  readonly found = new Map<number, RowPlace>();
  /** Rows to be edited that are not there, and where they belong when another row follows. */
  readonly insertAt = new Map<number, number>();
  /** Row styles and values right above where rows are appended. */
  above: RowPlace | undefined;
  /** The first row of the sheet that holds a value: without a table, it is taken for the header. */
  firstFilled = 0;
  lastFilled = 0;
  /** Rows below `lastFilled`, as many as could be needed. */
  following: RowPlace[] = [];
  readonly columnStyles: { readonly first: number; readonly last: number; readonly style: number }[] = [];
  readonly merges: Range[] = [];
  readonly habits = new Map<number, DateHabit>();
  dimension: TagPlace | undefined;
  data: TagPlace | undefined;
  dataSelfClosing = false;
  dataCloseAt = 0;
  formulas = false;

  readonly #xml: () => XmlReader;
  readonly #edits: SheetEdits;
  readonly #styles: Styles;
  readonly #region: Region;
  readonly #awaited: number[];
  #rowStart = 0;
  #tag = '';
  #cellStart = 0;
  #cells: CellPlace[] = [];

  constructor(xml: () => XmlReader, edits: SheetEdits, styles: Styles, region: Region) {
    this.#xml = xml;
    this.#edits = edits;
    this.#styles = styles;
    this.#region = region;
    this.#awaited = [...edits.rows.keys()].sort((a, b) => a - b);
    for (const cells of [...edits.rows.values(), ...edits.appends]) {
      for (const [column, cell] of cells) {
        if (cell.kind === 'date') this.habits.set(column, { serials: 0, texts: 0, style: 0 });
      }
    }
  }

  row(row: ScannedRow): void {
    this.#rowStart = this.#xml().tagStart;
    this.#tag = this.#xml().tagText;
    this.#cells = [];
    for (let next = this.#awaited[0]; next !== undefined && next <= row.number; next = this.#awaited[0]) {
      if (next < row.number) this.#passAbsent(next);
      this.#awaited.shift();
    }
  }

  /** A row to be edited that is not there: it belongs in front of the one that begins here. */
  #passAbsent(number: number): void {
    this.insertAt.set(number, this.#rowStart);
    const edit = this.#edits.rows.get(number);
    if (edit === undefined || !anyFilled(edit) || number < this.#region.firstRow || number > this.#region.lastRow)
      return;
    this.lastFilled = number;
    this.above = undefined;
    this.following = [];
  }

  cellStart(): void {
    this.#cellStart = this.#xml().tagStart;
  }

  cell(cell: ScannedCell): void {
    const { column, style, formula } = cell;
    const filled = formula || cell.value !== '';
    if (formula) this.formulas = true;
    this.#cells.push({ column, style, formula, filled, start: this.#cellStart, end: this.#xml().tagEnd });
    const habit = this.habits.get(column);
    if (habit === undefined || cell.value === '') return;
    if (cell.type === 'n' && (this.#styles[style] ?? 'number') !== 'number') {
      habit.serials += 1;
      habit.style = style;
    } else if (cell.type !== 'e') habit.texts += 1;
  }

  rowEnd(row: ScannedRow): void {
    const place: RowPlace = {
      row,
      start: this.#rowStart,
      tag: this.#tag,
      closeAt: this.#xml().tagStart,
      cells: this.#cells,
    };
    const edit = this.#edits.rows.get(row.number);
    if (edit !== undefined) this.found.set(row.number, place);
    if (this.firstFilled === 0 && place.cells.some((cell) => cell.filled)) this.firstFilled = row.number;
    const { firstRow, lastRow, firstColumn, lastColumn } = this.#region;
    const within = row.number >= firstRow && row.number <= lastRow;
    const inColumns = (cell: CellPlace): boolean =>
      cell.filled && cell.column >= firstColumn && cell.column <= lastColumn;
    if (within && (place.cells.some(inColumns) || (edit !== undefined && anyFilled(edit)))) {
      this.above = place;
      this.lastFilled = row.number;
      this.following = [];
    } else if (row.number >= firstRow && this.following.length < this.#edits.appends.length + this.#edits.rows.size) {
      this.following.push(place);
    }
  }

  other(local: string, attributes: Attributes, selfClosing: boolean): void {
    if (local === 'dimension') this.dimension = this.#here();
    else if (local === 'sheetData') {
      this.data = this.#here();
      this.dataSelfClosing = selfClosing;
      this.dataCloseAt = this.data.end;
    } else if (local === 'col' && attributes.style !== undefined) {
      this.columnStyles.push({
        first: Number(attributes.min) - 1,
        last: Number(attributes.max) - 1,
        style: Number(attributes.style),
      });
    } else if (local === 'mergeCell') {
      const range = parseRange(attributes.ref ?? '');
      if (range !== undefined) this.merges.push(range);
    }
  }

  otherEnd(local: string): void {
    if (local === 'sheetData' && !this.dataSelfClosing) this.dataCloseAt = this.#xml().tagStart;
  }

  /** A new cell's style where no cell is: the row's, when it has one of its own, else the column's. */
  emptyStyle(row: Attributes | undefined, column: number): number {
    if (row !== undefined && isTrue(row.customFormat) && row.s !== undefined) return Number(row.s);
    return this.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0;
  }

  #here(): TagPlace {
    const xml = this.#xml();
    return { start: xml.tagStart, end: xml.tagEnd, tag: xml.tagText };
  }
}
