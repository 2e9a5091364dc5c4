/**
 * A sheet's XML as rows and cells, for the reader of values and the writer of changes alike, so that both count rows and
 * columns the same way. Cells without reference follow their neighbour; array formulas reach over cells of their own.
 */
import { lastColumn, lastRow } from './limits.ts';
import type { Sheet } from './parts.ts';
import { damaged } from './refusal.ts';
import { type Range, columnOf, inRange, parseRange } from './refs.ts';
import { TextRuns } from './text.ts';
import { type Attributes, type XmlEvents, XmlReader, localName } from './xml.ts';

export interface ScannedRow {
  readonly number: number;
  readonly attributes: Attributes;
  readonly selfClosing: boolean;
}
export interface ScannedCell {
  readonly column: number;
  readonly style: number;
  /** The `t` attribute: n, s, str, inlineStr, b, e, d. */
  readonly type: string;
  /** The text of `v`, or of an inline string. */
  readonly value: string;
  readonly formula: boolean;
}
export interface SheetEvents {
  row(row: ScannedRow): void;
  /** Reported where it begins, before its content is known. */
  cellStart?(column: number): void;
  cell(cell: ScannedCell): void;
  rowEnd(row: ScannedRow): void;
  /** Any other element above the cells: `dimension`, `col`, `sheetData`, `mergeCell`. */
  other?(local: string, attributes: Attributes, selfClosing: boolean): void;
  otherEnd?(local: string): void;
}

/** Made once: a million cells are compared with them. */
const namesWith = (prefix: string) => ({
  sheetData: `${prefix}sheetData`,
  row: `${prefix}row`,
  c: `${prefix}c`,
  v: `${prefix}v`,
  f: `${prefix}f`,
  is: `${prefix}is`,
});

export class SheetScanner {
  readonly xml: XmlReader;
  /** `x:` where the part's elements carry that prefix, else empty. */
  prefix = '';
  #names = namesWith('');
  readonly #sheet: string;
  readonly #booleansAreValues: boolean;
  readonly #events: SheetEvents;
  readonly #runs = new TextRuns();
  #inData = false;
  #row: ScannedRow | undefined;
  #rowNumber = 0;
  #column = -1;
  #cell: Attributes | undefined;
  #value = '';
  #inValue = false;
  #inInline = false;
  #formula = false;
  /** The text of a formula that could be a bare TRUE() or FALSE(); undefined: none such. */
  #plainFormula: string | undefined;
  #inFormula = false;
  /** Array formulas and data tables that reach below the row that begins them. */
  #areas: Range[] = [];

  constructor(sheet: Sheet, events: SheetEvents, positions = false) {
    const part = sheet.entry.fileName;
    this.#sheet = sheet.name;
    this.#booleansAreValues = sheet.booleanFormulasAreValues;
    this.#events = events;
    const xmlEvents: XmlEvents = {
      open: (name, attributes, depth, selfClosing) => this.#open(name, attributes, depth, selfClosing),
      close: (name, depth) => this.#close(name, depth),
      text: (text) => this.#text(text),
    };
    this.xml = new XmlReader(part, xmlEvents, positions);
  }

