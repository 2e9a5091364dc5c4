/** The CRM field of an ERP field: searchable; those that cannot be chosen stand below and say why. */
import type { MappableField } from '@kobling/contract';
import { Select } from '@mantine/core';
import { useMappingWords } from '../../language/mapping/index.ts';
import { type Pair, whyNoWay } from './directions.ts';
import { typeWords, whyWords } from './why-words.ts';

/** No CRM field has this key. */
const none = '';

interface Props {
  readonly pair: Pair;
  readonly crmFields: readonly MappableField[];
  /** CRM field to the name of the ERP field that has it. */
  readonly taken: ReadonlyMap<string, string>;
  readonly value: string | null;
  readonly onChange: (crm: MappableField | undefined) => void;
}

export function FieldPicker({ pair, crmFields, taken, value, onChange }: Props) {
  const { t, told } = useMappingWords();
  const { field } = pair;
  const reasons = new Map<string, string>();
  for (const crm of crmFields) {
    if (crm.key === value) continue;
    const owner = taken.get(crm.key);
    const why = owner === undefined ? whyNoWay({ ...pair, crm }) : undefined;
    if (owner !== undefined) reasons.set(crm.key, t('mapping.why.alreadyMapped', { erp: owner }));
    else if (why !== undefined) reasons.set(crm.key, whyWords(why, { field, crm }, { t, told }));
  }
  const option = (crm: MappableField) => ({
    value: crm.key,
    label: told(crm.label),
    disabled: reasons.has(crm.key),
  });
  const isGone = value !== null && !crmFields.some(({ key }) => key === value);
  const groups = [
    ...(value === null ? [] : [{ value: none, label: t('mapping.noSelection') }]),
    {
      group: t('mapping.fitting'),
      items: [
        ...(isGone ? [{ value, label: value, disabled: true }] : []),
        ...crmFields.filter(({ key }) => !reasons.has(key)).map(option),
      ],
    },
    { group: t('mapping.notFitting'), items: crmFields.filter(({ key }) => reasons.has(key)).map(option) },
  ].filter((part) => !('items' in part) || part.items.length > 0);
  return (
    <Select
      size="xs"
      aria-label={t('mapping.chooseFor', { field: field.name })}
      placeholder={t('mapping.noSelection')}
      data={groups}
      value={value}
      searchable
      openOnFocus={false}
      allowDeselect={false}
      error={isGone}
      nothingFoundMessage={t('mapping.noFieldFits')}
      maxDropdownHeight={320}
      comboboxProps={{ width: 320, position: 'bottom-start', keepMounted: false }}
      onChange={(key) => onChange(crmFields.find((crm) => crm.key === key))}
      renderOption={({ option: { value: key, label } }) => (
        <span className="picker-option">
          <span>
            {label}{' '}
            <span className="quiet">
              {crmFields.flatMap((crm) => (crm.key === key ? typeWords(crm.type, t) : [])).join('')}
            </span>
          </span>
          {reasons.has(key) ? <span className="picker-why">{reasons.get(key)}</span> : null}
        </span>
      )}
    />
  );
}
