/**
 * Exact decimals as text: no exponent, no leading or trailing zeros, `-0` is `0`. Nothing here passes through a binary
 * float, so ticks and amounts keep every digit (H22).
 */

/** An exponent beyond this is refused: it would turn a few characters into a very long number. */
const maxExponent = 400;
const maxLength = 1_000;
const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/**
 * The one way to write this number, or undefined when the text is none. Reads a sign, a point and an exponent; no
 * thousands separators and no decimal comma, since both could be guessed wrong.
 */
export function canonicalDecimal(text: string): string | undefined {
  if (text.length === 0 || text.length > maxLength) return undefined;
  const match = shape.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const exponent = match[4] === undefined ? 0 : Number(match[4]);
  if (Math.abs(exponent) > maxExponent) return undefined;
  return place(match[1] === '-', whole + fraction, whole.length + exponent);
}

/** Digits with the point before index `point`, which may lie outside of them. */
function place(negative: boolean, digits: string, point: number): string {
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 0);
  const whole = withoutLeadingZeros(padded.slice(0, at));
  const fraction = withoutTrailingZeros(padded.slice(at));
  const text = (whole === '' ? '0' : whole) + (fraction === '' ? '' : `.${fraction}`);
  return negative && text !== '0' ? `-${text}` : text;
}

// Loops, not regular expressions: /0+$/ is quadratic on a long run of zeros.
function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (digits[start] === '0') start++;
  return digits.slice(start);
}
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Throws RangeError on text that is no decimal: callers decode first. */
function partsOf(text: string): Parts {
  const canonical = canonicalDecimal(text);
  if (canonical === undefined) throw new RangeError(`Not a decimal: ${text.slice(0, 60)}`);
  const negative = canonical.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? canonical.slice(1) : canonical).split('.');
  return { negative, whole, fraction };
}

/** By number, exactly. Throws RangeError when either text is no decimal. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const left = partsOf(a);
  const right = partsOf(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  const bySize = compareSize(left, right);
  return left.negative ? flip(bySize) : bySize;
}

function compareSize(a: Parts, b: Parts): -1 | 0 | 1 {
  if (a.whole.length !== b.whole.length) return a.whole.length < b.whole.length ? -1 : 1;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

function flip(order: -1 | 0 | 1): -1 | 0 | 1 {
  if (order === 0) return 0;
  return order === 1 ? -1 : 1;
}

/**
 * Rounded to `digits` (0 to 400) decimals, half away from zero as ERPs do with amounts. Throws RangeError on text that
 * is no decimal or digits out of range.
 */
export function roundDecimal(text: string, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > maxExponent) throw new RangeError(`Digits: ${digits}`);
  const { negative, whole, fraction } = partsOf(text);
  const kept = whole + fraction.slice(0, digits).padEnd(digits, '0');
  const up = (fraction[digits] ?? '0') >= '5';
  const rounded = (up ? BigInt(kept) + 1n : BigInt(kept)).toString().padStart(digits + 1, '0');
  return place(negative, rounded, rounded.length - digits);
}

/**
 * Do both have the same nearest 64-bit float? The equality of Double fields, whose ERP may hold a float (H02). Numbers
 * too large for a float are compared exactly.
 */
export function sameBinary64(a: string, b: string): boolean {
  const left = canonicalDecimal(a);
  const right = canonicalDecimal(b);
  if (left === undefined || right === undefined) return a === b;
  if (left === right) return true;
  const float = Number(left);
  return Number.isFinite(float) && float === Number(right);
}
