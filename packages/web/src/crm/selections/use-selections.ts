import type { EntityKind, Selection, SelectionMembers } from '@kobling/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Hub, HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';

export const selectionsKey = [...crmKey, 'selections'] as const;

export function useSelections() {
  const hub = useHub();
  return useQuery({
    queryKey: selectionsKey,
    queryFn: ({ signal }) => hub.call('GET /api/selections', {}, { signal }),
    staleTime: 0,
  });
}

/** Everything of the CRM that is shown may name a selection. */
export function useForgetSelections(): () => void {
  const cache = useQueryClient();
  // Nobody waits for lists that are read again.
  return () => void cache.invalidateQueries({ queryKey: crmKey });
}

async function renamed(
  hub: Hub,
  earlier: Selection,
  { kind, name }: Pick<Selection, 'kind' | 'name'>,
): Promise<Selection> {
  const params = { id: earlier.id };
  if (earlier.kind === kind) return await hub.call('POST /api/selections/:id', { params, body: { name } });
  // Its kind stays: the empty one goes, unless it went when this was sent before.
  await hub.call('POST /api/selections/:id/delete', { params }).catch((error: unknown) => {
    if (!(error instanceof HubError && error.status === 404)) throw error;
  });
  return await hub.call('POST /api/selections', { body: { kind, name } });
}

/** Fills a selection, making it first where it is new. Answers it and how many came in. */
export function useFillSelection() {
  const hub = useHub();
  const forget = useForgetSelections();
  return useMutation({
    mutationFn: async (wish: {
      readonly kind: EntityKind;
      readonly into: number | { readonly name: string };
      readonly members?: SelectionMembers;
      /** `Draft.name` of a new one. */
      readonly draft?: string;
    }): Promise<{ readonly selection: Pick<Selection, 'id' | 'name'>; readonly count: number }> => {
      const { kind, into, members, draft } = wish;
      if (typeof into === 'number') {
        const selection = await hub.call('GET /api/selections/:id', { params: { id: into } });
        if (members === undefined) return { selection, count: 0 };
        const { count } = await hub.call('POST /api/selections/:id/add', { params: { id: into }, body: { members } });
        return { selection, count };
      }
      const body = { kind, name: into.name, ...(members !== undefined && { members }) };
      const selection = await hub.call(
        'POST /api/selections',
        { body },
        {
          ...(draft !== undefined && { draft }),
          // Made before with a lost answer: it is called otherwise. With rows in it, the person is told.
          ...(members === undefined && { made: (earlier) => renamed(hub, earlier, body) }),
        },
      );
      return { selection, count: selection.members };
    },
    onSettled: forget,
  });
}
