/** Every row of a plan, before and after, narrowed by what stands in the address. */
import type { PlanAction, PlanDetail, PlanReason, PlanRow, PlanRowStatus } from '@kobling/contract';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { plansKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { usePlansWords } from '../language/plans/index.ts';
import { Value } from '../log/change.tsx';
import { fieldName, FieldWords, recordName, RecordLink } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { RowState } from './plan-state.tsx';
import '../log/log.css';

const pageSize = 100;

interface Props {
  readonly plan: PlanDetail;
  readonly decidable: boolean;
  readonly chosen: ReadonlySet<number>;
  readonly choose: (rowNo: number, on: boolean) => void;
}

export function PlanRows({ plan, decidable, chosen, choose }: Props) {
  const { t } = usePlansWords();
  const list = useRows(plan);
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <RowFilter plan={plan} />
      {list.error !== null && rows === undefined ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="quiet">{t('plans.noRowFits')}</p>
      ) : (
        <RowTable rows={rows} decidable={decidable} chosen={chosen} choose={choose} />
      )}
      {list.hasNextPage ? (
        <Button
          className="older"
          variant="default"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('plans.more')}
        </Button>
      ) : null}
    </>
  );
}

const rowStatuses: readonly PlanRowStatus[] = ['open', 'approved', 'sent', 'applied', 'skipped', 'rejected'];
const oneOf = <T extends string>(options: readonly T[], value: string | null): T | undefined =>
  options.find((option) => option === value);

function useRows(plan: PlanDetail) {
  const hub = useHub();
  const [search] = useSearchParams();
  const query = {
    field: search.get('field') ?? undefined,
    action: oneOf<PlanAction>(
      plan.summary.map((line) => line.action),
      search.get('action'),
    ),
    reason: oneOf<PlanReason>(
      plan.summary.map((line) => line.reason),
      search.get('reason'),
    ),
    status: oneOf(rowStatuses, search.get('status')),
  };
  return useInfiniteQuery({
    // Read again whenever a row moved on.
    queryKey: [...plansKey, plan.id, 'rows', query, plan.progress],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/plans/:id/rows',
        {
          params: { id: plan.id },
          query: { ...query, limit: pageSize, ...(pageParam === null ? {} : { afterRow: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextAfterRow,
    placeholderData: (before) => before,
  });
}

function RowFilter({ plan }: { readonly plan: PlanDetail }) {
  const { t, told } = usePlansWords();
  const [search, setSearch] = useSearchParams();
  const any = { value: '', label: t('log.all') };
  const fields = new Map(plan.summary.map((line) => [line.field.erpField ?? '', fieldName(line.field, told)]));
  const actions = [...new Set(plan.summary.map((line) => line.action))];
  const statuses = rowStatuses.filter((status) => (plan.progress[status] ?? 0) > 0);
  const pick = (name: string, label: string, data: readonly { readonly value: string; readonly label: string }[]) => (
    <NativeSelect
      label={label}
      size="xs"
      value={search.get(name) ?? ''}
      data={[any, ...data]}
      onChange={(event) => {
        const next = new URLSearchParams(search);
        next.delete('reason');
        if (event.currentTarget.value === '') next.delete(name);
        else next.set(name, event.currentTarget.value);
        setSearch(next, { replace: true });
      }}
    />
  );
  return (
    <search className="filters" aria-label={t('log.filters')}>
      {pick(
        'field',
        t('field'),
        [...fields].map(([value, label]) => ({ value, label })),
      )}
      {pick(
        'action',
        t('plans.what'),
        actions.map((value) => ({ value, label: t(`plans.action.${value}`) })),
      )}
      {pick(
        'status',
        t('plans.state'),
        statuses.map((value) => ({ value, label: t(`plans.row.${value}`) })),
      )}
    </search>
  );
}

function RowTable({
  rows,
  decidable,
  chosen,
  choose,
}: Omit<Props, 'plan'> & { readonly rows: readonly PlanRow[] | undefined }) {
  const { t, told } = usePlansWords();
  const canChoose = useIsAdministrator() && decidable;
  const columns: readonly Column<PlanRow>[] = [
    {
      key: 'record',
      title: t('log.record'),
      width: '22%',
      onCard: 'title',
      cell: (row) => (
        <span className="plan-record">
          {canChoose && row.side !== null ? (
            <Checkbox
              size="xs"
              aria-label={t('plans.choose', { record: recordName(row.record, t), field: fieldName(row.field, told) })}
              checked={chosen.has(row.rowNo)}
              onChange={(event) => choose(row.rowNo, event.currentTarget.checked)}
            />
          ) : null}
          <RecordLink record={row.record} />
        </span>
      ),
    },
    { key: 'field', title: t('field'), width: '19%', cell: (row) => <FieldWords field={row.field} /> },
    { key: 'change', title: t('plans.change'), cell: (row) => <RowChange row={row} /> },
    {
      key: 'why',
      title: t('plans.why'),
      width: '18%',
      cell: (row) => (
        <span title={t(`plans.action.${row.action}`)}>
          {t(`plans.action.${row.action}`)}
          <span className="quiet"> · {t(`plans.reason.${row.reason}`)}</span>
        </span>
      ),
    },
    { key: 'state', title: t('plans.state'), width: '15%', cell: (row) => <RowState row={row} /> },
  ];
  return <DataTable label={t('plans.allRows')} columns={columns} rows={rows} rowKey={(row) => row.rowNo} />;
}

function RowChange({ row }: { readonly row: PlanRow }) {
  const { t, told } = usePlansWords();
  const { type } = row.field;
  if (row.message !== null) return <span>{told(row.message)}</span>;
  return (
    <span className="plan-change">
      <span className="old-value">
        <Value text={row.before} type={type} />
      </span>{' '}
      <IconArrowNarrowRight
        size={16}
        className="quiet arrow"
        aria-label={t(row.side === null ? 'plans.differs' : 'plans.willBecome')}
        role="img"
      />{' '}
      <Value text={row.after} type={type} />
    </span>
  );
}
