/** Test ERP connection, of the one that is saved: passed, or the connector's own words. */
import type { SyncConnection } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';

interface Props {
  readonly chosen: SyncConnection | undefined;
  readonly reason: string | undefined;
}

export function TestSaved({ chosen, reason }: Props) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const tellProblem = useTellProblem();
  const test = useMutation({
    mutationFn: ({ id }: SyncConnection) =>
      hub.call('POST /api/settings/sync/connections/:id/test', { params: { id } }),
    onSuccess: (_ok, { name }) =>
      notifications.show({ color: 'green', message: t('set.testPassed', { name }), role: 'status' }),
    onError: tellProblem,
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
