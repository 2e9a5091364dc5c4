/** What became of the messages to one address. */
import type { Webhook, WebhookDelivery } from '@kobling/contract';
import { Button } from '@mantine/core';
import { Problem } from '../../hub/problem.tsx';
import { Ago } from '../../language/time.tsx';
import { useWebhookWords } from '../../language/webhooks/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { useDeliveries, type WebhookActions } from './use-webhooks.ts';

export function Deliveries({ hook, actions }: { readonly hook: Webhook; readonly actions: WebhookActions }) {
  const { t } = useWebhookWords();
  const found = useDeliveries(hook.id);
  const title = t('hook.messages', { name: hook.name });
  const columns: readonly Column<WebhookDelivery>[] = [
    { key: 'when', title: t('hook.when'), cell: (row) => <Ago at={row.createdAt} />, onCard: 'title', width: '8rem' },
    { key: 'event', title: t('hook.events'), cell: (row) => t(`hook.event.${row.event}`), width: '11rem' },
    { key: 'connection', title: t('connection'), cell: (row) => row.connection ?? '–' },
    { key: 'count', title: t('hook.records'), cell: (row) => row.count, align: 'right', width: '6rem' },
    { key: 'status', title: t('hook.state'), cell: (row) => t(`hook.status.${row.status}`), width: '9rem' },
    {
      key: 'answer',
      title: t('hook.answer'),
      cell: (row) => row.error ?? (row.httpStatus === null ? '–' : String(row.httpStatus)),
    },
    {
      key: 'resend',
      title: '',
      width: '9rem',
      onCard: 'bare',
      cell: (row) =>
        row.event === 'test' ? null : (
          <Button size="compact-sm" variant="default" onClick={() => actions.resend.mutate({ hook, delivery: row.id })}>
            {t('hook.resend')}
          </Button>
        ),
    },
  ];
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      {found.error === null ? null : <Problem error={found.error} again={() => void found.refetch()} />}
      {found.data?.length === 0 ? (
        <p className="panel quiet">{t('hook.noMessages')}</p>
      ) : (
        <DataTable label={title} columns={columns} rows={found.data} rowKey={(row) => row.id} skeletonRows={3} />
      )}
    </section>
  );
}
