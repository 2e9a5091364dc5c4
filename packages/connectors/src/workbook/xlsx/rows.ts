/** Rows of a sheet as typed cells, streamed: what is in memory is one chunk of the part and the shared strings. */
import type { Outcome } from '@kobling/sdk';
import type { Cell, Row } from '../table-source.ts';
import type { Archive } from './archive.ts';
import { damaged } from './refusal.ts';
import { cellRef } from './refs.ts';
import type { Sheet } from './parts.ts';
import { plainNumber } from './serial.ts';
import { type ScannedCell, SheetScanner } from './sheet-scan.ts';
import type { SharedStrings } from './strings.ts';
import type { Styles } from './styles.ts';
import { unescapeText } from './text.ts';
import { decodeXml } from './xml.ts';

const noFormulas: ReadonlySet<number> = new Set();
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** What a cell's type and value mean; undefined for a cell that holds nothing. */
export class CellReader {
  readonly #sheet: string;
  readonly #styles: Styles;
  readonly #strings: SharedStrings;

  constructor(sheet: string, styles: Styles, strings: SharedStrings) {
    this.#sheet = sheet;
    this.#styles = styles;
    this.#strings = strings;
  }

  read(cell: ScannedCell, row: number): Cell | undefined {
    switch (cell.type) {
      case 's':
        return cell.value.trim() === '' ? undefined : textCell(this.#shared(cell, row));
      case 'inlineStr':
        return textCell(cell.value);
      case 'str':
        return textCell(unescapeText(cell.value));
      case 'b':
        return cell.value.trim() === '' ? undefined : { kind: 'boolean', value: /^(1|true)$/i.test(cell.value.trim()) };
      case 'e':
        return { kind: 'error', text: cell.value };
      case 'd':
        return textCell(cell.value.trim());
      default:
        return this.#number(cell);
    }
  }

  #number(cell: ScannedCell): Cell | undefined {
    const text = cell.value.trim();
    if (text === '') return undefined;
    // No program writes this on purpose; as text it is at least shown as it stands.
    if (!numberPattern.test(text)) return { kind: 'text', text };
    const format = this.#styles[cell.style] ?? 'number';
    return { kind: 'number', text: format === 'number' ? plainNumber(text) : text, format };
  }

  #shared(cell: ScannedCell, row: number): string {
    const text = this.#strings[Number(cell.value)];
    if (text === undefined)
      throw damaged(`the cell ${this.#sheet}!${cellRef(row, cell.column)} refers to a text that is not there`);
    return text;
  }
}

const textCell = (text: string): Cell | undefined => (text === '' ? undefined : { kind: 'text', text });

/** Collects the rows that have been completed since they were last taken. */
class RowBuffer {
  #rows: Row[] = [];
  #cells: (Cell | undefined)[] = [];
  #formulas: Set<number> | undefined;
  readonly #reader: CellReader;
  #number = 0;

  constructor(reader: CellReader) {
    this.#reader = reader;
  }
  row(row: { readonly number: number }): void {
    this.#number = row.number;
    this.#cells = [];
    this.#formulas = undefined;
  }
  cell(cell: ScannedCell): void {
    const value = this.#reader.read(cell, this.#number);
    if (value !== undefined) this.#cells[cell.column] = value;
    if (cell.formula) (this.#formulas ??= new Set()).add(cell.column);
  }
  rowEnd(): void {
    if (this.#cells.length === 0 && this.#formulas === undefined) return;
    this.#rows.push({ number: this.#number, cells: this.#cells, formulas: this.#formulas ?? noFormulas });
  }
  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

/** Throws Refusal on damage; returns undefined at the end. */
export async function* readRows(
  archive: Archive,
  sheet: Sheet,
  styles: Styles,
  strings: SharedStrings,
): AsyncGenerator<Row, Outcome | undefined, undefined> {
  const buffer = new RowBuffer(new CellReader(sheet.name, styles, strings));
  const scanner = new SheetScanner(sheet, buffer);
  for await (const text of decodeXml(archive.stream(sheet.entry), sheet.entry.fileName)) {
    scanner.xml.write(text);
    yield* buffer.take();
  }
  scanner.xml.end();
  return undefined;
}
