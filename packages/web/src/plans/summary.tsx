/** The plan by kind of change and field: how many records, why, and each kind approved by itself. */
import type { PlanDetail, PlanSummary as Line } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { usePlansWords } from '../language/plans/index.ts';
import { fieldName, FieldWords } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { useDecide } from './decisions.tsx';

export function PlanSummary({ plan, decidable }: { readonly plan: PlanDetail; readonly decidable: boolean }) {
  const { t, told, format } = usePlansWords();
  const [, setSearch] = useSearchParams();
  const decide = useDecide(plan.id, () => undefined);
  const administrator = useIsAdministrator();
  const filterOf = (line: Line) => ({
    field: line.field.erpField ?? '',
    action: line.action,
    reason: line.reason,
  });
  const columns: readonly Column<Line>[] = [
    { key: 'field', title: t('field'), onCard: 'title', cell: (line) => <FieldWords field={line.field} /> },
    { key: 'action', title: t('plans.what'), cell: (line) => t(`plans.action.${line.action}`) },
    { key: 'reason', title: t('plans.why'), cell: (line) => t(`plans.reason.${line.reason}`) },
    {
      key: 'records',
      title: t('plans.records'),
      width: '100px',
      align: 'right',
      cell: (line) => format.number(line.records),
    },
    {
      key: 'actions',
      title: t('overview.actions'),
      width: '212px',
      align: 'right',
      onCard: 'bare',
      cell: (line) => (
        <div className="row plan-line-buttons">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('plans.showOnly')}: ${fieldName(line.field, told)}, ${t(`plans.action.${line.action}`)}`}
            onClick={() => setSearch(filterOf(line), { replace: true })}
          >
            {t('plans.showOnly')}
          </Button>
          {decidable && administrator && line.side !== null ? (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${t('plans.approveThese')}: ${fieldName(line.field, told)}, ${t(`plans.action.${line.action}`)}`}
              onClick={() => decide.mutate({ approve: true, ...filterOf(line) })}
            >
              {t('plans.approveThese')}
            </Button>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <DataTable
      label={t('plans.byKind')}
      columns={columns}
      rows={plan.summary}
      rowKey={(line) => `${line.action} ${line.reason} ${line.field.erpField ?? ''}`}
    />
  );
}
