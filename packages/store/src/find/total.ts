/** How many records a question finds: exact while that is cheap, else "more than". */
import { done, type Outcome } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { build, type FindRecordsQuery } from './find.ts';

export interface Total {
  readonly count: number;
  /** False: there are more than `count`. */
  readonly exact: boolean;
}
/** Counting to here takes some milliseconds; a whole million would take longer than the page itself. */
export const countLimit = 10_000;

/** To `limit`; null counts them all, which takes as long as reading them. Rejected as `findRows`. */
export async function countRows(
  db: Queryable,
  query: Pick<FindRecordsQuery, 'kind' | 'fields' | 'criteria' | 'today'>,
  limit: number | null = countLimit,
): Promise<Outcome<Total>> {
  const built = build(query);
  if (built.status !== 'done') return built;
  const { from, where, params } = built.value;
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from (select 1 from ${from} where ${where} ${limitTo(limit)}) as found`,
    params,
  );
  const count = row?.count ?? 0;
  return done(totalOf(count, limit));
}

export const limitTo = (limit: number | null): string => (limit === null ? '' : `limit ${limit + 1}`);
export const totalOf = (count: number, limit: number | null): Total => ({
  count: limit === null ? count : Math.min(count, limit),
  exact: limit === null || count <= limit,
});
