/** A field that a dialog asks, with what is wrong with it beside it: once it was tried, or while it is too long. */
import type { AskedField } from '@kobling/contract';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { problemOf } from './asked-values.ts';
import { ValueInput } from './value-input.tsx';

interface Props {
  readonly field: AskedField;
  readonly value: string;
  readonly tried: boolean;
  /** What the ERP said of it. */
  readonly refused?: string | undefined;
  readonly change: (value: string) => void;
}

export function AskedInput({ field, value, tried, refused, change }: Props) {
  const { t } = useErpTabWords();
  const problem = problemOf(field, value);
  const said =
    problem === undefined || (!tried && problem === 'mandatory')
      ? refused
      : t(`tab.input.${problem}`, { field: field.label, count: field.maxLength, length: value.length });
  return (
    <ValueInput
      field={field}
      label={field.label}
      description={field.description}
      mandatory={field.mandatory}
      value={value}
      error={said}
      change={change}
    />
  );
}
