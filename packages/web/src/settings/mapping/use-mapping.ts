/** What the four pages read and how what they saved is read again. */
import type { QueryClient } from '@tanstack/react-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useParams } from 'react-router';
import { useHub } from '../../hub/hub.tsx';
import { mappingKey, overviewKey, plansKey } from '../../hub/keys.ts';

/** Out of the address; 0 where it holds none. */
export function useConnectionId(): number {
  const id = Number(useParams()['id']);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

export function useMappingSetup(id: number) {
  const hub = useHub();
  return useQuery({
    queryKey: [...mappingKey, id, 'fields'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/sync/connections/:id/mapping', { params: { id } }, { signal }),
  });
}
export function useListMapping(id: number) {
  const hub = useHub();
  return useQuery({
    queryKey: [...mappingKey, id, 'lists'],
    queryFn: ({ signal }) =>
      hub.call('GET /api/settings/sync/connections/:id/list-mapping', { params: { id } }, { signal }),
    // Records that wait for an item come and go with the sync.
    refetchInterval: 30_000,
  });
}
export function useDefaultValues(id: number) {
  const hub = useHub();
  return useQuery({
    queryKey: [...mappingKey, id, 'defaults'],
    queryFn: ({ signal }) =>
      hub.call('GET /api/settings/sync/connections/:id/defaults', { params: { id } }, { signal }),
  });
}

const read = async (cache: QueryClient, id: number): Promise<void> => {
  await Promise.all([
    cache.invalidateQueries({ queryKey: [...mappingKey, id] }),
    cache.invalidateQueries({ queryKey: overviewKey }),
    cache.invalidateQueries({ queryKey: plansKey }),
  ]);
};
/** Resolves once what is shown is what was saved: a draft may then go without a flicker. */
export function useReadAgain(id: number): () => Promise<void> {
  const cache = useQueryClient();
  return useCallback(() => read(cache, id), [cache, id]);
}
