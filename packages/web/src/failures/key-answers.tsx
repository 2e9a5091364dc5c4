/** A link whose key is in doubt, or that seems to have a new one: what a person can say to it. */
import type { Failure, KeyAnswer } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { failuresKey, overviewKey } from '../hub/keys.ts';
import { useIsAdministrator, useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { recordName } from '../log/record.tsx';

/** Nothing for a link that has no such question, or for somebody who may not answer it. */
export function KeyAnswers({ row }: { readonly row: Failure }) {
  const { t } = useLanguage();
  const answer = useKeyAnswer(row);
  if (!useIsAdministrator()) return null;
  const button = (words: string, wish: KeyAnswer) => (
    <Button
      key={wish}
      variant="default"
      size="compact-sm"
      aria-label={`${words}: ${recordName(row.record, t)}`}
      aria-disabled={answer.isPending}
      onClick={() => {
        if (!answer.isPending) answer.mutate(wish);
      }}
    >
      {words}
    </Button>
  );
  if (row.keyDoubted) return <div className="row key-answers">{button(t('failures.sameRecord'), 'same')}</div>;
  if (row.newKey === null) return null;
  return (
    <div className="row key-answers">
      {button(t('failures.useKey', { key: row.newKey }), 'newKey')}
      {button(t('failures.notThatKey'), 'notThatKey')}
    </div>
  );
}

function useKeyAnswer(row: Failure) {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (answer: KeyAnswer) =>
      hub.call('POST /api/sync/failures/:linkId/key', { params: { linkId: row.linkId }, body: { answer } }),
    onSuccess: () => notifications.show({ message: t('failures.answered', { record: recordName(row.record, t) }) }),
    onError: tellProblem,
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: failuresKey });
      await cache.invalidateQueries({ queryKey: overviewKey });
    },
  });
}
