/** The sync log: one row per field changed, newest first, filtered by what stands in the address. */
import type { LogQuery, LogRow } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { logKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type FilterName, readFilters } from './filters.ts';
import { LogTable } from './log-table.tsx';
import './log.css';

const RunBar = lazy(() => import('../undo/run-bar.tsx').then((part) => ({ default: part.RunBar })));

const pageSize = 50;

export function LogPage() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const filters = readFilters(search);
  const log = useLog(filters);
  const rows = log.data?.pages.flatMap((page) => page.rows);
  const change = (name: FilterName, value: string): void => {
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        // One record's log belongs to its entity.
        if (name === 'entity') next.delete('entityId');
        return next;
      },
      { replace: true },
    );
  };
  return (
    <div className="stack">
      <title>{`${t('syncLog')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('syncLog')}</h1>
        {filters.run === undefined ? null : (
          <>
            <strong>
              {t('log.run')} {filters.run}
            </strong>
            <Suspense fallback={null}>
              <RunBar run={filters.run} />
            </Suspense>
          </>
        )}
        <Link className="push" to="/sync/undo">
          {t('log.runs')}
        </Link>
        <NewRows key={search.toString()} filters={filters} />
      </div>
      <FilterBar filters={filters} change={change} clear={() => setSearch({}, { replace: true })} />
      {rows === undefined && log.error !== null ? <Problem error={log.error} again={() => void log.refetch()} /> : null}
      {rows?.length === 0 ? <NoRows filtered={search.size > 0} /> : null}
      {rows?.length === 0 || (rows === undefined && log.error !== null) ? null : <LogTable rows={rows} />}
      {rows === undefined || rows.length === 0 ? null : log.hasNextPage ? (
        <Button
          className="older"
          variant="default"
          aria-disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t('log.older')}
        </Button>
      ) : (
        <p className="quiet older">{t('log.end')}</p>
      )}
    </div>
  );
}

function useLog(filters: LogQuery) {
  const hub = useHub();
  return useInfiniteQuery({
    queryKey: [...logKey, 'pages', filters],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/log',
        { query: { ...filters, limit: pageSize, ...(pageParam === null ? {} : { beforeId: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
}

/** Rows that come while one reads are offered, not pushed in: what is being read stays where it is. */
function NewRows({ filters }: { readonly filters: LogQuery }) {
  const { t } = useLanguage();
  const live = useLive();
  const cache = useQueryClient();
  const [count, setCount] = useState(0);
  const { connection, kind, side } = filters;
  useEffect(
    () =>
      live.listen((event) => {
        if (event.type !== 'log') return;
        const fit = (row: LogRow): boolean =>
          (connection === undefined || row.connection.id === connection) &&
          (kind === undefined || row.kind === kind) &&
          (side === undefined || row.side === side);
        setCount((old) => old + event.rows.filter(fit).length);
      }),
    [live, connection, kind, side],
  );
  if (count === 0) return null;
  const show = (): void => {
    setCount(0);
    void cache.resetQueries({ queryKey: [...logKey, 'pages', filters] });
  };
  return (
    <Button variant="light" onClick={show}>
      {t('log.newRows', { count })}
    </Button>
  );
}

function NoRows({ filtered }: { readonly filtered: boolean }) {
  const { t } = useLanguage();
  return (
    <section className="panel nothing">
      <IconListSearch size={32} aria-hidden />
      <h2>{t(filtered ? 'log.noneFitTitle' : 'log.emptyTitle')}</h2>
      <p>{t(filtered ? 'log.noneFit' : 'log.empty')}</p>
    </section>
  );
}
