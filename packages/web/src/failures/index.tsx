/** Failures: which record, which field, why, what to do, and when it is tried again. */
import type { Failure, FieldName } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheckFilled, IconRotateClockwise } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { failuresKey, overviewKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator, useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { fieldName, recordName, RecordLink } from '../log/record.tsx';
import { partPath } from '../settings/mapping/connection-path.ts';
import { With } from '../overview/automatic-sync.tsx';
import { ConnectionFilter } from '../table/connection-filter.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { KeyAnswers } from './key-answers.tsx';
import '../log/log.css';
import './failures.css';

const pageSize = 50;

export function FailuresPage() {
  const { t } = useLanguage();
  const hub = useHub();
  const [search] = useSearchParams();
  const connection = Number(search.get('connection')) || undefined;
  const list = useInfiniteQuery({
    queryKey: [...failuresKey, connection ?? 0],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/failures',
        { query: { limit: pageSize, connection, ...(pageParam === null ? {} : { afterLinkId: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextAfterLinkId,
    // Back from where it was mended: what was heard meanwhile went to nobody.
    staleTime: 0,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <div className="stack">
      <title>{`${t('nav.failures')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.failures')}</h1>
        <div className="row">
          <RetryAll connection={connection} total={list.data?.pages[0]?.total ?? 0} />
          <ConnectionFilter />
        </div>
      </div>
      {rows === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <section className="panel nothing">
          <IconCircleCheckFilled size={32} color="var(--ok)" aria-hidden />
          <h2>{t('failures.emptyTitle')}</h2>
          <p>{t('failures.empty')}</p>
        </section>
      ) : rows === undefined && list.error !== null ? null : (
        <FailureTable rows={rows} />
      )}
      {list.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </div>
  );
}

function FailureTable({ rows }: { readonly rows: readonly Failure[] | undefined }) {
  const { t } = useLanguage();
  const columns: readonly Column<Failure>[] = [
    {
      key: 'record',
      title: t('log.record'),
      width: '24%',
      onCard: 'title',
      cell: (row) => <RecordLink record={row.record} />,
    },
    {
      key: 'connection',
      title: t('erpConnection'),
      width: '128px',
      cell: (row) => (
        <div className="cut" title={row.erpKey ?? undefined}>
          {row.connection.name}
        </div>
      ),
    },
    { key: 'reason', title: t('failures.reason'), onCard: 'bare', cell: (row) => <Reasons row={row} /> },
    { key: 'state', title: t('overview.state'), width: '168px', cell: (row) => <Standing row={row} /> },
    {
      key: 'actions',
      title: t('overview.actions'),
      width: '120px',
      align: 'right',
      onCard: 'bare',
      cell: (row) => <Retry row={row} />,
    },
  ];
  return <DataTable label={t('nav.failures')} columns={columns} rows={rows} rowKey={(row) => row.linkId} />;
}

/** Two types of actors may have a field of the same key. */
const listMappingPath = ({ connection, actorType }: Failure, erpField: string): string =>
  `${partPath(connection.id, 'lists')}?${new URLSearchParams({ type: actorType, key: erpField })}`;

function Reasons({ row }: { readonly row: Failure }) {
  const { t, told } = useLanguage();
  const mayMap = useIsAdministrator();
  return (
    <div className="reasons">
      {row.message === null ? null : <div>{told(row.message)}</div>}
      {row.message === null && row.fields.length === 0 ? <div className="quiet">{t('failures.unknown')}</div> : null}
      {row.newKey === null ? null : <div>{t('failures.looksLike', { key: row.newKey })}</div>}
      <KeyAnswers row={row} />
      {row.fields.map(({ field, code, message }) => (
        <div key={`${field.erpField}/${field.crmField}`}>
          {names(message, field) ? null : <strong>{fieldName(field, told)}: </strong>}
          {told(message)}
          {code === 'convert.unmappedItem' && mayMap ? (
            <>
              {' '}
              <Link to={listMappingPath(row, field.erpField ?? '')}>{t('failures.listMapping')}</Link>
            </>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** Most sentences begin with the name of their field: it is not said twice. */
const names = (message: string, field: FieldName): boolean =>
  [field.crmLabel, field.crmField, field.erpLabel, field.erpField].some(
    (name) => name !== null && message.startsWith(`${name}:`),
  );

function Standing({ row }: { readonly row: Failure }) {
  const { t } = useLanguage();
  return (
    <div className="standing">
      <div>{t(`failures.state.${row.state}`)}</div>
      <div className="quiet standing-more">
        {row.attempts > 0 ? t('failures.attempts', { count: row.attempts }) : null}
        {row.nextTryAt === null ? null : (
          <>
            {row.attempts > 0 ? ' · ' : ''}
            <With at={row.nextTryAt} message="overview.retryAt" future />
          </>
        )}
      </div>
    </div>
  );
}

function RetryAll(props: { readonly connection: number | undefined; readonly total: number }) {
  const { connection, total } = props;
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const retry = useMutation({
    mutationFn: () => hub.call('POST /api/sync/failures/retry', { body: { connection } }),
    onSuccess: ({ count }) => notifications.show({ message: t('failures.retriedAll', { count }) }),
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: failuresKey }),
  });
  if (!useIsAdministrator() || total < 2) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconRotateClockwise size={16} aria-hidden />}
      aria-disabled={retry.isPending}
      loading={retry.isPending}
      onClick={() => {
        if (!retry.isPending) retry.mutate();
      }}
    >
      {t('failures.retryAll', { count: total })}
    </Button>
  );
}

function Retry({ row }: { readonly row: Failure }) {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const record = recordName(row.record, t);
  const retry = useMutation({
    mutationFn: () => hub.call('POST /api/sync/failures/:linkId/retry', { params: { linkId: row.linkId } }),
    onSuccess: () => notifications.show({ message: t('failures.retried', { record }) }),
    onError: tellProblem,
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: failuresKey });
      await cache.invalidateQueries({ queryKey: overviewKey });
    },
  });
  // Trying again answers nothing where a person is asked whose key it is.
  if (!useIsAdministrator() || row.keyDoubted) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconRotateClockwise size={16} aria-hidden />}
      aria-label={`${t('failures.retry')}: ${record}`}
      aria-disabled={retry.isPending}
      onClick={() => {
        if (!retry.isPending) retry.mutate();
      }}
    >
      {t('failures.retry')}
    </Button>
  );
}
