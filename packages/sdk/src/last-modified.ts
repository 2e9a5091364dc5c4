/**
 * LastModified is opaque, but for one connection greater means later. How to compare is fixed per connection: by exact
 * decimal, by date-time or by code units. Never through a float: .NET ticks …001 and …002 are one JavaScript number (H22).
 */
import { readAmericanDateTime, readIsoDateTime } from './date-times.ts';
import { canonicalDecimal, compareDecimals } from './decimals.ts';
import type { LastModifiedKind } from './types.ts';

/**
 * The kind that most samples are of; blank ones do not count. Texts of one length that are not all numbers are ordinal,
 * even if most look like numbers: so do row versions in hexadecimal.
 */
export function lastModifiedKind(samples: readonly string[]): LastModifiedKind {
  const values = samples.filter((sample) => sample !== '');
  const count = { decimal: 0, dateTime: 0, ordinal: 0 };
  for (const value of values) count[kindOf(value)]++;
  const oneLength = values.every((value) => value.length === values[0]?.length);
  if (count.ordinal > 0 && oneLength) return 'ordinal';
  if (count.ordinal >= count.decimal && count.ordinal >= count.dateTime) return 'ordinal';
  return count.dateTime > count.decimal ? 'dateTime' : 'decimal';
}

function kindOf(value: string): LastModifiedKind {
  if (decimalOf(value) !== undefined) return 'decimal';
  return instantOf(value) === undefined ? 'ordinal' : 'dateTime';
}

/**
 * Negative when `a` is earlier, 0 when equal, positive when later; undefined when either is blank or not of the kind:
 * such a value never moves a cursor (H22).
 */
export function compareLastModified(kind: LastModifiedKind, a: string, b: string): number | undefined {
  if (a === '' || b === '') return undefined;
  switch (kind) {
    case 'decimal': {
      const left = decimalOf(a);
      const right = decimalOf(b);
      return left === undefined || right === undefined ? undefined : compareDecimals(left, right);
    }
    case 'dateTime': {
      const left = instantOf(a);
      const right = instantOf(b);
      if (left === undefined || right === undefined) return undefined;
      return left.ms - right.ms || compareCodeUnits(left.fraction, right.fraction);
    }
    case 'ordinal':
      return compareCodeUnits(a, b);
  }
}

/**
 * Whole seconds of a date-time LastModified in ms since 1970, taken as UTC where it names no zone; undefined when it is
 * none. For finding dates that lie ahead of the clock (H22).
 */
export const lastModifiedMs = (value: string): number | undefined => instantOf(value)?.ms;

/** The same with the digits after the second, without trailing zeros. */
export const instant = (value: string): Instant | undefined => instantOf(value);

const compareCodeUnits = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function decimalOf(value: string): string | undefined {
  return canonicalDecimal(/^\[[IF]:(.*)\]$/s.exec(value)?.[1] ?? value);
}

export interface Instant {
  /** Whole seconds. */
  readonly ms: number;
  /** Digits after the second, without trailing zeros: compares as text. */
  readonly fraction: string;
}

const dateTime = /^(.*?)(?:\.(\d{1,30}))?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/is;

function instantOf(value: string): Instant | undefined {
  if (value.length > 100) return undefined;
  const encoded = /^\[DT?:(.*)\]$/s.exec(value)?.[1];
  if (encoded === undefined && !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const text = encoded ?? value;
  // Without a time there is no zone either: the day's own `-DD` looks like one.
  const [, moment = '', digits = '', zone] = text.length <= 10 ? [text, text] : (dateTime.exec(text) ?? []);
  const local = (encoded === undefined ? undefined : readAmericanDateTime(moment)) ?? readIsoDateTime(moment);
  if (local === undefined) return undefined;
  return { ms: Date.parse(`${local}Z`) - offsetMs(zone), fraction: digits.replace(/0{1,30}$/, '') };
}

function offsetMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
