/** For tests: workbooks in a folder of their own, all rows at once, and an archive's parts as the raw bytes they are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Outcome } from '@kobling/sdk';
import type { NewCell, Row, RowEdit, TableSource, WriteResult } from '../table-source.ts';
import { type FixtureWorkbook, buildXlsx } from './fixture.ts';
import { type XlsxOptions, openXlsx } from './index.ts';

export interface TestBook {
  readonly folder: string;
  readonly path: string;
  readonly source: TableSource;
}

/** A workbook on disk while `work` runs. */
export async function withBook<T>(
  content: FixtureWorkbook | Uint8Array,
  work: (book: TestBook) => Promise<T>,
  options: XlsxOptions & { readonly name?: string } = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-xlsx-'));
  try {
    const path = join(folder, options.name ?? 'erp.xlsx');
    await writeFile(path, content instanceof Uint8Array ? content : buildXlsx(content));
    return await work({ folder, path, source: openXlsx(path, options) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function readAll(source: TableSource, table: string): Promise<{ rows: Row[]; end: Outcome | undefined }> {
  const rows: Row[] = [];
  const iterator = source.rows(table)[Symbol.asyncIterator]();
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) return { rows, end: step.value ?? undefined };
    rows.push(step.value);
  }
}

/** A row's cells in short: text as it is, a number as `#1`, a date `@1`, a boolean `?true`, an error `!#N/A`, blank `null`. */
export const short = (row: Row | undefined): (string | null)[] =>
  Array.from(row?.cells ?? [], (cell) => {
    if (cell === undefined || cell.kind === 'blank') return null;
    if (cell.kind === 'text') return cell.text;
    if (cell.kind === 'number') return `${cell.format === 'number' ? '#' : '@'}${cell.text}`;
    return cell.kind === 'boolean' ? `?${cell.value}` : `!${cell.text}`;
  });

export const textCell = (text: string): NewCell => ({ kind: 'text', text });
export const numberCell = (text: string): NewCell => ({ kind: 'number', text });
export const dateCell = (iso: string): NewCell => ({ kind: 'date', iso });

export const edit = (table: string, row: RowEdit['row'], cells: Readonly<Record<number, NewCell>>): RowEdit => ({
  table,
  row,
  cells: new Map(Object.entries(cells).map(([column, cell]) => [Number(column), cell])),
});

export async function write(source: TableSource, ...edits: readonly RowEdit[]): Promise<Outcome<WriteResult>> {
  const version = await source.version();
  return version.status === 'done' ? source.write(edits, version.value) : version;
}

/** Writes, and throws unless that was done; answers the row numbers appended. */
export async function mustWrite(source: TableSource, ...edits: readonly RowEdit[]): Promise<readonly number[]> {
  const outcome = await write(source, ...edits);
  if (outcome.status === 'done' && outcome.value.status === 'written') return outcome.value.appended;
  throw new Error(JSON.stringify(outcome));
}

export interface RawPart {
  /** The directory's record without the offset, which moves. */
  readonly record: string;
  /** From the header to the next part: header, packed data, descriptor, padding. */
  readonly stored: string;
  readonly text: string;
}

/** An archive's parts in order, read without the code under test. */
export function rawParts(bytes: Buffer): Map<string, RawPart> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const directoryAt = bytes.readUInt32LE(end + 16);
  const found: { name: string; offset: number; record: Buffer }[] = [];
  for (let at = directoryAt; at < end; ) {
    const length = 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const record = Buffer.from(bytes.subarray(at, at + length));
    const name = record.toString('utf8', 46, 46 + record.readUInt16LE(28));
    const offset = record.readUInt32LE(42);
    record.writeUInt32LE(0, 42);
    found.push({ name, offset, record });
    at += length;
  }
  const starts = [...found.map((part) => part.offset), directoryAt].sort((a, b) => a - b);
  const parts = new Map<string, RawPart>();
  for (const { name, offset, record } of found) {
    const to = starts.find((start) => start > offset) ?? directoryAt;
    const dataAt = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const data = bytes.subarray(dataAt, dataAt + record.readUInt32LE(20));
    const text = (record.readUInt16LE(10) === 8 ? inflateRawSync(data) : data).toString('latin1');
    parts.set(name, { record: record.toString('latin1'), stored: bytes.toString('latin1', offset, to), text });
  }
  return parts;
}

/** Names of the parts that differ in any byte: unpacked, packed, header or directory. */
export function changedParts(before: Buffer, after: Buffer): string[] {
  const [old, fresh] = [rawParts(before), rawParts(after)];
  const names = new Set([...old.keys(), ...fresh.keys()]);
  return [...names].filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(fresh.get(name)));
}
