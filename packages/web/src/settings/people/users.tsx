/** Users: who may log in, as what, and with which licence. */
import type { User } from '@kobling/contract';
import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconLicense } from '@tabler/icons-react';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { FilterText } from './filter-text.tsx';
import { Nothing, PeoplePage, problemOf } from './page.tsx';
import { usePlace } from '../../form/place.ts';
import { SessionsDialog } from './sessions-dialog.tsx';
import { useGroups, useUsers } from './use-people.ts';
import { UserDialog } from './user-dialog.tsx';

export function UsersPage() {
  const { t } = usePeopleWords();
  const place = usePlace();
  const users = useUsers();
  const groups = useGroups().data?.groups ?? [];
  const wanted = (place.search.get('q') ?? '').toLowerCase();
  const inactiveToo = place.search.has('inactive');
  const all = users.data?.users;
  const rows = all?.filter(
    (user) =>
      (inactiveToo || user.active) &&
      [user.name, user.fullName, user.email].some((text) => text.toLowerCase().includes(wanted)),
  );
  const chosen = all?.find(({ id }) => String(id) === place.of);
  const nameOf = (id: number): string => groups.find((group) => group.id === id)?.name ?? '';
  return (
    <PeoplePage
      title={t('users')}
      add={{ words: t('people.addUser'), open: () => place.open('add') }}
      problem={problemOf(users)}
      tools={
        <>
          <FilterText
            hint={t('people.filterUsers')}
            value={place.search.get('q') ?? ''}
            set={(q) => place.set({ q })}
          />
          <Checkbox
            size="xs"
            label={t('people.showInactive')}
            checked={inactiveToo}
            onChange={(event) => place.set({ inactive: event.currentTarget.checked ? '1' : '' })}
          />
        </>
      }
    >
      {rows?.length === 0 ? (
        <Nothing title={t('people.noUsers')} text={t('people.noUsersText')} />
      ) : (
        <UserTable rows={rows} nameOf={nameOf} open={(user) => place.open('edit', user.id)} />
      )}
      {place.dialog === 'add' ? <UserDialog user={undefined} groups={groups} place={place} /> : null}
      {place.dialog === 'edit' && chosen !== undefined ? (
        <UserDialog key={chosen.id} user={chosen} groups={groups} place={place} />
      ) : null}
      {place.dialog === 'sessions' && chosen !== undefined ? <SessionsDialog user={chosen} place={place} /> : null}
    </PeoplePage>
  );
}

interface TableProps {
  readonly rows: readonly User[] | undefined;
  readonly nameOf: (group: number) => string;
  readonly open: (user: User) => void;
}
function UserTable({ rows, nameOf, open }: TableProps) {
  const { t } = usePeopleWords();
  const columns: readonly Column<User>[] = [
    {
      key: 'name',
      title: t('login.name'),
      width: '15%',
      onCard: 'title',
      cell: (user) => (
        <UnstyledButton className="people-name cut" onClick={() => open(user)}>
          {user.name}
        </UnstyledButton>
      ),
    },
    {
      key: 'fullName',
      title: t('setup.fullName'),
      width: '24%',
      cell: (user) => <span className="cut">{user.fullName}</span>,
    },
    { key: 'role', title: t('people.role'), width: '120px', cell: (user) => t(`people.role.${user.role}`) },
    {
      key: 'licence',
      title: t('people.licence'),
      width: '96px',
      cell: (user) =>
        user.licensed ? (
          <span className="state tone-ok">
            <IconLicense size={16} aria-hidden />
            {t('yes')}
          </span>
        ) : (
          <span className="quiet">{t('people.no')}</span>
        ),
    },
    {
      key: 'groups',
      title: t('groups'),
      cell: (user) => <span className="cut">{user.groups.map(nameOf).join(', ')}</span>,
    },
    { key: 'state', title: t('people.state'), width: '164px', cell: (user) => <UserState user={user} /> },
  ];
  return <DataTable label={t('users')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** Without a password a user waits for the link to be used, or comes in another way. */
function UserState({ user }: { readonly user: User }) {
  const { t } = usePeopleWords();
  if (!user.active)
    return (
      <span className="state tone-quiet">
        <IconCircleDashed size={16} aria-hidden />
        {t('people.inactive')}
      </span>
    );
  return (
    <span className={`state ${user.hasPassword ? 'tone-ok' : 'tone-warn'}`}>
      {user.hasPassword ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleDashed size={16} aria-hidden />}
      {t(user.hasPassword ? 'people.active' : 'people.noPasswordYet')}
    </span>
  );
}
