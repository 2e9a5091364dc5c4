/** The items of one list: added by typing, named per language, moved, hidden and shown again. */
import type { SettingsList, SettingsListItem, Wording } from '@kobling/contract';
import { ActionIcon, Button, Checkbox, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { useListName } from './lists.tsx';
import { Nothing } from './page.tsx';
import type { Place } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';

export function ListItems({ list, place }: { readonly list: SettingsList; readonly place: Place }) {
  const { t } = usePeopleWords();
  const hub = useHub();
  const nameOf = useListName();
  const params = { list: list.name };
  const items = useQuery({
    queryKey: [...peopleKey, 'items', list.name],
    queryFn: ({ signal }) => hub.call('GET /api/settings/lists/:list/items', { params }, { signal }),
  });
  const hiddenToo = place.search.has('hidden');
  const all = items.data?.items;
  const rows = all?.filter(({ hidden }) => hiddenToo || !hidden);
  const chosen = all?.find(({ id }) => String(id) === place.of);
  return (
    <section className="stack" aria-label={nameOf(list)}>
      <div className="page-head">
        <h2>{nameOf(list)}</h2>
        {list.fixed ? null : <code className="quiet">{list.name}</code>}
        <Checkbox
          size="xs"
          label={t('people.showHidden')}
          checked={hiddenToo}
          onChange={(event) => place.set({ hidden: event.currentTarget.checked ? '1' : '' })}
        />
        <div className="row push">
          <Button variant="default" onClick={() => place.open('rename', list.name)}>
            {t('people.rename')}
          </Button>
          <ReasonedButton variant="default" reason={useKept(list)} onClick={() => place.open('delete', list.name)}>
            {t('people.delete')}
          </ReasonedButton>
        </div>
      </div>
      <AddItem list={list} />
      {items.error !== null && all === undefined ? (
        <Problem error={items.error} again={() => void items.refetch()} />
      ) : rows?.length === 0 ? (
        <Nothing title={t('people.noItems')} text={t('people.noItemsText')} />
      ) : (
        <ItemTable list={list} all={all} rows={rows} open={(item) => place.open('item', item.id)} />
      )}
      {place.dialog === 'item' && chosen !== undefined ? (
        <ItemDialog key={chosen.id} list={list.name} item={chosen} place={place} />
      ) : null}
    </section>
  );
}

/** In the product's terms a person is a contact. */
const entityWords = { company: 'company', person: 'contact', project: 'project' } as const;

/** Why the list stays; undefined: it can go. */
function useKept(list: SettingsList): string | undefined {
  const { t } = usePeopleWords();
  if (list.fixed) return t('people.listFixed');
  if (list.uses.length === 0) return undefined;
  const uses = list.uses.map((use) =>
    use.kind === 'field'
      ? `${t(entityWords[use.entity])}, ${use.field}`
      : `${use.connection}, ${use.actorType}, ${use.field}`,
  );
  return t('people.listUsed', { by: uses.join('; ') });
}

const noItem = { name: '' };

/** Enter adds, and the next can be typed at once. */
function AddItem({ list }: { readonly list: SettingsList }) {
  const { t } = usePeopleWords();
  const draft = useDraft(`list-item.${list.name}`, noItem);
  const { name } = draft.value;
  const hub = useHub();
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: (label: Wording) =>
      hub.call(
        'POST /api/settings/lists/:list/items',
        { params: { list: list.name }, body: { label } },
        {
          draft: draft.name,
          // Its answer was lost, and it was typed anew: it is called otherwise.
          made: ({ id }) =>
            hub.call('POST /api/settings/lists/:list/items/:id', { params: { list: list.name, id }, body: { label } }),
        },
      ),
    onSuccess: (_answer, label) => {
      // The next one may be typed already; it is not kept waiting for the lists to be read again.
      if (draft.value.name.trim() === label.name) draft.drop();
      void cache.invalidateQueries({ queryKey: peopleKey });
    },
  });
  const { error, of } = useSaid()(add.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !add.isPending) add.mutate({ name: name.trim(), others: {} });
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t('people.newItem')}>
      {error === undefined || of('name') !== null ? null : <Problem error={error} />}
      <div className="row people-add">
        <TextInput
          aria-label={t('people.newItem')}
          placeholder={t('people.newItem')}
          maxLength={200}
          value={name}
          error={of('name')}
          onChange={(event) => draft.change({ name: event.currentTarget.value })}
        />
        <ReasonedButton
          type="submit"
          reason={name.trim() === '' ? t('people.needItemName') : undefined}
          busy={add.isPending}
        >
          {t('people.add')}
        </ReasonedButton>
      </div>
    </form>
  );
}

