/** Dates kept as text: 2026-04-03, 03.04.2026 14:30, 4/3/2026. Two-digit years are not read: they would be guessed. */
import { readIsoDateTime } from '@kobling/sdk';
import type { DateOrder } from './config.ts';

export interface DateStyle {
  readonly order: DateOrder;
  readonly separator: string;
  /** Day and month with two digits. */
  readonly padded: boolean;
  /** Between date and time. */
  readonly between: 'T' | ' ';
}

export interface DateParts {
  readonly numbers: readonly [string, string, string];
  readonly separator: string;
  readonly yearFirst: boolean;
  readonly time: string;
  readonly between: 'T' | ' ';
}

const SHAPE = /^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})(?:([T ])(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?))?$/;

/** The parts of a text that looks like a date; undefined for any other text. */
export function datePartsOf(text: string): DateParts | undefined {
  const match = SHAPE.exec(text.trim());
  if (match === null) return undefined;
  const [, first = '', separator = '', second = '', third = '', between = ' ', time = ''] = match;
  const yearFirst = first.length === 4;
  if (yearFirst ? third.length > 2 : third.length !== 4 || first.length > 2) return undefined;
  return { numbers: [first, second, third], separator, yearFirst, time, between: between === 'T' ? 'T' : ' ' };
}

/** Canonical local date-time, or undefined when the text is no date in that order. ISO order is always understood. */
export function readDateText(text: string, order: DateOrder): string | undefined {
  const parts = datePartsOf(text);
  if (parts === undefined) return undefined;
  const [a, b, c] = parts.numbers;
  if (!parts.yearFirst && order === 'ymd') return undefined;
  const [year, month, day] = parts.yearFirst ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time =
    parts.time === ''
      ? ''
      : `T${parts.time.padStart(parts.time.replace(/:.*/, '').length === 1 ? parts.time.length + 1 : 0, '0')}`;
  return readIsoDateTime(date + time);
}

/** A canonical date-time in the style; the time is left out of midnight when `dateOnly`. */
export function writeDateText(canonical: string, style: DateStyle, dateOnly: boolean): string {
  const [date = '', time = ''] = canonical.split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const short = (part: string): string => (style.padded ? part : part.replace(/^0/, ''));
  const parts = {
    ymd: [year, short(month), short(day)],
    dmy: [short(day), short(month), year],
    mdy: [short(month), short(day), year],
  }[style.order];
  const written = parts.join(style.separator);
  return dateOnly && time === '00:00:00' ? written : `${written}${style.between}${time}`;
}
