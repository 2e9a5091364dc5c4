/** Apart from the page: the overview asks for it too, and must not load what only the page needs. */
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { heldKey } from '../hub/keys.ts';

export function useHeld(connection?: number, enabled = true) {
  const hub = useHub();
  return useQuery({
    queryKey: [...heldKey, connection ?? 0],
    queryFn: ({ signal }) => hub.call('GET /api/sync/held', { query: { connection } }, { signal }),
    enabled,
    refetchInterval: 30_000,
  });
}
