/** Rows of a list, fetched a page at a time as they come into sight. */
import type { Criterion, EntityKind, Found, FoundRow, SortWish } from '@kobling/contract';
import { keepPreviousData, type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';

export const pageSize = 100;

export interface Ask {
  readonly kind: EntityKind;
  readonly criteria: { readonly all: Criterion[] };
  readonly columns: readonly string[];
  readonly sort: readonly SortWish[];
}
export const findKey = (ask: Ask, page: number) => [...crmKey, 'find', ask.kind, ask, page] as const;

export interface FoundRows {
  /** Undefined: on its way. */
  readonly at: (index: number) => FoundRow | undefined;
  /** How many rows can be scrolled to now; more come as one nears the end. */
  readonly count: number;
  readonly total: Found['total'] | undefined;
  readonly error: unknown;
  readonly again: () => void;
  /** What is shown answers an older question. */
  readonly isOld: boolean;
}

/** @param from first row in sight, @param to last */
export function useFoundRows(ask: Ask | undefined, from: number, to: number, cache: QueryClient): FoundRows {
  const hub = useHub();
  const call = (page: number, signal: AbortSignal) => {
    if (ask === undefined) throw new Error('a list that does not know what to ask');
    return hub.call('POST /api/find', { body: { ...ask, ...bodyOf(ask), page, pageSize } }, { signal });
  };
  const head = useQuery({
    queryKey: ask === undefined ? [...crmKey, 'find'] : findKey(ask, 0),
    queryFn: ({ signal }) => call(0, signal),
    enabled: ask !== undefined,
    placeholderData: keepPreviousData,
  });
  const [firstPage, lastPage] = [Math.floor(from / pageSize), Math.floor(to / pageSize)];
  const wanted = Array.from({ length: lastPage - firstPage + 1 }, (_, place) => firstPage + place).filter(
    (page) => page > 0,
  );
  useQueries({
    queries: wanted.map((page) => ({
      queryKey: ask === undefined ? [] : findKey(ask, page),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => call(page, signal),
      enabled: ask !== undefined,
      staleTime: 30_000,
    })),
  });
  const pageOf = (page: number): Found | undefined =>
    page === 0 ? head.data : ask === undefined ? undefined : cache.getQueryData<Found>(findKey(ask, page));
  return {
    at: (index) => pageOf(Math.floor(index / pageSize))?.rows[index % pageSize],
    count: countOf(head.data, lastPage, pageOf),
    total: head.data?.total,
    error: head.data === undefined ? head.error : null,
    again: () => void head.refetch(),
    isOld: head.isPlaceholderData,
  };
}

const bodyOf = ({ columns, sort }: Ask) => ({ columns: [...columns], sort: [...sort] });

/** Exact, or so far as one has scrolled and some pages more. */
function countOf(head: Found | undefined, seen: number, pageOf: (page: number) => Found | undefined): number {
  if (head === undefined) return 0;
  if (head.total.exact) return head.total.count;
  const last = pageOf(seen);
  if (last?.more === false) return seen * pageSize + last.rows.length;
  return Math.max(head.total.count, (seen + 3) * pageSize);
}
