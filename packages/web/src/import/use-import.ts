/** An import as the hub knows it; looked at again while it searches or makes records. */
import type { Import, ImportOutcome, ImportRowAction, ResponseOf } from '@kobling/contract';
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { importKey } from '../hub/keys.ts';
import { useTellProblem } from '../hub/sync-control.tsx';

const lookEveryMs = 700;

export function useSources() {
  const hub = useHub();
  return useQuery({
    queryKey: [...importKey, 'sources'],
    queryFn: ({ signal }) => hub.call('GET /api/imports/sources', {}, { signal }),
  });
}

export function useImport(id: number) {
  const hub = useHub();
  return useQuery({
    queryKey: [...importKey, id],
    queryFn: ({ signal }) => hub.call('GET /api/imports/:id', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? lookEveryMs : false),
  });
}

const isAtWork = (found: Import | undefined): boolean =>
  (found?.status === 'searching' || found?.status === 'running') && found.failure === null;

export interface RowFilter {
  readonly action?: ImportRowAction | undefined;
  readonly outcome?: ImportOutcome | undefined;
}
/** `version`: read anew when what would become of the rows has changed. */
export function useImportRows(id: number, filter: RowFilter, version = '') {
  const hub = useHub();
  return useInfiniteQuery({
    queryKey: [...importKey, id, 'rows', filter, version],
    queryFn: ({ pageParam, signal }) =>
      hub.call('GET /api/imports/:id/rows', { params: { id }, query: { after: pageParam, ...filter } }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
}

interface Tick {
  readonly selected: boolean;
  readonly places?: number[];
}
type RowPages = InfiniteData<ResponseOf<'GET /api/imports/:id/rows'>, number>;

/** Ticks rows, all of them or some: at once on the page, then in the hub; counts follow. */
export function useTick(id: number) {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (tick: Tick) => hub.call('POST /api/imports/:id/tick', { params: { id }, body: tick }),
    onMutate: async (tick) => {
      await cache.cancelQueries({ queryKey: [...importKey, id] });
      cache.setQueriesData<RowPages>(
        { queryKey: [...importKey, id, 'rows'] },
        (before) => before && ticked(before, tick),
      );
    },
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: [...importKey, id] }),
  });
}

const ticked = (before: RowPages, { selected, places }: Tick): RowPages => ({
  ...before,
  pages: before.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => (places === undefined || places.includes(row.place) ? { ...row, selected } : row)),
  })),
});

export function useImportStep(id: number, step: 'start' | 'cancel') {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: async () => {
      if (step === 'start') await hub.call('POST /api/imports/:id/start', { params: { id } });
      else await hub.call('POST /api/imports/:id/cancel', { params: { id } });
    },
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: [...importKey, id] }),
  });
}
