/** The value of a criterion, by the field's type; two where the operator lies between them. */
import type { Criterion, FindableField } from '@kobling/contract';
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { periods } from './operators.ts';
import { valuesNeeded } from './question.ts';

interface Props {
  readonly field: FindableField;
  readonly criterion: Criterion;
  readonly items: readonly { readonly id: number; readonly name: string }[];
  readonly change: (values: string[]) => void;
}

export function CriterionValue({ field, criterion: { operator, values }, items, change }: Props) {
  const { t } = useCrmListWords();
  const { type } = field;
  if (type === 'checkbox')
    return (
      <NativeSelect
        size="xs"
        aria-label={t('list.value')}
        value={values[0] ?? '1'}
        data={[
          { value: '1', label: t('yes') },
          { value: '0', label: t('log.no') },
        ]}
        onChange={(event) => change([event.currentTarget.value])}
      />
    );
  if (operator === 'set' || valuesNeeded(operator) === 0) return <span />;
  if (operator === 'thisPeriod' || operator === 'previousPeriod')
    return (
      <NativeSelect
        size="xs"
        aria-label={t('list.value')}
        value={values[0] ?? ''}
        data={[
          { value: '', label: '' },
          ...Object.entries(periods).map(([value, word]) => ({ value, label: t(word) })),
        ]}
        onChange={(event) => change([event.currentTarget.value])}
      />
    );
  if (field.list !== null)
    return (
      <MultiSelect
        size="xs"
        aria-label={t('list.value')}
        searchable
        hidePickedOptions
        data={items.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={values.filter((value) => items.some(({ id }) => String(id) === value))}
        onChange={change}
      />
    );
  const [first = '', second = ''] = values;
  const kind = type === 'date' || type === 'datetime' ? 'date' : 'text';
  if (valuesNeeded(operator) === 1)
    return <Typed label={t('list.value')} type={kind} value={first} change={(value) => change([value])} />;
  return (
    <div className="criterion-two">
      <Typed label={t('list.value')} type={kind} value={first} change={(value) => change([value, second])} />
      <span className="quiet">{t('list.valueTo')}</span>
      <Typed label={`${t('list.value')} 2`} type={kind} value={second} change={(value) => change([first, value])} />
    </div>
  );
}

interface TypedProps {
  readonly label: string;
  readonly type: 'text' | 'date';
  readonly value: string;
  readonly change: (value: string) => void;
}
const patienceMs = 250;

/** Asked as one types, without an address for every letter. */
export function Typed({ label, type, value, change }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // The address changed from elsewhere (Clear, Back): the field follows.
    setShown(value);
    setTyped(value);
  }
  const later = useDebouncedCallback(change, patienceMs);
  return (
    <TextInput
      size="xs"
      aria-label={label}
      type={type}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
