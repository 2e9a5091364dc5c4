/**
 * The workbook as it is now. A sheet is read when the file changed, its rows are compared with the fingerprints that
 * the connection remembers, rows that differ get new stamps, and the stamps are on disk before any row is answered
 * (H32). While the file stays as it is, everything is answered from memory.
 */
import { done, type Failure, isDone, type Outcome, rejected, retry } from '@kobling/sdk';
import type { WorkbookConfig } from './config.ts';
import { parentTypes, plain, type SheetType } from './headings.ts';
import { highestOf, keyOf } from './keys.ts';
import { headingOf, listColumns, type Plan, planBook } from './layout.ts';
import { isCode } from './lock-file.ts';
import { Mutex } from './mutex.ts';
import { Notices } from './notices.ts';
import { type Scan, scanSheet, unpackRow } from './sheet.ts';
import type { Note, State } from './state.ts';
import type { FileVersion, Row, TableSource } from './table-source.ts';

/** Rows kept in memory per sheet, in characters: about 500,000 rows of ten columns. */
const ROOM = 64 << 20;
const ATTEMPTS = 5;

export interface Sheet extends Scan {
  readonly version: FileVersion;
  readonly stamps: ReadonlyMap<string, bigint>;
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What an unnamed parent column means: the first company sheet there is. */
  readonly defaultParent: (typeof parentTypes)[number];
  readonly notices: Notices;
}

export interface BookParts {
  readonly source: TableSource;
  readonly config: WorkbookConfig;
  readonly state: State;
  readonly nameCell: (table: string, row: number, column: number) => string;
  readonly now: () => Date;
}

interface Frame {
  readonly version: FileVersion;
  readonly plan: Plan;
  readonly lists: ReadonlyMap<string, { readonly name: string; readonly items: ReadonlyMap<string, string> }>;
}

export class Book {
  readonly parts: BookParts;
  readonly #mutex = new Mutex();
  readonly #sheets = new Map<SheetType, Sheet>();
  #frame: Frame | undefined;
  #token = 0n;

  constructor(parts: BookParts) {
    this.parts = parts;
  }

  /** Refuses a caller whose lease was taken over (H13). */
  admit(token: bigint | undefined): Failure | undefined {
    if (token === undefined) return undefined;
    const highest = this.parts.state.token > this.#token ? this.parts.state.token : this.#token;
    if (token < highest)
      return rejected(
        'connector.fenced',
        'Another worker has taken over this connection: this call came too late and did nothing.',
      );
    this.#token = token;
    return undefined;
  }

  /** What sheets and lists there are. */
  async frame(): Promise<Outcome<Frame>> {
    const { source, config } = this.parts;
    const version = await source.version();
    if (!isDone(version)) return version;
    if (this.#frame?.version === version.value) return done(this.#frame);
    const tables = await source.tables();
    if (!isDone(tables)) return tables;
    const plan = planBook(tables.value, config);
    if (!isDone(plan)) return plan;
    const lists = new Map<string, { name: string; items: Map<string, string> }>();
    for (const [key, { name, table, sure }] of plan.value.lists) {
      const items = await readList(source, table.name, sure);
      if (!isDone(items)) return items;
      if (items.value !== undefined) lists.set(key, { name, items: items.value });
    }
    this.#frame = { version: version.value, plan: plan.value, lists };
    return done(this.#frame);
  }

  /** The sheet as the file is now; read only when the file changed. */
  async sheet(type: SheetType, signal: AbortSignal): Promise<Outcome<Sheet>> {
    const version = await this.parts.source.version();
    if (!isDone(version)) return version;
    const known = this.#sheets.get(type);
    if (known !== undefined && known.version === version.value && this.parts.state.rows(type).size > 0)
      return done(known);
    return this.work(signal, undefined, (book) => book.fresh(type));
  }

  /** One at a time on this connection, also among processes. Inside, call `fresh`, never `sheet`. */
  async work<T>(
    signal: AbortSignal,
    token: bigint | undefined,
    job: (book: Book) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    return this.#mutex.run(async () => {
      if (signal.aborted) return aborted();
      try {
        return await this.parts.state.exclusive(signal, async () => {
          const refused = this.admit(token);
          if (refused !== undefined) return refused;
          if (token !== undefined && token > this.parts.state.token)
            await this.parts.state.add([['token', String(token)]]);
          return job(this);
        });
      } catch (error) {
        if (isCode(error, 'ENOSPC', 'EDQUOT'))
          return retry(
            'workbook.diskFull',
            'The disk with Kobling’s own files is full. Make room; the call is repeated by itself.',
            60_000,
          );
        throw error;
      }
    });
  }

