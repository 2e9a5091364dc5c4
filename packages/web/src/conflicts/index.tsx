/** Conflicts: both values, who won and why, and one press to use the other. */
import type { Conflict, Side } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useHub, useSession } from '../hub/hub.tsx';
import { conflictsKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';
import { Value } from '../log/change.tsx';
import { fieldName, FieldWords, recordName, RecordLink } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { ConnectionFilter } from '../table/connection-filter.tsx';
import { type Decide, type Decision, useDecisions } from './decisions.tsx';
import '../log/log.css';
import './conflicts.css';

const pageSize = 50;

export function ConflictsPage() {
  const { t } = useLanguage();
  const hub = useHub();
  const [search] = useSearchParams();
  const connection = Number(search.get('connection')) || undefined;
  const list = useInfiniteQuery({
    queryKey: [...conflictsKey, connection ?? 0],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/conflicts',
        { query: { limit: pageSize, connection, ...(pageParam === null ? {} : { beforeId: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
  // Here and not in the row: a decision outlives its row, which goes at once.
  const { decided, decide } = useDecisions();
  const rows = list.data?.pages.flatMap((page) => page.rows).filter((row) => !decided.has(row.id));
  return (
    <div className="stack">
      <title>{`${t('nav.conflicts')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.conflicts')}</h1>
        <ConnectionFilter />
      </div>
      {rows === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <section className="panel nothing">
          <IconCircleCheckFilled size={32} color="var(--ok)" aria-hidden />
          <h2>{t('conflicts.emptyTitle')}</h2>
          <p>{t('conflicts.empty')}</p>
        </section>
      ) : rows === undefined && list.error !== null ? null : (
        <>
          <p className="quiet">{t('conflicts.intro')}</p>
          <ConflictTable rows={rows} decide={decide} />
        </>
      )}
      {list.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </div>
  );
}

function ConflictTable({ rows, decide }: { readonly rows: readonly Conflict[] | undefined; readonly decide: Decide }) {
  const { t } = useLanguage();
  const crmName = useSession().data?.crmName ?? 'CRM';
  const columns: readonly Column<Conflict>[] = [
    {
      key: 'record',
      title: t('log.record'),
      width: '20%',
      onCard: 'title',
      cell: (row) => <RecordLink record={row.record} />,
    },
    { key: 'field', title: t('field'), width: '14%', cell: (row) => <FieldWords field={row.field} whole /> },
    { key: 'crm', title: crmName, cell: (row) => <Contender row={row} side="crm" /> },
    { key: 'erp', title: t('erp'), cell: (row) => <Contender row={row} side="erp" /> },
    { key: 'when', title: t('when'), width: '112px', align: 'right', cell: (row) => <Ago at={row.at} /> },
    {
      key: 'actions',
      title: t('overview.actions'),
      width: '204px',
      align: 'right',
      onCard: 'bare',
      cell: (row) => <Actions row={row} decide={decide} />,
    },
  ];
  return <DataTable label={t('nav.conflicts')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** One side's value; the winner's says why it won. */
function Contender({ row, side }: { readonly row: Conflict; readonly side: Side }) {
  const { t } = useLanguage();
  const crmName = useSession().data?.crmName ?? 'CRM';
  const won = row.winner === side;
  const loser = row.winner === 'crm' ? row.connection.name : crmName;
  return (
    <div className={won ? 'contender won' : 'contender'}>
      <div className="contender-value">
        <Value text={side === 'crm' ? row.crmValue : row.erpValue} type={row.field.type} />
      </div>
      <div className="contender-why">
        {won ? <IconCircleCheckFilled size={14} aria-hidden /> : <IconCircleX size={14} aria-hidden />}
        <span>
          {side === 'erp' ? `${row.connection.name} · ` : ''}
          {won
            ? `${t('conflicts.won')}. ${t(`conflicts.why.${row.rule}`, { winner: row.winnerName, loser })}`
            : t('conflicts.lost')}
        </span>
      </div>
    </div>
  );
}

function Actions({ row, decide }: { readonly row: Conflict; readonly decide: Decide }) {
  const { t, told, format } = useLanguage();
  if (!useIsAdministrator()) return null;
  const read = (text: string | null): string =>
    text === null || text === ''
      ? t('log.blank')
      : `“${format.value(text, row.field.type, { yes: t('yes'), no: t('log.no') })}”`;
  const winning = read(row.winner === 'crm' ? row.crmValue : row.erpValue);
  const losing = read(row.winner === 'crm' ? row.erpValue : row.crmValue);
  const named = { record: recordName(row.record, t), field: fieldName(row.field, told) };
  const press = (decision: Decision): void =>
    decide(
      row,
      decision,
      decision === 'keep'
        ? t('conflicts.willKeep', { ...named, value: winning })
        : t('conflicts.willUse', { ...named, value: losing }),
    );
  const where = `${named.record}, ${named.field}`;
  return (
    <div className="row conflict-actions">
      <Button
        variant="default"
        size="compact-sm"
        title={t('conflicts.useTitle', { value: losing })}
        aria-label={`${t('conflicts.useOther')}: ${where}`}
        onClick={() => press('useOther')}
      >
        {t('conflicts.useOther')}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        title={t('conflicts.keepTitle', { value: winning })}
        aria-label={`${t('conflicts.keep')}: ${where}`}
        onClick={() => press('keep')}
      >
        {t('conflicts.keep')}
      </Button>
    </div>
  );
}
