/**
 * One value as a culture writes it, to the encoded form of the wire. Nothing is guessed: with a culture, a plain number is the
 * culture's or it is refused, since `1.234` is another number elsewhere. What is encoded, and ISO dates, read the same everywhere.
 */
import { canonicalDecimal } from '../decimals.ts';
import { hasZone, readIsoDateTime } from '../date-times.ts';
import type { FieldType } from '../types.ts';
import { decodeValue, encodeValue } from '../values.ts';
import type { Culture } from './cultures.ts';

/** The encoded value; undefined: it is neither encoded nor as the culture writes it. Texts, list items and blanks as they are. */
export function readInCulture(culture: Culture, type: FieldType, wire: string): string | undefined {
  if (type !== 'integer' && type !== 'double' && type !== 'datetime') return wire;
  const text = wire.replaceAll(space, ' ').trim();
  if (text === '' || text.startsWith('[')) return wire;
  const plain = type === 'datetime' ? dateTime(culture, text) : number(culture, text);
  if (plain === undefined) return undefined;
  const decoded = decodeValue(type, plain);
  // What is a number or a date, but not one for this field, such as decimals in an integer: the field's own refusal tells.
  return decoded.ok ? encodeValue(type, decoded.value) : plain;
}

/** As .NET writes it: separators of thousands in threes or none, a sign before it, an exponent for the very large. */
function number({ decimal, groups }: Culture, text: string): string | undefined {
  const match = numberShape.exec(text.replaceAll('’', "'").replace(/^[\u2212]/, '-'));
  if (match === null) return undefined;
  const [, sign = '', body = '', exponent = ''] = match;
  const parts = body.split(decimal);
  const [whole = '', fraction] = parts;
  if (parts.length > 2 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  const digits = whole === '' && fraction !== undefined ? '0' : ungrouped(whole, groups);
  return digits === undefined
    ? undefined
    : canonicalDecimal(`${sign}${digits}${fraction === undefined ? '' : `.${fraction}`}${exponent}`);
}

function ungrouped(whole: string, groups: string): string | undefined {
  if (/^\d+$/.test(whole)) return whole;
  const mark = /[^\d]/.exec(whole)?.[0] ?? '';
  if (!groups.includes(mark)) return undefined;
  const [first = '', ...rest] = whole.split(mark);
  return /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part)) ? first + rest.join('') : undefined;
}

/** Whole years only: a century would be a guess. */
function dateTime({ order }: Culture, text: string): string | undefined {
  if (readIsoDateTime(text) !== undefined || hasZone(text)) return text;
  const match = dateShape.exec(text);
  if (match === null) return undefined;
  const [, a = '', , b = '', c = '', time = ''] = match;
  const [day, month, year] = order === 'dmy' ? [a, b, c] : order === 'mdy' ? [b, a, c] : [c, b, a];
  if (year.length !== 4 || day.length > 2) return undefined;
  const clock = time === '' ? '00:00:00' : twentyFour(time);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clock ?? ''}`;
  return clock !== undefined && readIsoDateTime(iso) !== undefined ? iso : undefined;
}

function twentyFour(time: string): string | undefined {
  const [, hour = '', minute = '', second = '00', fraction = '', half] = timeShape.exec(time) ?? [];
  if (hour === '') return undefined;
  const rest = `${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`;
  if (half === undefined) return `${hour.padStart(2, '0')}:${rest}`;
  if (Number(hour) < 1 || Number(hour) > 12) return undefined;
  return `${String((Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)).padStart(2, '0')}:${rest}`;
}

const space = /[\u00A0\u2007\u2009\u202F]/g;
const numberShape = /^([+-]?) ?([\d.,' ]+)([eE][+-]?\d{1,6})?$/;
/** The same mark twice; `31. 12. 2026` and `2026. 12. 31.` too. */
const dateShape = /^(\d{1,4})(\. |[./-])(\d{1,2})\2(\d{1,4})\.?(?:,? (\d.*))?$/;
const timeShape = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,7}))?)?(?: ?([ap]\.? ?m\.?))?$/i;
