/** Between cells and canonical values (sdk values.ts), in the column's own habit. */
import { canonicalDecimal } from '@kobling/sdk';
import type { ColumnKind } from './column-kinds.ts';
import { readDateText, writeDateText } from './date-text.ts';
import { keyOf } from './keys.ts';
import type { Cell, NewCell } from './table-source.ts';
import { serialToIso } from './xlsx/serial.ts';

/** `error` and `misfit` are not observed (H05): never blank, never a value. */
export type Observed =
  | { readonly kind: 'value'; readonly canonical: string }
  | { readonly kind: 'error' | 'misfit'; readonly shown: string };

const value = (canonical: string): Observed => ({ kind: 'value', canonical });
const misfit = (shown: string): Observed => ({ kind: 'misfit', shown });

export function readValue(cell: Cell | undefined, kind: ColumnKind, isList: boolean, date1904: boolean): Observed {
  if (cell === undefined || cell.kind === 'blank')
    return value(kind.type === 'checkbox' && kind.words[1] === '' ? '0' : '');
  if (cell.kind === 'error') return { kind: 'error', shown: cell.text };
  if (isList) return value(keyOf(cell) ?? '');
  switch (kind.type) {
    case 'text':
      return value(asText(cell, date1904));
    case 'integer':
    case 'double': {
      const decimal =
        cell.kind === 'boolean' || (cell.kind === 'number' && cell.format !== 'number')
          ? undefined
          : canonicalDecimal(cell.text.trim());
      const fits = decimal !== undefined && (kind.type === 'double' || !decimal.includes('.'));
      return fits ? value(decimal) : misfit(asText(cell, date1904));
    }
    case 'datetime':
      return readDate(cell, kind, date1904);
    case 'checkbox':
      return readCheckbox(cell, kind, date1904);
  }
}

function asText(cell: Exclude<Cell, { kind: 'blank' | 'error' }>, date1904: boolean): string {
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
  const shown = cell.format === 'number' ? undefined : serialToIso(cell.text, date1904, cell.format);
  return shown ?? canonicalDecimal(cell.text) ?? cell.text;
}

function readDate(cell: Exclude<Cell, { kind: 'blank' | 'error' }>, kind: ColumnKind, date1904: boolean): Observed {
  const canonical =
    cell.kind === 'text'
      ? readDateText(cell.text, kind.dateStyle.order)
      : cell.kind === 'number' && (cell.format === 'date' || cell.format === 'dateTime')
        ? midnightIfDay(serialToIso(cell.text, date1904, 'dateTime'))
        : undefined;
  return canonical === undefined ? misfit(asText(cell, date1904)) : value(canonical);
}

/** serialToIso answers whole days and times alike; canonical values have no trailing zeros in the fraction. */
const midnightIfDay = (iso: string | undefined): string | undefined => {
  if (iso === undefined || iso.length === 10) return iso === undefined ? undefined : `${iso}T00:00:00`;
  return iso.includes('.') ? iso.replace(/\.?0+$/, '') : iso;
};

function readCheckbox(cell: Exclude<Cell, { kind: 'blank' | 'error' }>, kind: ColumnKind, date1904: boolean): Observed {
  if (cell.kind === 'boolean') return value(cell.value ? '1' : '0');
  const word = asText(cell, date1904).trim().toLowerCase();
  if (word === kind.words[0].toLowerCase() || word === 'true') return value('1');
  if (word === kind.words[1].toLowerCase() || word === 'false') return value('0');
  return misfit(word);
}

/**
 * The cell that holds the value as its neighbours would. `before` is the cell as it is: a number stays a number and a
 * text a text where the value allows it. The value is canonical and fits the type.
 */
export function writeValue(canonical: string, kind: ColumnKind, isList: boolean, before: Cell | undefined): NewCell {
  if (kind.type === 'checkbox' && !isList) return writeCheckbox(canonical, kind);
  if (canonical === '') return { kind: 'blank' };
  if (isList || kind.type === 'text') {
    const asNumber =
      before === undefined || before.kind === 'blank'
        ? kind.cells === 'number'
        : before.kind === 'number' && before.format === 'number';
    return asNumber && canonicalDecimal(canonical) === canonical
      ? { kind: 'number', text: canonical }
      : { kind: 'text', text: canonical };
  }
  if (kind.type !== 'datetime') return { kind: 'number', text: canonical };
  const asNumber = before === undefined || before.kind === 'blank' ? kind.cells === 'number' : before.kind === 'number';
  if (!asNumber) return { kind: 'text', text: writeDateText(canonical, kind.dateStyle, kind.dateOnly) };
  return { kind: 'date', iso: kind.dateOnly && canonical.endsWith('T00:00:00') ? canonical.slice(0, 10) : canonical };
}

function writeCheckbox(canonical: string, kind: ColumnKind): NewCell {
  if (canonical === '') return { kind: 'blank' };
  const on = canonical === '1';
  if (kind.cells === 'boolean') return { kind: 'boolean', value: on };
  const word = kind.words[on ? 0 : 1];
  if (word === '') return { kind: 'blank' };
  return kind.cells === 'number' ? { kind: 'number', text: word } : { kind: 'text', text: word };
}
