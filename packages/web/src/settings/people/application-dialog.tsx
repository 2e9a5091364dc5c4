import type { Application } from '@kobling/contract';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { partsLike } from '../../form/draft.ts';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { ApplicationKeys } from './application-keys.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Place } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';

interface Props {
  readonly application: Application | undefined;
  readonly place: Place;
}
const blank = { clientId: '', name: '', url: 'https://', active: true };
type Form = typeof blank;

export function ApplicationDialog({ application, place }: Props) {
  const { t } = usePeopleWords();
  const initial = useMemo((): Form => {
    if (application === undefined) return blank;
    const { clientId, name, url, active } = application;
    return { clientId, name, url, active };
  }, [application]);
  const draft = useDraft(`application.${application?.clientId ?? 'new'}`, initial);
  const form = draft.value;
  const [going, setGoing] = useState(false);
  const save = useSend(
    async (hub, body: Form) =>
      application === undefined
        ? hub.call('POST /api/settings/applications', { body }, { draft: draft.name })
        : hub.call(
            'POST /api/settings/applications/:clientId',
            { params: { clientId: application.clientId }, body: draft.changes },
            { over: partsLike(draft.over, draft.changes) },
          ),
    {
      done: (_ok, { name, clientId }) => {
        notifications.show({ message: t('people.saved', { name }) });
        draft.drop();
        // A new one needs a key next.
        if (application === undefined) place.set({ dialog: 'edit', of: clientId.trim() });
        else place.close();
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  if (going && application !== undefined)
    return <DeleteApplication application={application} place={place} onClose={() => setGoing(false)} />;
  const reason =
    form.clientId.trim() === '' ? t('people.needClientId') : form.name.trim() === '' ? t('people.needName') : undefined;
  return (
    <FormDialog
      opened
      size={760}
      title={application === undefined ? t('people.addApplication') : application.name}
      onClose={place.close}
      onSubmit={() => save.mutate(form)}
      submit={t('save')}
      reason={reason}
      busy={save.isPending}
      error={error}
      actions={
        application === undefined ? undefined : (
          <Button variant="default" onClick={() => setGoing(true)}>
            {t('people.delete')}
          </Button>
        )
      }
    >
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={save.error}
        parts={{
          name: { label: t('name') },
          url: { label: 'URL' },
          active: { label: t('people.active') },
        }}
      />
      <Fields clientId={application?.clientId} form={form} change={draft.change} of={of} />
      {application === undefined ? null : <ApplicationKeys application={application} />}
    </FormDialog>
  );
}

interface FieldProps {
  /** Undefined: of a new one, where it is chosen. */
  readonly clientId: string | undefined;
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly of: (field: string) => string | null;
}
function Fields({ clientId, form, change, of }: FieldProps) {
  const { t } = usePeopleWords();
  const text = (name: 'clientId' | 'name' | 'url') => ({
    value: form[name],
    error: of(name),
    required: true,
    withAsterisk: false,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      {clientId === undefined ? (
        <TextInput
          label={t('people.clientId')}
          description={t('people.clientIdHint')}
          data-autofocus
          {...text('clientId')}
        />
      ) : (
        <p className="quiet">
          <code>{`app://${clientId}`}</code>
        </p>
      )}
      <TextInput label={t('name')} maxLength={200} {...text('name')} />
      <TextInput label="URL" maxLength={1_023} {...text('url')} />
      <Checkbox
        label={t('people.active')}
        description={t('people.applicationActiveHint')}
        checked={form.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
    </>
  );
}

function DeleteApplication({
  application,
  place,
  onClose,
}: {
  readonly application: Application;
  readonly place: Place;
  readonly onClose: () => void;
}) {
  const { t } = usePeopleWords();
  const { clientId, name } = application;
  const remove = useSend(
    (hub) => hub.call('POST /api/settings/applications/:clientId/delete', { params: { clientId } }),
    {
      done: () => {
        notifications.show({ message: t('people.deleted', { name }) });
        place.close();
      },
    },
  );
  return (
    <ConfirmDialog
      title={t('people.deleteOf', { name })}
      text={t('people.deleteApplicationText')}
      submit={t('people.delete')}
      busy={remove.isPending}
      error={useSaid()(remove.error).error}
      onClose={onClose}
      onSubmit={() => remove.mutate(undefined)}
    />
  );
}
