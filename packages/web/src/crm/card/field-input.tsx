/** One field to type in, by its type. Values are as the hub stores them; a decimal is typed with the language's own mark. */
import type { CrmField, CrmListItem, CrmRecord, EntityKind } from '@kobling/contract';
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { fromLocalInput, localInput } from '../../log/filters.ts';
import { useCrmWords } from '../../language/crm/index.ts';
import { RecordChoice } from '../record-choice.tsx';
import { shortLabel } from '../fields.ts';

export interface FieldInputProps {
  readonly kind: EntityKind;
  readonly field: CrmField;
  readonly value: string;
  readonly problem: string | undefined;
  readonly items: readonly CrmListItem[];
  /** An item that is chosen and no longer in the list. */
  readonly held: string | undefined;
  readonly company: CrmRecord | null;
  readonly decimalMark: string;
  readonly change: (value: string) => void;
  readonly choose: (record: CrmRecord | null) => void;
  readonly first?: boolean | undefined;
}

export function FieldInput(props: FieldInputProps) {
  const { kind, field, value, problem, change } = props;
  const { t } = useCrmWords();
  const label = shortLabel(kind, field, t);
  const base = {
    label,
    size: 'xs',
    error: problem ?? false,
    withAsterisk: field.mandatory,
    'data-field': field.key,
    ...(props.first === true && { autoFocus: true }),
  } as const;
  if (field.key === 'company')
    return <RecordChoice label={label} kind="company" chosen={props.company} change={props.choose} problem={problem} />;
  switch (field.type) {
    case 'list':
      return <ListInput {...props} base={base} />;
    case 'checkbox':
      return (
        <Checkbox
          size="xs"
          className="card-checkbox"
          label={label}
          error={problem ?? false}
          data-field={field.key}
          checked={value === '1'}
          onChange={(event) => change(event.currentTarget.checked ? '1' : '0')}
        />
      );
    case 'date':
    case 'datetime':
    case 'integer':
    case 'decimal':
      return <TypedInput {...props} base={base} />;
    case 'text':
      return field.key === 'text' ? (
        <Textarea
          {...base}
          label={undefined}
          aria-label={label}
          autosize
          minRows={3}
          maxRows={16}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...base}
          type={field.key === 'email' ? 'email' : 'text'}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
  }
}

type Based = FieldInputProps & { readonly base: { readonly label: string; readonly error: string | false } };

function TypedInput({ field, value, change, decimalMark, base }: Based) {
  switch (field.type) {
    case 'date':
      return <TextInput {...base} type="date" value={value} onChange={(event) => change(event.currentTarget.value)} />;
    case 'datetime':
      return (
        <TextInput
          {...base}
          type="datetime-local"
          value={value === '' ? '' : localInput(value)}
          onChange={(event) => change(fromLocalInput(event.currentTarget.value))}
        />
      );
    default:
      return (
        <TextInput
          {...base}
          inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
          value={value.replace('.', decimalMark)}
          onChange={(event) => change(event.currentTarget.value.replace(decimalMark, '.'))}
        />
      );
  }
}

function ListInput({ value, items, held, change, base }: Based) {
  const { t } = useCrmWords();
  const known = items.some(({ id }) => String(id) === value);
  const hidden = value === '' || known ? [] : [{ value, label: held ?? value }];
  return (
    <NativeSelect
      {...base}
      value={value}
      data={[
        { value: '', label: t('crm.noSelection') },
        ...items.map(({ id, name }) => ({ value: String(id), label: name })),
        ...hidden,
      ]}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
