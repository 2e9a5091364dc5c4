/**
 * What a connection remembers of its workbook: per row a fingerprint and the stamp given to it, the counter that stamps
 * come from, the kinds of columns, the highest fencing token. One append-only file of batches; a batch counts once its
 * last line, the checksum, is on disk. A torn last batch is as if it never was; any other damage forgets everything,
 * and all rows are stamped anew above (H32).
 */
import { isDone, type Outcome } from '@kobling/sdk';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { type ColumnKind, parseKind } from './column-kinds.ts';
import { identity } from './csv/replace-files.ts';
import { type SheetType, isSheetType } from './headings.ts';
import { acquireLock } from './lock-file.ts';

export interface Stamped {
  readonly hash: string;
  readonly stamp: bigint;
}

/** One line of the file. */
export type Note =
  | readonly ['row', SheetType, string, string, string]
  | readonly ['gone', SheetType, string]
  | readonly ['forget']
  | readonly ['counter', string]
  | readonly ['token', string]
  | readonly ['highest', SheetType, string]
  | readonly ['kind', string, string, ColumnKind];

const FILE = 'workbook-state.log';
/** The file is written anew when it holds this many lines more than needed. */
const SLACK = 20_000;

export class State {
  readonly #folder: string | undefined;
  readonly #log: (message: string) => void;
  #rows = new Map<SheetType, Map<string, Stamped>>();
  #kinds = new Map<string, ColumnKind>();
  #highest = new Map<SheetType, string>();
  #counter = 0n;
  #token = 0n;
  #lines = 0;
  #known: string | undefined;

  /** Without a folder everything is kept in memory only. */
  constructor(folder: string | undefined, log: (message: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  get counter(): bigint {
    return this.#counter;
  }
  get token(): bigint {
    return this.#token;
  }
  rows(type: SheetType): ReadonlyMap<string, Stamped> {
    return this.#rows.get(type) ?? new Map<string, Stamped>();
  }
  kind(table: string, heading: string): ColumnKind | undefined {
    return this.#kinds.get(kindKey(table, heading));
  }
  highestKey(type: SheetType): string {
    return this.#highest.get(type) ?? '';
  }

  /** Alone with the file, also among processes; what another process added is read first. */
  async exclusive<T>(signal: AbortSignal, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (this.#folder === undefined) return work();
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const lock = await acquireLock(join(this.#folder, `${FILE}.lock`), signal);
    if (!isDone(lock)) return lock;
    try {
      await this.#refresh(this.#folder);
      return await work();
    } finally {
      await lock.value.release();
    }
  }

  /** On disk when it returns. Call it inside `exclusive`. */
  async add(notes: readonly Note[]): Promise<void> {
    if (notes.length === 0) return;
    if (this.#folder !== undefined) {
      const path = join(this.#folder, FILE);
      const file = await open(path, 'a', 0o600);
      try {
        await file.writeFile(batchText(notes));
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(this.#folder);
    }
    this.#apply(notes);
    if (this.#folder !== undefined) {
      if (this.#lines > this.#size() + SLACK) await this.#rewrite(this.#folder);
      this.#known = await identity(join(this.#folder, FILE));
    }
  }

  #size(): number {
    let size = this.#kinds.size;
    for (const rows of this.#rows.values()) size += rows.size;
    return size;
  }

  async #refresh(folder: string): Promise<void> {
    const path = join(folder, FILE);
    const now = await identity(path);
    if (now === this.#known) return;
    this.#clear();
    this.#known = now;
    if (now === '') return;
    const bytes = await readFile(path);
    const good = this.#read(bytes);
    if (good < 0) {
      this.#log('The snapshot of the workbook was damaged: every row counts as changed once.');
      this.#clear();
      await rm(path, { force: true });
    } else if (good < bytes.length) {
      await truncate(path, good);
    }
    this.#known = await identity(path);
  }

  /** Applies all whole batches; answers the offset behind the last, or -1 when something before it is damaged. */
  #read(bytes: Buffer): number {
    let batchStart = 0;
    let notes: Note[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(10, at);
      if (end < 0) return batchStart;
      const line = parseLine(bytes.toString('utf8', at, end));
      if (line === undefined) return -1;
      if (line[0] === 'end') {
        if (checksum(bytes.subarray(batchStart, at)) !== line[1]) return -1;
        this.#apply(notes);
        notes = [];
        batchStart = end + 1;
      } else notes.push(line);
      at = end + 1;
    }
    return batchStart;
  }

  #apply(notes: readonly Note[]): void {
    this.#lines += notes.length;
    for (const note of notes) {
      switch (note[0]) {
        case 'row':
          this.#rowsOf(note[1]).set(note[2], { hash: note[3], stamp: BigInt(note[4]) });
          break;
        case 'gone':
          this.#rowsOf(note[1]).delete(note[2]);
          break;
        case 'forget':
          this.#rows = new Map();
          break;
        case 'counter':
          this.#counter = BigInt(note[1]);
          break;
        case 'token':
          this.#token = BigInt(note[1]);
          break;
        case 'highest':
          this.#highest.set(note[1], note[2]);
          break;
        case 'kind':
          this.#kinds.set(kindKey(note[1], note[2]), note[3]);
          break;
      }
    }
  }

  #rowsOf(type: SheetType): Map<string, Stamped> {
    const rows = this.#rows.get(type) ?? new Map<string, Stamped>();
    this.#rows.set(type, rows);
    return rows;
  }

  #clear(): void {
    this.#rows = new Map();
    this.#kinds = new Map();
    this.#highest = new Map();
    this.#counter = 0n;
    this.#token = 0n;
    this.#lines = 0;
  }

  async #rewrite(folder: string): Promise<void> {
    const notes: Note[] = [
      ['counter', String(this.#counter)],
      ['token', String(this.#token)],
    ];
    for (const [key, kind] of this.#kinds) {
      const [table = '', heading = ''] = key.split('\u0000');
      notes.push(['kind', table, heading, kind]);
    }
    for (const [type, key] of this.#highest) notes.push(['highest', type, key]);
    for (const [type, rows] of this.#rows)
      for (const [key, { hash, stamp }] of rows) notes.push(['row', type, key, hash, String(stamp)]);
    const draft = join(folder, `${FILE}.${randomUUID()}`);
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(batchText(notes));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, FILE));
    await syncFolder(folder);
    this.#lines = notes.length;
  }
}

const kindKey = (table: string, heading: string): string => `${table}\u0000${heading}`;
const checksum = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 22);

function batchText(notes: readonly Note[]): string {
  const text = `${notes.map((note) => JSON.stringify(note)).join('\n')}\n`;
  return `${text}${JSON.stringify(['end', checksum(text)])}\n`;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): Note | readonly ['end', string] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const parts: readonly unknown[] = parsed;
  const [name, a, b, c, d] = parts.map((part) => (typeof part === 'string' ? part : undefined));
  if (name === 'forget') return ['forget'];
  if (a === undefined) return undefined;
  if (name === 'end') return ['end', a];
  if (name === 'counter' || name === 'token') return /^\d+$/.test(a) ? [name, a] : undefined;
  if (b === undefined) return undefined;
  if (name === 'kind') {
    const kind = parseKind(parts[3]);
    return kind === undefined ? undefined : ['kind', a, b, kind];
  }
  if (!isSheetType(a)) return undefined;
  if (name === 'gone' || name === 'highest') return [name, a, b];
  if (name === 'row' && c !== undefined && d !== undefined && /^\d+$/.test(d)) return ['row', a, b, c, d];
  return undefined;
}
