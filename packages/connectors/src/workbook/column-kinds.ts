/**
 * What kind of values a column holds, told from all of its cells, and how the column writes them. A kind once told is
 * kept (state.ts), so that one odd cell tomorrow does not turn a number field into a text field.
 */
import { canonicalDecimal } from '@kobling/sdk';
import type { DateOrder } from './config.ts';
import { type DateStyle, datePartsOf } from './date-text.ts';
import { asksYesOrNo, holdsCodes } from './headings.ts';
import type { Cell } from './table-source.ts';

export interface ColumnKind {
  readonly type: 'text' | 'integer' | 'double' | 'datetime' | 'checkbox';
  /** What most cells are: decides how a value is written into a blank cell. */
  readonly cells: 'number' | 'text' | 'boolean';
  readonly dateOnly: boolean;
  /** Of dates kept as text. */
  readonly dateStyle: DateStyle;
  /** Of checkboxes kept as words: on, off. */
  readonly words: readonly [string, string];
  /** Cannot be written: most cells are formulas, or times of day. */
  readonly fixed: boolean;
}

const ISO: DateStyle = { order: 'ymd', separator: '-', padded: true, between: ' ' };
export const plainText: ColumnKind = {
  type: 'text',
  cells: 'text',
  dateOnly: false,
  dateStyle: ISO,
  words: ['TRUE', 'FALSE'],
  fixed: false,
};

const wordPairs = [
  ['true', 'false'],
  ['yes', 'no'],
  ['ja', 'nei'],
  ['ja', 'nein'],
  ['ja', 'nee'],
  ['ja', 'nej'],
  ['oui', 'non'],
  ['sant', 'usant'],
  ['sann', 'usann'],
  ['wahr', 'falsch'],
  ['on', 'off'],
  ['y', 'n'],
  ['j', 'n'],
] as const;

/** Counts of one column, fed cell by cell. Memory does not grow with the rows. */
export class ColumnStats {
  filled = 0;
  formulas = 0;
  numbers = 0;
  fractions = 0;
  zeros = 0;
  ones = 0;
  dates = 0;
  times = 0;
  withTime = 0;
  booleans = 0;
  texts = 0;
  dateTexts = 0;
  dateTextsWithTime = 0;
  unpadded = 0;
  yearsFirst = 0;
  largestFirst = 0;
  largestSecond = 0;
  /** Of a counter column (LastModified kept as a number). */
  largest = '';
  readonly separators = new Set<string>();
  readonly betweens = new Set<'T' | ' '>();
  /** Lower-cased words with the first spelling seen; given up beyond three. */
  readonly words = new Map<string, string>();

  add(cell: Cell | undefined, isFormula: boolean): void {
    if (cell === undefined || cell.kind === 'blank') return;
    if (isFormula) this.formulas += 1;
    this.filled += 1;
    switch (cell.kind) {
      case 'number':
        this.#addNumber(cell.text, cell.format);
        break;
      case 'boolean':
        this.booleans += 1;
        break;
      case 'text':
        this.#addText(cell.text.trim());
        break;
      case 'error':
        this.filled -= 1;
        break;
    }
  }

  #addNumber(text: string, format: 'number' | 'date' | 'dateTime' | 'time'): void {
    if (format === 'time') this.times += 1;
    else if (format !== 'number') {
      this.dates += 1;
      if (format === 'dateTime') this.withTime += 1;
    } else {
      this.numbers += 1;
      const decimal = canonicalDecimal(text) ?? text;
      if (decimal.includes('.')) this.fractions += 1;
      if (decimal === '0') this.zeros += 1;
      if (decimal === '1') this.ones += 1;
      if (
        !/[.-]/.test(decimal) &&
        (this.largest.length < decimal.length || (this.largest.length === decimal.length && this.largest < decimal))
      )
        this.largest = decimal;
    }
  }

  #addText(text: string): void {
    this.texts += 1;
    if (this.words.size < 4 && text.length < 8) {
      const word = text.toLowerCase();
      if (!this.words.has(word)) this.words.set(word, text);
    } else if (text.length >= 8) this.words.set('…', text);
    const parts = datePartsOf(text);
    if (parts === undefined) return;
    this.dateTexts += 1;
    this.separators.add(parts.separator);
    if (parts.time !== '') {
      this.dateTextsWithTime += 1;
      this.betweens.add(parts.between);
    }
    const [first, second, third] = parts.numbers;
    const [day, month] = parts.yearFirst ? [third, second] : [first, second];
    if (day.length < 2 || month.length < 2) this.unpadded += 1;
    if (parts.yearFirst) this.yearsFirst += 1;
    else {
      this.largestFirst = Math.max(this.largestFirst, Number(first));
      this.largestSecond = Math.max(this.largestSecond, Number(second));
    }
  }
}

