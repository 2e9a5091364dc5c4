/** Test ERP connection, of the one that is saved: passed, or the connector's own words (test-failed.tsx). */
import type { SyncConnection } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { keepTestFailure } from './test-failed.tsx';

interface Props {
  readonly chosen: SyncConnection | undefined;
  readonly reason: string | undefined;
}

export function TestSaved({ chosen, reason }: Props) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const cache = useQueryClient();
  const test = useMutation({
    mutationFn: ({ id }: SyncConnection) =>
      hub.call('POST /api/settings/sync/connections/:id/test', { params: { id } }),
    onSuccess: (_ok, { name }) =>
      notifications.show({ color: 'green', message: t('set.testPassed', { name }), role: 'status' }),
    onMutate: ({ id }) => keepTestFailure(cache, id, null),
    onError: (error, { id }) => keepTestFailure(cache, id, { error, at: new Date().toISOString() }),
  });
  return (
    <ReasonedButton
      variant="default"
      reason={reason}
      busy={test.isPending}
      onClick={() => {
        if (chosen !== undefined) test.mutate(chosen);
      }}
    >
      {test.isPending ? t('set.testing') : t('set.testErpConnection')}
    </ReasonedButton>
  );
}
