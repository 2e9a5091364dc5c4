/** Add or change an address: its name, where it is, and what it is told of. */
import type { Webhook, WebhookEvent, WebhookForm } from '@kobling/contract';
import { Checkbox, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { HubError } from '../../hub/client.ts';
import { useWebhookWords } from '../../language/webhooks/index.ts';

export const events: readonly WebhookEvent[] = ['failure', 'conflict', 'held', 'resolved', 'recovery'];

interface Props {
  readonly edited: Webhook | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  /** `draft`: what was there as it was typed, and what lets the typed go once it is saved. */
  readonly onSave: (form: WebhookForm, draft: Draft<WebhookForm>) => void;
}

export function WebhookDialog({ edited, busy, error, onClose, onSave }: Props) {
  const { t, told } = useWebhookWords();
  const initial = useMemo(
    () => ({ name: edited?.name ?? '', url: edited?.url ?? '', events: edited?.events ?? [...events] }),
    [edited],
  );
  const draft = useDraft(`webhook.${edited?.id ?? 'new'}`, initial);
  const { name, url, events: chosen } = draft.value;
  const reason =
    url.trim() === ''
      ? t('hook.needUrl')
      : name.trim() === ''
        ? t('hook.needName')
        : chosen.length === 0
          ? t('hook.needEvent')
          : undefined;
  const urlError = error instanceof HubError ? told(error.fields['url'] ?? '') || undefined : undefined;
  return (
    <FormDialog
      opened
      title={t(edited === undefined ? 'hook.addTitle' : 'hook.editTitle')}
      onClose={onClose}
      onSubmit={() => onSave({ name: name.trim(), url: url.trim(), events: chosen }, draft)}
      submit={t('hook.save')}
      reason={reason}
      busy={busy}
      error={urlError === undefined ? error : undefined}
    >
      <Before draft={draft} error={error} />
      <TextInput
        label={t('hook.url')}
        description={t('hook.urlHint')}
        required
        withAsterisk={false}
        maxLength={2_000}
        autoComplete="off"
        spellCheck={false}
        error={urlError}
        value={url}
        onChange={(event) => draft.change({ url: event.currentTarget.value })}
      />
      <TextInput
        label={t('name')}
        required
        withAsterisk={false}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('hook.events')}
        value={chosen}
        onChange={(wanted) => draft.change({ events: events.filter((event) => wanted.includes(event)) })}
      >
        <div className="stack" style={{ gap: 8, paddingTop: 6 }}>
          {events.map((event) => (
            <Checkbox key={event} value={event} label={t(`hook.event.${event}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  );
}

interface BeforeProps {
  readonly draft: Draft<WebhookForm>;
  readonly error: unknown;
}
/** What was typed before, and what another window saved since. */
function Before({ draft, error }: BeforeProps) {
  const { t } = useWebhookWords();
  return (
    <>
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={error}
        parts={{
          url: { label: t('hook.url') },
          name: { label: t('name') },
          events: { label: t('hook.events'), shown: (all) => all.map((event) => t(`hook.event.${event}`)).join(', ') },
        }}
      />
    </>
  );
}
