/** A list of one's own: added, named per language, deleted while nothing stands on it. */
import type { SettingsList, Wording } from '@kobling/contract';
import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { peopleKey } from '../../hub/keys.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useListName } from './lists.tsx';
import type { Place } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';
import { WordingFields } from './wording-fields.tsx';

interface Props {
  readonly list: SettingsList | undefined;
  readonly place: Place;
}
export function ListDialog({ list, place }: Props) {
  const { t } = usePeopleWords();
  const initial = useMemo(() => ({ key: '', label: list?.label ?? { name: '', others: {} } }), [list]);
  const draft = useDraft(`list.${list?.name ?? 'new'}`, initial);
  const { label } = draft.value;
  // Suggested from the name until a key is typed.
  const key = draft.value.key === '' ? keyFrom(label.name) : draft.value.key;
  const save = useSend(
    async (hub, wanted: { readonly key: string; readonly label: Wording }) =>
      list === undefined
        ? hub.call(
            'POST /api/settings/lists',
            { body: { name: wanted.key, label: wanted.label } },
            { draft: draft.name },
          )
        : hub.call(
            'POST /api/settings/lists/:list',
            { params: { list: list.name }, body: { label: wanted.label } },
            { over: { label: draft.over.label } },
          ),
    {
      done: (_ok, wanted) => {
        notifications.show({ message: t('people.saved', { name: wanted.label.name }) });
        draft.drop();
        if (list === undefined) place.set({ list: wanted.key, dialog: '', of: '' });
        else place.close();
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  const isKey = list !== undefined || /^[A-Za-z][A-Za-z0-9]{0,49}$/.test(key);
  const reason = label.name.trim() === '' ? t('people.needName') : isKey ? undefined : t('people.keyHint');
  return (
    <FormDialog
      opened
      title={t(list === undefined ? 'people.addList' : 'people.rename')}
      onClose={place.close}
      onSubmit={() => save.mutate({ key, label })}
      submit={t('save')}
      reason={reason}
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
      {list === undefined ? (
        <TextInput
          label={t('people.key')}
          description={t('people.keyHint')}
          spellCheck={false}
          autoComplete="off"
          maxLength={50}
          error={of('key')}
          value={key}
          onChange={(event) => draft.change({ key: event.currentTarget.value })}
        />
      ) : null}
    </FormDialog>
  );
}

/** `Shoe size` becomes `shoeSize`. */
export const keyFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('')
    .replace(/^\d+/, '')
    .slice(0, 50);

export function DeleteList({ list, place }: { readonly list: SettingsList; readonly place: Place }) {
  const { t } = usePeopleWords();
  const name = useListName()(list);
  const cache = useQueryClient();
  const remove = useSend(
    async (hub) => {
      await hub.call('POST /api/settings/lists/:list/delete', { params: { list: list.name } });
      // Its items are not to be looked for again.
      cache.removeQueries({ queryKey: [...peopleKey, 'items', list.name] });
    },
    {
      done: () => {
        notifications.show({ message: t('people.deleted', { name }) });
        place.set({ dialog: '', of: '', list: '' });
      },
    },
  );
  return (
    <ConfirmDialog
      title={t('people.deleteOf', { name })}
      text={t('people.deleteListText', { count: list.items + list.hidden })}
      submit={t('people.delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={place.close}
      onSubmit={() => remove.mutate(undefined)}
    />
  );
}
