/** CSV text to typed cells and back. Quotes tell text from numbers, unless the file quotes everything. */
import type { Cell, NewCell } from '../table-source.ts';
import type { Dialect } from './dialect.ts';
import { decodeBytes } from './encoding.ts';
import type { Field } from './scan.ts';

const ERRORS = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!', '#CALC!']);

/** Leading zeros and exponents are left as text: in CSV they are more often codes than amounts. */
const NUMBER = { ',': /^-?(?:0|[1-9]\d*)(?:,\d+)?$/, '.': /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/ };

export function readCell(bytes: Buffer, field: Field, dialect: Dialect): Cell {
  const raw = decodeBytes(bytes.subarray(field.start, field.end), dialect.encoding);
  const text = field.quoted ? unquote(raw) : raw;
  return classify(text, field.quoted, dialect);
}

export function classify(text: string, quoted: boolean, dialect: Pick<Dialect, 'decimalMark' | 'quoteAll'>): Cell {
  if (text.trim() === '') return { kind: 'blank' };
  if (!quoted || dialect.quoteAll) {
    const bare = text.trim();
    if (NUMBER[dialect.decimalMark].test(bare))
      return { kind: 'number', text: bare.replace(',', '.'), format: 'number' };
    if (ERRORS.has(bare)) return { kind: 'error', text: bare };
  }
  return { kind: 'text', text };
}

function unquote(raw: string): string {
  // Text after the closing quote is kept as it is, as spreadsheets do.
  const match = /^"((?:[^"]|"")*)(?:"([^]*))?$/.exec(raw);
  if (match === null) return raw;
  return (match[1] ?? '').replaceAll('""', '"') + (match[2] ?? '');
}

/** The cell's bytes as text, quoted where needed so that reading it again gives the same cell. */
export function writeCell(cell: NewCell, wasQuoted: boolean, dialect: Dialect): string {
  switch (cell.kind) {
    case 'blank':
      return wasQuoted && dialect.quoteAll ? '""' : '';
    case 'number':
      return quoteIf(cell.text.replace('.', dialect.decimalMark), dialect.quoteAll, dialect);
    case 'boolean':
      return quoteIf(cell.value ? 'TRUE' : 'FALSE', wasQuoted || dialect.quoteAll, dialect);
    case 'date':
      return quoteIf(cell.iso, wasQuoted || dialect.quoteAll, dialect);
    case 'text': {
      const bare = classify(cell.text, false, dialect);
      const misread = bare.kind !== 'text' || /^\s|\s$/.test(cell.text);
      return quoteIf(cell.text, wasQuoted || misread || dialect.quoteAll, dialect);
    }
  }
}

function quoteIf(text: string, quote: boolean, dialect: Dialect): string {
  const separator = String.fromCharCode(dialect.separator);
  const needed = quote || text.includes(separator) || /["\r\n]/.test(text);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
