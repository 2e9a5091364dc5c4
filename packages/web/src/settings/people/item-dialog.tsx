import type { SettingsListItem, Wording } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import type { Place } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';
import { WordingFields } from './wording-fields.tsx';

interface Props {
  readonly list: string;
  readonly item: SettingsListItem;
  readonly place: Place;
}
export function ItemDialog({ list, item, place }: Props) {
  const { t } = usePeopleWords();
  const initial = useMemo(() => ({ label: item.label }), [item.label]);
  const draft = useDraft(`list.${list}.${item.id}`, initial);
  const { label } = draft.value;
  const save = useSend(
    (hub, wanted: Wording) =>
      hub.call(
        'POST /api/settings/lists/:list/items/:id',
        { params: { list, id: item.id }, body: { label: wanted } },
        { over: draft.over },
      ),
    {
      done: (_ok, { name }) => {
        notifications.show({ message: t('people.saved', { name }) });
        draft.drop();
        place.close();
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  return (
    <FormDialog
      opened
      title={item.label.name}
      onClose={place.close}
      onSubmit={() => save.mutate(label)}
      submit={t('save')}
      reason={label.name.trim() === '' ? t('people.needItemName') : undefined}
      busy={save.isPending}
      error={error}
    >
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={save.error}
        parts={{
          label: { label: t('name'), shown: ({ name, others }) => [name, ...Object.values(others)].join(', ') },
        }}
      />
      <WordingFields value={label} change={(next) => draft.change({ label: next })} error={of('name')} />
    </FormDialog>
  );
}
