/** The input for a value of any type. What it gives and takes is canonical text. */
import type { AskedField } from '@kobling/contract';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { canonicalText } from './asked-values.ts';

interface Props {
  readonly field: Pick<AskedField, 'type' | 'items'>;
  readonly label: string;
  /** To readers only: what it is for stands beside it. */
  readonly hideLabel?: boolean;
  readonly description?: string;
  readonly mandatory?: boolean;
  readonly value: string;
  readonly error?: string | undefined;
  readonly change: (value: string) => void;
}

export function ValueInput({ field, label, hideLabel = false, description, mandatory = false, value, ...rest }: Props) {
  const { t } = useErpTabWords();
  const { error, change } = rest;
  const named = {
    ...(hideLabel ? { 'aria-label': label } : { label }),
    ...(description !== undefined && description !== '' && { description }),
    ...(error !== undefined && { error }),
    // Not `required`: the browser would answer in its own language before we can.
    ...(mandatory && { withAsterisk: true, 'aria-required': true }),
  };
  const { type, items } = field;
  if (type === 'checkbox') {
    const { label: _label, ...plain } = { label: undefined, ...named };
    return (
      <Checkbox
        {...plain}
        label={label}
        checked={value === '1' || value === 'true'}
        onChange={(event) => change(event.currentTarget.checked ? '1' : '0')}
      />
    );
  }
  if (type === 'list')
    return (
      <NativeSelect
        {...named}
        value={value}
        data={[
          { value: '', label: t('tab.noSelection') },
          ...items.map(({ key, name }) => ({ value: key, label: name })),
        ]}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  if (type === 'date' || type === 'datetime')
    return (
      <TextInput
        {...named}
        type={type === 'date' ? 'date' : 'datetime-local'}
        step={type === 'date' ? undefined : 1}
        value={type === 'date' ? value.slice(0, 10) : value}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  if (type === 'integer' || type === 'decimal')
    return <NumberText {...named} type={type} value={value} change={change} />;
  return <TextInput {...named} value={value} onChange={(event) => change(event.currentTarget.value)} />;
}

interface NumberProps {
  readonly type: 'integer' | 'decimal';
  readonly value: string;
  readonly change: (value: string) => void;
}

/** Keeps what is typed as it is typed; digits are exact, so it is no float. */
function NumberText({ type, value, change, ...named }: NumberProps) {
  const [typed, setTyped] = useState<string>();
  const shown = typed !== undefined && canonicalText(type, typed) === value ? typed : value;
  return (
    <TextInput
      {...named}
      inputMode={type === 'integer' ? 'numeric' : 'decimal'}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        change(canonicalText(type, event.currentTarget.value));
      }}
    />
  );
}
