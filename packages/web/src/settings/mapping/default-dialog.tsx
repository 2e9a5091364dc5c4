/** Add sync default value, and the same for one that is there: a fixed value, a question to the user, or both. */
import type { DefaultChoice, DefaultField, Defaults } from '@kobling/contract';
import { Checkbox, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { isMoved } from '../../hub/problem.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { formProblem, isSet, noDefault, typedValue, valueProblem } from './default-form.ts';
import { ReasonedCheckbox } from './reasoned-checkbox.tsx';
import { useSaveDefault } from './use-defaults.ts';

interface Props {
  readonly connectionId: number;
  readonly defaults: Defaults;
  /** Undefined: a new one, whose field is chosen first. */
  readonly field: DefaultField | undefined;
  readonly onClose: () => void;
}
interface Form extends DefaultChoice {
  readonly fieldId: number | null;
}

export function DefaultDialog({ connectionId, defaults, field: given, onClose }: Props) {
  const { t } = useMappingWords();
  const initial = useMemo((): Form => ({ fieldId: given?.fieldId ?? null, ...(given?.choice ?? noDefault) }), [given]);
  const draft = useDraft(`default.${connectionId}.${given?.fieldId ?? 'new'}`, initial);
  const form = draft.value;
  const field = given ?? defaults.fields.find(({ fieldId }) => fieldId === form.fieldId);
  const save = useSaveDefault(connectionId);
  const problem = formProblem(field, form);
  const send = (): void => {
    if (field === undefined) return;
    const { hasDefault, promptUser, mandatory } = form;
    const value = hasDefault ? typedValue(field.type, form.value) : '';
    const { fieldId: _field, ...over } = draft.over;
    const from = given === undefined ? field.choice : over;
    save.mutate(
      { field, from, to: { hasDefault, value, promptUser, mandatory } },
      {
        onSuccess: () => {
          draft.drop();
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={given === undefined ? t('mapping.addDefault') : t('mapping.default.editTitle', { field: given.name })}
      opened
      onClose={onClose}
      onSubmit={send}
      submit={given === undefined ? t('mapping.add') : t('save')}
      reason={problem === undefined ? undefined : t(problem.key, { count: problem.count ?? 0 })}
      busy={save.isPending}
      error={isMoved(save.error) ? undefined : save.error}
      size={520}
    >
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={save.error}
        parts={{
          hasDefault: { label: t('mapping.setValue') },
          value: { label: t('mapping.default.value') },
          promptUser: { label: t('mapping.askUser') },
          mandatory: { label: t('mapping.mandatory') },
        }}
      />
      {given === undefined ? (
        <FieldChoice
          defaults={defaults}
          value={form.fieldId}
          onChange={(fieldId) => draft.change({ fieldId, value: '' })}
        />
      ) : null}
      {field === undefined ? null : <Choices defaults={defaults} field={field} form={form} change={draft.change} />}
    </FormDialog>
  );
}

/** Fields without a default that a person may write, by actor type. */
function FieldChoice({
  defaults,
  value,
  onChange,
}: {
  readonly defaults: Defaults;
  readonly value: number | null;
  readonly onChange: (fieldId: number | null) => void;
}) {
  const { t } = useMappingWords();
  const free = defaults.fields.filter((field) => !field.readOnly && !isSet(field));
  const groups = [...new Set(free.map(({ actorType }) => actorType))].map((actorType) => ({
    group: t(`mapping.actor.${actorType}`),
    items: free
      .filter((field) => field.actorType === actorType)
      .map(({ fieldId, name }) => ({ value: String(fieldId), label: name })),
  }));
  return (
    <Select
      label={t('mapping.erpField')}
      data-autofocus
      data={groups}
      value={value === null ? null : String(value)}
      searchable
      openOnFocus={false}
      allowDeselect={false}
      nothingFoundMessage={t('mapping.noFieldFits')}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}

interface ChoicesProps {
  readonly defaults: Defaults;
  readonly field: DefaultField;
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
}

function Choices({ defaults, field, form, change }: ChoicesProps) {
  const { t } = useMappingWords();
  const always = field.alwaysMandatory;
  const reason = always
    ? t('mapping.default.always')
    : !form.hasDefault && !form.promptUser && !form.mandatory
      ? t('mapping.default.mandatoryNeeds')
      : undefined;
  return (
    <>
      <Checkbox
        label={t('mapping.setValue')}
        checked={form.hasDefault}
        onChange={(event) => change({ hasDefault: event.currentTarget.checked })}
      />
      {form.hasDefault ? <ValueInput defaults={defaults} field={field} form={form} change={change} /> : null}
      <Checkbox
        label={t('mapping.askUser')}
        checked={form.promptUser}
        onChange={(event) => change({ promptUser: event.currentTarget.checked })}
      />
      <ReasonedCheckbox
        label={t('mapping.mandatory')}
        checked={form.mandatory || always}
        reason={reason}
        onChange={(mandatory) => change({ mandatory })}
      />
    </>
  );
}

/** By the field's type and list. */
function ValueInput({ defaults, field, form, change }: ChoicesProps) {
  const { t } = useMappingWords();
  const problem = form.value === '' ? undefined : valueProblem(field, form);
  const set = (value: string): void => change({ value });
  const names = {
    label: t('mapping.default.value'),
    error: problem === undefined ? undefined : t(problem.key, { count: problem.count ?? 0 }),
  };
  if (field.type === 'list')
    return (
      <Select
        {...names}
        data={(defaults.lists[field.list ?? ''] ?? []).map(({ key, name }) => ({ value: key, label: name }))}
        value={form.value === '' ? null : form.value}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        nothingFoundMessage={t('mapping.noFieldFits')}
        onChange={(key) => set(key ?? '')}
      />
    );
  if (field.type === 'checkbox')
    return (
      <NativeSelect
        {...names}
        value={form.value}
        data={[
          { value: '', label: t('mapping.noSelection') },
          { value: '1', label: t('yes') },
          { value: '0', label: t('mapping.default.no') },
        ]}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...names}
      type={field.type === 'datetime' ? 'datetime-local' : 'text'}
      {...(field.type === 'datetime' && { step: 1 })}
      {...((field.type === 'integer' || field.type === 'double') && { inputMode: 'decimal' as const })}
      value={form.value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