  #open(name: string, attributes: Attributes, depth: number, selfClosing: boolean): void {
    if (this.#cell !== undefined) this.#openInCell(name, attributes, depth);
    else if (this.#row !== undefined) {
      if (depth === 4 && name === this.#names.c) this.#openCell(attributes);
    } else if (this.#inData) {
      if (depth === 3 && name === this.#names.row) this.#openRow(attributes, selfClosing);
    } else this.#openOther(name, attributes, depth, selfClosing);
  }

  #openOther(name: string, attributes: Attributes, depth: number, selfClosing: boolean): void {
    const local = localName(name);
    if (depth === 1) {
      this.prefix = name.slice(0, name.length - local.length);
      this.#names = namesWith(this.prefix);
    }
    if (depth === 2 && name === this.#names.sheetData) this.#inData = true;
    if (depth <= 3 && name.startsWith(this.prefix)) this.#events.other?.(local, attributes, selfClosing);
  }

  #openRow(attributes: Attributes, selfClosing: boolean): void {
    const number = attributes.r === undefined ? this.#rowNumber + 1 : Number(attributes.r);
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > lastRow) {
      throw damaged(`row ${attributes.r} of its sheet ${this.#sheet} is out of order`);
    }
    this.#rowNumber = number;
    this.#column = -1;
    if (this.#areas.length > 0) this.#areas = this.#areas.filter((area) => area.lastRow >= number);
    this.#row = { number, attributes, selfClosing };
    this.#events.row(this.#row);
  }

  #openCell(attributes: Attributes): void {
    const column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
    if (column <= this.#column || column >= lastColumn) {
      throw damaged(`cell ${attributes.r ?? ''} in row ${this.#rowNumber} of its sheet ${this.#sheet} is out of order`);
    }
    this.#column = column;
    this.#cell = attributes;
    this.#value = '';
    this.#formula = false;
    this.#plainFormula = undefined;
    this.#events.cellStart?.(column);
  }

  #openInCell(name: string, attributes: Attributes, depth: number): void {
    if (this.#inInline) this.#runs.open(localName(name), attributes);
    else if (depth !== 5) return;
    else if (name === this.#names.v) this.#inValue = true;
    else if (name === this.#names.f) this.#openFormula(attributes);
    else if (name === this.#names.is) this.#inInline = true;
  }

  #openFormula(attributes: Attributes): void {
    this.#formula = true;
    this.#inFormula = true;
    if (this.#booleansAreValues && attributes.t === undefined && attributes.ref === undefined) this.#plainFormula = '';
    if (attributes.t !== 'array' && attributes.t !== 'dataTable') return;
    const area = parseRange(attributes.ref ?? '');
    // Areas do not overlap, so no row can be crossed by more of them than it has columns.
    if (this.#areas.length > lastColumn) throw damaged(`array formulas on its sheet ${this.#sheet} overlap`);
    if (area !== undefined && (area.lastRow > area.firstRow || area.lastColumn > area.firstColumn))
      this.#areas.push(area);
  }

  #text(text: string): void {
    if (this.#inValue) this.#value += text;
    else if (this.#inInline) this.#runs.text(text);
    else if (this.#inFormula && this.#plainFormula !== undefined) this.#plainFormula += text;
  }

  #close(name: string, depth: number): void {
    if (this.#cell !== undefined) this.#closeInCell(name, depth, this.#cell);
    else if (this.#row !== undefined) {
      if (depth !== 3) return;
      const row = this.#row;
      this.#row = undefined;
      this.#events.rowEnd(row);
    } else if (depth <= 3) {
      if (depth === 2) this.#inData = false;
      if (!this.#inData && name.startsWith(this.prefix)) this.#events.otherEnd?.(localName(name));
    }
  }

  #closeInCell(name: string, depth: number, attributes: Attributes): void {
    if (depth === 4) {
      this.#cell = undefined;
      this.#events.cell({
        column: this.#column,
        style: attributes.s === undefined ? 0 : Number(attributes.s),
        type: attributes.t ?? 'n',
        value: this.#value,
        formula: (this.#formula && !isBooleanValue(this.#plainFormula, attributes)) || this.#inArea(),
      });
    } else if (depth === 5) {
      this.#inValue = false;
      this.#inFormula = false;
      if (!this.#inInline) return;
      this.#inInline = false;
      this.#value = this.#runs.take();
    } else if (this.#inInline) this.#runs.close(localName(name));
  }

  #inArea(): boolean {
    return this.#areas.length > 0 && this.#areas.some((area) => inRange(area, this.#rowNumber, this.#column));
  }
}

const isBooleanValue = (formula: string | undefined, { t }: Attributes): boolean =>
  t === 'b' && formula !== undefined && /^(TRUE|FALSE)\(\)$/i.test(formula);
