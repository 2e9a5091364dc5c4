/** The pairs of a list as a person chooses them: kept until saved, each item of the CRM once. */
import type { ListedField } from '@kobling/contract';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { useReadAgain } from './use-mapping.ts';

/** By item of the ERP; null: no selection. */
export type Pairs = Readonly<Record<string, number | null>>;

export function useListDraft(connectionId: number, list: ListedField): Draft<Pairs> {
  const initial = useMemo(
    (): Pairs => Object.fromEntries(list.erpItems.map(({ key, crmItem }) => [key, crmItem])),
    [list],
  );
  const draft = useDraft(`list.${connectionId}.${list.fieldId}`, initial);
  // An item that the ERP dropped since it was chosen is not sent.
  const changes = Object.fromEntries(Object.entries(draft.changes).filter(([key]) => key in initial));
  return { ...draft, changes, saved: (sent) => draft.saved({ ...gone(draft.changes, initial), ...sent }) };
}

const gone = (changes: Partial<Pairs>, initial: Pairs): Partial<Pairs> =>
  Object.fromEntries(Object.entries(changes).filter(([key]) => !(key in initial)));

/** ERP item to why it is marked: its counterpart stands twice (domain rule 10). */
export function useTwice(list: ListedField, pairs: Pairs): ReadonlyMap<string, string> {
  const { t } = useMappingWords();
  const owners = new Map<number, string[]>();
  for (const { key } of list.erpItems) {
    const crmItem = pairs[key];
    if (crmItem !== null && crmItem !== undefined) owners.set(crmItem, [...(owners.get(crmItem) ?? []), key]);
  }
  const nameOf = (key: string): string => list.erpItems.find((item) => item.key === key)?.name ?? key;
  const twice = [...owners].filter(([, keys]) => keys.length > 1);
  return new Map(
    twice.flatMap(([id, keys]) => {
      const item = list.crmItems.find((one) => one.id === id)?.name ?? '';
      const [first = '', second = ''] = keys.map(nameOf);
      return keys.map((key) => [key, t('mapping.list.twice', { item, first, second })] as const);
    }),
  );
}

/** Answers how many pairs were saved. */
export function useSaveItems(connectionId: number, list: ListedField, draft: Draft<Pairs>) {
  const hub = useHub();
  const readAgain = useReadAgain(connectionId);
  return useMutation({
    mutationFn: async () => {
      const pairs = Object.entries(draft.changes).map(([erpItem, to]) => ({
        erpItem,
        from: draft.over[erpItem] ?? null,
        to: to ?? null,
      }));
      await hub.call('POST /api/settings/sync/connections/:id/list-mapping/:fieldId', {
        params: { id: connectionId, fieldId: list.fieldId },
        body: { pairs },
      });
      await readAgain();
      draft.saved(draft.changes);
      return pairs.length;
    },
    onError: () => void readAgain(),
  });
}

export function useAddItems(connectionId: number, list: ListedField) {
  const hub = useHub();
  const readAgain = useReadAgain(connectionId);
  return useMutation({
    mutationFn: async (erpItems: readonly string[]) => {
      const added = await hub.call('POST /api/settings/sync/connections/:id/list-mapping/:fieldId/items', {
        params: { id: connectionId, fieldId: list.fieldId },
        body: { erpItems: [...erpItems] },
      });
      await readAgain();
      return added;
    },
    onError: () => void readAgain(),
  });
}
