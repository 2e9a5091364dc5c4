/** What differs in one connection: record, field, both values, why. Page by page. */
import type { Audit, AuditReason, Finding } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { agreementKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { Value } from '../log/change.tsx';
import { FieldWords, RecordLink } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import '../log/log.css';

const pageSize = 50;

export function Findings({ audit, reason }: { readonly audit: Audit; readonly reason: AuditReason | undefined }) {
  const { t } = useLanguage();
  const hub = useHub();
  const list = useInfiniteQuery({
    queryKey: [...agreementKey, 'findings', audit.id, reason ?? ''],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/agreement/:id/findings',
        { params: { id: audit.id }, query: { reason, limit: pageSize, afterNo: pageParam } },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextAfterNo,
  });
  if (list.data === undefined && list.error !== null)
    return <Problem error={list.error} again={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => page.findings);
  return (
    <>
      <DataTable
        label={t('agreement.differs', { connection: audit.connection.name })}
        columns={useColumns(audit)}
        rows={rows}
        rowKey={(row) => row.no}
        skeletonRows={3}
      />
      {list.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('held.showMore')}
        </Button>
      ) : null}
    </>
  );
}

function useColumns(audit: Audit): readonly Column<Finding>[] {
  const { t } = useLanguage();
  const value = (text: string | null, row: Finding) =>
    row.field === null ? null : <Value text={text} type={row.field.type} />;
  return [
    {
      key: 'record',
      title: t('log.record'),
      width: '27%',
      onCard: 'title',
      cell: (row) => <RecordLink record={row.record} />,
    },
    {
      key: 'field',
      title: t('field'),
      width: '19%',
      cell: (row) =>
        row.field === null ? <span className="quiet">{t('agreement.whole')}</span> : <FieldWords field={row.field} />,
    },
    { key: 'crm', title: t('crm'), cell: (row) => value(row.crmValue, row) },
    {
      key: 'erp',
      title: audit.connection.name,
      cell: (row) => value(row.erpValue, row) ?? <span className="quiet figures">{row.erpKey}</span>,
    },
    {
      key: 'why',
      title: t('agreement.why'),
      width: '176px',
      cell: (row) => t(`agreement.reason.${row.reason}`),
    },
  ];
}