  /** Inside `work`: the sheet as the file is now, stamped, the stamps on disk. */
  async fresh(type: SheetType): Promise<Outcome<Sheet>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const notices = new Notices();
      const frame = await this.frame();
      if (!isDone(frame)) return frame;
      const { version, plan, lists } = frame.value;
      const known = this.#sheets.get(type);
      if (known?.version === version && this.#isStamped(known)) return done(known);
      const table = plan.actors.get(type);
      if (table === undefined)
        return rejected(
          'workbook.noSheet',
          `The workbook has no sheet for ${type}. Add one, or name it in the setting Sheets.`,
        );
      const { source, config, state, nameCell } = this.parts;
      const listOf = (heading: string): string => lists.get(plain(heading))?.name ?? '';
      const pinned = (heading: string) => state.kind(table.name, heading);
      const scan = await scanSheet(type, table, { source, config, nameCell, listOf, pinned, room: ROOM }, notices);
      const after = await source.version();
      if (!isDone(after)) return after;
      // Saved while it was read: whatever came out, or went wrong, is of neither file.
      if (after.value !== version) continue;
      if (!isDone(scan)) return scan;
      const stamps = await this.#stamp(scan.value);
      const items = new Map([...lists.values()].map((list) => [list.name, list.items]));
      const sheet: Sheet = {
        ...scan.value,
        version,
        stamps,
        lists: items,
        defaultParent: parentTypes.find((parent) => plan.actors.has(parent)) ?? 'Customer',
        notices,
      };
      this.#sheets.set(type, sheet);
      return done(sheet);
    }
    return retry(
      'workbook.busy',
      'The workbook is being saved again and again, so it could not be read in one piece. The call is repeated by itself.',
      5_000,
    );
  }

  /** A cursor from a time that this connection does not remember: everything is stamped anew above it. */
  async lift(cursor: bigint): Promise<void> {
    const { state } = this.parts;
    if (cursor <= state.counter) return;
    await state.add([['forget'], ['counter', String(cursor)]]);
    this.#sheets.clear();
  }

  /** Rows by key, from memory or, of a very large sheet, from the file. Ends as `retry` when the file changed meanwhile. */
  async *rows(
    sheet: Sheet,
    keys: ReadonlySet<string> | undefined,
  ): AsyncGenerator<{ key: string; row: Row }, Outcome, undefined> {
    let streamed = false;
    const wanted = keys === undefined ? sheet.rows.keys() : keys.values();
    for (const key of wanted) {
      const found = sheet.rows.get(key);
      if (found?.packed !== undefined) yield { key, row: unpackRow(found.packed) };
      else if (found !== undefined) streamed = true;
    }
    if (!streamed) return done(undefined);
    for await (const row of this.parts.source.rows(sheet.table.name)) {
      const key = keyOf(row.cells[sheet.headings.key.index]) ?? '';
      const found = sheet.rows.get(key);
      if (found?.number === row.number && found.packed === undefined && (keys?.has(key) ?? true)) yield { key, row };
    }
    const version = await this.parts.source.version();
    if (!isDone(version)) return version;
    return version.value === sheet.version
      ? done(undefined)
      : retry('workbook.busy', 'The workbook was saved while it was read. The call is repeated by itself.', 1_000);
  }

  /** Waits for the call under way. */
  async close(): Promise<void> {
    await this.#mutex.run(async () => {
      this.#sheets.clear();
      this.#frame = undefined;
    });
  }

  #isStamped(sheet: Sheet): boolean {
    return sheet.rows.size === 0 || this.parts.state.rows(sheet.type).size > 0;
  }

  /** New stamps for rows whose fingerprint differs; one each, so that an inclusive cursor repeats a single row. */
  async #stamp(scan: Scan): Promise<ReadonlyMap<string, bigint>> {
    const { state } = this.parts;
    const before = state.rows(scan.type);
    const notes: Note[] = [];
    const stamps = new Map<string, bigint>();
    // Microseconds of the clock as a floor: a counter lost with its folder starts above all that it ever gave.
    const floor = BigInt(this.parts.now().getTime()) * 1000n;
    let counter = state.counter;
    for (const [key, row] of scan.rows) {
      const known = before.get(key);
      if (known !== undefined && known.hash === row.hash) {
        stamps.set(key, known.stamp);
        continue;
      }
      counter = counter + 1n > floor ? counter + 1n : floor;
      stamps.set(key, counter);
      notes.push(['row', scan.type, key, row.hash, String(counter)]);
    }
    const gone = [...before.keys()].filter((key) => !scan.rows.has(key));
    for (const key of gone) notes.push(['gone', scan.type, key]);
    const highest = highestOf([state.highestKey(scan.type), ...gone]);
    if (highest !== state.highestKey(scan.type)) notes.push(['highest', scan.type, highest]);
    if (counter !== state.counter) notes.push(['counter', String(counter)]);
    for (const column of scan.columns) {
      if (column.stats.filled > 0 && state.kind(scan.table.name, column.heading) === undefined)
        notes.push(['kind', scan.table.name, column.heading, column.kind]);
    }
    await state.add(notes);
    return stamps;
  }
}

export const aborted = (): Failure => retry('workbook.aborted', 'The call was ended before anything was written.');

async function readList(
  source: TableSource,
  table: string,
  sure: boolean,
): Promise<Outcome<Map<string, string> | undefined>> {
  const items = new Map<string, string>();
  let columns: { key: number; text: number } | undefined;
  const iterator = source.rows(table)[Symbol.asyncIterator]();
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) {
      if (step.value !== undefined && step.value.status !== 'done') return step.value;
      return done(columns === undefined ? undefined : items);
    }
    if (columns === undefined) {
      columns = listColumns(step.value, sure);
      if (columns !== undefined) continue;
      await iterator.return?.();
      return done(undefined);
    }
    const key = keyOf(step.value.cells[columns.key]) ?? '';
    const cell = step.value.cells[columns.text];
    const text = headingOf(cell) || key;
    if (key !== '' && !items.has(key)) items.set(key, text);
  }
}
