/** Every field of an undo: what it holds now or held, what it goes back to, and what was left with its reason. */
import type { Undo, UndoRow, UndoStatus } from '@kobling/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { Problem } from '../hub/problem.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { Value } from '../log/change.tsx';
import { FieldWords, RecordLink } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { RowMark } from './undo-state.tsx';
import { useUndoRows } from './use-undo.ts';
import '../log/log.css';

const statuses = ['restored', 'skipped', 'underWay', 'waiting'] as const satisfies readonly UndoStatus[];

export function UndoRows({ undo }: { readonly undo: Undo }) {
  const { t } = useRecordWords();
  const [search] = useSearchParams();
  const only = statuses.find((each) => each === search.get('only'));
  const list = useUndoRows(undo, only);
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <Only undo={undo} only={only} />
      {list.error !== null && rows === undefined ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="quiet">{t('undo.noRowFits')}</p>
      ) : (
        <RowTable undo={undo} rows={rows} />
      )}
      {list.hasNextPage ? (
        <Button
          className="older"
          variant="default"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('undo.more')}
        </Button>
      ) : null}
    </>
  );
}

function Only({ undo, only }: { readonly undo: Undo; readonly only: UndoStatus | undefined }) {
  const { t } = useRecordWords();
  const [search, setSearch] = useSearchParams();
  const { total, restored, skipped, underWay } = undo.counts;
  const counts = { restored, skipped, underWay, waiting: total - restored - skipped - underWay };
  const words = (status: UndoStatus): string =>
    undo.preview && status === 'waiting'
      ? t('undo.row.would')
      : undo.preview && status === 'skipped'
        ? t('undo.row.wouldLeave')
        : t(`undo.row.${status}`);
  const there = statuses.filter((status) => counts[status] > 0 || status === only);
  if (there.length < 2) return null;
  return (
    <search className="filters" aria-label={t('log.filters')}>
      <NativeSelect
        label={t('undo.show')}
        size="xs"
        value={only ?? ''}
        data={[{ value: '', label: t('log.all') }, ...there.map((status) => ({ value: status, label: words(status) }))]}
        onChange={(event) => {
          const next = new URLSearchParams(search);
          if (event.currentTarget.value === '') next.delete('only');
          else next.set('only', event.currentTarget.value);
          setSearch(next, { replace: true });
        }}
      />
    </search>
  );
}

function RowTable({ undo, rows }: { readonly undo: Undo; readonly rows: readonly UndoRow[] | undefined }) {
  const { t } = useRecordWords();
  const columns: readonly Column<UndoRow>[] = [
    {
      key: 'record',
      title: t('log.record'),
      width: '22%',
      onCard: 'title',
      cell: (row) => (row.record === null ? '' : <RecordLink record={row.record} />),
    },
    {
      key: 'field',
      title: t('field'),
      width: '18%',
      cell: (row) =>
        row.field === null ? <span className="quiet">{t('undo.wholeRecord')}</span> : <FieldWords field={row.field} />,
    },
    {
      key: 'side',
      title: t('undo.side'),
      width: '11%',
      cell: (row) => (row.side === null ? '' : row.side === 'crm' ? t('crm') : undo.connection.name),
    },
    { key: 'change', title: t('plans.change'), cell: (row) => <RowChange undo={undo} row={row} /> },
    {
      key: 'state',
      title: t('plans.state'),
      width: '20%',
      cell: (row) => <RowMark row={row} preview={undo.preview} />,
    },
  ];
  return <DataTable label={t('undo.rows')} columns={columns} rows={rows} rowKey={(row) => row.no} />;
}

function RowChange({ undo, row }: { readonly undo: Undo; readonly row: UndoRow }) {
  const { t } = useRecordWords();
  if (row.field === null) return null;
  const { type } = row.field;
  // What is left stands as it is: where it would have gone is said all the same, in a low voice.
  return (
    <span className={row.status === 'skipped' ? 'undo-change quiet' : 'undo-change'}>
      <span className="old-value">
        <Value text={row.newValue} type={type} />
      </span>{' '}
      <IconArrowNarrowRight
        size={16}
        className="quiet arrow"
        aria-label={t(undo.preview || row.status !== 'restored' ? 'undo.becomes' : 'undo.became')}
        role="img"
      />{' '}
      <Value text={row.oldValue} type={type} />
    </span>
  );
}
