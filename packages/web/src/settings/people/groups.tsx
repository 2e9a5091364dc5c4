/** Groups of users: connections are opened to them. */
import type { Group, User } from '@kobling/contract';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { partsLike } from '../../form/draft.ts';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import type { Hub } from '../../hub/client.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Nothing, PeoplePage, problemOf } from './page.tsx';
import { type Place, usePlace } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { TickList } from './tick-list.tsx';
import { useGroups, useSend, useUsers } from './use-people.ts';

export function GroupsPage() {
  const { t, format } = usePeopleWords();
  const place = usePlace();
  const groups = useGroups();
  const users = useUsers().data?.users ?? [];
  const rows = groups.data?.groups;
  const chosen = rows?.find(({ id }) => String(id) === place.of);
  const columns: readonly Column<Group>[] = [
    {
      key: 'name',
      title: t('name'),
      width: '30%',
      onCard: 'title',
      cell: (group) => (
        <UnstyledButton className="people-name cut" onClick={() => place.open('edit', group.id)}>
          {group.name}
        </UnstyledButton>
      ),
    },
    {
      key: 'members',
      title: t('people.members'),
      width: '110px',
      align: 'right',
      cell: (group) => format.number(group.members.length),
    },
    {
      key: 'connections',
      title: t('erpConnections'),
      cell: (group) => <span className="cut">{group.connections.join(', ')}</span>,
    },
  ];
  return (
    <PeoplePage
      title={t('groups')}
      intro={t('people.groupsIntro')}
      add={{ words: t('people.addGroup'), open: () => place.open('add') }}
      problem={problemOf(groups)}
    >
      {rows?.length === 0 ? (
        <Nothing title={t('people.noGroups')} text={t('people.noGroupsText')} />
      ) : (
        <DataTable label={t('groups')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
      {place.dialog === 'add' ? <GroupDialog group={undefined} users={users} place={place} /> : null}
      {place.dialog === 'edit' && chosen !== undefined ? (
        <GroupDialog key={chosen.id} group={chosen} users={users} place={place} />
      ) : null}
    </PeoplePage>
  );
}

/** Made before with a lost answer, it becomes what is wanted now. */
const addGroup = (hub: Hub, body: { readonly name: string; members: number[] }, draft: string) =>
  hub.call(
    'POST /api/settings/groups',
    { body },
    {
      draft,
      made: async (earlier) => {
        await hub.call('POST /api/settings/groups/:id', { params: { id: earlier.id }, body });
        return earlier;
      },
    },
  );

interface Props {
  readonly group: Group | undefined;
  readonly users: readonly User[];
  readonly place: Place;
}
interface Typed {
  readonly name: string;
  readonly members: readonly number[];
}

const asSent = ({ name, members }: Partial<Typed>) => ({
  ...(name !== undefined && { name }),
  ...(members !== undefined && { members: [...members] }),
});

function GroupDialog({ group, users, place }: Props) {
  const { t } = usePeopleWords();
  const initial = useMemo((): Typed => ({ name: group?.name ?? '', members: group?.members ?? [] }), [group]);
  const draft = useDraft(`group.${group?.id ?? 'new'}`, initial);
  const { name, members } = draft.value;
  const [going, setGoing] = useState(false);
  const save = useSend(
    async (hub, { name: wanted, members: ids }: Typed) =>
      group === undefined
        ? addGroup(hub, { name: wanted, members: [...ids] }, draft.name)
        : hub.call(
            'POST /api/settings/groups/:id',
            { params: { id: group.id }, body: asSent(draft.changes) },
            { over: partsLike(draft.over, draft.changes) },
          ),
    {
      done: (_ok, body) => {
        notifications.show({ message: t('people.saved', { name: body.name }) });
        draft.drop();
        place.close();
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  if (going && group !== undefined) return <DeleteGroup group={group} place={place} onClose={() => setGoing(false)} />;
  return (
    <FormDialog
      opened
      title={group === undefined ? t('people.addGroup') : group.name}
      onClose={place.close}
      onSubmit={() => save.mutate({ name: name.trim(), members })}
      submit={t('save')}
      reason={name.trim() === '' ? t('people.needName') : undefined}
      busy={save.isPending}
      error={error}
      actions={
        group === undefined ? undefined : (
          <Button variant="default" onClick={() => setGoing(true)}>
            {t('people.delete')}
          </Button>
        )
      }
    >
      <Before draft={draft} error={save.error} users={users} />
      <TextInput
        label={t('name')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={100}
        error={of('name')}
        value={name}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
      />
      <TickList
        legend={t('people.members')}
        empty={t('people.noUsers')}
        choices={users
          .filter((user) => user.active || members.includes(user.id))
          .map((user) => ({ id: user.id, name: user.fullName === '' ? user.name : `${user.fullName} (${user.name})` }))}
        chosen={members}
        change={(next) => draft.change({ members: [...next] })}
      />
    </FormDialog>
  );
}

function DeleteGroup({
  group,
  place,
  onClose,
}: {
  readonly group: Group;
  readonly place: Place;
  readonly onClose: () => void;
}) {
  const { t } = usePeopleWords();
  const remove = useSend((hub, id: number) => hub.call('POST /api/settings/groups/:id/delete', { params: { id } }), {
    done: () => {
      notifications.show({ message: t('people.deleted', { name: group.name }) });
      place.close();
    },
  });
  const { connections } = group;
  return (
    <ConfirmDialog
      title={t('people.deleteOf', { name: group.name })}
      text={
        connections.length === 0
          ? t('people.deleteGroupText')
          : t('people.deleteGroupOpen', { connections: connections.join(', ') })
      }
      submit={t('people.delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate(group.id)}
    />
  );
}

interface BeforeProps {
  readonly draft: Draft<Typed>;
  readonly error: unknown;
  readonly users: readonly User[];
}
/** What was typed before, and what another window saved since. */
function Before({ draft, error, users }: BeforeProps) {
  const { t } = usePeopleWords();
  return (
    <>
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={error}
        parts={{
          name: { label: t('name') },
          members: {
            label: t('people.members'),
            shown: (ids) => users.flatMap((user) => (ids.includes(user.id) ? [user.name] : [])).join(', '),
          },
        }}
      />
    </>
  );
}
