/** The two licences: the site's with its number, and who holds one. */
import type { Licences, User } from '@kobling/contract';
import { Checkbox, Skeleton, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { partsLike } from '../../form/draft.ts';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { PeoplePage, problemOf } from './page.tsx';
import { useSaid } from './problem-words.ts';
import { useSend, useUsers } from './use-people.ts';

export function LicencesPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const licences = useQuery({
    queryKey: [...peopleKey, 'licences'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/licences', {}, { signal }),
  });
  const users = useUsers();
  return (
    <PeoplePage title={t('licences')} intro={t('people.licencesIntro')} problem={problemOf(licences)}>
      {licences.data === undefined ? (
        <div aria-busy="true">
          <Skeleton height={196} />
        </div>
      ) : (
        <SiteLicence licences={licences.data} />
      )}
      <Holders users={users.data?.users.filter((user) => user.active)} licences={licences.data} />
    </PeoplePage>
  );
}

interface Typed {
  readonly site: boolean;
  readonly everyone: boolean;
  /** As it is typed; blank: as many as there are. */
  readonly most: string;
}
const numberOf = (most: string): number | null => (most.trim() === '' ? null : Number(most));
const asSent = ({ most, ...rest }: Partial<Typed>) => ({
  ...rest,
  ...(most !== undefined && { most: numberOf(most) }),
});

function SiteLicence({ licences }: { readonly licences: Licences }) {
  const { t } = usePeopleWords();
  const initial = useMemo(
    () => ({
      site: licences.site,
      everyone: licences.everyone,
      most: licences.most === null ? '' : String(licences.most),
    }),
    [licences],
  );
  const draft = useDraft('licences', initial);
  const form = draft.value;
  const most = numberOf(form.most);
  const isNumber = most === null || (Number.isInteger(most) && most >= 0);
  const save = useSend(
    (hub, changes: typeof draft.changes) =>
      hub.call(
        'POST /api/settings/licences',
        { body: asSent(changes) },
        { over: asSent(partsLike(draft.over, changes)) },
      ),
    {
      done: (_answer, changes) => {
        draft.saved(changes);
        notifications.show({ message: t('people.licencesSaved') });
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  const reason = !isNumber ? t('people.wholeNumber') : draft.isChanged ? undefined : t('people.nothingChanged');
  return (
    <form
      className="panel stack"
      aria-label={t('people.siteLicence')}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined && !save.isPending) save.mutate(draft.changes);
      }}
    >
      <h2>{t('people.siteLicence')}</h2>
      {error === undefined ? null : <Problem error={error} />}
      <Before draft={draft} error={save.error} />
      <Checkbox
        label={t('people.siteOn')}
        description={t('people.siteHint')}
        checked={form.site}
        onChange={(event) => draft.change({ site: event.currentTarget.checked })}
      />
      <TextInput
        className="people-number"
        label={t('people.most')}
        description={t('people.mostHint')}
        inputMode="numeric"
        error={of('most') ?? (isNumber ? null : t('people.wholeNumber'))}
        value={form.most}
        onChange={(event) => draft.change({ most: event.currentTarget.value })}
      />
      <Checkbox
        label={t('people.everyone')}
        checked={form.everyone}
        onChange={(event) => draft.change({ everyone: event.currentTarget.checked })}
      />
      <div className="row">
        <ReasonedButton type="submit" reason={reason} busy={save.isPending}>
          {t('save')}
        </ReasonedButton>
      </div>
    </form>
  );
}

function Holders({
  users,
  licences,
}: {
  readonly users: readonly User[] | undefined;
  readonly licences: Licences | undefined;
}) {
  const { t } = usePeopleWords();
  const change = useSend((hub, { id, licensed }: { readonly id: number; readonly licensed: boolean }) =>
    hub.call('POST /api/settings/licences/users', { body: { userIds: [id], licensed } }),
  );
  const { error } = useSaid()(change.error);
  const columns: readonly Column<User>[] = [
    {
      key: 'licence',
      title: t('people.licence'),
      width: '90px',
      onCard: 'inline',
      cell: (user) => (
        <Checkbox
          size="xs"
          aria-label={t('people.licenceOf', { name: user.name })}
          checked={change.isPending && change.variables.id === user.id ? change.variables.licensed : user.licensed}
          onChange={(event) => {
            if (!change.isPending) change.mutate({ id: user.id, licensed: event.currentTarget.checked });
          }}
        />
      ),
    },
    {
      key: 'name',
      title: t('login.name'),
      width: '30%',
      onCard: 'title',
      cell: (user) => <span className="cut">{user.name}</span>,
    },
    { key: 'fullName', title: t('setup.fullName'), cell: (user) => <span className="cut">{user.fullName}</span> },
  ];
  return (
    <section className="stack">
      <div className="row">
        <h2>{t('people.userLicences')}</h2>
        {licences === undefined ? null : (
          <span className="quiet figures">
            {licences.most === null
              ? t('people.used', { count: licences.used })
              : t('people.usedOf', { count: licences.used, most: licences.most })}
          </span>
        )}
      </div>
      {error === undefined ? null : <Problem error={error} />}
      <DataTable label={t('people.userLicences')} columns={columns} rows={users} rowKey={({ id }) => id} />
    </section>
  );
}

interface BeforeProps {
  readonly draft: Draft<Typed>;
  readonly error: unknown;
}
/** What another window saved since. */
function Before({ draft, error }: BeforeProps) {
  const { t } = usePeopleWords();
  return (
    <Meanwhile
      draft={draft}
      error={error}
      parts={{
        site: { label: t('people.siteOn') },
        most: { label: t('people.most') },
        everyone: { label: t('people.everyone') },
      }}
    />
  );
}
