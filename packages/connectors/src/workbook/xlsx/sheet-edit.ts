/**
 * Edits of one sheet as splices of its part. Scan first (sheet-places.ts), then decide where each row and cell goes and
 * how it is written, refusing what would harm: formulas, merged cells, what lies below a table.
 */
import type { NewCell } from '../table-source.ts';
import type { Archive } from './archive.ts';
import { type Target, appendTargets } from './append-rows.ts';
import { type Content, cellXml } from './cell-xml.ts';
import { lastColumn, lastRow } from './limits.ts';
import type { Sheet, SheetTable } from './parts.ts';
import { refuse } from './refusal.ts';
import { type Range, cellRef, formatRange, inRange, parseRange } from './refs.ts';
import { isoToSerial } from './serial.ts';
import { type RowPlace, type SheetEdits, SheetPlaces, isFilled, tableFor } from './sheet-places.ts';
import { rowAttributes, withSpans } from './row-tag.ts';
import { SheetScanner } from './sheet-scan.ts';
import { type Splice, opened, withAttribute } from './splice.ts';
import type { Styles } from './styles.ts';
import { bytesAsText } from './xml.ts';

export interface SheetPlan {
  readonly splices: readonly Splice[];
  /** Row numbers of the appended rows, in the order of the edits. */
  readonly appended: readonly number[];
  readonly formulas: boolean;
  /** A table whose part has to change, and its extent then. */
  readonly growth: { readonly table: SheetTable; readonly range: Range } | undefined;
}
export interface SheetContext {
  readonly styles: Styles;
  readonly date1904: boolean;
  readonly tables: readonly SheetTable[];
}

export async function planSheetEdit(
  archive: Archive,
  sheet: Sheet,
  edits: SheetEdits,
  context: SheetContext,
): Promise<SheetPlan> {
  const table = edits.appends.length === 0 ? undefined : tableFor(context.tables, edits);
  const region = {
    firstColumn: table?.range.firstColumn ?? 0,
    lastColumn: table?.range.lastColumn ?? lastColumn,
    firstRow: table === undefined ? 1 : table.range.firstRow + table.headerRows,
    lastRow: table === undefined ? lastRow : table.range.lastRow - table.totalsRows,
  };
  const places = new SheetPlaces(() => scanner.xml, edits, context.styles, region);
  const scanner = new SheetScanner(sheet, places, true);
  for await (const text of bytesAsText(archive.stream(sheet.entry), sheet.entry.fileName)) scanner.xml.write(text);
  scanner.xml.end();
  return new Planner(sheet.name, scanner.prefix, edits, context, places, table).plan();
}

class Planner {
  readonly #sheet: string;
  readonly #prefix: string;
  readonly #edits: SheetEdits;
  readonly #context: SheetContext;
  readonly #places: SheetPlaces;
  readonly #table: SheetTable | undefined;
  readonly #splices: Splice[] = [];
  #extent: Range | undefined;

  constructor(
    sheet: string,
    prefix: string,
    edits: SheetEdits,
    context: SheetContext,
    places: SheetPlaces,
    table: SheetTable | undefined,
  ) {
    this.#sheet = sheet;
    this.#prefix = prefix;
    this.#edits = edits;
    this.#context = context;
    this.#places = places;
    this.#table = table;
  }

