/** The fields of an actor type: shown in search, direction, CRM field, shown in the ERP tab. */
import type { ActorMapping, ErpField, FieldChoice, MappingSetup } from '@kobling/contract';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import { useMappingWords } from '../../language/mapping/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { DirectionButtons } from './direction-buttons.tsx';
import { attention, mayLose, type Pair, whyNot, withCrmField } from './directions.ts';
import { FieldPicker } from './field-picker.tsx';
import { ReasonedCheckbox } from './reasoned-checkbox.tsx';
import type { MappingDraft } from './use-mapping-draft.ts';
import { typeWords, whyWords } from './why-words.ts';

export interface MappingRow {
  readonly pair: Pair;
  readonly choice: FieldChoice;
}

/** Every field with its choice, as the draft has it. */
export function rowsOf(setup: MappingSetup, mapping: ActorMapping, draft: MappingDraft): readonly MappingRow[] {
  const crmFields = setup.crmFields[mapping.kind] ?? [];
  return mapping.fields.map((field) => {
    const choice = draft.choiceOf(field.fieldKey) ?? field.choice;
    const crm = crmFields.find(({ key }) => key === choice.crmField);
    return { pair: { field, crm, fits: setup.fits }, choice };
  });
}

interface Props {
  readonly setup: MappingSetup;
  readonly mapping: ActorMapping;
  readonly all: readonly MappingRow[];
  readonly rows: readonly MappingRow[];
  readonly choose: MappingDraft['choose'];
}

export function MappingTable({ setup, mapping, all, rows, choose }: Props) {
  const { t } = useMappingWords();
  const crmFields = setup.crmFields[mapping.kind] ?? [];
  const taken = new Map(
    all.flatMap(({ pair, choice }) => (choice.crmField === null ? [] : [[choice.crmField, pair.field.name] as const])),
  );
  const set = (row: MappingRow, choice: FieldChoice): void => choose({ [row.pair.field.fieldKey]: choice });
  const columns: readonly Column<MappingRow>[] = [
    {
      key: 'search',
      title: t('mapping.showInSearch'),
      width: '112px',
      cell: (row) => <ShowBox row={row} part="showInSearch" onChange={(choice) => set(row, choice)} />,
    },
    {
      key: 'erp',
      title: t('mapping.erpField'),
      onCard: 'title',
      cell: ({ pair }) => <FieldName field={pair.field} />,
    },
    {
      key: 'direction',
      title: t('direction'),
      width: '92px',
      cell: (row) => <DirectionButtons pair={row.pair} choice={row.choice} onChange={(choice) => set(row, choice)} />,
    },
    {
      key: 'crm',
      title: t('mapping.crmField'),
      width: '32%',
      cell: (row) => (
        <FieldPicker
          pair={row.pair}
          crmFields={crmFields}
          taken={taken}
          value={row.choice.crmField}
          onChange={(crm) => set(row, withCrmField(row.pair, row.choice, crm))}
        />
      ),
    },
    {
      key: 'tab',
      title: t('mapping.showInTab'),
      width: '128px',
      cell: (row) => <ShowBox row={row} part="showInTab" onChange={(choice) => set(row, choice)} />,
    },
  ];
  return (
    <DataTable
      label={t('mapping.fieldsOf', { actor: t(`mapping.actor.${mapping.actorType}`) })}
      columns={columns}
      rows={rows}
      rowKey={({ pair }) => pair.field.fieldKey}
      below={(row) =>
        attention(row.pair, row.choice) === undefined && !row.choice.lossy && !mayLose(row.pair) ? null : (
          <Below row={row} onChange={(choice) => set(row, choice)} />
        )
      }
    />
  );
}

const FieldName = memo(function FieldName({ field }: { readonly field: ErpField }) {
  const { t } = useMappingWords();
  const notes = [
    typeWords(field.type, t),
    ...(field.readOnly ? [t('mapping.is.readOnly')] : []),
    ...(field.mandatory ? [t('mapping.is.mandatory')] : []),
    ...(field.waiting ? [t('mapping.is.waiting')] : []),
  ];
  return (
    <span
      className="mapping-field"
      title={[field.fieldKey, field.description].filter((text) => text !== '').join(' · ')}
    >
      <span className="erp-field-name">{field.name}</span> <span className="quiet">{notes.join(' · ')}</span>
    </span>
  );
});

interface BoxProps {
  readonly row: MappingRow;
  readonly part: 'showInSearch' | 'showInTab';
  readonly onChange: (choice: FieldChoice) => void;
}
function ShowBox({ row: { pair, choice }, part, onChange }: BoxProps) {
  const { t, told } = useMappingWords();
  const { field } = pair;
  const checked = choice[part];
  const reason = checked
    ? undefined
    : field.missingInErp
      ? whyWords('missingInErp', pair, { t, told })
      : field.type === 'password' || field.type === 'label'
        ? t('mapping.why.notShown', { type: typeWords(field.type, t) })
        : undefined;
  return (
    <ReasonedCheckbox
      aria-label={t('mapping.of', { field: field.name, what: t(`mapping.${part}`) })}
      checked={checked}
      reason={reason}
      onChange={(value) => onChange({ ...choice, [part]: value })}
    />
  );
}

/** What is wrong with the row, and the permission to lose something on the way. */
function Below({
  row: { pair, choice },
  onChange,
}: {
  readonly row: MappingRow;
  readonly onChange: (choice: FieldChoice) => void;
}) {
  const { t, told } = useMappingWords();
  const why = attention(pair, choice);
  const lossy = mayLose(pair) || choice.lossy;
  const bare: FieldChoice = { ...choice, lossy: !choice.lossy };
  return (
    <div className="row mapping-below">
      {why === undefined ? null : (
        <>
          <span className="state tone-warn">
            <IconAlertTriangle size={16} aria-hidden />
            <span>{whyWords(why, pair, { t, told })}</span>
          </span>
          {why === 'missingInErp' || why === 'missingInCrm' ? (
            <Button variant="default" size="compact-sm" onClick={() => onChange(withCrmField(pair, choice, undefined))}>
              {t('mapping.unmap', { field: pair.field.name })}
            </Button>
          ) : null}
        </>
      )}
      {lossy ? (
        <Checkbox
          size="xs"
          label={t('mapping.lossy', { field: pair.field.name })}
          checked={choice.lossy}
          onChange={() => onChange(whyNot(pair, bare) === undefined ? bare : { ...bare, toCrm: false, toErp: false })}
        />
      ) : null}
    </div>
  );
}
