/**
 * Moves a field: shown at once, saved at once, one after the other; Undo in the toast takes the last move back. An order that another
 * window has made meanwhile is not overwritten: this one's goes, and what stands is shown.
 */
import type { ActorMapping, MappingSetup } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { moved } from '../../form/sortable-list.tsx';
import { useHub } from '../../hub/hub.tsx';
import { mappingKey } from '../../hub/keys.ts';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { tellWithUndo } from './undo-toast.tsx';

const toastId = 'mapping-rank';

/** Keys of the fields. */
interface Move {
  readonly order: readonly string[];
  /** As it stood before. */
  readonly over: readonly string[];
}

export function useRank(connectionId: number, { actorType, fields }: ActorMapping) {
  const { t } = useMappingWords();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const queryKey = [...mappingKey, connectionId, 'fields'];
  const mutationKey = ['rank', connectionId];
  const save = useMutation({
    mutationKey,
    // In the order in which they were made.
    scope: { id: `rank.${connectionId}` },
    mutationFn: ({ order, over }: Move) =>
      hub.call(
        'POST /api/settings/sync/connections/:id/mapping/:actorType/rank',
        { params: { id: connectionId, actorType }, body: { order: [...order] } },
        { over: { order: over } },
      ),
    onError: (error) => {
      notifications.hide(toastId);
      tellProblem(error);
    },
    // What the hub has comes back when the last move is saved; earlier it would jump.
    onSettled: () => (cache.isMutating({ mutationKey }) <= 1 ? cache.invalidateQueries({ queryKey }) : undefined),
  });
  const show = ({ order, over }: Move): void => {
    void cache.cancelQueries({ queryKey });
    cache.setQueryData<MappingSetup>(queryKey, (old) => old && { ...old, mappings: reordered(old, actorType, order) });
    save.mutate({ order, over });
  };
  return (from: number, to: number): void => {
    const before = fields.map(({ fieldKey }) => fieldKey);
    const field = fields[from];
    if (field === undefined || from === to) return;
    const next = moved(before, from, to);
    show({ order: next, over: before });
    const place = { field: field.name, place: to + 1, total: before.length };
    tellWithUndo(toastId, t('mapping.rank.moved', place), t('mapping.default.undo'), () =>
      show({ order: before, over: next }),
    );
  };
}

function reordered(setup: MappingSetup, actorType: string, order: readonly string[]): MappingSetup['mappings'] {
  return setup.mappings.map((mapping) =>
    mapping.actorType === actorType
      ? {
          ...mapping,
          fields: mapping.fields.toSorted((a, b) => order.indexOf(a.fieldKey) - order.indexOf(b.fieldKey)),
        }
      : mapping,
  );
}
