import type { ConnectionOverview } from '@kobling/contract';
import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useIsAdministrator, useSyncNow } from '../hub/sync-control.tsx';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';
import { StateMark } from '../look/state-mark.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { With } from './automatic-sync.tsx';

/** Rare, and its dialog weighs more than the table. */
const GoOn = lazy(() => import('./go-on.tsx').then((part) => ({ default: part.GoOn })));

/** The ERP connections in priority order, worst news in words, the next step at hand. */
export function ConnectionTable({ connections }: { readonly connections: readonly ConnectionOverview[] }) {
  const { t, format } = useLanguage();
  const columns: readonly Column<ConnectionOverview>[] = [
    { key: 'name', title: t('erpConnection'), onCard: 'title', cell: (row) => <Name connection={row} /> },
    {
      key: 'state',
      title: t('overview.state'),
      width: '18%',
      onCard: 'bare',
      cell: (row) => <State connection={row} />,
    },
    {
      key: 'links',
      title: t('overview.links'),
      width: '84px',
      align: 'right',
      cell: (row) => format.number(row.links),
    },
    {
      key: 'lastRun',
      title: t('overview.lastRun'),
      width: '112px',
      align: 'right',
      cell: (row) => (row.lastRunAt === null ? '–' : <Ago at={row.lastRunAt} />),
    },
    {
      key: 'wrote',
      title: t('overview.wrote'),
      width: '108px',
      align: 'right',
      cell: (row) =>
        row.lastRun === null
          ? '–'
          : `${format.number(row.lastRun.crmWrites)} / ${format.number(row.lastRun.erpWrites)}`,
    },
    {
      key: 'waiting',
      title: t('overview.waiting'),
      width: '84px',
      align: 'right',
      cell: (row) => (row.waiting === 0 ? '–' : format.number(row.waiting)),
    },
    {
      key: 'actions',
      title: t('overview.actions'),
      width: '176px',
      align: 'right',
      onCard: 'bare',
      cell: (row) => <NextStep connection={row} />,
    },
  ];
  return (
    <DataTable
      label={t('erpConnections')}
      columns={columns}
      rows={connections}
      rowKey={(row) => row.id}
      below={(row) => (row.healthMessage === null ? null : <Health message={row.healthMessage} connection={row} />)}
    />
  );
}

/** A sentence of two lines would be ten in the column that it belongs to. */
function Health({ message, connection }: { readonly message: string; readonly connection: ConnectionOverview }) {
  const { told } = useLanguage();
  return (
    <p className="connection-why">
      {told(message)}
      {connection.state === 'unreachable' && connection.nextTryAt !== null ? (
        <>
          {' '}
          <With at={connection.nextTryAt} message="overview.retryAt" future />
        </>
      ) : null}
    </p>
  );
}

function Name({ connection }: { readonly connection: ConnectionOverview }) {
  return (
    <div className="cut" title={`${connection.name} (${connection.connector})`}>
      {connection.name} <span className="quiet">{connection.connector}</span>
    </div>
  );
}

export function stateWords(connection: ConnectionOverview, t: LanguageState['t']): string {
  switch (connection.state) {
    case 'conflicts':
      return t('state.conflicts', { count: connection.conflicts });
    case 'failed':
      return connection.failed > 0 ? t('state.failed', { count: connection.failed }) : t('nav.failures');
    case 'waiting':
      return t('state.waiting', { count: connection.waiting });
    case 'inStep':
    case 'syncing':
    case 'held':
    case 'unreachable':
    case 'off':
    case 'new':
      return t(`state.${connection.state}`);
  }
}

function State({ connection }: { readonly connection: ConnectionOverview }) {
  const { t } = useLanguage();
  return (
    <div className="connection-state">
      <div className="row">
        <StateMark look={connection.state} words={stateWords(connection, t)} />
        {connection.state === 'syncing' ? <Progress connection={connection} /> : null}
      </div>
    </div>
  );
}

function Progress({ connection }: { readonly connection: ConnectionOverview }) {
  const { t } = useLanguage();
  const { progress } = connection;
  if (progress === null || progress.total === null || progress.total === 0) return null;
  const percent = Math.min(100, Math.round((progress.done / progress.total) * 100));
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={`${t('state.syncing')}: ${connection.name}`}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

function NextStep({ connection }: { readonly connection: ConnectionOverview }) {
  const { t } = useLanguage();
  const administrator = useIsAdministrator();
  const syncNow = useSyncNow();
  const named = (words: string): string => `${words}: ${connection.name}`;
  if (connection.state === 'conflicts') {
    return (
      <Button
        component={Link}
        to={`/sync/conflicts?connection=${connection.id}`}
        variant="default"
        size="compact-sm"
        aria-label={named(t('overview.resolve'))}
      >
        {t('overview.resolve')}
      </Button>
    );
  }
  if (connection.state === 'failed') {
    return (
      <Button
        component={Link}
        to={`/sync/failures?connection=${connection.id}`}
        variant="default"
        size="compact-sm"
        aria-label={named(t('overview.seeFailures'))}
      >
        {t('overview.seeFailures')}
      </Button>
    );
  }
  if (connection.hold !== null)
    return (
      <Suspense fallback={null}>
        <GoOn connection={connection} />
      </Suspense>
    );
  if (!administrator || !connection.active) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={named(t('syncNow'))}
      aria-disabled={syncNow.isPending}
      onClick={() => {
        if (!syncNow.isPending) syncNow.mutate(connection.id);
      }}
    >
      {t('syncNow')}
    </Button>
  );
}
