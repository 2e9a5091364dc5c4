/** How one CSV file is written: found by looking, and kept when it is written to. */
import { open } from 'node:fs/promises';
import { type Encoding, decodeBytes, detectEncoding } from './encoding.ts';
import { type CsvRecord, nextRecord, type Shape } from './scan.ts';

export interface Dialect extends Shape {
  readonly encoding: Encoding;
  /** Where the first record begins: after the byte order mark and a `sep=;` line, if there are such. */
  readonly start: number;
  readonly decimalMark: ',' | '.';
  /** Every cell is quoted, so quotes do not tell text from numbers. */
  readonly quoteAll: boolean;
}

const SAMPLE_BYTES = 1 << 20;
const SAMPLE_RECORDS = 1000;
const SEPARATORS = [';', ',', '\t', '|'];

/** Throws the file system's error. */
export async function inspectCsv(path: string): Promise<Dialect> {
  const { encoding, bom } = await detectEncoding(path);
  const { sample, whole } = await readStart(path);
  const width = encoding === 'utf16le' || encoding === 'utf16be' ? 2 : 1;
  const base = {
    encoding,
    width,
    bigEndian: encoding === 'utf16be',
    eol: lineEnd(sample.subarray(bom), encoding),
  } as const;
  const declared = /^sep=(.)(?:\r\n|\r|\n|$)/.exec(decodeBytes(sample.subarray(bom, bom + 8 * width), encoding));
  const start = declared === null ? bom : bom + declared[0].length * width;
  const separator = declared?.[1] ?? guessSeparator(sample, start, base, whole);
  const shape: Shape = { ...base, separator: separator.charCodeAt(0) };
  const texts = sampleCells(sample, start, shape, whole, encoding);
  const filled = texts.filter((cell) => cell.text !== '' && cell.text !== '""');
  const quoteAll = filled.length > 0 && filled.every((cell) => cell.quoted);
  const telling = quoteAll ? filled : filled.filter((cell) => !cell.quoted);
  const comma = telling.filter((cell) => /^"?-?\d+,\d+"?$/.test(cell.text)).length;
  const point = telling.filter((cell) => /^"?-?\d+\.\d+"?$/.test(cell.text)).length;
  return {
    ...shape,
    encoding,
    start,
    decimalMark: comma > point || (comma === point && separator === ';') ? ',' : '.',
    quoteAll,
  };
}

async function readStart(path: string): Promise<{ sample: Buffer; whole: boolean }> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
    return { sample: buffer.subarray(0, bytesRead), whole: bytesRead < SAMPLE_BYTES };
  } finally {
    await file.close();
  }
}

function lineEnd(sample: Buffer, encoding: Encoding): Shape['eol'] {
  const found = /\r\n|\n|\r/.exec(decodeBytes(evenly(sample, encoding), encoding))?.[0];
  return found === '\r\n' ? 'crlf' : found === '\r' ? 'cr' : 'lf';
}

const evenly = (bytes: Buffer, encoding: Encoding): Buffer =>
  encoding.startsWith('utf16') && bytes.length % 2 === 1 ? bytes.subarray(0, -1) : bytes;

/** The separator with which most records have as many fields as the first. A single column has none; then `,`. */
function guessSeparator(sample: Buffer, start: number, base: Omit<Shape, 'separator'>, whole: boolean): string {
  let best = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts: number[] = [];
    for (const record of records(sample, start, { ...base, separator: separator.charCodeAt(0) }, whole)) {
      if (record.end > record.start) counts.push(record.fields.length);
      if (counts.length >= 50) break;
    }
    const width = counts[0] ?? 1;
    if (width < 2) continue;
    const same = counts.filter((count) => count === width).length / counts.length;
    const score = same * 1000 + width;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function sampleCells(
  sample: Buffer,
  start: number,
  shape: Shape,
  whole: boolean,
  encoding: Encoding,
): { text: string; quoted: boolean }[] {
  const cells: { text: string; quoted: boolean }[] = [];
  let count = 0;
  for (const record of records(sample, start, shape, whole)) {
    for (const field of record.fields) {
      cells.push({ text: decodeBytes(sample.subarray(field.start, field.end), encoding), quoted: field.quoted });
    }
    count += 1;
    if (count >= SAMPLE_RECORDS) break;
  }
  return cells;
}

export function* records(bytes: Uint8Array, start: number, shape: Shape, last: boolean): Generator<CsvRecord> {
  for (let at = start; ; ) {
    const record = nextRecord(bytes, at, shape, last);
    if (record === undefined) return;
    yield record;
    at = record.next;
  }
}
