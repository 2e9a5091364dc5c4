/** A card and its form, as the hub has them. */
import type { CrmCard, EntityKind } from '@kobling/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHub } from '../hub/hub.tsx';
import { crmKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import { useLanguage } from '../language/language.tsx';

export const cardKey = (kind: EntityKind, id: number) => [...crmKey, 'card', kind, id] as const;

/** Read again when the sync wrote something of it. */
export function useCard(kind: EntityKind, id: number) {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  useEffect(
    () =>
      live.listen((event) => {
        if (event.type === 'log' && event.rows.some(({ record }) => record?.kind === kind && record.id === id))
          void cache.invalidateQueries({ queryKey: cardKey(kind, id) });
      }),
    [live, cache, kind, id],
  );
  return useQuery({
    queryKey: cardKey(kind, id),
    queryFn: ({ signal }) => hub.call('GET /api/crm/:kind/:id', { params: { kind, id } }, { signal }),
    staleTime: 0,
  });
}

/** Fields and list items change rarely. */
export function useForm(kind: EntityKind) {
  const hub = useHub();
  const { language } = useLanguage();
  return useQuery({
    queryKey: [...crmKey, 'form', kind, language],
    queryFn: ({ signal }) => hub.call('GET /api/crm/:kind/form', { params: { kind } }, { signal }),
    staleTime: 60_000,
  });
}

/** Takes over the card that a save answered; lists and what hangs on it are read again. */
export function useTakeCard(): (card: CrmCard) => void {
  const cache = useQueryClient();
  return (card) => {
    const key = cardKey(card.record.kind, card.record.id);
    cache.setQueryData(key, card);
    void cache.invalidateQueries({
      queryKey: crmKey,
      predicate: ({ queryKey }) => JSON.stringify(queryKey) !== JSON.stringify(key) && queryKey[1] !== 'form',
    });
  };
}
