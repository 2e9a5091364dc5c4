/**
 * A folder of CSV files as a table source: `Customer.csv` is the table `Customer`. Reading streams; writing reads the
 * files concerned, changes the cells' bytes and puts the new files in place together.
 */
import { done, ended, type Failure, isDone, type Outcome, rejected, retry } from '@kobling/sdk';
import { lstat, open, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { acquireLock, isCode } from '../lock-file.ts';
import type {
  Cell,
  FileVersion,
  Row,
  RowEdit,
  RowStream,
  TableInfo,
  TableSource,
  WriteResult,
} from '../table-source.ts';
import { readCell } from './cells.ts';
import { type Dialect, inspectCsv } from './dialect.ts';
import {
  type Disk,
  finishInterrupted,
  identity,
  isInterrupted,
  readOnly,
  realDisk,
  replaceFiles,
} from './replace-files.ts';
import { nextRecord } from './scan.ts';
import { splice } from './splice.ts';

const CSV = /\.(csv|tsv)$/i;
const LOCK = '.kobling.lock';
/** A quote left open would otherwise gather the rest of the file in memory. */
const MAX_RECORD_BYTES = 4 << 20;
const CHUNK_BYTES = 1 << 18;
const NO_FORMULAS: ReadonlySet<number> = new Set();

export interface CsvOptions {
  readonly disk?: Disk;
}

/** `folder` is absolute and allowed. Nothing is opened before the first call. */
export function openCsvFolder(folder: string, options: CsvOptions = {}): TableSource {
  return new CsvFolder(folder, options.disk ?? realDisk);
}

class CsvFolder implements TableSource {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #dialects = new Map<string, { identity: string; dialect: Dialect }>();

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  async version(): Promise<Outcome<FileVersion>> {
    const files = await this.#files();
    if (!isDone(files)) return files;
    const parts = await Promise.all(
      files.value.map(async (name) => `${name}=${await identity(join(this.#folder, name))}`),
    );
    return done(parts.join('|'));
  }

  async tables(): Promise<Outcome<readonly TableInfo[]>> {
    const files = await this.#files();
    return isDone(files) ? done(files.value.map((name) => ({ name: tableOf(name) }))) : files;
  }

  rows(table: string): RowStream {
    return this.#rows(table);
  }

  async write(edits: readonly RowEdit[], from: FileVersion): Promise<Outcome<WriteResult>> {
    const lock = await acquireLock(join(this.#folder, LOCK)).catch((error: unknown) => {
      if (isCode(error, 'EACCES', 'EROFS', 'EPERM')) return readOnly(basename(this.#folder));
      if (isCode(error, 'ENOSPC', 'EDQUOT'))
        return retry(
          'workbook.diskFull',
          'The disk is full: nothing was written. Make room; the call is repeated by itself.',
          60_000,
        );
      throw error;
    });
    if (!isDone(lock)) return lock;
    try {
      await finishInterrupted(this.#folder);
      return await this.#writeLocked(edits, from);
    } finally {
      await lock.value.release();
    }
  }

  async #writeLocked(edits: readonly RowEdit[], from: FileVersion): Promise<Outcome<WriteResult>> {
    const current = await this.version();
    if (!isDone(current)) return current;
    if (current.value !== from) return done({ status: 'changed' });
    const replacements: { name: string; chunks: readonly Buffer[] }[] = [];
    const appended = new Map<RowEdit, number>();
    for (const [table, own] of groupByTable(edits)) {
      const file = await this.#fileOf(table);
      if (!isDone(file)) return file;
      const blocked = await this.#blocked(file.value);
      if (blocked !== undefined) return blocked;
      const dialect = await this.#dialect(file.value);
      const spliced = splice(file.value, await readFile(join(this.#folder, file.value)), dialect, own);
      if (!isDone(spliced)) return spliced;
      replacements.push({ name: file.value, chunks: spliced.value.chunks });
      const added = own.filter((edit) => edit.row === 'append');
      for (const [index, edit] of added.entries()) appended.set(edit, spliced.value.appended[index] ?? 0);
    }
    const isStill = async (): Promise<boolean> => {
      const now = await this.version();
      return isDone(now) && now.value === from;
    };
    const written = await replaceFiles(this.#folder, replacements, isStill, this.#disk);
    if (!isDone(written)) return written;
    if (written.value === 'changed') return done({ status: 'changed' });
    const version = await this.version();
    if (!isDone(version)) return version;
    return done({
      status: 'written',
      version: version.value,
      appended: edits.flatMap((edit) => appended.get(edit) ?? []),
    });
  }

  async *#rows(table: string): AsyncGenerator<Row, Outcome, undefined> {
    const file = await this.#fileOf(table);
    if (!isDone(file)) return file;
    const dialect = await this.#dialect(file.value);
    const state = { number: 0, width: 0, ragged: false, last: 0, unended: false };
    for await (const batch of readRecords(join(this.#folder, file.value), dialect)) {
      if (batch.open) return openQuote(file.value, state.number + batch.records.length + 1);
      for (const { cells, fields, ended: isEnded } of batch.records) {
        state.number += 1;
        const blank = cells.every((cell) => cell.kind === 'blank');
        if (state.width === 0 && !blank) state.width = fields;
        else if (!blank && isEnded && fields < state.width) state.ragged = true;
        // Half a line at the end of an otherwise rectangular file was cut off in copying; half a value is no value.
        if (!isEnded && !blank && fields < state.width && !state.ragged) return truncated(file.value, state.number);
        if (!blank) yield { number: state.number, cells, formulas: NO_FORMULAS };
      }
    }
    return ended;
  }

  async #files(): Promise<Outcome<readonly string[]>> {
    try {
      let names = await readdir(this.#folder);
      if (isInterrupted(names)) {
        const lock = await acquireLock(join(this.#folder, LOCK));
        if (!isDone(lock)) return lock;
        try {
          await finishInterrupted(this.#folder);
        } finally {
          await lock.value.release();
        }
        names = await readdir(this.#folder);
      }
      const files = names.filter((name) => CSV.test(name) && !name.startsWith('.') && !name.startsWith('~$')).sort();
      for (const name of files) {
        if ((await lstat(join(this.#folder, name))).isFile()) continue;
        return rejected(
          'workbook.notAFile',
          `${name} in the folder is not a plain file. Links are not followed: put the file itself there.`,
        );
      }
      return done(files);
    } catch (error) {
      if (isCode(error, 'ENOENT', 'ENOTDIR'))
        return rejected(
          'workbook.noFile',
          `The folder ${basename(this.#folder)} is not there. Put it back, or correct the path in the connection's settings.`,
        );
      if (isCode(error, 'EACCES'))
        return rejected(
          'workbook.noAccess',
          `The folder ${basename(this.#folder)} may not be read by Kobling. Give the user that runs Kobling the right to read it.`,
        );
      throw error;
    }
  }

  async #fileOf(table: string): Promise<Outcome<string>> {
    const files = await this.#files();
    if (!isDone(files)) return files;
    const found = files.value.find((name) => tableOf(name) === table);
    if (found !== undefined) return done(found);
    const present = files.value.join(', ') || 'none';
    return rejected(
      'workbook.noSheet',
      `There is no file ${table}.csv in the folder (files present: ${present}). Add it, or name another in the setting Sheets.`,
    );
  }

  async #dialect(file: string): Promise<Dialect> {
    const path = join(this.#folder, file);
    const now = await identity(path);
    const known = this.#dialects.get(file);
    if (known?.identity === now) return known.dialect;
    const dialect = await inspectCsv(path);
    this.#dialects.set(file, { identity: now, dialect });
    return dialect;
  }

  async #blocked(file: string): Promise<Failure | undefined> {
    const names = await readdir(this.#folder);
    if (names.includes(`~$${file}`) || names.includes(`.~lock.${file}#`)) {
      return retry(
        'workbook.openInExcel',
        `${file} is open in a spreadsheet program: nothing was written. Close it there; the call is repeated by itself.`,
        30_000,
      );
    }
    const { mode } = await lstat(join(this.#folder, file));
    return (mode & 0o222) === 0 ? readOnly(file) : undefined;
  }
}

const tableOf = (file: string): string => file.replace(CSV, '');

function groupByTable(edits: readonly RowEdit[]): Map<string, RowEdit[]> {
  const groups = new Map<string, RowEdit[]>();
  for (const edit of edits) groups.set(edit.table, [...(groups.get(edit.table) ?? []), edit]);
  return groups;
}

const openQuote = (file: string, row: number): Failure =>
  rejected(
    'workbook.damaged',
    `${file}, row ${row}: a cell begins with a quote that is never closed. Close the quote, or copy the file again if it was cut off.`,
  );
const truncated = (file: string, row: number): Failure =>
  rejected(
    'workbook.damaged',
    `${file} seems cut off: row ${row}, the last one, has fewer cells than the others and no line end. Copy the file again, or end the row.`,
  );

interface ReadRecord {
  readonly cells: readonly Cell[];
  readonly fields: number;
  readonly ended: boolean;
}

async function* readRecords(
  path: string,
  dialect: Dialect,
): AsyncGenerator<{ records: ReadRecord[]; open: boolean }, void, undefined> {
  const file = await open(path);
  try {
    let bytes = Buffer.alloc(0);
    let position = dialect.start;
    for (let last = false; !last; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
      position += bytesRead;
      last = bytesRead === 0;
      bytes = Buffer.concat([bytes, chunk.subarray(0, bytesRead)]);
      const records: ReadRecord[] = [];
      let at = 0;
      let isOpen = false;
      for (
        let record = nextRecord(bytes, at, dialect, last);
        record !== undefined;
        record = nextRecord(bytes, at, dialect, last)
      ) {
        if (!record.closed) isOpen = true;
        const from = bytes;
        records.push({
          cells: record.fields.map((field) => readCell(from, field, dialect)),
          fields: record.fields.length,
          ended: record.ended,
        });
        at = record.next;
      }
      bytes = bytes.subarray(at);
      isOpen ||= bytes.length > MAX_RECORD_BYTES;
      if (isOpen) records.pop();
      yield { records, open: isOpen };
      if (isOpen) return;
    }
  } finally {
    await file.close();
  }
}
