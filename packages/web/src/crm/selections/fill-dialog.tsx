/** Chosen rows, or all that was found, into a selection that there is or into a new one. */
import type { EntityKind, SelectionMembers } from '@kobling/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { HubError } from '../../hub/client.ts';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { useFillSelection, useSelections } from './use-selections.ts';

interface Props {
  readonly kind: EntityKind;
  readonly title: string;
  readonly members: SelectionMembers;
  readonly close: () => void;
  /** They are in it. */
  readonly done: () => void;
}

const blank = { into: '', name: '' };

export function FillDialog({ kind, title, members, close, done }: Props) {
  const { t, told } = useCrmListWords();
  const selections = (useSelections().data?.selections ?? []).filter((one) => one.kind === kind);
  const goTo = useNavigate();
  const draft = useDraft(`selection.fill.${kind}`, blank);
  const { into, name } = draft.value;
  const fill = useFillSelection();
  const isNew = into === '';
  const submit = (): void =>
    fill.mutate(
      { kind, into: isNew ? { name } : Number(into), members, draft: draft.name },
      {
        onSuccess: ({ selection, count }) => {
          notifications.show({
            message: (
              <span className="row">
                {t('sel.added', { count, name: selection.name })}
                <Button size="compact-sm" variant="default" onClick={() => void goTo(`/selections/${selection.id}`)}>
                  {t('sel.open')}
                </Button>
              </span>
            ),
          });
          draft.drop();
          done();
        },
      },
    );
  return (
    <FormDialog
      opened
      onClose={close}
      onSubmit={submit}
      title={title}
      submit={t('sel.add')}
      reason={isNew && name.trim() === '' ? t('sel.needsName') : undefined}
      busy={fill.isPending}
      error={fill.error}
      size={480}
    >
      <DraftKept draft={draft} />
      <NativeSelect
        label={t('sel.which')}
        size="xs"
        value={into}
        data={[
          { value: '', label: t('sel.newOne') },
          ...selections.map((one) => ({ value: String(one.id), label: one.name })),
        ]}
        onChange={(event) => draft.change({ into: event.currentTarget.value })}
      />
      {isNew ? (
        <TextInput
          label={t('name')}
          size="xs"
          data-autofocus
          value={name}
          error={fill.error instanceof HubError ? told(fill.error.fields['name'] ?? '') || false : false}
          onChange={(event) => draft.change({ name: event.currentTarget.value })}
        />
      ) : null}
    </FormDialog>
  );
}
