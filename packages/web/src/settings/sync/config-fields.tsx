/** The fields that a connector asks of a connection, drawn by their type. */
import type { ConfigField, ConnectionDetail } from '@kobling/contract';
import { Button, Checkbox, NativeSelect, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { syncSettingsKey } from '../../hub/keys.ts';
import { locales } from '../../language/load.ts';
import { useSettingsWords } from '../../language/settings/index.ts';
import { configOf, type ConnectionForm, isExample, valueOf } from './connection-form.ts';
import { PathField } from './path-field.tsx';

interface Props {
  readonly fields: readonly ConfigField[];
  readonly form: ConnectionForm;
  readonly stored: ConnectionDetail | undefined;
  /** The connector's own words, beside the field concerned. */
  readonly problems: Readonly<Record<string, string>>;
  /** The connection is active: they can be read, not changed (rule 7). */
  readonly locked: boolean;
}

export function ConfigFields({ fields, form, stored, problems, locked }: Props) {
  const { t } = useSettingsWords();
  return (
    <fieldset className="set-config">
      <legend>{t('set.configurationFields')}</legend>
      {locked ? <p className="set-locked">{t('set.locked')}</p> : null}
      {fields.length === 0 ? <p className="quiet">{t('set.noConfig')}</p> : null}
      {fields.map((field) => (
        <OneField
          key={field.key}
          field={field}
          fields={fields}
          form={form}
          stored={stored}
          problem={problems[field.key]}
          locked={locked}
        />
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly field: ConfigField;
  readonly fields: readonly ConfigField[];
  readonly form: ConnectionForm;
  readonly stored: ConnectionDetail | undefined;
  readonly problem: string | undefined;
  readonly locked: boolean;
}

function OneField(props: FieldProps) {
  const { told } = useSettingsWords();
  const { field, form, stored, problem, locked } = props;
  const value = valueOf(field, form.draft.value, stored);
  const type = (text: string): void => form.type(field, text);
  const plain = {
    label: told(field.label),
    description: field.description === '' ? undefined : told(field.description),
    required: field.mandatory,
    error: problem === undefined ? undefined : told(problem),
    disabled: locked || field.readOnly,
    name: `config.${field.key}`,
    ...(isExample(field.preset) && { placeholder: field.preset }),
  };
  const longest = field.maxLength > 0 ? { maxLength: field.maxLength } : {};
  switch (field.type) {
    case 'label':
      return <p className="quiet">{told(field.label)}</p>;
    case 'checkbox':
      return (
        <Checkbox
          {...plain}
          required={false}
          checked={value === '1'}
          onChange={(event) => type(event.currentTarget.checked ? '1' : '0')}
        />
      );
    case 'password':
      return <SecretField {...props} plain={{ ...plain, ...longest }} value={value} />;
    case 'integer':
    case 'double':
      return <NumberField {...props} plain={plain} value={value} />;
    case 'datetime':
      return (
        <TextInput
          {...plain}
          type="datetime-local"
          step={1}
          value={value}
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
    case 'list':
      return <ListField {...props} plain={plain} value={value} />;
    case 'text':
      if (field.isPath) return <PathField {...props} plain={plain} value={value} type={type} />;
      return (
        <TextInput
          {...plain}
          {...longest}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
  }
}

interface PartProps extends FieldProps {
  /** What every kind of input takes alike. */
  readonly plain: Readonly<Record<string, unknown>>;
  readonly value: string;
}

function SecretField({ field, form, stored, plain, value }: PartProps) {
  const { t } = useSettingsWords();
  return (
    <PasswordInput
      {...plain}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 }}
      placeholder={stored?.secrets.includes(field.key) === true ? t('set.secretSet') : ''}
      value={value}
      onChange={(event) => form.type(field, event.currentTarget.value)}
    />
  );
}

/** Exact: what is typed stays text, however large. */
function NumberField({ field, form, plain, value }: PartProps) {
  const { language } = useSettingsWords();
  return (
    <NumberInput
      {...plain}
      value={value}
      valueIsNumericString
      allowDecimal={field.type === 'double'}
      decimalSeparator={separatorOf(locales[language])}
      hideControls
      onValueChange={({ value: text }) => {
        if (text !== value) form.type(field, text);
      }}
    />
  );
}

const separatorOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** Its items are the ERP's, which may want the other fields first; until they come, a key can be typed. */
function ListField({ field, fields, form, stored, plain, value }: PartProps) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const { connectorId } = form.draft.value;
  const list = useQuery({
    queryKey: [...syncSettingsKey, 'list', connectorId, stored?.id, field.list, form.passed !== undefined],
    queryFn: ({ signal }) => {
      const config = configOf(fields, form.draft.value, stored);
      const draft = { connectorId, config, ...(stored !== undefined && { id: stored.id }) };
      return hub.call('POST /api/settings/sync/connections/list', { body: { ...draft, list: field.list } }, { signal });
    },
    // With a password that is half typed the ERP would only count one more wrong one.
    enabled: stored !== undefined || form.passed !== undefined,
    retry: false,
    staleTime: 60_000,
  });
  const items = list.data?.items;
  if (items === undefined)
    return (
      <TextInput
        {...plain}
        description={t('set.choicesLater')}
        value={value}
        onChange={(event) => form.type(field, event.currentTarget.value)}
        rightSectionWidth="auto"
        rightSection={
          <Button variant="subtle" size="compact-xs" loading={list.isFetching} onClick={() => void list.refetch()}>
            {t('set.loadChoices')}
          </Button>
        }
      />
    );
  const known = value === '' || items.some(({ key }) => key === value);
  return (
    <NativeSelect
      {...plain}
      value={value}
      data={[
        { value: '', label: '' },
        ...(known ? [] : [{ value, label: value }]),
        ...items.map(({ key, name }) => ({ value: key, label: name })),
      ]}
      onChange={(event) => form.type(field, event.currentTarget.value)}
    />
  );
}
