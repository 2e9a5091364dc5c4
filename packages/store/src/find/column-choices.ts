/** What a person chose for a list: columns in their order with widths, and the sort. */
import type { Queryable } from '../database.ts';
import type { SortWish } from './order.ts';

export interface ChosenColumn {
  readonly name: string;
  /** As the page measures it, such as `12%` or `80px`; '' by itself. */
  readonly width: string;
}
export interface ColumnChoice {
  readonly columns: readonly ChosenColumn[];
  readonly sort: readonly SortWish[];
}

/** Undefined: nothing was chosen. */
export const readColumnChoice = async (
  db: Queryable,
  userId: number,
  list: string,
): Promise<ColumnChoice | undefined> =>
  (
    await db.query<ColumnChoice>('select columns, sort from column_choice where user_id = $1 and list = $2', [
      userId,
      list,
    ])
  )[0];

/** Nothing chosen is nothing kept: the list shows its own columns again. */
export async function saveColumnChoice(
  db: Queryable,
  userId: number,
  list: string,
  { columns, sort }: ColumnChoice,
): Promise<void> {
  if (columns.length === 0 && sort.length === 0) {
    await db.run('delete from column_choice where user_id = $1 and list = $2', [userId, list]);
    return;
  }
  await db.run(
    `insert into column_choice (user_id, list, columns, sort) values ($1, $2, $3, $4)
     on conflict (user_id, list) do update set columns = excluded.columns, sort = excluded.sort, chosen_at = now()`,
    [userId, list, JSON.stringify(columns), JSON.stringify(sort)],
  );
}

/**
 * Takes columns that are not among `known` out of the choices for these lists: of one user, or of
 * everybody. Names compare without regard to case. Answers how many choices changed.
 */
export async function dropUnknownColumns(
  db: Queryable,
  lists: readonly string[],
  known: readonly string[],
  userId: number | undefined,
): Promise<number> {
  const kept = (items: string, name: string): string =>
    `(select coalesce(jsonb_agg(one order by place), '[]') from jsonb_array_elements(${items}) with ordinality as e (one, place)
      where lower(one ->> '${name}') = any($2::text[]))`;
  const changed = await db.run(
    `update column_choice set columns = ${kept('columns', 'name')}, sort = ${kept('sort', 'field')}, chosen_at = now()
     where list = any($1::text[]) and ($3::int is null or user_id = $3)
       and (columns <> ${kept('columns', 'name')} or sort <> ${kept('sort', 'field')})`,
    [lists, known.map((name) => name.toLowerCase()), userId ?? null],
  );
  await db.run(`delete from column_choice where columns = '[]' and sort = '[]'`);
  return changed;
}
