import type { ValueType } from '@kobling/contract';

/** Numbers and times as the user's language writes them, in the browser's time zone. */
export interface Format {
  number(value: number): string;
  /** Rounded down, so that 100 % means all. */
  percent(part: number, whole: number): string;
  /** Exact, for a tooltip. */
  exact(iso: string): string;
  /** Hour and minute. */
  minute(iso: string): string;
  /** Hour, minute, second. */
  clock(iso: string): string;
  /** "2 min ago", "in 4 min"; beyond a day the date. */
  ago(iso: string, nowMs: number): string;
  /** A length of time in its largest even unit: "10 seconds". */
  span(ms: number): string;
  /** A field's text for reading. Blank stays blank: the page says it in words. */
  value(text: string, type: ValueType, words: { readonly yes: string; readonly no: string }): string;
}

const minute: number = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function makeFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayOf = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const hourMinute = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const dayInYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' });
  return {
    number: (value) => number.format(value),
    percent: (part, whole) => percent.format(whole === 0 ? 1 : Math.floor((part / whole) * 10_000) / 10_000),
    exact: (iso) => exact.format(new Date(iso)),
    minute: (iso) => hourMinute.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    ago: (iso, nowMs) => {
      const at = Date.parse(iso);
      const off = at - nowMs;
      const size = Math.abs(off);
      if (size < minute) return relative.format(trunc(off / 1000), 'second');
      if (size < hour) return relative.format(trunc(off / minute), 'minute');
      if (size < day) return relative.format(trunc(off / hour), 'hour');
      return (size < 180 * day ? dayInYear : date).format(at);
    },
    span: (ms) => {
      const [unit, unitMs] =
        ms % hour === 0 ? ['hour', hour] : ms % minute === 0 ? ['minute', minute] : ['second', 1000];
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(ms / unitMs);
    },
    value: (text, type, words) =>
      readValue(text, type, words, { number: groupedDecimal(locale), date, dayOf, dateTime }),
  };
}
/** Never "in 0 s" for what is just past, nor "-0". */
const trunc = (value: number): number => Math.trunc(value) || -0;

/** A day without a time, or with midnight in UTC. */
const beginsInUtc = /^[^T]*$|T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:00)$/;

interface Writers {
  readonly number: (text: string) => string;
  readonly date: Intl.DateTimeFormat;
  readonly dayOf: Intl.DateTimeFormat;
  readonly dateTime: Intl.DateTimeFormat;
}
function readValue(
  text: string,
  type: ValueType,
  words: { readonly yes: string; readonly no: string },
  write: Writers,
): string {
  if (text === '') return '';
  switch (type) {
    case 'checkbox':
      return text === 'true' || text === '1' ? words.yes : words.no;
    case 'integer':
    case 'decimal':
      return write.number(text);
    case 'date':
      if (Number.isNaN(Date.parse(text))) return text;
      // A day that an ERP keeps as a time is read in the browser's zone: in UTC it may still be the day before.
      return (beginsInUtc.test(text) ? write.date : write.dayOf).format(new Date(text));
    case 'datetime':
      return Number.isNaN(Date.parse(text)) ? text : write.dateTime.format(new Date(text));
    case 'text':
    case 'list':
      return text;
  }
}

/** Groups and marks an exact decimal text without going through a float: every digit of the value is shown. */
function groupedDecimal(locale: string): (text: string) => string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
  const mark = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return (text) => {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (match === null) return text;
    const [, sign = '', integer = '', fraction] = match;
    return sign + whole.format(BigInt(integer)) + (fraction === undefined ? '' : mark + fraction);
  };
}
