/** What the tab asks the hub: the page at once from what is stored, and each ERP's own values in a question of their own. */
import type { ErpTabConnection } from '@kobling/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHub } from '../hub/hub.tsx';
import { erpTabKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import type { Entity } from './draft.ts';

const restingMs = 30_000;
const creatingMs = 2_000;

/** Read again when the sync wrote something of the record, and often while it is being created. */
export function useErpTab({ kind, id }: Entity) {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  useEffect(
    () =>
      live.listen((event) => {
        if (event.type === 'log' && event.rows.some(({ record }) => record?.kind === kind && record.id === id))
          void cache.invalidateQueries({ queryKey: [...erpTabKey, kind, id, 'page'] });
      }),
    [live, cache, kind, id],
  );
  return useQuery({
    queryKey: [...erpTabKey, kind, id, 'page'],
    queryFn: ({ signal }) => hub.call('GET /api/erp-tab/:kind/:id', { params: { kind, id } }, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.connections.some(({ link }) => link?.state === 'creating') === true ? creatingMs : restingMs,
    staleTime: 0,
  });
}

/** A slow ERP holds up only its own part; one that is away is not asked twice. */
export function useLiveValues({ kind, id }: Entity, { connection, link, fields }: ErpTabConnection) {
  const hub = useHub();
  return useQuery({
    queryKey: [...erpTabKey, kind, id, 'live', connection.id, link?.erpKey],
    queryFn: ({ signal }) =>
      hub.call(
        'GET /api/erp-tab/:kind/:id/live/:connection',
        { params: { kind, id, connection: connection.id } },
        { signal },
      ),
    enabled: link !== null && link.erpKey !== null && fields.length > 0,
    retry: false,
    staleTime: 10_000,
  });
}
