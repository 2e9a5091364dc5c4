/** Local date-times as text, without zone: a connection has one zone and conversion applies it elsewhere (H20). */

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,30}))?)?)?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,30}))?)?)?$/;
const zoned = /^\d{4}-\d{2}-\d{2}[T ][\d:.,]+\s*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;
const canonical = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/;

/** Seven digits, as .NET ticks have. */
const fractionDigits = 7;

/** `YYYY-MM-DDTHH:mm:ss[.f]` from an ISO date or date-time; undefined when it is none, not in the calendar, or zoned. */
export function readIsoDateTime(text: string): string | undefined {
  const match = iso.exec(text);
  return match === null ? undefined : compose(match[1], match[2], match[3], match.slice(4));
}

/** The same from the wire's US order: `12/31/2013 23:59:59.0000000`, time optional. */
export function readAmericanDateTime(text: string): string | undefined {
  const match = american.exec(text);
  return match === null ? undefined : compose(match[3], match[1], match[2], match.slice(4));
}

/** An ISO date-time that names a zone, which the wire does not allow. */
export const hasZone = (text: string): boolean => zoned.test(text);

/** Wire form of a canonical date-time: `12/31/2013 23:59:59.0000000`; undefined when the text is not canonical. */
export function writeAmericanDateTime(text: string): string | undefined {
  const match = canonical.exec(text);
  if (match === null || readIsoDateTime(text) === undefined) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = match;
  return `${month}/${day}/${year} ${hour}:${minute}:${second}.${fraction.padEnd(fractionDigits, '0')}`;
}

function compose(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): string | undefined {
  const [hour = '0', minute = '0', second = '0', fraction = ''] = time;
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  // Digits past the seventh may only be zeros: a finer time would be cut without anyone being told.
  if (/[^0]/.test(fraction.slice(fractionDigits))) return undefined;
  const rest = fraction.slice(0, fractionDigits).replace(/0{1,7}$/, '');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return `${date}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}${rest === '' ? '' : `.${rest}`}`;
}

const pad = (digits: string | undefined, width: number): string => (digits ?? '').padStart(width, '0');

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= last;
}
