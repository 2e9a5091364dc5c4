import type { LogRow } from '@kobling/contract';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { Change, Value, Way } from './change.tsx';
import { KindMark } from './kind-mark.tsx';
import { FieldWords, RecordLink } from './record.tsx';

export function LogTable({ rows }: { readonly rows: readonly LogRow[] | undefined }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const turn = (id: number): void =>
    setOpen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]));
  const columns: readonly Column<LogRow>[] = [
    {
      key: 'record',
      title: t('log.record'),
      width: '15%',
      onCard: 'title',
      cell: (row) => (row.record === null ? '' : <RecordLink record={row.record} />),
    },
    {
      key: 'field',
      title: t('field'),
      width: '13%',
      onCard: 'bare',
      cell: (row) => (row.field === null ? '' : <FieldWords field={row.field} />),
    },
    {
      key: 'change',
      title: t('log.change'),
      onCard: 'bare',
      cell: (row) => <ChangeCell row={row} open={open.has(row.id)} turn={() => turn(row.id)} />,
    },
    {
      key: 'kind',
      title: t('log.kind'),
      width: '136px',
      onCard: 'inline',
      cell: (row) => <KindMark kind={row.kind} />,
    },
    { key: 'way', title: t('direction'), width: '152px', onCard: 'inline', cell: (row) => <Way row={row} /> },
    { key: 'run', title: t('log.run'), width: '112px', onCard: 'inline', cell: (row) => <Run row={row} /> },
    {
      key: 'when',
      title: t('when'),
      width: '100px',
      align: 'right',
      onCard: 'inline',
      cell: (row) => <Ago at={row.at} />,
    },
  ];
  return (
    <DataTable
      label={t('syncLog')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      skeletonRows={14}
      below={(row) =>
        open.has(row.id) ? (
          <div className="log-whole">
            <Change row={row} />
          </div>
        ) : null
      }
    />
  );
}

/** All that the same run wrote, from where it can be undone; and the person who had it done. */
function Run({ row: { runId, by, connection } }: { readonly row: LogRow }) {
  const { t } = useLanguage();
  return (
    <div>
      {runId === null ? null : (
        <Link to={`/sync/log?run=${runId}`} title={t('log.onlyRun', { run: String(runId) })}>
          <span className="only-card">{t('log.run')} </span>
          {runId}
        </Link>
      )}
      {by === '' || by === connection.name ? null : (
        <span className="quiet log-by" title={`${t('log.by')}: ${by}`}>
          {' '}
          {by}
        </span>
      )}
    </div>
  );
}

/** More than this does not fit the two lines of its column on a screen of 1280 px. */
const fits = 44;
const isLong = ({ message, oldValue, newValue }: LogRow): boolean =>
  (message ?? '').length + (oldValue ?? '').length + (newValue ?? '').length > fits;

interface ChangeCellProps {
  readonly row: LogRow;
  readonly open: boolean;
  readonly turn: () => void;
}
/** Two lines with the gist; what is longer unfolds under the row. A card has room for the whole. */
function ChangeCell({ row, open, turn }: ChangeCellProps) {
  const { t, told } = useLanguage();
  // At a first agreement what was overwritten already stands before the arrow; of a conflict the loser is named.
  const loser = row.kind === 'conflict' || row.loserValue !== row.oldValue ? row.loserValue : null;
  const [before, after] = t('log.loser').split('{value}');
  const gist = (
    <span className="change-line" title={changeText(row, told)}>
      <Change row={row} />
    </span>
  );
  return (
    <div className="change">
      {isLong(row) ? (
        <UnstyledButton className="change-more" aria-expanded={open} onClick={turn}>
          {gist}
          <IconChevronDown size={14} aria-hidden className={open ? 'change-mark open' : 'change-mark'} />
        </UnstyledButton>
      ) : (
        gist
      )}
      {loser === null ? null : (
        <div className="quiet change-loser">
          {before}
          <Value text={loser} type={row.field?.type ?? 'text'} />
          {after}
        </div>
      )}
    </div>
  );
}

/** The whole change for the tooltip, since a long one is cut. */
const changeText = (row: LogRow, told: LanguageState['told']): string =>
  [
    row.side === null ? '' : `${row.oldValue ?? ''} → ${row.newValue ?? ''}`,
    row.message === null ? '' : told(row.message),
  ]
    .filter(Boolean)
    .join(' · ');
