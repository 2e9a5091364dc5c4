/**
 * Where the records and fields of CSV bytes begin and end. It works on bytes, not on decoded text, so that a writer can
 * leave every byte it does not mean to change as it is. All supported encodings keep separators, quotes and line ends
 * in one code unit, and no multi-byte character of UTF-8 contains one of them.
 */

export interface Shape {
  /** Bytes per code unit. */
  readonly width: 1 | 2;
  readonly bigEndian: boolean;
  /** Code unit. */
  readonly separator: number;
  readonly eol: 'lf' | 'crlf' | 'cr';
}

/** Byte offsets; `end` is exclusive, quotes included. */
export interface Field {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}
export interface CsvRecord {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** Where the next record begins. */
  readonly next: number;
  readonly fields: readonly Field[];
  /** False when the file ended inside a quoted cell. */
  readonly closed: boolean;
  /** False for a last record without line end. */
  readonly ended: boolean;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** The record that begins at `from`, or undefined when more bytes are needed (`last` false) or none is left. */
export function nextRecord(bytes: Uint8Array, from: number, shape: Shape, last: boolean): CsvRecord | undefined {
  const { width, separator } = shape;
  const length = bytes.length - ((bytes.length - from) % width);
  const unit = unitReader(bytes, shape);
  const fields: Field[] = [];
  let start = from;
  let quoted = false;
  let inQuotes = false;
  const close = (end: number, next: number): CsvRecord => {
    fields.push({ start, end, quoted });
    return { start: from, end, next, fields, closed: !inQuotes, ended: next > end };
  };
  let at = from;
  for (; at < length; at += width) {
    const code = unit(at);
    const follows = at + width < length;
    if (inQuotes) {
      if (code !== QUOTE) continue;
      if (!follows && !last) return undefined;
      if (follows && unit(at + width) === QUOTE) at += width;
      else inQuotes = false;
    } else if (code === QUOTE && at === start) {
      inQuotes = true;
      quoted = true;
    } else if (code === separator) {
      fields.push({ start, end: at, quoted });
      start = at + width;
      quoted = false;
    } else if (code === LF) {
      return close(at, at + width);
    } else if (code === CR) {
      if (!follows && !last) return undefined;
      if (follows && unit(at + width) === LF) return close(at, at + 2 * width);
      if (shape.eol === 'cr') return close(at, at + width);
    }
  }
  if (!last || from >= length) return undefined;
  return close(length, length);
}

function unitReader(bytes: Uint8Array, shape: Shape): (at: number) => number {
  if (shape.width === 1) return (at) => bytes[at] ?? 0;
  return shape.bigEndian
    ? (at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    : (at) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
