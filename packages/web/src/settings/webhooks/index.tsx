/** Settings › Webhooks: which other programs are told when something needs a person, and whether they take it. */
import type { Webhook, WebhookSecret } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useState } from 'react';
import '../../form/styles.ts';
import { FormDialog } from '../../form/form-dialog.tsx';
import { usePlace } from '../../form/place.ts';
import { Problem } from '../../hub/problem.tsx';
import { useWebhookWords } from '../../language/webhooks/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { Deliveries } from './deliveries.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useWebhookActions, useWebhooks, type WebhookActions } from './use-webhooks.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

export function WebhooksPage() {
  const { t } = useWebhookWords();
  const found = useWebhooks();
  const actions = useWebhookActions();
  const place = usePlace();
  const { dialog, open, close } = place;
  const chosen = found.data?.find(({ id }) => String(id) === place.search.get('webhook'));
  const [made, setMade] = useState<WebhookSecret>();
  return (
    <div className="stack">
      <title>{`${t('nav.webhooks')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.webhooks')}</h1>
        <Button className="push" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('add')}>
          {t('hook.add')}
        </Button>
      </div>
      {found.error === null ? null : <Problem error={found.error} again={() => void found.refetch()} />}
      <TestResult actions={actions} />
      {found.data === undefined && found.error !== null ? null : found.data?.length === 0 ? (
        <section className="panel nothing">
          <IconWebhook size={28} aria-hidden />
          <p>{t('hook.empty')}</p>
        </section>
      ) : (
        <WebhookTable hooks={found.data} choose={(hook) => place.set({ webhook: String(hook.id) })} />
      )}
      {chosen === undefined ? null : (
        <>
          <ChosenActions hook={chosen} actions={actions} open={open} />
          <Deliveries hook={chosen} actions={actions} />
        </>
      )}
      <Dialogs
        dialog={dialog}
        chosen={chosen}
        actions={actions}
        close={close}
        leave={() => place.set({ dialog: '', webhook: '' })}
        show={setMade}
      />
      {made === undefined ? null : <SecretDialog made={made} onClose={() => setMade(undefined)} />}
    </div>
  );
}

interface TableProps {
  readonly hooks: readonly Webhook[] | undefined;
  readonly choose: (hook: Webhook) => void;
}
function WebhookTable({ hooks, choose }: TableProps) {
  const { t } = useWebhookWords();
  const columns: readonly Column<Webhook>[] = [
    {
      key: 'name',
      title: t('name'),
      onCard: 'title',
      cell: (hook) => (
        <Button
          variant="transparent"
          size="compact-sm"
          aria-label={`${t('hook.show')}: ${hook.name}`}
          onClick={() => choose(hook)}
        >
          {hook.name}
        </Button>
      ),
    },
    { key: 'url', title: t('hook.url'), cell: (hook) => <span className="mono">{hook.url}</span> },
    {
      key: 'events',
      title: t('hook.events'),
      cell: (hook) => hook.events.map((event) => t(`hook.event.${event}`)).join(', '),
    },
    { key: 'state', title: t('hook.state'), cell: (hook) => t(`hook.state.${hook.state}`), width: '9rem' },
    { key: 'waiting', title: t('hook.status.waiting'), cell: (hook) => hook.waiting, align: 'right', width: '6rem' },
  ];
  return (
    <DataTable label={t('nav.webhooks')} columns={columns} rows={hooks} rowKey={({ id }) => id} skeletonRows={2} />
  );
}

interface ChosenProps {
  readonly hook: Webhook;
  readonly actions: WebhookActions;
  readonly open: (dialog: string) => void;
}
function ChosenActions({ hook, actions, open }: ChosenProps) {
  const { t } = useWebhookWords();
  return (
    <div className="stack">
      {hook.pausedWhy === null ? null : <p role="status">{t(`hook.why.${hook.pausedWhy}`)}</p>}
      <div className="row">
        <Button
          variant="default"
          aria-disabled={actions.test.isPending}
          onClick={() => actions.test.isPending || actions.test.mutate(hook)}
        >
          {t('hook.test')}
        </Button>
        <Button variant="default" onClick={() => open('edit')}>
          {t('hook.edit')}
        </Button>
        <Button variant="default" onClick={() => actions.pause.mutate(hook)}>
          {t(hook.state === 'paused' ? 'hook.resume' : 'hook.pause')}
        </Button>
        <Button variant="default" onClick={() => open('secret')}>
          {t('hook.newSecret')}
        </Button>
        <Button variant="default" onClick={() => open('remove')}>
          {t('hook.remove')}
        </Button>
      </div>
    </div>
  );
}

function TestResult({ actions: { test, pause, resend } }: { readonly actions: WebhookActions }) {
  const { t } = useWebhookWords();
  const error = test.error ?? pause.error ?? resend.error;
  if (error !== null) return <Problem error={error} />;
  if (test.data === undefined) return null;
  const { taken, tookMs, error: why } = test.data;
  return (
    <p className="panel" role="status">
      {taken ? t('hook.testTaken', { ms: tookMs }) : t('hook.testNotTaken', { why: why ?? '' })}
    </p>
  );
}

interface DialogsProps {
  readonly dialog: string | null;
  readonly chosen: Webhook | undefined;
  readonly actions: WebhookActions;
  readonly close: () => void;
  readonly leave: () => void;
  readonly show: (made: WebhookSecret) => void;
}
function Dialogs({ dialog, chosen, actions, close, leave, show }: DialogsProps) {
  const { t } = useWebhookWords();
  const { add, change, remove, renew } = actions;
  const shown = (made: WebhookSecret): void => {
    show(made);
    close();
  };
  if (dialog === 'add' || (dialog === 'edit' && chosen !== undefined)) {
    const edited = dialog === 'edit' ? chosen : undefined;
    return (
      <WebhookDialog
        key={edited?.id ?? 'new'}
        edited={edited}
        busy={add.isPending || change.isPending}
        error={add.error ?? change.error}
        onClose={() => {
          add.reset();
          change.reset();
          close();
        }}
        onSave={(body, { over, name, drop }) => {
          if (edited === undefined) add.mutate({ body, draft: name }, { onSuccess: (made) => (drop(), shown(made)) });
          else change.mutate({ hook: edited, body, over }, { onSuccess: () => (drop(), close()) });
        }}
      />
    );
  }
  if (chosen === undefined || (dialog !== 'secret' && dialog !== 'remove')) return null;
  const isRemoval = dialog === 'remove';
  return (
    <FormDialog
      opened
      title={t(isRemoval ? 'hook.removeAsk' : 'hook.newSecretAsk', { name: chosen.name })}
      onClose={close}
      onSubmit={() =>
        isRemoval ? remove.mutate(chosen, { onSuccess: leave }) : renew.mutate(chosen, { onSuccess: shown })
      }
      submit={t(isRemoval ? 'hook.remove' : 'hook.newSecret')}
      busy={remove.isPending || renew.isPending}
      error={remove.error ?? renew.error}
      size={480}
    >
      <p>{t(isRemoval ? 'hook.removeText' : 'hook.newSecretText')}</p>
    </FormDialog>
  );
}
