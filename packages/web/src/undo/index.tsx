/** Where undo begins: the latest runs, the latest undos, and the mapping changes that can be undone. */
import type { MappingChange, Undone } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { actorWord } from '../crm/card/heading.tsx';
import { fieldLabel } from '../crm/fields.ts';
import { useHub } from '../hub/hub.tsx';
import { undoKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useCrmWords } from '../language/crm/index.ts';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { LatestRuns } from './runs.tsx';
import { UndoSection } from './section.tsx';
import { undoLimits, undoTitle } from './scope.ts';
import { useStartUndo } from './start-undo.ts';
import { UndoMark } from './undo-state.tsx';
import '../log/log.css';
import './undo.css';

export function UndosPage() {
  const { t } = useRecordWords();
  return (
    <div className="stack">
      <title>{`${t('nav.undo')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.undo')}</h1>
      </div>
      <p className="undo-intro">{t('undo.intro')}</p>
      <p className="quiet">{t('undo.howRecord')}</p>
      <LatestRuns />
      <Latest />
      <MappingChanges />
    </div>
  );
}

function MappingChanges() {
  const { t } = useRecordWords();
  const hub = useHub();
  const list = useInfiniteQuery({
    queryKey: [...undoKey, 'mappings'],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/mapping-changes',
        { query: pageParam === null ? {} : { beforeId: pageParam } },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
  const rows = list.data?.pages.flatMap((page) => page.changes);
  return (
    <UndoSection id="undo-mappings" title={t('undo.mappings')} none={t('undo.noMappings')} list={list} rows={rows}>
      <ChangeTable rows={rows} />
    </UndoSection>
  );
}

function ChangeTable({ rows }: { readonly rows: readonly MappingChange[] | undefined }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  const administrator = useIsAdministrator();
  const crm = useCrmWords();
  const columns: readonly Column<MappingChange>[] = [
    {
      key: 'connection',
      title: t('erpConnection'),
      width: '20%',
      onCard: 'title',
      cell: (row) => `${row.connection.name}, ${crm.t(actorWord(row.actorType))}`,
    },
    {
      key: 'fields',
      title: t('undo.fields'),
      onCard: 'bare',
      cell: (row) => <MappedFields row={row} />,
    },
    { key: 'by', title: t('log.by'), width: '10%', onCard: 'inline', cell: (row) => row.by },
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
            cell: (row: MappingChange) => (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('undo.beginMapping', { change: String(row.id) })}
                aria-disabled={start.isPending}
                onClick={() => {
                  if (!start.isPending) start.mutate({ scope: { kind: 'mapping', change: row.id } });
                }}
              >
                {t('undo.begin')}
              </Button>
            ),
          } as const,
        ]
      : []),
  ];
  return (
    <DataTable label={t('undo.mappings')} columns={columns} rows={rows} rowKey={(row) => row.id} skeletonRows={2} />
  );
}

/** So many are told at once; of more the names stand on one line, and the rest unfolds. */
const fewFields = 2;

function MappedFields({ row: { actorType, fields } }: { readonly row: MappingChange }) {
  const { format, t } = useRecordWords();
  const list = (
    <ul className="undo-fields">
      {fields.map((field) => (
        <li key={field.erpField}>
          <MappedField actorType={actorType} field={field} />
        </li>
      ))}
    </ul>
  );
  if (fields.length <= fewFields) return list;
  return (
    <details className="undo-many">
      <summary>
        {t('undo.fields')}: {format.number(fields.length)}{' '}
        <span className="quiet">{fields.map(({ erpField }) => erpField).join(', ')}</span>
      </summary>
      {list}
    </details>
  );
}

interface MappedFieldProps {
  readonly actorType: string;
  readonly field: MappingChange['fields'][number];
}
function MappedField({ actorType, field: { erpField, before, after } }: MappedFieldProps) {
  const { t } = useRecordWords();
  const crm = useCrmWords().t;
  const kind = actorType === 'Person' ? 'person' : actorType === 'Project' ? 'project' : 'company';
  const ways = { both: t('record.both'), fromErp: t('directionErpToCrm'), toErp: t('directionCrmToErp') };
  const shape = (side: typeof before): string =>
    side === null
      ? t('undo.notSynced')
      : `${fieldLabel(kind, { key: side.crmField, label: side.crmField }, crm)} (${ways[side.direction]})`;
  const [was, is] = [shape(before), shape(after)];
  return (
    <>
      <strong>{erpField}</strong>{' '}
      {was === is ? (
        `${is}, ${t('undo.otherwise')}`
      ) : (
        <>
          <span className="quiet">{was}</span> → {is}
        </>
      )}
    </>
  );
}

function Latest() {
  const { t, format } = useRecordWords();
  const hub = useHub();
  const list = useQuery({
    queryKey: [...undoKey, 'latest'],
    queryFn: ({ signal }) => hub.call('GET /api/sync/undo', {}, { signal }),
  });
  const columns: readonly Column<Undone>[] = [
    {
      key: 'what',
      title: t('undo.what'),
      onCard: 'title',
      cell: (row) => (
        <>
          <Link to={`/sync/undo/${row.requestId}`}>{undoTitle(row, t)}</Link>
          <span className="quiet"> {undoLimits(row, t).join(', ')}</span>
        </>
      ),
    },
    { key: 'connection', title: t('erpConnection'), width: '18%', cell: (row) => row.connection.name },
    {
      key: 'state',
      title: t('plans.state'),
      width: '170px',
      cell: (row) =>
        row.preview ? <span className="undo-preview">{t('undo.preview')}</span> : <UndoMark status={row.status} />,
    },
    {
      key: 'total',
      title: t('undo.fields'),
      width: '90px',
      align: 'right',
      cell: (row) => format.number(row.total),
    },
    { key: 'by', title: t('log.by'), width: '10%', onCard: 'inline', cell: (row) => row.by },
    {
      key: 'when',
      title: t('when'),
      width: '120px',
      align: 'right',
      onCard: 'inline',
      cell: (row) => <Ago at={row.at} />,
    },
  ];
  return (
    <section className="stack" aria-labelledby="undo-latest">
      <h2 id="undo-latest">{t('undo.latest')}</h2>
      {list.data === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : list.data?.undos.length === 0 ? (
        <p className="quiet">{t('undo.noLatest')}</p>
      ) : (
        <DataTable
          label={t('undo.latest')}
          columns={columns}
          rows={list.data?.undos}
          rowKey={(row) => row.requestId}
          skeletonRows={2}
        />
      )}
    </section>
  );
}
