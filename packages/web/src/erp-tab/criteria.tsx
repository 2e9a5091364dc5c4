/** The criteria of an advanced search: field, operator, value; all of them must hold. */
import type { ErpSearchForm, SearchOperatorName } from '@kobling/contract';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { ValueInput } from './value-input.tsx';

export interface Criterion {
  readonly field: string;
  readonly operator: SearchOperatorName;
  /** Canonical. */
  readonly values: readonly string[];
}
type Field = ErpSearchForm['criteria'][number];

/** Half a criterion does not search. */
export const usable = ({ field, operator, values }: Criterion): boolean =>
  field !== '' && values.length >= (operator === 'between' ? 2 : 1) && values.every((value) => value !== '');

interface Props {
  readonly fields: readonly Field[];
  readonly criteria: readonly Criterion[];
  readonly change: (criteria: readonly Criterion[]) => void;
  readonly search: () => void;
}

export function Criteria({ fields, criteria, change, search }: Props) {
  const { t } = useErpTabWords();
  const first = fields[0];
  const shown = criteria.length > 0 || first === undefined ? criteria : [fresh(first)];
  const put = (index: number, next: Criterion): void =>
    change(shown.map((each, place) => (place === index ? next : each)));
  return (
    <fieldset
      className="erp-criteria"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        search();
      }}
    >
      <legend className="quiet">{t('tab.criteria')}</legend>
      {shown.map((criterion, index) => (
        <Row
          // Rows have no identity of their own: their place is it.
          key={index}
          number={index + 1}
          fields={fields}
          criterion={criterion}
          change={(next) => put(index, next)}
          remove={shown.length === 1 ? undefined : () => change(shown.filter((_, place) => place !== index))}
        />
      ))}
      <div className="row">
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            if (first !== undefined) change([...shown, fresh(first)]);
          }}
        >
          {t('tab.addCriterion')}
        </Button>
        <Button variant="default" onClick={search}>
          {t('search')}
        </Button>
      </div>
    </fieldset>
  );
}

const preferred: readonly SearchOperatorName[] = ['contains', '=', 'oneof'];
const fresh = ({ key, operators }: Field): Criterion => ({
  field: key,
  operator: preferred.find((each) => operators.includes(each)) ?? operators[0] ?? '=',
  values: [''],
});

interface RowProps {
  readonly number: number;
  readonly fields: readonly Field[];
  readonly criterion: Criterion;
  readonly change: (next: Criterion) => void;
  readonly remove: (() => void) | undefined;
}

function Row({ number, fields, criterion, change, remove }: RowProps) {
  const { t } = useErpTabWords();
  const field = fields.find(({ key }) => key === criterion.field);
  const count = criterion.operator === 'between' ? 2 : 1;
  const values = Array.from({ length: count }, (_, index) => criterion.values[index] ?? '');
  return (
    <div className="erp-criterion" role="group" aria-label={t('tab.criterion', { number })}>
      <NativeSelect
        aria-label={t('field')}
        value={criterion.field}
        data={fields.map(({ key, label }) => ({ value: key, label }))}
        onChange={(event) => {
          const next = fields.find(({ key }) => key === event.currentTarget.value);
          if (next !== undefined) change(fresh(next));
        }}
      />
      <NativeSelect
        aria-label={t('tab.operator')}
        value={criterion.operator}
        data={(field?.operators ?? []).map((operator) => ({ value: operator, label: t(`tab.op.${operator}`) }))}
        onChange={(event) => {
          const operator = field?.operators.find((each) => each === event.currentTarget.value);
          if (operator !== undefined) change({ ...criterion, operator });
        }}
      />
      <div className="erp-criterion-values">
        {values.map((value, index) => (
          <ValueInput
            key={index}
            label={index === 0 ? t('tab.value') : t('tab.valueTo')}
            hideLabel
            field={{ type: field?.type ?? 'text', items: field?.items ?? [] }}
            value={value}
            change={(next) =>
              change({ ...criterion, values: values.map((old, place) => (place === index ? next : old)) })
            }
          />
        ))}
      </div>
      {remove === undefined ? (
        <span />
      ) : (
        <ActionIcon variant="subtle" color="gray" aria-label={t('tab.removeCriterion', { number })} onClick={remove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