  plan(): SheetPlan {
    const appended = appendTargets(this.#sheet, this.#edits, this.#places, this.#table);
    const edited = [...this.#edits.rows].map(([number, cells]) => ({
      number,
      place: this.#places.found.get(number),
      cells,
      appended: false,
    }));
    const targets = [...edited, ...appended].sort((a, b) => a.number - b.number);
    let rowsAtEnd = '';
    for (const target of targets) {
      this.#checkMerges(target);
      if (target.place !== undefined) this.#editRow(target, target.place);
      else {
        const xml = this.#newRow(target);
        const at = this.#insertionPoint(target);
        if (at === undefined) rowsAtEnd += xml;
        else if (xml !== '') this.#insert(at, xml);
      }
    }
    this.#closeData(rowsAtEnd);
    this.#growDimension();
    return {
      splices: this.#splices,
      appended: appended.map((target) => target.number),
      formulas: this.#places.formulas,
      growth: this.#growth(appended),
    };
  }

  #name(row: number, column: number): string {
    return `${this.#sheet}!${cellRef(row, column)}`;
  }

  #insert(at: number, text: string): void {
    this.#splices.push({ start: at, end: at, bytes: Buffer.from(text) });
  }

  #checkMerges({ number, cells }: Target): void {
    for (const merge of this.#places.merges) {
      if (number < merge.firstRow || number > merge.lastRow) continue;
      for (const [column, cell] of cells) {
        const hidden = inRange(merge, number, column) && (number !== merge.firstRow || column !== merge.firstColumn);
        if (!hidden || !isFilled(cell)) continue;
        throw refuse(
          'workbook.mergedCell',
          `The cell ${this.#name(number, column)} is part of the merged cells ${formatRange(merge)} and would not be seen. Unmerge them.`,
        );
      }
    }
  }

  #editRow(target: Target, place: RowPlace): void {
    let atEnd = '';
    for (const [column, cell] of byColumn(target.cells)) {
      const there = place.cells.find((candidate) => candidate.column === column);
      if (there?.formula === true) throw this.#formulaRefusal(target.number, column);
      if (there === undefined && !isFilled(cell)) continue;
      const style = there?.style ?? this.#styleAt(target, place.row.attributes, column);
      const xml = this.#cell(target.number, column, style, cell);
      const next = place.cells.find((candidate) => candidate.column > column);
      if (there !== undefined) this.#splices.push({ start: there.start, end: there.end, bytes: Buffer.from(xml) });
      else if (next !== undefined) this.#insert(next.start, xml);
      else atEnd += xml;
    }
    this.#rowTag(target, place, atEnd);
  }

  /** Cells behind the row's last one, the row's tags where it had no closing one, and its `spans` if it has them. */
  #rowTag(target: Target, place: RowPlace, atEnd: string): void {
    const tag = withSpans(place.tag, place.row.attributes.spans, target.cells);
    const { selfClosing } = place.row;
    if (selfClosing && atEnd !== '') {
      const bytes = Buffer.concat([Buffer.from(opened(tag), 'latin1'), Buffer.from(`${atEnd}</${this.#prefix}row>`)]);
      this.#splices.push({ start: place.start, end: place.start + place.tag.length, bytes });
      return;
    }
    if (tag !== place.tag) {
      this.#splices.push({
        start: place.start,
        end: place.start + place.tag.length,
        bytes: Buffer.from(tag, 'latin1'),
      });
    }
    if (atEnd !== '') this.#insert(place.closeAt, atEnd);
  }

  #newRow(target: Target): string {
    const like = target.appended ? this.#like() : undefined;
    const columns = new Set(target.cells.keys());
    // Borders and fills go on through the columns that the new row leaves empty.
    for (const cell of like?.cells ?? []) if (cell.style !== 0) columns.add(cell.column);
    let xml = '';
    for (const column of [...columns].sort((a, b) => a - b)) {
      const cell = target.cells.get(column) ?? { kind: 'blank' };
      const style = this.#styleAt(target, undefined, column);
      if (style !== 0 || isFilled(cell)) xml += this.#cell(target.number, column, style, cell);
    }
    if (xml === '') return '';
    const tag = withSpans(
      `<${this.#prefix}row r="${target.number}"${rowAttributes(like)}>`,
      like?.row.attributes.spans,
      target.cells,
    );
    return `${tag}${xml}</${this.#prefix}row>`;
  }

  /** The row whose looks an appended one takes: the one above, unless that is the header. */
  #like(): RowPlace | undefined {
    const { above, firstFilled } = this.#places;
    return this.#table === undefined && above?.row.number === firstFilled ? undefined : above;
  }

  #styleAt(target: Target, row: RowPlace['row']['attributes'] | undefined, column: number): number {
    const like = target.appended ? this.#like() : undefined;
    const above = like?.cells.find((cell) => cell.column === column)?.style;
    return above ?? this.#places.emptyStyle(row ?? like?.row.attributes, column);
  }

  #cell(row: number, column: number, style: number, cell: NewCell): string {
    if (column < 0 || column >= lastColumn) throw new RangeError(`no such column: ${column}`);
    const resolved = cell.kind === 'date' ? this.#date(cell.iso, column, style) : { style, content: cell };
    if (isFilled(cell)) this.#extend(row, column);
    return cellXml(this.#prefix, cellRef(row, column), resolved.style, resolved.content, this.#name(row, column));
  }

  /** A date as its cell's style shows it, else as the column's other cells hold theirs, else as ISO text. */
  #date(iso: string, column: number, style: number): { style: number; content: Content } {
    const serial = isoToSerial(iso, this.#context.date1904);
    const text: Content = { kind: 'text', text: iso };
    if (serial === undefined) return { style, content: text };
    const content: Content = { kind: 'number', text: serial };
    if ((this.#context.styles[style] ?? 'number') !== 'number') return { style, content };
    const habit = this.#places.habits.get(column);
    // One of the texts may be the column's header.
    if (habit === undefined || habit.serials === 0 || habit.texts > habit.serials + 1) return { style, content: text };
    return { style: habit.style, content };
  }

  #formulaRefusal(row: number, column: number): Error {
    return refuse(
      'workbook.formulaCell',
      `The cell ${this.#name(row, column)} holds a formula, which is never overwritten. Replace the formula by a value in Excel, or do not write this field to the workbook.`,
    );
  }

  /** Where a row that is not there belongs; undefined at the end of the data. */
  #insertionPoint(target: Target): number | undefined {
    if (!target.appended) return this.#places.insertAt.get(target.number);
    return this.#places.following.find((row) => row.row.number > target.number)?.start;
  }

  #closeData(rows: string): void {
    if (rows === '') return;
    const { data, dataSelfClosing, dataCloseAt } = this.#places;
    if (data === undefined)
      throw refuse(
        'workbook.damaged',
        `The sheet ${this.#sheet} has no place for rows. Open the workbook in Excel and save it.`,
      );
    if (!dataSelfClosing) {
      this.#insert(dataCloseAt, rows);
      return;
    }
    const bytes = Buffer.concat([
      Buffer.from(opened(data.tag), 'latin1'),
      Buffer.from(`${rows}</${this.#prefix}sheetData>`),
    ]);
    this.#splices.push({ start: data.start, end: data.end, bytes });
  }

  #extend(row: number, column: number): void {
    const cell = { firstRow: row, lastRow: row, firstColumn: column, lastColumn: column };
    this.#extent = this.#extent === undefined ? cell : union(this.#extent, cell);
  }

  #growDimension(): void {
    const { dimension } = this.#places;
    if (dimension === undefined || this.#extent === undefined) return;
    const ref = /\sref\s*=\s*["']([^"']*)["']/.exec(dimension.tag)?.[1] ?? '';
    const old = parseRange(ref);
    if (old === undefined) return;
    const range = formatRange(union(old, this.#extent));
    if (range === formatRange(old)) return;
    const bytes = Buffer.from(withAttribute(dimension.tag, 'ref', range), 'latin1');
    this.#splices.push({ start: dimension.start, end: dimension.end, bytes });
  }

  #growth(appended: readonly Target[]): SheetPlan['growth'] {
    const last = appended.at(-1)?.number ?? 0;
    if (this.#table === undefined || last === 0) return undefined;
    if (last <= this.#table.range.lastRow && !this.#table.insertRow) return undefined;
    return { table: this.#table, range: { ...this.#table.range, lastRow: Math.max(last, this.#table.range.lastRow) } };
  }
}

const byColumn = (cells: ReadonlyMap<number, NewCell>): [number, NewCell][] => [...cells].sort(([a], [b]) => a - b);

const union = (a: Range, b: Range): Range => ({
  firstRow: Math.min(a.firstRow, b.firstRow),
  lastRow: Math.max(a.lastRow, b.lastRow),
  firstColumn: Math.min(a.firstColumn, b.firstColumn),
  lastColumn: Math.max(a.lastColumn, b.lastColumn),
});
