/** Find: criteria on any field, all of which must hold. Every change is in the address, and asked at once when it is whole. */
import type { Criterion, EntityKind, FindableField, FindableFields } from '@kobling/contract';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { useColumnLabel } from './columns.ts';
import { CriterionValue } from './criterion-value.tsx';
import { firstOperator, operatorsFor, operatorWord } from './operators.ts';

interface Props {
  readonly kind: EntityKind;
  readonly known: FindableFields;
  readonly criteria: readonly Criterion[];
  readonly change: (criteria: readonly Criterion[]) => void;
}

export function Criteria({ kind, known, criteria, change }: Props) {
  const { t } = useCrmListWords();
  return (
    <section className="criteria panel" aria-label={t('list.criteria')}>
      {criteria.map((criterion, index) => (
        <Row
          key={index}
          kind={kind}
          known={known}
          criterion={criterion}
          put={(next) => change(criteria.map((one, place) => (place === index ? next : one)))}
          drop={() => change(criteria.filter((_one, place) => place !== index))}
        />
      ))}
      <div className="row">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            const next = begin(known, 'name') ?? begin(known, 'fullName');
            if (next !== undefined) change([...criteria, next]);
          }}
        >
          {t('list.addCriterion')}
        </Button>
        {criteria.length === 0 ? null : (
          <Button variant="subtle" onClick={() => change([])}>
            {t('list.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}

function begin(known: FindableFields, key: string): Criterion | undefined {
  const field = known.fields.find((one) => one.key === key);
  return field && { field: key, operator: firstOperator(field), values: field.type === 'checkbox' ? ['1'] : [] };
}

interface RowProps extends Pick<Props, 'kind' | 'known'> {
  readonly criterion: Criterion;
  readonly put: (next: Criterion) => void;
  readonly drop: () => void;
}

function Row({ kind, known, criterion, put, drop }: RowProps) {
  const { t } = useCrmListWords();
  const labelOf = useColumnLabel(kind);
  const field = known.fields.find(({ key }) => key === criterion.field);
  if (field === undefined) return null;
  const fields = known.fields.toSorted((a, b) => labelOf(a).localeCompare(labelOf(b)));
  return (
    <div className="criterion" role="group" aria-label={labelOf(field)}>
      <NativeSelect
        size="xs"
        aria-label={t('field')}
        value={field.key}
        data={fields.map((one) => ({ value: one.key, label: labelOf(one) }))}
        onChange={(event) => put(begin(known, event.currentTarget.value) ?? criterion)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('list.operator')}
        value={criterion.operator}
        data={optionsOf(field, criterion.operator).map((value) => ({ value, label: t(operatorWord(field, value)) }))}
        onChange={(event) => put({ ...criterion, operator: event.currentTarget.value })}
      />
      <CriterionValue
        field={field}
        criterion={criterion}
        items={field.list === null ? [] : (known.lists[field.list] ?? [])}
        change={(values) => put({ ...criterion, values })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('list.dropCriterion')} onClick={drop}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** An operator out of an old address stays to be seen. */
function optionsOf(field: FindableField, operator: string): readonly string[] {
  const known = operatorsFor(field);
  return known.includes(operator) ? known : [...known, operator];
}
