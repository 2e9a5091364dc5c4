/** The fields of an actor type: shown in search, direction, CRM field, shown in the ERP tab. */
import type { ActorMapping, ErpField, FieldChoice, MappableField, MappingSetup } from '@kobling/contract';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
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
  const crmFields = setup.crmFields[mapping.kind] ?? noFields;
  const taken = useTaken(all);
  const set = useSet(choose);
  const columns: readonly Column<MappingRow>[] = [
    {
      key: 'search',
      title: t('mapping.showInSearch'),
      width: '112px',
      cell: (row) => <ShowBox row={row} part="showInSearch" set={set} />,
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
      cell: (row) => <Ways row={row} set={set} />,
    },
    {
      key: 'crm',
      title: t('mapping.crmField'),
      width: '32%',
      cell: (row) => <Picker row={row} crmFields={crmFields} taken={taken} set={set} />,
    },
    {
      key: 'tab',
      title: t('mapping.showInTab'),
      width: '128px',
      cell: (row) => <ShowBox row={row} part="showInTab" set={set} />,
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
          <Below row={row} onChange={(choice) => set(row.pair.field.fieldKey, choice)} />
        )
      }
    />
  );
}

const noFields: readonly MappableField[] = [];

type SetChoice = (fieldKey: string, choice: FieldChoice) => void;

/** The same function for good, so that a cell is not drawn again for it. */
function useSet(choose: MappingDraft['choose']): SetChoice {
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  return useCallback((fieldKey, choice) => latest.current({ [fieldKey]: choice }), []);
}

/** CRM field to the name of the ERP field that has it; another one only when one was chosen. */
function useTaken(all: readonly MappingRow[]): ReadonlyMap<string, string> {
  const chosen = JSON.stringify(
    all.flatMap(({ pair, choice }) => (choice.crmField === null ? [] : [[choice.crmField, pair.field.name]])),
  );
  return useMemo(() => new Map(JSON.parse(chosen) as [string, string][]), [chosen]);
}

interface CellProps {
  readonly row: MappingRow;
  readonly set: SetChoice;
}

/** A press changes one field: the cells of the others, hundreds with a list in each, are not drawn again. */
function isSameCell<P extends CellProps>(one: P, other: P): boolean {
  const { row: a, ...rest } = one;
  const { row: b, ...others } = other;
  return (
    a.choice === b.choice &&
    a.pair.field === b.pair.field &&
    a.pair.crm === b.pair.crm &&
    a.pair.fits === b.pair.fits &&
    Object.entries(rest).every(([name, value]) => others[name as keyof typeof others] === value)
  );
}

const Ways = memo(function Ways({ row: { pair, choice }, set }: CellProps) {
  return <DirectionButtons pair={pair} choice={choice} onChange={(next) => set(pair.field.fieldKey, next)} />;
}, isSameCell);

interface PickerProps extends CellProps {
  readonly crmFields: readonly MappableField[];
  readonly taken: ReadonlyMap<string, string>;
}
const Picker = memo(function Picker({ row: { pair, choice }, set, crmFields, taken }: PickerProps) {
  return (
    <FieldPicker
      pair={pair}
      crmFields={crmFields}
      taken={taken}
      value={choice.crmField}
      onChange={(crm) => set(pair.field.fieldKey, withCrmField(pair, choice, crm))}
    />
  );
}, isSameCell);

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

interface BoxProps extends CellProps {
  readonly part: 'showInSearch' | 'showInTab';
}
const ShowBox = memo(function ShowBox({ row: { pair, choice }, part, set }: BoxProps) {
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
      onChange={(value) => set(field.fieldKey, { ...choice, [part]: value })}
    />
  );
}, isSameCell);

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
