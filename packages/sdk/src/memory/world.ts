/**
 * The ERP's own data, as its users change it. Values are canonical text. Every change gets the next number of one
 * counter, which LastModified shows.
 */
import type { ErpActorType, FieldMetadata, FieldValues } from '../types.ts';
import { firstMs, type MemoryBehaviour, plainBehaviour, type StampKind, stampCounter, stampText } from './behaviour.ts';
import { StampIndex } from './stamp-index.ts';

export interface MemoryParent {
  readonly actorType: ErpActorType;
  readonly erpKey: string;
}
export interface MemoryVersion {
  readonly stamp: number;
  readonly values: FieldValues;
}
export interface MemoryRow extends MemoryVersion {
  readonly erpKey: string;
  readonly parent: MemoryParent | undefined;
  /** Older versions that a lagging poll may still show, newest first. */
  readonly past: readonly MemoryVersion[];
  /** Shown as LastModified instead of the stamp: a record dated 2099 (H22). */
  readonly shownStamp: string | undefined;
}

export interface MemoryType {
  readonly fields: readonly FieldMetadata[];
  /** Types one of which must be the parent; none: no parent. */
  readonly parents?: readonly ErpActorType[];
  /** Before the number of created actors' keys. */
  readonly keyPrefix?: string;
  /** First number of the series; 1 when left out. */
  readonly firstKey?: number;
  /** Fields of the simple search; all texts when left out. */
  readonly searchFields?: readonly string[];
}
export interface MemorySetup {
  readonly types: Partial<Record<ErpActorType, MemoryType>>;
  readonly lists?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly stampKind?: StampKind;
  /** LastModified is the time of the change by this clock, in place of a counter. */
  readonly clock?: StampClock;
  readonly behaviour?: Partial<MemoryBehaviour>;
}

export interface StampClock {
  now(): Date;
  /** 60,000: whole minutes. */
  readonly grainMs: number;
  /** Changes from a mark leave out what was changed exactly at it, as many a connector does that compares with `>`. */
  readonly exclusive?: boolean;
}

/** One actor type's rows. */
interface Table {
  type: MemoryType;
  rows: Map<string, MemoryRow>;
  children: Map<string, Set<string>>;
  index: StampIndex;
  nextKey: number;
}

/** Changes that take their stamps now and are seen only at `commit`: a late commit (F11). */
export interface MemoryTransaction {
  edit(actorType: ErpActorType, erpKey: string, values: FieldValues): void;
  commit(): void;
}
/** The whole world at one moment; rows are never changed in place, so taking one is cheap. */
export interface MemorySnapshot {
  readonly stamp: number;
  readonly tables: ReadonlyMap<ErpActorType, { readonly rows: readonly MemoryRow[]; readonly nextKey: number }>;
}

export class MemoryWorld {
  readonly behaviour: MemoryBehaviour;
  readonly stampKind: StampKind;
  readonly lists: Map<string, Map<string, string>>;
  /** Calls by operation, since the last `forgetCalls`. */
  readonly calls = new Map<string, number>();
  /** Rows looked at on behalf of calls, to show that an index was used. */
  rowsExamined = 0;
  /** Highest fencing token a write came with (H13). */
  highestToken = 0n;
  #stamp = 0;
  readonly #clock: StampClock | undefined;
  readonly #tables = new Map<ErpActorType, Table>();

  constructor(setup: MemorySetup) {
    this.behaviour = { ...plainBehaviour, ...setup.behaviour };
    this.#clock = setup.clock;
    this.stampKind = setup.clock === undefined ? (setup.stampKind ?? 'decimal') : 'dateTime';
    this.lists = new Map(
      Object.entries(setup.lists ?? {}).map(([name, items]) => [name, new Map(Object.entries(items))]),
    );
    for (const [name, type] of Object.entries(setup.types) as [ErpActorType, MemoryType][]) {
      this.#tables.set(name, this.#emptyTable(type, type.firstKey ?? 1));
    }
  }

