/** The fields of a connected record in rank order: label, value, which way it is synced, and Why? on each that is. */
import type { CrmRecord, ErpTabConnection, ErpTabField, RecordField } from '@kobling/contract';
import { Button, Skeleton } from '@mantine/core';
import {
  IconArrowNarrowLeft,
  IconArrowNarrowRight,
  IconArrowsHorizontal,
  IconChevronDown,
  type IconProps,
  IconMinus,
} from '@tabler/icons-react';
import { type ComponentType, Fragment, useState } from 'react';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { Value } from '../log/change.tsx';
import { FieldState } from '../record/field-state.tsx';
import '../record/record.css';
import { WhyPanel } from '../record/why-panel.tsx';
import type { useLiveValues } from './queries.ts';

interface Props {
  readonly record: CrmRecord;
  readonly part: ErpTabConnection;
  readonly live: ReturnType<typeof useLiveValues>;
}

export function FieldGrid({ record, part, live }: Props) {
  const { t } = useErpTabWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const turn = (key: string): void =>
    setOpen((old) => (old.has(key) ? new Set([...old].filter((each) => each !== key)) : new Set([...old, key])));
  const { connection, fields } = part;
  return (
    <div className="erp-fields" role="group" aria-label={t('tab.fieldsOf', { connection: connection.name })}>
      {fields.map((field) => (
        <Fragment key={field.key}>
          <Line
            field={field}
            connection={connection.name}
            live={live}
            panelId={`why-${connection.id}-${field.key}`}
            isOpen={open.has(field.key)}
            turn={() => turn(field.key)}
          />
          {field.synced !== null && open.has(field.key) ? (
            <div className="erp-why" id={`why-${connection.id}-${field.key}`}>
              <WhyPanel record={record} connection={connection} field={field.synced} />
            </div>
          ) : null}
        </Fragment>
      ))}
    </div>
  );
}

interface LineProps {
  readonly field: ErpTabField;
  readonly connection: string;
  readonly live: Props['live'];
  readonly panelId: string;
  readonly isOpen: boolean;
  readonly turn: () => void;
}

function Line({ field, connection, live, panelId, isOpen, turn }: LineProps) {
  const { t } = useErpTabWords();
  const record = useRecordWords();
  const { synced } = field;
  const isOff = synced !== null && synced.why.status.code !== 'inStep';
  return (
    <div className="erp-field">
      <span className="quiet erp-label" title={field.description === '' ? field.label : field.description}>
        {field.label}
      </span>
      <div className="erp-value">
        <FieldValue field={field} live={live} />
        {isOff ? (
          <span className="erp-crm">
            <span className="quiet">{t('crm')}</span> <Value text={synced.crmValue} type={synced.field.type} />{' '}
            <FieldState why={synced.why} />
          </span>
        ) : null}
      </div>
      <span className="erp-way">{synced === null ? null : <WayMark way={synced.direction} />}</span>
      {synced === null ? (
        <span />
      ) : (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={record.t('record.whyOf', { field: field.label, connection })}
          aria-expanded={isOpen}
          aria-controls={isOpen ? panelId : undefined}
          rightSection={<IconChevronDown size={14} aria-hidden className={isOpen ? 'why-mark open' : 'why-mark'} />}
          onClick={turn}
        >
          {record.t('record.why')}
        </Button>
      )}
    </div>
  );
}

/** The ERP's own value as soon as it is there; until then, and while the ERP is away, the last known one. */
function FieldValue({ field, live }: { readonly field: ErpTabField; readonly live: Props['live'] }) {
  const { t } = useErpTabWords();
  const now = live.error === null ? live.data?.values[field.key] : undefined;
  if (now !== undefined) return <Value text={now} type={field.type} />;
  const { known } = field;
  if (known !== null)
    return (
      <span>
        <Value text={known.value} type={field.type} />
        {live.error === null || known.at === null ? null : (
          <span className="quiet erp-age">
            {' '}
            <Ago at={known.at} />
          </span>
        )}
      </span>
    );
  if (live.error !== null || live.data !== undefined) return <span className="quiet">{t('tab.neverRead')}</span>;
  return <Skeleton height={12} width={96} />;
}

/** As in Mappings: `>` is from the ERP to the CRM. */
const ways: Readonly<Record<RecordField['direction'], ComponentType<IconProps>>> = {
  both: IconArrowsHorizontal,
  fromErp: IconArrowNarrowRight,
  toErp: IconArrowNarrowLeft,
  none: IconMinus,
};
const wayWords = {
  both: 'tab.directionBoth',
  fromErp: 'directionErpToCrm',
  toErp: 'directionCrmToErp',
  none: 'tab.noWay',
} as const;

function WayMark({ way }: { readonly way: RecordField['direction'] }) {
  const { t } = useErpTabWords();
  const Icon = ways[way];
  const words = t(wayWords[way]);
  return (
    <span title={words} className="quiet">
      <Icon size={16} aria-label={words} role="img" />
    </span>
  );
}
