/** The synced fields of a record on one connection: both values, how they stand, and what unfolds under Why?. */
import type { CrmRecord, RecordConnection, RecordField } from '@kobling/contract';
import { Button } from '@mantine/core';
import {
  IconArrowNarrowLeft,
  IconArrowNarrowRight,
  IconArrowsHorizontal,
  IconChevronDown,
  type IconProps,
  IconMinus,
} from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useRecordWords } from '../language/record/index.ts';
import { Value } from '../log/change.tsx';
import { fieldName, FieldWords } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { FieldState } from './field-state.tsx';
import { WhyPanel } from './why-panel.tsx';

const keyOf = ({ field }: RecordField): string => `${field.erpField} ${field.crmField}`;

export function FieldTable({ record, part }: { readonly record: CrmRecord; readonly part: RecordConnection }) {
  const { t, told } = useRecordWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const { connection, fields } = part;
  const turn = (key: string): void =>
    setOpen((old) => (old.has(key) ? new Set([...old].filter((each) => each !== key)) : new Set([...old, key])));
  const panelId = (row: RecordField): string => `why-${connection.id}-${keyOf(row).replaceAll(/\W+/g, '-')}`;
  const columns: readonly Column<RecordField>[] = [
    { key: 'field', title: t('field'), width: '25%', onCard: 'title', cell: (row) => <FieldWords field={row.field} /> },
    {
      key: 'crm',
      title: t('crm'),
      cell: (row) => <SideValue text={row.crmValue} absent={t('record.gone')} type={row.field.type} />,
    },
    { key: 'way', title: t('direction'), width: '80px', cell: (row) => <WayMark way={row.direction} /> },
    {
      key: 'erp',
      title: connection.name,
      cell: (row) => <SideValue text={row.erpValue} absent={t('record.notSeen')} type={row.field.type} />,
    },
    {
      key: 'state',
      title: t('record.state'),
      width: '184px',
      onCard: 'inline',
      cell: (row) => <FieldState why={row.why} />,
    },
    {
      key: 'why',
      title: t('record.why'),
      width: '96px',
      align: 'right',
      onCard: 'inline',
      cell: (row) => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('record.whyOf', { field: fieldName(row.field, told), connection: connection.name })}
          aria-expanded={open.has(keyOf(row))}
          aria-controls={open.has(keyOf(row)) ? panelId(row) : undefined}
          rightSection={
            <IconChevronDown size={14} aria-hidden className={open.has(keyOf(row)) ? 'why-mark open' : 'why-mark'} />
          }
          onClick={() => turn(keyOf(row))}
        >
          {t('record.why')}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={t('record.fieldsOf', { connection: connection.name })}
      columns={columns}
      rows={fields}
      rowKey={keyOf}
      below={(row) =>
        open.has(keyOf(row)) ? (
          <div id={panelId(row)}>
            <WhyPanel record={record} connection={connection} field={row} />
          </div>
        ) : null
      }
    />
  );
}

interface SideProps {
  readonly text: string | null;
  readonly absent: string;
  readonly type: RecordField['field']['type'];
}
const SideValue = ({ text, absent, type }: SideProps) =>
  text === null ? (
    <span className="quiet">{absent}</span>
  ) : (
    <div className="record-value" title={text}>
      <Value text={text} type={type} />
    </div>
  );

/** As the columns stand: the CRM at the left. */
const ways: Readonly<Record<RecordField['direction'], ComponentType<IconProps>>> = {
  both: IconArrowsHorizontal,
  fromErp: IconArrowNarrowLeft,
  toErp: IconArrowNarrowRight,
  none: IconMinus,
};
function WayMark({ way }: { readonly way: RecordField['direction'] }) {
  const { t } = useRecordWords();
  const Icon = ways[way];
  const words =
    way === 'both'
      ? t('record.both')
      : way === 'none'
        ? t('record.noWay')
        : t(way === 'fromErp' ? 'directionErpToCrm' : 'directionCrmToErp');
  return (
    <span className="row record-way" title={words}>
      <Icon size={16} className="quiet record-arrow" aria-label={words} role="img" />
      <span className="only-card" aria-hidden>
        {words}
      </span>
    </span>
  );
}
