/** Hits of the search: ticked or not, their values, and what would become of each or did. */
import type { Import, ImportRow } from '@kobling/contract';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCircleDashed, IconPencil, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Problem } from '../hub/problem.tsx';
import { fieldLabel } from '../crm/fields.ts';
import { useCrmWords } from '../language/crm/index.ts';
import { useImportWords } from '../language/import/index.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { type RowFilter, useImportRows, useTick } from './use-import.ts';

interface Props {
  readonly found: Import;
  readonly filter: RowFilter;
  /** Says in the table what would become of each row. */
  readonly fates?: boolean;
  /** Rows can be ticked. */
  readonly ticks?: boolean;
  readonly version?: string;
}
/** More would not be read across; the record has them all. */
const shownColumns = 4;

export function RowTable({ found, filter, fates = false, ticks = false, version = '' }: Props) {
  const { t } = useImportWords();
  const { t: crm } = useCrmWords();
  const list = useImportRows(found.id, filter, version);
  const tick = useTick(found.id);
  const rows = list.data?.pages.flatMap((page) => page.rows);
  const onTick = (row: ImportRow, selected: boolean): void => tick.mutate({ selected, places: [row.place] });
  if (list.error !== null && rows === undefined)
    return <Problem error={list.error} again={() => void list.refetch()} />;
  if (rows?.length === 0) return <p className="quiet">{t('import.emptyList')}</p>;
  const columns: Column<ImportRow>[] = [
    ...(ticks ? [tickColumn(t, found, onTick)] : []),
    ...found.columns
      .slice(0, shownColumns)
      .map((column, index) =>
        valueColumn(
          found,
          { ...column, label: fieldLabel(found.entity, { key: column.crmField, label: column.label }, crm) },
          index,
          fates,
        ),
      ),
    {
      key: 'key',
      title: t('import.erpKey'),
      width: '12%',
      cell: (row) => <span className="figures">{row.erpKey}</span>,
    },
    ...(fates ? [fateColumn(t)] : []),
  ];
  return (
    <>
      <DataTable
        label={t('import.sourceRows')}
        columns={columns}
        rows={rows}
        rowKey={({ place }) => place}
        below={(row) => {
          const why = whyOf(row, t);
          return why === '' ? null : <div className="import-why">{why}</div>;
        }}
      />
      {list.hasNextPage ? (
        <Button
          variant="default"
          aria-disabled={list.isFetchingNextPage}
          onClick={() => {
            if (!list.isFetchingNextPage) void list.fetchNextPage();
          }}
        >
          {t('import.more')}
        </Button>
      ) : null}
    </>
  );
}

type Words = ReturnType<typeof useImportWords>['t'];

const nameOf = (found: Import, row: ImportRow): string => {
  const name = found.columns
    .filter((column) => column.name)
    .flatMap(({ crmField }) => row.values[crmField] ?? [])
    .join(' ');
  return name.trim() === '' ? row.erpKey : name;
};

const tickColumn = (
  t: Words,
  found: Import,
  onTick: (row: ImportRow, selected: boolean) => void,
): Column<ImportRow> => ({
  key: 'tick',
  title: '',
  width: '40px',
  onCard: 'inline',
  cell: (row) => (
    <Checkbox
      size="xs"
      aria-label={t('import.tick', { name: nameOf(found, row) })}
      checked={row.selected}
      onChange={(event) => onTick(row, event.currentTarget.checked)}
    />
  ),
});

const valueColumn = (
  found: Import,
  { crmField, label }: Import['columns'][number],
  index: number,
  fates: boolean,
): Column<ImportRow> => ({
  key: crmField,
  title: label,
  ...(index === 0 && { onCard: 'title' as const, width: '24%' }),
  cell: (row) => {
    const value = row.values[crmField] ?? '';
    const text = (
      <span className={`cut ${!fates || row.changes?.[crmField] === undefined ? '' : 'import-changed'}`}>{value}</span>
    );
    return index === 0 && row.entityId !== null ? (
      <Link className="cut" to={`/${found.entity}/${row.entityId}`}>
        {value === '' ? nameOf(found, row) : value}
      </Link>
    ) : (
      text
    );
  },
});

const fateIcons = { new: IconPlus, changed: IconPencil, none: IconCircleDashed, refused: IconAlertTriangle } as const;

const fateColumn = (t: Words): Column<ImportRow> => ({
  key: 'fate',
  title: t('import.fate'),
  width: '16%',
  cell: ({ action }) => {
    if (action === null) return null;
    const Icon = fateIcons[action];
    return (
      <span className="import-fate" data-action={action}>
        <Icon size={16} aria-hidden /> {t(`import.${action}`)}
      </span>
    );
  },
});

/** What was refused and why; values that could not be taken over. */
function whyOf(row: ImportRow, t: Words): string {
  const known: Readonly<Record<string, string>> = {
    'import.ambiguous': t('import.ambiguous'),
    'import.noCompany': t('import.noCompany', { tick: t('import.withoutCompany') }),
    'import.taken': t('import.taken'),
  };
  const reason = row.reason === null ? [] : [known[row.reason] ?? row.reason];
  return [...reason, ...Object.values(row.problems)].join(' ');
}
