/**
 * Values on the wire and their canonical text. Field values travel as strings, encoded without culture; connectors in
 * use also send plain numbers and ISO dates, so reading is generous and writing always encodes. Canonical text is what
 * the hub keeps and compares; `''` is blank for every type (H02).
 *
 * | type     | wire as written                        | canonical                       |
 * |----------|----------------------------------------|---------------------------------|
 * | integer  | `[I:12345]`                            | `12345`                         |
 * | double   | `[F:12345.6789]`                       | `12345.6789`, exact             |
 * | checkbox | `[I:1]`, `[I:0]`                       | `1`, `0`                        |
 * | datetime | `[DT:12/31/2013 23:59:59.0000000]`     | `2013-12-31T23:59:59`, local    |
 * | others   | as it is                               | as it is                        |
 */
import { hasZone, readAmericanDateTime, readIsoDateTime, writeAmericanDateTime } from './date-times.ts';
import { canonicalDecimal, sameBinary64 } from './decimals.ts';
import { reason } from './outcome.ts';
import type { FieldType, Reason } from './types.ts';

export type Decoded = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: Reason };

/** Wire text to canonical text. Refusals carry a `value.*` code and a sentence; the caller adds record and field. */
export function decodeValue(type: FieldType, wire: string): Decoded {
  switch (type) {
    case 'text':
    case 'password':
    case 'list':
    case 'label':
      return { ok: true, value: wire };
    case 'integer':
      return decodeTrimmed(wire, decodeInteger);
    case 'double':
      return decodeTrimmed(wire, decodeDouble);
    case 'checkbox':
      return decodeTrimmed(wire, decodeCheckbox);
    case 'datetime':
      return decodeTrimmed(wire, decodeDateTime);
  }
}

/**
 * Canonical text to wire text; `''` stays `''`. Throws TypeError on text that is not a value of the type: whoever holds
 * such a value as canonical has a bug.
 */
export function encodeValue(type: FieldType, canonical: string): string {
  if (canonical === '') return '';
  switch (type) {
    case 'text':
    case 'password':
    case 'list':
    case 'label':
      return canonical;
    case 'integer':
      return `[I:${valueOrThrow(type, canonical, integerOf(canonical))}]`;
    case 'double':
      return `[F:${valueOrThrow(type, canonical, canonicalDecimal(canonical))}]`;
    case 'checkbox':
      return `[I:${valueOrThrow(type, canonical, canonical === '1' || canonical === '0' ? canonical : undefined)}]`;
    case 'datetime':
      return `[DT:${valueOrThrow(type, canonical, writeAmericanDateTime(canonical))}]`;
  }
}

/**
 * Are two canonical values the same for this type? Doubles by nearest binary64, text after CR and CRLF became LF (H02).
 * Date grain and normalisers are the connection's matter, not the type's.
 */
export function sameValue(type: FieldType, a: string, b: string): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return false;
  if (type === 'double') return sameBinary64(a, b);
  if (type === 'text') return withLineFeeds(a) === withLineFeeds(b);
  return false;
}

/**
 * A number or date that is neither encoded nor as the connection's culture writes it (culture/): marked, so that it is refused
 * where it is read and never taken for another number.
 */
export const foreignToCulture = (culture: string, wire: string): string => `[?${culture}:${wire}]`;
const foreign = /^\[\?([A-Za-z-]{2,12}):(.*)\]$/s;

/** What a person is shown of wire text that is no value of its type. */
export const bareText = (wire: string): string => foreign.exec(wire)?.[2] ?? wire;

/** Line ends as the hub compares them. */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

// White space around or instead of a number is padding of fixed-width columns, not a value.
function decodeTrimmed(wire: string, decode: (text: string) => Decoded): Decoded {
  const text = wire.trim();
  return text === '' ? { ok: true, value: '' } : decode(text);
}

function decodeInteger(text: string): Decoded {
  const decimal = decimalIn(text);
  if (decimal === undefined) return refuse('integer', text, 'is not a number. Send an integer as [I:12345].');
  return decimal.includes('.')
    ? refuse(
        'integer',
        text,
        'has decimals, but the field holds integers. Send it as [I:12345] or make the field a double.',
      )
    : { ok: true, value: decimal };
}

function decodeDouble(text: string): Decoded {
  const decimal = decimalIn(text);
  return decimal === undefined
    ? refuse('double', text, 'is not a number. Send a double as [F:12345.6789], with a point and without separators.')
    : { ok: true, value: decimal };
}

function decodeCheckbox(text: string): Decoded {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return { ok: true, value: word === 'true' ? '1' : '0' };
  const decimal = decimalIn(text);
  return decimal === '0' || decimal === '1'
    ? { ok: true, value: decimal }
    : refuse('checkbox', text, 'is neither on nor off. Send a checkbox as [I:1] or [I:0].');
}

function decodeDateTime(text: string): Decoded {
  const inner = /^\[DT?:(.*)\]$/s.exec(text)?.[1]?.trim();
  const value = inner === undefined ? readIsoDateTime(text) : (readAmericanDateTime(inner) ?? readIsoDateTime(inner));
  if (value !== undefined) return { ok: true, value };
  return hasZone(inner ?? text)
    ? refuse('zone', text, "names a zone, but date-times are local to the connection's zone. Send it without.")
    : refuse('datetime', text, 'is not a date and time of the calendar. Send it as [DT:12/31/2013 23:59:59.0000000].');
}

/** The exact decimal in `[I:…]`, `[F:…]` or plain text. */
function decimalIn(text: string): string | undefined {
  const encoded = /^\[[IF]:(.*)\]$/s.exec(text);
  return canonicalDecimal(encoded?.[1]?.trim() ?? text);
}

function integerOf(text: string): string | undefined {
  const decimal = canonicalDecimal(text);
  return decimal === undefined || decimal.includes('.') ? undefined : decimal;
}

function valueOrThrow(type: FieldType, canonical: string, value: string | undefined): string {
  if (value === undefined) throw new TypeError(`Not a canonical ${type}: ${canonical.slice(0, 60)}`);
  return value;
}

function refuse(what: string, wire: string, sentence: string): Decoded {
  const [, culture, text = wire] = foreign.exec(wire) ?? [];
  if (culture !== undefined) return refuse('culture', text, notInCulture(culture));
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return { ok: false, reason: reason(`value.${what}`, `"${shown}" ${sentence}`) };
}

const notInCulture = (culture: string): string =>
  `is neither encoded nor as ${culture} writes it. Set the connection's culture to the one that its connector writes in.`;
