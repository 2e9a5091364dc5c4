/**
 * Date serials. Excel counts days from 1900 (day 1 is 1900-01-01) and believes, with Lotus 1-2-3, that 1900 was a leap
 * year: serial 60 is a day that never was, and all serials above are one too high. The 1904 system counts from
 * 1904-01-01 as day 0 and has no such day. Time is the fraction of a day. Decimal text is calculated with whole numbers,
 * so 45292.41667824074 is 10:00:01 and not a millisecond beside it.
 */
const dayMs = 86_400_000;
const dayMsExact = BigInt(dayMs);
/** Digits kept of a written fraction: half of the last is 0.4 µs, and a double holds today's serials to 0.6 µs. */
const fractionDigits = 11;
const epoch1904Ms = Date.UTC(1904, 0, 1);
const epoch1900Ms = Date.UTC(1899, 11, 30);
const lastDayMs = Date.UTC(9999, 11, 31);

const decimalPattern = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/;

/** Exact decimal text of days as whole milliseconds, rounded half away from zero; undefined when it is no number. */
function serialMs(text: string): bigint | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole.length + fraction.length === 0 || whole.length + fraction.length > 400) return undefined;
  const scale = Number(exponent) - fraction.length;
  const product = BigInt(whole + fraction) * dayMsExact;
  const divisor = 10n ** BigInt(Math.max(0, -scale));
  const scaled = product * 10n ** BigInt(Math.max(0, scale));
  const ms = (scaled + divisor / 2n) / divisor;
  return sign === '-' ? -ms : ms;
}

const two = (value: number): string => String(value).padStart(2, '0');

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

/** UTC milliseconds of the day that a whole serial stands for; undefined for a day that Excel alone knows. */
function dayOf(serial: number, date1904: boolean): number | undefined {
  if (date1904) return serial < 0 ? undefined : epoch1904Ms + serial * dayMs;
  if (serial < 1 || serial === 60) return undefined;
  return epoch1900Ms + (serial < 60 ? serial + 1 : serial) * dayMs;
}

/**
 * The local date or time that a serial shows: `YYYY-MM-DD` (the day alone, as the style shows it),
 * `YYYY-MM-DDTHH:mm:ss[.fff]`, or for `time` the duration `HH:mm:ss[.fff]`, whose hours may pass 23.
 * Undefined when the text is no number or Excel has no such day: negative, 0 and 60 in the 1900 system, beyond 9999.
 */
export function serialToIso(text: string, date1904: boolean, format: 'date' | 'dateTime' | 'time'): string | undefined {
  const exact = serialMs(text);
  if (exact === undefined || exact < 0n || exact >= 3_000_000n * dayMsExact) return undefined;
  const ms = Number(exact);
  if (format === 'time') return clock(ms);
  const day = dayOf(Math.floor(ms / dayMs), date1904);
  if (day === undefined || day > lastDayMs) return undefined;
  const date = new Date(day).toISOString().slice(0, 10);
  return format === 'date' ? date : `${date}T${clock(ms % dayMs)}`;
}

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/;

/**
 * The serial of a local ISO date or date-time as decimal text, to the millisecond. Undefined when it is no real date,
 * carries a zone, or lies before what the date system can count: such a date is kept as text, as Excel does itself.
 */
export function isoToSerial(iso: string, date1904: boolean): string | undefined {
  const match = isoPattern.exec(iso);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(midnight);
  // Date.UTC reads years below 100 as 19xx and rolls the 30th of February over: both differ from what was asked.
  if (date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms =
    (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const days = date1904 ? (midnight - epoch1904Ms) / dayMs : daysSince1900(midnight);
  if (days < (date1904 ? 0 : 1)) return undefined;
  if (ms === 0) return String(days);
  const unit = 10n ** BigInt(fractionDigits);
  const digits = String((BigInt(ms) * unit + dayMsExact / 2n) / dayMsExact).padStart(fractionDigits, '0');
  return `${days}.${digits.replace(/0+$/, '')}`;
}

function daysSince1900(midnight: number): number {
  const days = (midnight - epoch1900Ms) / dayMs;
  return days > 60 ? days : days - 1;
}

/**
 * Excel writes a double with 17 digits: the 19.9 that somebody typed is stored as 19.899999999999999. Such a number is
 * given back as the shortest decimal of the same double when that needs no more than the 15 digits Excel itself shows.
 * Any other text stays as it is, so that long keys and decimals written by other programs keep every digit.
 */
export function plainNumber(text: string): string {
  if (text.length < 17 || !text.includes('.')) return text;
  const digits = significantDigits(text);
  if (digits < 16 || digits > 17) return text;
  const shortest = String(Number(text));
  return significantDigits(shortest) <= 15 ? shortest : text;
}

const significantDigits = (text: string): number =>
  text
    .replace(/[eE].*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '').length;
