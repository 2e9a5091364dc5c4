import type { Undo, UndoStatus } from '@kobling/contract';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHub } from '../hub/hub.tsx';
import { undoKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';

const pageSize = 100;
const lookMs = 1_000;
/** For what the next cycle ends. */
const lookLaterMs = 5_000;

export const isUnderWay = ({ status }: Pick<Undo, 'status'>): boolean => status === 'queued' || status === 'running';

/** One undo; follows it while it moves. */
export function useUndo(id: number) {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  useEffect(
    () =>
      live.listen((event) => {
        if (event.type === 'request' && event.request.id === id)
          void cache.invalidateQueries({ queryKey: [...undoKey, id] });
      }),
    [live, cache, id],
  );
  return useQuery({
    queryKey: [...undoKey, id],
    queryFn: ({ signal }) => hub.call('GET /api/sync/undo/:id', { params: { id } }, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined ? false : isUnderWay(data) ? lookMs : data.counts.underWay > 0 ? lookLaterMs : false,
  });
}

/** Its rows, page by page; read again whenever a row moved on. */
export function useUndoRows(undo: Undo, only: UndoStatus | undefined) {
  const hub = useHub();
  return useInfiniteQuery({
    queryKey: [...undoKey, undo.requestId, 'rows', only ?? '', undo.status, undo.counts],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/undo/:id/rows',
        { params: { id: undo.requestId }, query: { only, limit: pageSize, afterNo: pageParam } },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextAfterNo,
    placeholderData: (before) => before,
  });
}
