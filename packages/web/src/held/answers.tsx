import type { HeldAnswer, HeldGroup } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { heldKey, overviewKey } from '../hub/keys.ts';
import { useIsAdministrator, useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { groupNames } from './sentence.ts';

type Wish = Pick<HeldAnswer, 'answer' | 'take'>;
interface Props {
  readonly group: HeldGroup;
  /** Rows that were chosen; none: the answer is for the whole group. */
  readonly ids: readonly number[];
  readonly onAnswered: () => void;
}

/** The buttons say for how many the answer is. */
export function Answers({ group, ids, onAnswered }: Props) {
  const { t } = useLanguage();
  const answer = useAnswer(group, ids, onAnswered);
  if (!useIsAdministrator()) return null;
  const count = ids.length === 0 ? group.count : ids.length;
  const some = ids.length > 0;
  const button = (words: string, wish: Wish, primary = false) => (
    <Button
      key={words}
      variant={primary ? 'filled' : 'default'}
      size="compact-sm"
      aria-disabled={answer.isPending}
      onClick={() => {
        if (!answer.isPending) answer.mutate(wish);
      }}
    >
      {words}
    </Button>
  );
  return (
    <div className="row push held-answers">
      {group.why === 'ask'
        ? [
            button(t('held.takeErp', { count, connection: group.connection.name }), { answer: 'approve', take: 'erp' }),
            button(t('held.takeCrm', { count }), { answer: 'approve', take: 'crm' }),
            button(t('held.leave', { count }), { answer: 'reject' }),
          ]
        : [
            button(t(some ? 'held.rejectSome' : 'held.rejectAll', { count }), { answer: 'reject' }),
            button(t(some ? 'held.approveSome' : 'held.approveAll', { count }), { answer: 'approve' }, true),
          ]}
    </div>
  );
}

function useAnswer(group: HeldGroup, ids: readonly number[], onAnswered: () => void) {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const count = ids.length === 0 ? group.count : ids.length;
  return useMutation({
    mutationFn: (wish: Wish) =>
      hub.call('POST /api/sync/held/answer', {
        body: {
          connection: group.connection.id,
          ...wish,
          ...(ids.length === 0 ? { group: groupNames(group) } : { ids: [...ids] }),
        },
      }),
    onSuccess: (_answer, wish) => {
      onAnswered();
      notifications.show({ message: t(wish.answer === 'approve' ? 'held.approved' : 'held.rejected', { count }) });
    },
    onError: tellProblem,
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: heldKey });
      await cache.invalidateQueries({ queryKey: overviewKey });
    },
  });
}
