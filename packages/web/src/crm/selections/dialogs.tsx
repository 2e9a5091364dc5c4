/** A selection gets another name, or goes; its records stay. */
import type { Selection } from '@kobling/contract';
import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { useForgetSelections } from './use-selections.ts';

interface Props {
  readonly selection: Selection;
  readonly close: () => void;
  readonly done?: () => void;
}

export function RenameSelection({ selection, close }: Props) {
  const { t, told } = useCrmListWords();
  const hub = useHub();
  const forget = useForgetSelections();
  const initial = useMemo(() => ({ name: selection.name }), [selection.name]);
  const draft = useDraft(`selection.${selection.id}`, initial);
  const { name } = draft.value;
  const renamed = useMutation({
    mutationFn: () =>
      hub.call('POST /api/selections/:id', { params: { id: selection.id }, body: { name } }, { over: draft.over }),
    onSuccess: () => {
      draft.drop();
      forget();
      close();
    },
  });
  return (
    <FormDialog
      opened
      onClose={close}
      onSubmit={() => renamed.mutate()}
      title={t('sel.renameOf', { name: selection.name })}
      submit={t('save')}
      reason={name.trim() === '' ? t('sel.needsName') : undefined}
      busy={renamed.isPending}
      error={renamed.error}
      size={480}
    >
      <DraftKept draft={draft} />
      <Meanwhile draft={draft} error={renamed.error} parts={{ name: { label: t('name') } }} />
      <TextInput
        label={t('name')}
        size="xs"
        data-autofocus
        value={name}
        error={renamed.error instanceof HubError ? told(renamed.error.fields['name'] ?? '') || false : false}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
      />
    </FormDialog>
  );
}

export function DeleteSelection({ selection, close, done = close }: Props) {
  const { t } = useCrmListWords();
  const hub = useHub();
  const forget = useForgetSelections();
  const { id, name, members } = selection;
  const deleted = useMutation({
    mutationFn: () => hub.call('POST /api/selections/:id/delete', { params: { id } }),
    onSuccess: () => {
      notifications.show({ message: t('sel.deleted', { name }) });
      done();
      forget();
    },
  });
  return (
    <FormDialog
      opened
      onClose={close}
      onSubmit={() => deleted.mutate()}
      title={t('sel.delete.title', { name })}
      submit={t('sel.delete')}
      busy={deleted.isPending}
      error={deleted.error}
      size={480}
    >
      <p>{t('sel.delete.text', { count: members })}</p>
    </FormDialog>
  );
}
