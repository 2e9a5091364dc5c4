/** What the pages of people ask the hub, and how they change it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Hub } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';

export function useUsers() {
  const hub = useHub();
  return useQuery({
    queryKey: [...peopleKey, 'users'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/users', {}, { signal }),
  });
}
export function useGroups() {
  const hub = useHub();
  return useQuery({
    queryKey: [...peopleKey, 'groups'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/groups', {}, { signal }),
  });
}

/** Sends a change, and looks again at everything of people before it says that it is done. */
export function useSend<V, A>(
  send: (hub: Hub, value: V) => Promise<A>,
  told: { readonly done?: (answer: A, value: V) => void; readonly failed?: (error: unknown) => void } = {},
) {
  const hub = useHub();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (value: V) => {
      const answer = await send(hub, value);
      await cache.invalidateQueries({ queryKey: peopleKey });
      return answer;
    },
    onSuccess: (answer, value) => told.done?.(answer, value),
    onError: (error) => told.failed?.(error),
  });
}