/** Undefined while the column holds no value: then nothing is fixed yet. */
export function kindOf(
  heading: string,
  stats: ColumnStats,
  order: DateOrder | undefined,
  asText: boolean,
): ColumnKind | undefined {
  if (stats.filled === 0) return undefined;
  const fixed = stats.formulas * 2 >= stats.filled || stats.times > 0;
  const cells =
    stats.booleans > stats.numbers + stats.texts
      ? 'boolean'
      : stats.numbers + stats.dates > stats.texts
        ? 'number'
        : 'text';
  const base = { ...plainText, cells, fixed } as const;
  if (asText) return base;
  const checkbox = checkboxWords(heading, stats);
  if (checkbox !== undefined) return { ...base, type: 'checkbox', words: checkbox };
  if (stats.dates + stats.dateTexts === stats.filled) {
    const dateStyle = styleOf(stats, order);
    if (dateStyle !== undefined) {
      return {
        ...base,
        type: 'datetime',
        cells: stats.dates >= stats.dateTexts ? 'number' : 'text',
        dateOnly: stats.withTime + stats.dateTextsWithTime === 0,
        dateStyle,
      };
    }
  }
  if (stats.numbers === stats.filled && !holdsCodes(heading))
    return { ...base, type: stats.fractions > 0 ? 'double' : 'integer' };
  return base;
}

function styleOf(stats: ColumnStats, order: DateOrder | undefined): DateStyle | undefined {
  if (stats.dateTexts === 0) return ISO;
  if (stats.separators.size !== 1) return undefined;
  const [separator = '-'] = stats.separators;
  const look = { separator, padded: stats.unpadded === 0, between: stats.betweens.has('T') ? 'T' : ' ' } as const;
  if (stats.yearsFirst === stats.dateTexts) return { ...look, order: 'ymd' };
  if (stats.yearsFirst > 0) return undefined;
  const told = stats.largestFirst > 12 ? 'dmy' : stats.largestSecond > 12 ? 'mdy' : undefined;
  if (stats.largestFirst > 12 && stats.largestSecond > 12) return undefined;
  // 03.04.2026 is day first wherever dots are used; 03/04/2026 may be either, and is not guessed.
  const chosen = order === 'ymd' ? told : (order ?? told ?? (separator === '.' ? 'dmy' : undefined));
  return chosen === undefined ? undefined : { ...look, order: chosen };
}

function checkboxWords(heading: string, stats: ColumnStats): readonly [string, string] | undefined {
  if (stats.booleans === stats.filled) return ['TRUE', 'FALSE'];
  if (
    stats.numbers === stats.filled &&
    stats.zeros > 0 &&
    stats.ones > 0 &&
    stats.zeros + stats.ones === stats.filled
  ) {
    return asksYesOrNo(heading) ? ['1', '0'] : undefined;
  }
  if (stats.texts + stats.booleans !== stats.filled) return undefined;
  const seen = [...stats.words.keys()];
  if (seen.length === 1 && seen[0] === 'x' && stats.booleans === 0) return [stats.words.get('x') ?? 'x', ''];
  const pair = wordPairs.find((candidate) => seen.every((word) => candidate.some((known) => known === word)));
  if (pair === undefined) return undefined;
  // NO alone may be Norway: one word tells only where it can mean nothing else.
  if (seen.length < 2 && pair[0] !== 'true' && stats.booleans === 0) return undefined;
  const sample = stats.words.get(pair[0]) ?? stats.words.get(pair[1]) ?? 'TRUE';
  return [stats.words.get(pair[0]) ?? likeCase(pair[0], sample), stats.words.get(pair[1]) ?? likeCase(pair[1], sample)];
}

function likeCase(word: string, sample: string): string {
  if (sample === sample.toUpperCase()) return word.toUpperCase();
  return sample.charAt(0) === sample.charAt(0).toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** A kind as read from the state folder; undefined when it is damaged. */
export function parseKind(value: unknown): ColumnKind | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const kind: Partial<Record<keyof ColumnKind, unknown>> = value;
  const types = ['text', 'integer', 'double', 'datetime', 'checkbox'] as const;
  const type = types.find((known) => known === kind.type);
  const cells = (['number', 'text', 'boolean'] as const).find((known) => known === kind.cells);
  const words: unknown = kind.words;
  if (type === undefined || cells === undefined || !Array.isArray(words)) return undefined;
  return {
    type,
    cells,
    dateOnly: kind.dateOnly === true,
    dateStyle: parseStyle(kind.dateStyle),
    words: [String(words[0] ?? ''), String(words[1] ?? '')],
    fixed: kind.fixed === true,
  };
}

function parseStyle(value: unknown): DateStyle {
  if (typeof value !== 'object' || value === null) return ISO;
  const style: Partial<Record<keyof DateStyle, unknown>> = value;
  const order = (['dmy', 'mdy', 'ymd'] as const).find((known) => known === style.order);
  if (order === undefined || typeof style.separator !== 'string') return ISO;
  return {
    order,
    separator: style.separator,
    padded: style.padded === true,
    between: style.between === 'T' ? 'T' : ' ',
  };
}
