/** The finder over a table that is none of the CRM's: what ERP Sync itself keeps, as lists that programs read. */
import { done, type Outcome } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { clauseOf, type Criteria } from './clause.ts';
import type { FindableMap } from './findable.ts';
import { orderBy, orderOf, type SortWish } from './order.ts';
import { limitTo, type Total, totalOf } from './total.ts';

export interface FindTable {
  /** SQL after `from`; the table itself is `t` and has an `id`. */
  readonly from: string;
  /** SQL of what the caller may see. */
  readonly where: string;
  readonly fields: FindableMap;
  /** Where nobody asks for an order. */
  readonly order: readonly SortWish[];
}
export interface TableQuery {
  readonly criteria?: Criteria | undefined;
  readonly columns: readonly string[];
  readonly sort: readonly SortWish[];
  /** Day, UTC, that `today` means. */
  readonly today: string;
  readonly limit: number;
  readonly skip: number;
}
export interface TableRow {
  readonly id: number;
  /** Canonical texts by column; unknown columns are left out. */
  readonly values: Readonly<Record<string, string>>;
}

/** Rejected as `findRows`. */
export async function findInTable(
  db: Queryable,
  table: FindTable,
  query: TableQuery,
): Promise<Outcome<readonly TableRow[]>> {
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const where = whereOf(table, query, param);
  if (where.status !== 'done') return where;
  const sort = query.sort.length > 0 ? query.sort : table.order;
  const order = orderOf(table.fields, sort, new Map(), param);
  if (order.status !== 'done') return order;
  const columns = [...new Set(query.columns)].flatMap((key) => table.fields.get(key) ?? []);
  const rows = await db.query<{ id: number; texts: readonly string[] }>(
    `select t.id, array[${columns.map(({ text }) => text).join(', ')}]::text[] as texts from ${table.from}
     where ${where.value} order by ${orderBy(order.value)} limit ${query.limit} offset ${query.skip}`,
    params,
  );
  return done(
    rows.map(({ id, texts }) => ({
      id,
      values: Object.fromEntries(columns.map(({ key }, index) => [key, texts[index] ?? ''])),
    })),
  );
}

/** To `limit`; null counts them all. */
export async function countInTable(
  db: Queryable,
  table: FindTable,
  query: Pick<TableQuery, 'criteria' | 'today'>,
  limit: number | null,
): Promise<Outcome<Total>> {
  const params: unknown[] = [];
  const where = whereOf(table, query, (value) => `$${params.push(value)}`);
  if (where.status !== 'done') return where;
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from (select 1 from ${table.from} where ${where.value} ${limitTo(limit)}) as found`,
    params,
  );
  return done(totalOf(row?.count ?? 0, limit));
}

function whereOf(
  { fields, where }: FindTable,
  { criteria, today }: Pick<TableQuery, 'criteria' | 'today'>,
  param: (value: unknown) => string,
): Outcome<string> {
  const clause = clauseOf(criteria ?? { all: [] }, { searchText: '', fields, today, param, used: () => undefined });
  return clause.status === 'done' ? done(`${where} and ${clause.value}`) : clause;
}
