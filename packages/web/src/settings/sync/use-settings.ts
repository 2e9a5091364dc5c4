/** What the page asks of the hub, and how it hears of changes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { overviewKey, syncSettingsKey } from '../../hub/keys.ts';

export function useSyncSettings() {
  const hub = useHub();
  return useQuery({
    queryKey: [...syncSettingsKey, 'lists'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/sync', {}, { signal }),
  });
}

export function useConnectionDetail(id: number | undefined) {
  const hub = useHub();
  return useQuery({
    queryKey: [...syncSettingsKey, 'connection', id],
    queryFn: ({ signal }) =>
      hub.call('GET /api/settings/sync/connections/:id', { params: { id: id ?? 0 } }, { signal }),
    enabled: id !== undefined,
  });
}

export function useConfigFields(connectorId: number | undefined) {
  const hub = useHub();
  return useQuery({
    queryKey: [...syncSettingsKey, 'fields', connectorId],
    queryFn: ({ signal }) =>
      hub.call('GET /api/settings/sync/connectors/:id/fields', { params: { id: connectorId ?? 0 } }, { signal }),
    enabled: connectorId !== undefined,
    staleTime: 60_000,
  });
}

export function usePeople(enabled: boolean) {
  const hub = useHub();
  return useQuery({
    queryKey: [...syncSettingsKey, 'people'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/sync/people', {}, { signal }),
    enabled,
  });
}

/** After a change: this page, the overview and all that counts connections look again. */
export function useLookAgain(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: syncSettingsKey }),
      cache.invalidateQueries({ queryKey: overviewKey }),
    ]);
  };
}
