/** The criteria grid: all of them must be met. Offered where the ERP can search by fields. */
import type { ImportActorType, ImportSearch } from '@kobling/contract';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { importKey } from '../hub/keys.ts';
import { useImportWords } from '../language/import/index.ts';

type Criterion = ImportSearch['criteria'][number];
interface Props {
  readonly connectionId: number;
  readonly actorType: ImportActorType;
  readonly criteria: readonly Criterion[];
  readonly onChange: (criteria: Criterion[]) => void;
}
const operators = ['=', 'isnot', 'begins', 'contains', 'notcontains', 'ends', '<', '<=', '>', '>='] as const;

export function Criteria({ connectionId, actorType, criteria, onChange }: Props) {
  const { t } = useImportWords();
  const fields = useSearchable(connectionId, actorType).data?.fields;
  if (fields === undefined) return null;
  if (fields.length === 0) return <p className="quiet">{t('import.noAdvanced')}</p>;
  const change = (at: number, part: Partial<Criterion>): void =>
    onChange(criteria.map((criterion, index) => (index === at ? { ...criterion, ...part } : criterion)));
  return (
    <div className="stack" role="group" aria-label={t('import.advanced')}>
      {criteria.map((criterion, index) => (
        <Row
          key={index}
          criterion={criterion}
          fields={fields}
          onChange={(part) => change(index, part)}
          onRemove={() => onChange(criteria.filter((_, at) => at !== index))}
        />
      ))}
      <div className="row">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() =>
            onChange([...criteria, { erpField: fields[0]?.erpField ?? '', operator: 'contains', value: '' }])
          }
        >
          {t('import.addCriterion')}
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  readonly criterion: Criterion;
  readonly fields: readonly { readonly erpField: string; readonly label: string }[];
  readonly onChange: (part: Partial<Criterion>) => void;
  readonly onRemove: () => void;
}
function Row({ criterion, fields, onChange, onRemove }: RowProps) {
  const { t } = useImportWords();
  const label = fields.find(({ erpField }) => erpField === criterion.erpField)?.label ?? criterion.erpField;
  return (
    <div className="import-criterion">
      <NativeSelect
        label={t('field')}
        value={criterion.erpField}
        data={fields.map((field) => ({ value: field.erpField, label: field.label }))}
        onChange={(event) => onChange({ erpField: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('import.operator', { field: label })}
        value={criterion.operator}
        data={operators.map((operator) => ({ value: operator, label: t(`import.operator.${operator}`) }))}
        onChange={(event) => {
          const operator = operators.find((each) => each === event.currentTarget.value);
          if (operator !== undefined) onChange({ operator });
        }}
      />
      <TextInput
        aria-label={t('import.value', { field: label })}
        value={criterion.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <ActionIcon variant="default" size={32} aria-label={t('import.removeCriterion')} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function useSearchable(connection: number, actorType: ImportActorType) {
  const hub = useHub();
  return useQuery({
    queryKey: [...importKey, 'searchable', connection, actorType],
    queryFn: ({ signal }) => hub.call('GET /api/imports/searchable', { query: { connection, actorType } }, { signal }),
    staleTime: 300_000,
    retry: false,
  });
}
