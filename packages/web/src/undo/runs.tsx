/** The latest runs that did anything: how much each wrote, its log, and its undo. */
import type { Run } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { undoKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { UndoSection } from './section.tsx';
import { useStartUndo } from './start-undo.ts';

const runsKey = [...undoKey, 'runs'] as const;

export function LatestRuns() {
  const { t } = useRecordWords();
  const hub = useHub();
  const list = useInfiniteQuery({
    queryKey: runsKey,
    queryFn: ({ pageParam, signal }) =>
      hub.call('GET /api/sync/runs', { query: pageParam === null ? {} : { beforeId: pageParam } }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
  useFreshRuns();
  const rows = list.data?.pages.flatMap((page) => page.runs);
  return (
    <UndoSection id="undo-runs" title={t('undo.runs')} none={t('undo.noRuns')} list={list} rows={rows}>
      <RunTable rows={rows} />
    </UndoSection>
  );
}

/** A run that ends while one looks joins the list. */
function useFreshRuns(): void {
  const live = useLive();
  const cache = useQueryClient();
  // Rows of a long run come in many batches.
  const later = useDebouncedCallback(() => void cache.invalidateQueries({ queryKey: runsKey }), 500);
  useEffect(() => live.listen((event) => (event.type === 'log' ? later() : undefined)), [live, later]);
}

function RunTable({ rows }: { readonly rows: readonly Run[] | undefined }) {
  const { t, format } = useRecordWords();
  const administrator = useIsAdministrator();
  const count = (number: number): string => (number === 0 ? '–' : format.number(number));
  const columns: readonly Column<Run>[] = [
    {
      key: 'run',
      title: t('log.run'),
      onCard: 'title',
      cell: (row) => (
        <Link to={`/sync/log?run=${row.id}`} title={t('log.onlyRun', { run: String(row.id) })}>
          {t(`undo.run.${row.kind}`)} {row.id}
        </Link>
      ),
    },
    { key: 'connection', title: t('erpConnection'), width: '14%', cell: (row) => row.connection.name },
    {
      key: 'wrote',
      title: t('overview.wrote'),
      width: '136px',
      align: 'right',
      cell: (row) => `${format.number(row.crmWrites)} / ${format.number(row.erpWrites)}`,
    },
    { key: 'conflicts', title: t('nav.conflicts'), width: '84px', align: 'right', cell: (row) => count(row.conflicts) },
    { key: 'failures', title: t('nav.failures'), width: '84px', align: 'right', cell: (row) => count(row.failures) },
    { key: 'by', title: t('log.by'), width: '12%', onCard: 'inline', cell: (row) => row.by },
    {
      key: 'when',
      title: t('when'),
      width: '120px',
      align: 'right',
      onCard: 'inline',
      cell: (row) => <Ago at={row.at} />,
    },
    ...(administrator
      ? [
          {
            key: 'actions',
            title: t('overview.actions'),
            width: '132px',
            align: 'right',
            onCard: 'bare',
            cell: (row: Run) => (row.crmWrites + row.erpWrites === 0 ? null : <UndoRun run={row.id} />),
          } as const,
        ]
      : []),
  ];
  return <DataTable label={t('undo.runs')} columns={columns} rows={rows} rowKey={(row) => row.id} skeletonRows={4} />;
}

function UndoRun({ run }: { readonly run: number }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={t('undo.beginRun', { run: String(run) })}
      aria-disabled={start.isPending}
      onClick={() => {
        if (!start.isPending) start.mutate({ scope: { kind: 'run', runId: run } });
      }}
    >
      {t('undo.begin')}
    </Button>
  );
}
