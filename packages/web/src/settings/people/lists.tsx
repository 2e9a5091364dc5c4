/** The CRM's lists: choose one at the left, see and change its items at the right. */
import type { SettingsList } from '@kobling/contract';
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { DeleteList, ListDialog } from './list-dialog.tsx';
import { ListItems } from './list-items.tsx';
import { PeoplePage, problemOf } from './page.tsx';
import { usePlace } from '../../form/place.ts';

export function ListsPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const place = usePlace();
  const lists = useQuery({
    queryKey: [...peopleKey, 'lists'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/lists', {}, { signal }),
  });
  const rows = lists.data?.lists;
  const chosen = rows?.find(({ name }) => name === place.search.get('list')) ?? rows?.[0];
  return (
    <PeoplePage
      title={t('lists')}
      intro={t('people.listsIntro')}
      add={{ words: t('people.addList'), open: () => place.open('add') }}
      problem={problemOf(lists)}
    >
      <div className="people-halves">
        <ListTable rows={rows} chosen={chosen} choose={(list) => place.set({ list: list.name })} />
        {chosen === undefined ? null : <ListItems key={chosen.name} list={chosen} place={place} />}
      </div>
      {place.dialog === 'add' ? <ListDialog list={undefined} place={place} /> : null}
      {place.dialog === 'rename' && chosen !== undefined && chosen.name === place.of ? (
        <ListDialog key={chosen.name} list={chosen} place={place} />
      ) : null}
      {place.dialog === 'delete' && chosen !== undefined && chosen.name === place.of ? (
        <DeleteList list={chosen} place={place} />
      ) : null}
    </PeoplePage>
  );
}

interface TableProps {
  readonly rows: readonly SettingsList[] | undefined;
  readonly chosen: SettingsList | undefined;
  readonly choose: (list: SettingsList) => void;
}
function ListTable({ rows, chosen, choose }: TableProps) {
  const { t, format } = usePeopleWords();
  const nameOf = useListName();
  const columns: readonly Column<SettingsList>[] = [
    {
      key: 'name',
      title: t('name'),
      onCard: 'title',
      cell: (list) => (
        <UnstyledButton
          className="people-name cut"
          aria-current={list.name === chosen?.name ? 'true' : undefined}
          onClick={() => choose(list)}
        >
          {nameOf(list)}
        </UnstyledButton>
      ),
    },
    {
      key: 'items',
      title: t('people.items'),
      width: '90px',
      align: 'right',
      cell: (list) => format.number(list.items),
    },
  ];
  return (
    <DataTable
      label={t('lists')}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      rowProps={(list) => (list.name === chosen?.name ? { className: 'people-chosen' } : {})}
    />
  );
}

const fixed = ['category', 'business', 'country', 'position', 'projectType', 'projectStatus'] as const;

/** The fixed ones by the product's words, unless an administrator named them; the others by their own. */
export function useListName(): (list: Pick<SettingsList, 'name' | 'label'>) => string {
  const { t, language } = usePeopleWords();
  return ({ name, label }) => {
    const own = label.others[language];
    const known = fixed.find((each) => each === name);
    if (own !== undefined && own !== '') return own;
    return known !== undefined && Object.keys(label.others).length === 0 ? t(`people.list.${known}`) : label.name;
  };
}