interface TableProps {
  readonly list: SettingsList;
  readonly all: readonly SettingsListItem[] | undefined;
  readonly rows: readonly SettingsListItem[] | undefined;
  readonly open: (item: SettingsListItem) => void;
}
function ItemTable({ list, all = [], rows, open }: TableProps) {
  const { t, language } = usePeopleWords();
  const tellProblem = useTellProblem();
  const hide = useSend(
    (hub, { id, hidden }: SettingsListItem) =>
      hub.call(
        'POST /api/settings/lists/:list/items/:id',
        {
          params: { list: list.name, id },
          body: { hidden: !hidden },
        },
        { over: { hidden } },
      ),
    { failed: tellProblem },
  );
  const order = useSend(
    (hub, ids: number[]) =>
      hub.call(
        'POST /api/settings/lists/:list/order',
        { params: { list: list.name }, body: { ids } },
        { over: { ids: all.map(({ id }) => id) } },
      ),
    { failed: tellProblem },
  );
  const busy = hide.isPending || order.isPending;
  /** Past the neighbour that is shown; hidden ones between them keep their place. */
  const move = (item: SettingsListItem, by: -1 | 1): void => {
    const neighbour = rows?.[rows.indexOf(item) + by];
    if (neighbour === undefined || busy) return;
    const ids = all.map(({ id }) => id).filter((id) => id !== item.id);
    ids.splice(ids.indexOf(neighbour.id) + (by === 1 ? 1 : 0), 0, item.id);
    order.mutate(ids);
  };
  const said = (item: SettingsListItem): string => item.label.others[language] ?? item.label.name;
  const columns: readonly Column<SettingsListItem>[] = [
    {
      key: 'name',
      title: t('name'),
      onCard: 'title',
      cell: (item) => (
        <UnstyledButton className="people-name cut" onClick={() => open(item)}>
          {said(item)}
        </UnstyledButton>
      ),
    },
    {
      key: 'languages',
      title: t('people.otherLanguages'),
      width: '30%',
      cell: ({ label }) => <span className="cut quiet">{Object.keys(label.others).join(', ')}</span>,
    },
    {
      key: 'hidden',
      title: t('people.state'),
      onCard: 'inline',
      width: '100px',
      cell: ({ hidden }) => (hidden ? <span className="quiet">{t('people.hidden')}</span> : t('people.shown')),
    },
    {
      key: 'act',
      title: t('people.move'),
      width: '130px',
      onCard: 'inline',
      cell: (item) => <ItemButtons item={item} name={said(item)} rows={rows ?? []} move={move} hide={hide.mutate} />,
    },
  ];
  return <DataTable label={t('people.items')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

interface ButtonProps {
  readonly item: SettingsListItem;
  readonly name: string;
  readonly rows: readonly SettingsListItem[];
  readonly move: (item: SettingsListItem, by: -1 | 1) => void;
  readonly hide: (item: SettingsListItem) => void;
}
function ItemButtons({ item, name, rows, move, hide }: ButtonProps) {
  const { t } = usePeopleWords();
  const button = { variant: 'subtle', size: 28, color: 'gray' } as const;
  return (
    <span className="people-buttons">
      <ActionIcon
        {...button}
        aria-label={t('people.moveUp', { name })}
        disabled={rows[0]?.id === item.id}
        onClick={() => move(item, -1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t('people.moveDown', { name })}
        disabled={rows.at(-1)?.id === item.id}
        onClick={() => move(item, 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t(item.hidden ? 'people.showOf' : 'people.hideOf', { name })}
        title={t(item.hidden ? 'people.showOf' : 'people.hideOf', { name })}
        onClick={() => hide(item)}
      >
        {item.hidden ? <IconEye size={16} aria-hidden /> : <IconEyeOff size={16} aria-hidden />}
      </ActionIcon>
    </span>
  );
}
