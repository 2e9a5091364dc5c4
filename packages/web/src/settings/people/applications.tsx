/** Registered applications: services that are called by app:// addresses, and the keys of both sides. */
import type { Application } from '@kobling/contract';
import { UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { useNow } from '../../language/time.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { ApplicationDialog } from './application-dialog.tsx';
import { HubKeys } from './hub-keys.tsx';
import { Nothing, PeoplePage, problemOf } from './page.tsx';
import { usePlace } from '../../form/place.ts';

export function ApplicationsPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const place = usePlace();
  const found = useQuery({
    queryKey: [...peopleKey, 'applications'],
    queryFn: ({ signal }) => hub.call('GET /api/settings/applications', {}, { signal }),
  });
  const rows = found.data?.applications;
  const chosen = rows?.find(({ clientId }) => clientId === place.of);
  return (
    <PeoplePage
      title={t('nav.applications')}
      intro={t('people.applicationsIntro')}
      add={{ words: t('people.addApplication'), open: () => place.open('add') }}
      problem={problemOf(found)}
    >
      {rows?.length === 0 ? (
        <Nothing title={t('people.noApplications')} text={t('people.noApplicationsText')} />
      ) : (
        <ApplicationTable rows={rows} open={(application) => place.open('edit', application.clientId)} />
      )}
      <HubKeys keys={found.data?.hubKeys} />
      {place.dialog === 'add' ? <ApplicationDialog application={undefined} place={place} /> : null}
      {place.dialog === 'edit' && chosen !== undefined ? (
        <ApplicationDialog key={chosen.clientId} application={chosen} place={place} />
      ) : null}
    </PeoplePage>
  );
}

interface TableProps {
  readonly rows: readonly Application[] | undefined;
  readonly open: (application: Application) => void;
}
function ApplicationTable({ rows, open }: TableProps) {
  const { t, format } = usePeopleWords();
  const now = useNow();
  const good = ({ keys }: Application): number =>
    keys.filter(
      ({ kid, from, until }) =>
        kid !== null && (from === null || Date.parse(from) <= now) && (until === null || Date.parse(until) > now),
    ).length;
  const columns: readonly Column<Application>[] = [
    {
      key: 'name',
      title: t('name'),
      onCard: 'title',
      cell: (application) => (
        <UnstyledButton className="people-name cut" onClick={() => open(application)}>
          {application.name}
        </UnstyledButton>
      ),
    },
    { key: 'client', title: t('people.clientId'), cell: ({ clientId }) => <code className="cut">{clientId}</code> },
    { key: 'url', title: 'URL', width: '34%', cell: ({ url }) => <span className="cut">{url}</span> },
    {
      key: 'keys',
      title: t('people.goodKeys'),
      width: '120px',
      align: 'right',
      cell: (application) => format.number(good(application)),
    },
    {
      key: 'state',
      title: t('people.state'),
      width: '120px',
      cell: ({ active }) => (
        <span className={`state ${active ? 'tone-ok' : 'tone-quiet'}`}>
          {active ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleDashed size={16} aria-hidden />}
          {t(active ? 'people.active' : 'people.inactive')}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('nav.applications')}
      columns={columns}
      rows={rows}
      rowKey={({ clientId }) => clientId}
      skeletonRows={2}
    />
  );
}