  actorTypes(): readonly ErpActorType[] {
    return [...this.#tables.keys()];
  }
  type(actorType: ErpActorType): MemoryType | undefined {
    return this.#tables.get(actorType)?.type;
  }
  /** Fields come, vanish and change their type (F15). */
  setFields(actorType: ErpActorType, fields: readonly FieldMetadata[]): void {
    const table = this.#table(actorType);
    table.type = { ...table.type, fields };
  }

  row(actorType: ErpActorType, erpKey: string): MemoryRow | undefined {
    return this.#tables.get(actorType)?.rows.get(erpKey);
  }
  /** One canonical value; '' when blank. Throws when there is no such actor: a test looking at the wrong place. */
  value(actorType: ErpActorType, erpKey: string, fieldKey: string): string {
    return this.#row(actorType, erpKey).values[fieldKey] ?? '';
  }
  rows(actorType: ErpActorType): IterableIterator<MemoryRow> {
    return this.#table(actorType).rows.values();
  }
  count(actorType: ErpActorType): number {
    return this.#table(actorType).rows.size;
  }
  childrenOf(actorType: ErpActorType, parent: MemoryParent): readonly MemoryRow[] {
    const keys = this.#table(actorType).children.get(parentId(parent)) ?? [];
    return [...keys].flatMap((key) => this.row(actorType, key) ?? []);
  }
  /** LastModified as answered. */
  lastModified(row: MemoryVersion & { readonly shownStamp?: string | undefined }): string {
    if (row.shownStamp !== undefined) return row.shownStamp;
    return this.#clock === undefined
      ? stampText(this.stampKind, Math.floor(row.stamp / this.behaviour.stampGrain))
      : stampText('dateTime', (Math.floor(row.stamp / this.#clock.grainMs) * this.#clock.grainMs) / 1_000);
  }
  /** The first change that a poll from this LastModified shows; undefined when it is none of this ERP's. */
  firstFrom(lastModified: string): number | undefined {
    if (lastModified === '') return 0;
    const counter = stampCounter(this.stampKind, lastModified);
    if (counter === undefined) return undefined;
    if (this.#clock === undefined) return counter * this.behaviour.stampGrain;
    return counter * 1_000 + (this.#clock.exclusive === true ? this.#clock.grainMs : 0);
  }
  /** The newest change's number. */
  get newestStamp(): number {
    return this.#stamp;
  }

  /** A new actor; its key comes from the number series unless given. Answers the key. */
  add(
    actorType: ErpActorType,
    values: FieldValues,
    more: { readonly erpKey?: string; readonly parent?: MemoryParent | undefined } = {},
  ): string {
    const table = this.#table(actorType);
    const erpKey = more.erpKey ?? this.#nextKey(table);
    if (table.rows.has(erpKey)) throw new Error(`${actorType} ${erpKey} exists already.`);
    this.#put(table, {
      erpKey,
      parent: more.parent,
      values: { ...values },
      stamp: this.#next(),
      past: [],
      shownStamp: undefined,
    });
    return erpKey;
  }
  edit(actorType: ErpActorType, erpKey: string, values: FieldValues): void {
    this.#change(actorType, erpKey, values, this.#next());
  }
  /** An edit that leaves LastModified as it was: only a sweep finds it (H23). */
  editSilently(actorType: ErpActorType, erpKey: string, values: FieldValues): void {
    const row = this.#row(actorType, erpKey);
    this.#table(actorType).rows.set(erpKey, { ...row, values: { ...row.values, ...values } });
  }
  /** Shows `text` as LastModified until the next edit, which is a change by itself. */
  showStamp(actorType: ErpActorType, erpKey: string, text: string): void {
    const row = this.#row(actorType, erpKey);
    this.#put(this.#table(actorType), { ...row, stamp: this.#next(), shownStamp: text });
  }
  remove(actorType: ErpActorType, erpKey: string): void {
    const row = this.#row(actorType, erpKey);
    const table = this.#table(actorType);
    table.rows.delete(erpKey);
    if (row.parent !== undefined) table.children.get(parentId(row.parent))?.delete(erpKey);
  }
  /** The same actor under another key, as renumbering does (H34). */
  rename(actorType: ErpActorType, from: string, to: string): void {
    const row = this.#row(actorType, from);
    this.remove(actorType, from);
    this.add(actorType, row.values, { erpKey: to, parent: row.parent });
  }

  begin(): MemoryTransaction {
    const changes: { actorType: ErpActorType; erpKey: string; values: FieldValues; stamp: number }[] = [];
    return {
      edit: (actorType, erpKey, values) => {
        changes.push({ actorType, erpKey, values, stamp: this.#next() });
      },
      commit: () => {
        for (const { actorType, erpKey, values, stamp } of changes.splice(0))
          this.#change(actorType, erpKey, values, stamp);
      },
    };
  }

  snapshot(): MemorySnapshot {
    const tables = [...this.#tables].map(
      ([type, { rows, nextKey }]) => [type, { rows: [...rows.values()], nextKey }] as const,
    );
    return { stamp: this.#stamp, tables: new Map(tables) };
  }
  /** The ERP restored from a backup: data, counter and number series go back (H10). */
  restore(snapshot: MemorySnapshot): void {
    this.#stamp = snapshot.stamp;
    for (const [actorType, { rows, nextKey }] of snapshot.tables) {
      const table = this.#emptyTable(this.#table(actorType).type, nextKey);
      this.#tables.set(actorType, table);
      for (const row of rows.toSorted((a, b) => a.stamp - b.stamp)) this.#put(table, row);
    }
  }

  /** What a poll at the present lag shows of a row; undefined when the row is newer than the lag reaches. */
  polled(row: MemoryRow): MemoryVersion | undefined {
    const { pollLag } = this.behaviour;
    if (pollLag === 0) return row;
    return [row, ...row.past].find((version) => version.stamp <= this.#stamp - pollLag);
  }
  /** Rows changed at or after a counter, oldest change first, each as a poll shows it. */
  *changedSince(
    actorType: ErpActorType,
    stamp: number,
  ): Generator<readonly [MemoryRow, MemoryVersion], void, undefined> {
    const table = this.#table(actorType);
    for (const entry of table.index.from(stamp)) {
      this.rowsExamined++;
      const row = table.rows.get(entry.erpKey);
      const version = row === undefined ? undefined : this.polled(row);
      if (row !== undefined && version?.stamp === entry.stamp) yield [row, version];
    }
  }

  countCall(operation: string): void {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
  }
  forgetCalls(): void {
    this.calls.clear();
    this.rowsExamined = 0;
  }

  #change(actorType: ErpActorType, erpKey: string, values: FieldValues, stamp: number): void {
    const table = this.#table(actorType);
    const row = this.#row(actorType, erpKey);
    const { pollLag } = this.behaviour;
    const past = pollLag === 0 ? [] : keepUntil([row, ...row.past], stamp - pollLag);
    // A late commit carries an old number, but never lowers one that a later edit has given.
    const newest = Math.max(stamp, row.stamp);
    this.#put(table, { ...row, values: { ...row.values, ...values }, stamp: newest, past, shownStamp: undefined });
  }

  #put(table: Table, row: MemoryRow): void {
    const known = table.rows.get(row.erpKey);
    table.rows.set(row.erpKey, row);
    if (known?.stamp !== row.stamp) table.index.add({ stamp: row.stamp, erpKey: row.erpKey });
    if (row.parent === undefined) return;
    const id = parentId(row.parent);
    const siblings = table.children.get(id);
    if (siblings === undefined) table.children.set(id, new Set([row.erpKey]));
    else siblings.add(row.erpKey);
  }

  #emptyTable(type: MemoryType, nextKey: number): Table {
    const rows = new Map<string, MemoryRow>();
    const isLive = ({ stamp, erpKey }: { stamp: number; erpKey: string }): boolean => {
      const row = rows.get(erpKey);
      return row !== undefined && (row.stamp === stamp || row.past.some((version) => version.stamp === stamp));
    };
    return { type, rows, children: new Map(), index: new StampIndex(isLive), nextKey };
  }

  #next(): number {
    const time = this.#clock === undefined ? 0 : this.#clock.now().getTime() - firstMs;
    this.#stamp = Math.max(this.#stamp + 1, time);
    return this.#stamp;
  }

  #nextKey(table: Table): string {
    for (;;) {
      const erpKey = `${table.type.keyPrefix ?? ''}${table.nextKey++}`;
      if (!table.rows.has(erpKey)) return erpKey;
    }
  }
  #table(actorType: ErpActorType): Table {
    const table = this.#tables.get(actorType);
    if (table === undefined) throw new Error(`This world has no ${actorType}.`);
    return table;
  }
  #row(actorType: ErpActorType, erpKey: string): MemoryRow {
    const row = this.#table(actorType).rows.get(erpKey);
    if (row === undefined) throw new Error(`There is no ${actorType} ${erpKey}.`);
    return row;
  }
}

const parentId = (parent: MemoryParent): string => `${parent.actorType} ${parent.erpKey}`;

/** Versions down to the newest one at or below the stamp: older ones no poll can show any more. */
function keepUntil(versions: readonly MemoryVersion[], stamp: number): readonly MemoryVersion[] {
  const last = versions.findIndex((version) => version.stamp <= stamp);
  const kept = last < 0 ? versions : versions.slice(0, last + 1);
  return kept.map(({ stamp: at, values }) => ({ stamp: at, values }));
}
