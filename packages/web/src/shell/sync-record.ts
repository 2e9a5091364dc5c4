/** Sync now of one record, wherever it is connected and the person may, with what it did in a toast for each connection. */
import type { CrmRecord, ErpRequest } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { untilEnded } from '../erp-tab/follow.ts';
import { useHub } from '../hub/hub.tsx';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { recordName } from '../log/record.tsx';

export function useSyncRecord() {
  const hub = useHub();
  const cache = useQueryClient();
  const { t, told } = useLanguage();
  const tellProblem = useTellProblem();
  const tell = (title: string, { connection: { name: connection }, status, message, changes }: ErpRequest): void => {
    if (status === 'failed') {
      const why = `${t('sync.wentWrong', { connection })} ${told(message ?? '')}`;
      notifications.show({ color: 'red', title, message: why, autoClose: 10_000 });
      return;
    }
    const written = (to: 'crm' | 'erp'): number => changes.filter(({ side }) => side === to).length;
    const [crmWrites, erpWrites] = [written('crm'), written('erp')];
    const nothing = crmWrites + erpWrites === 0;
    notifications.show({
      title,
      message: nothing ? t('sync.nothing', { connection }) : t('sync.wrote', { connection, crmWrites, erpWrites }),
    });
  };
  return useMutation({
    mutationFn: async (record: CrmRecord) => {
      const { kind, id } = record;
      const { requests } = await hub.call('POST /api/erp-tab/:kind/:id/sync', { params: { kind, id }, body: {} });
      const started = notifications.show({
        title: recordName(record, t),
        message: t('sync.started'),
        autoClose: 4_000,
      });
      const { signal } = new AbortController();
      const ends = await Promise.all(requests.map(({ requestId }) => untilEnded(hub, requestId, signal)));
      notifications.hide(started);
      for (const end of ends) if (end !== undefined) tell(recordName(record, t), end);
    },
    onError: tellProblem,
    // It may have written the record itself, which the page behind shows.
    onSettled: () => cache.invalidateQueries(),
  });
}
