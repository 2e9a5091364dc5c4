/** Finding companies, persons and projects: by criteria, with the columns and in the order that somebody chose, in pages. */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome } from '@kobling/sdk';
import {
  countRows,
  type Criteria,
  type Database,
  type FindableMap,
  findableMap,
  findRows,
  type Findable,
  type FoundRow,
  type Total,
} from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { type Asking, choicesOf, listOf, type ListChoice } from './fields.ts';
import { createMarks, type Marks } from './marks.ts';

export interface FindRecordsWish {
  readonly kind: EntityKind;
  readonly criteria?: Criteria | undefined;
  /** Keys of findable fields. */
  readonly columns: readonly string[];
  /** Default: by name. */
  readonly sort?: readonly { readonly field: string; readonly descending?: boolean | undefined }[] | undefined;
  /** The first is 0. */
  readonly page?: number | undefined;
  /** 1 to 10,000; default 50. */
  readonly pageSize?: number | undefined;
  /** Whoever asks needs no total, or counts by `countRecordsBy`: only what this page tells is answered. */
  readonly uncounted?: boolean | undefined;
  /** `known` of `findableFields`, of the same kind and asking. */
  readonly known?: FindableMap | undefined;
}
export interface FoundCell {
  /** Canonical text: list items by id, dates ISO, checkboxes `1` and `0`. */
  readonly value: string;
  /** As people read it: list items by name. */
  readonly display: string;
}
export interface FoundRecord {
  readonly kind: EntityKind;
  readonly id: number;
  readonly name: string;
  readonly cells: Readonly<Record<string, FoundCell>>;
}
export interface FoundRecords {
  readonly rows: readonly FoundRecord[];
  readonly total: Total;
  /** There is a page after this one. */
  readonly more: boolean;
  /** Columns that this kind does not have; they are not in the rows. */
  readonly unknownColumns: readonly string[];
}

/** Of a page. */
export const mostRows = 10_000;

/** Lives as long as the database's pool: one set of marks a hub. */
const marksOfHub = new WeakMap<Database, Marks>();

/**
 * Rejected `crm.noField`, `crm.badValue`, `find.noOperator` or `find.unsorted`, naming the field and what to write. `today` of
 * the criteria is the day in UTC.
 */
export async function findRecordsBy(
  hub: ServiceHub,
  wish: FindRecordsWish,
  asking: Asking,
): Promise<Outcome<FoundRecords>> {
  const { kind, criteria, sort = [] } = wish;
  const page = Math.max(0, Math.trunc(wish.page ?? 0));
  const limit = Math.min(Math.max(Math.trunc(wish.pageSize ?? 50), 1), mostRows);
  const today = thisDay();
  const fields = wish.known ?? (await findableMap(hub.db, kind, asking.userId));
  const columns = [...new Set(wish.columns)];
  const lists = await listsOf(hub, fields, [...columns, ...sort.map(({ field }) => field)], asking);
  const marks = marksOfHub.get(hub.db) ?? createMarks();
  marksOfHub.set(hub.db, marks);
  const question = JSON.stringify([kind, criteria, sort, limit, today, asking.userId, asking.language]);
  const query = {
    kind,
    fields,
    criteria,
    columns,
    sort,
    today,
    limit,
    places: new Map([...lists].map(([list, items]) => [list, items.map(({ id }) => id)])),
    ...marks.startOf(question, page, limit),
  };
  const found = await findRows(hub.db, query);
  if (found.status !== 'done') return found;
  const { rows, end } = found.value;
  marks.ended(question, page, end);
  const soFar = { count: page * limit + rows.length, exact: end === null };
  const total =
    wish.uncounted === true
      ? done(soFar)
      : await totalOf(hub, query, { page, limit, here: rows.length, more: end !== null });
  if (total.status !== 'done') return total;
  return done({
    rows: rows.map((row) => toRecord(kind, row, fields, lists)),
    total: total.value,
    more: end !== null,
    unknownColumns: columns.filter((key) => !fields.has(key)),
  });
}

/** The last page says how many there are; else they are counted. */
const totalOf = (
  hub: ServiceHub,
  query: Parameters<typeof countRows>[1],
  read: { readonly page: number; readonly limit: number; readonly here: number; readonly more: boolean },
): Promise<Outcome<Total>> =>
  read.more || (read.page > 0 && read.here === 0)
    ? countRows(hub.db, query)
    : Promise.resolve(done({ count: read.page * read.limit + read.here, exact: true }));

/** How many there are, exactly; among a million it takes as long as reading them. Rejected as `findRecordsBy`. */
export async function countRecordsBy(
  hub: ServiceHub,
  { kind, criteria }: Pick<FindRecordsWish, 'kind' | 'criteria'>,
  asking: Asking,
): Promise<Outcome<number>> {
  const fields = await findableMap(hub.db, kind, asking.userId);
  const total = await countRows(hub.db, { kind, fields, criteria, today: thisDay() }, null);
  return total.status === 'done' ? done(total.value.count) : total;
}

const thisDay = (): string => new Date().toISOString().slice(0, 10);

type Lists = ReadonlyMap<string, readonly ListChoice[]>;

/** Only the lists that the columns and the sort need. */
async function listsOf(hub: ServiceHub, fields: FindableMap, keys: readonly string[], asking: Asking): Promise<Lists> {
  const names = new Set(keys.map((key) => fields.get(key)).flatMap((field) => (field && listOf(field)) ?? []));
  const lists = new Map<string, readonly ListChoice[]>();
  for (const name of names) lists.set(name, await choicesOf(hub, name, asking));
  return lists;
}

function toRecord(kind: EntityKind, row: FoundRow, fields: FindableMap, lists: Lists): FoundRecord {
  const cells = Object.entries(row.values).map(([key, value]): [string, FoundCell] => {
    const field = fields.get(key);
    return [key, { value, display: field === undefined ? value : displayOf(field, value, lists) }];
  });
  return { kind, id: row.id, name: row.name, cells: Object.fromEntries(cells) };
}

function displayOf(field: Findable, value: string, lists: Lists): string {
  const list = listOf(field);
  if (list === null || value === '') return value;
  const items = lists.get(list) ?? [];
  const names = value.split(',').map((id) => items.find((item) => String(item.id) === id)?.name ?? id);
  return names.join(', ');
}
