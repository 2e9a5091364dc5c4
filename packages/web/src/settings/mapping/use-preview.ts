/** Asks what saving would change, follows it, and lets it go when nobody looks any more. */
import type { ActorMapping, MappingPreview } from '@kobling/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useHub } from '../../hub/hub.tsx';
import { mappingKey } from '../../hub/keys.ts';
import { isMoved } from '../../hub/problem.tsx';
import type { MappingDraft } from './use-mapping-draft.ts';

const lookMs = 500;
const isUnderWay = (state: MappingPreview | undefined): boolean =>
  state === undefined || state.status === 'queued' || state.status === 'running';

export function usePreview(connectionId: number, actorType: ActorMapping['actorType'], draft: MappingDraft) {
  const hub = useHub();
  const cache = useQueryClient();
  /** Undefined: being asked for; null: nothing is synced otherwise. */
  const [requestId, setRequestId] = useState<number | null | undefined>(undefined);
  const [error, setError] = useState<unknown>(null);
  // As it was when the dialog opened: behind it nothing can be changed.
  const asked = useRef({ active: draft.active, fields: [...draft.fields] });
  useEffect(() => {
    let mine: number | null = null;
    let left = false;
    const cancel = (id: number): void =>
      void hub.call('POST /api/sync/requests/:id/cancel', { params: { id } }).catch(() => undefined);
    const ask = async (): Promise<void> => {
      const { requestId: id } = await hub.call('POST /api/settings/sync/connections/:id/mapping/:actorType/preview', {
        params: { id: connectionId, actorType },
        body: asked.current,
      });
      mine = id;
      if (left && id !== null) cancel(id);
      else setRequestId(id);
    };
    ask().catch((problem: unknown) => {
      if (isMoved(problem)) void cache.invalidateQueries({ queryKey: [...mappingKey, connectionId] });
      if (!left) setError(problem);
    });
    return () => {
      left = true;
      if (mine !== null) cancel(mine);
    };
  }, [hub, cache, connectionId, actorType]);
  const state = useQuery({
    queryKey: [...mappingKey, 'preview', requestId],
    enabled: typeof requestId === 'number',
    queryFn: ({ signal }) =>
      hub.call(
        'GET /api/settings/sync/connections/:id/mapping-preview/:request',
        { params: { id: connectionId, request: requestId ?? 0 } },
        { signal },
      ),
    refetchInterval: ({ state: { data } }) => (isUnderWay(data) ? lookMs : false),
  });
  return { state: state.data, error: error ?? state.error, nothing: requestId === null };
}
