/** Does what was typed fit its field? Told before it is sent; the hub checks the same and has the last word. */
import type { CrmField, EntityKind } from '@kobling/contract';
import type { CrmT } from './fields.ts';

export type Values = Readonly<Record<string, string>>;
export type Problems = Readonly<Record<string, string>>;

/** Field to what is wrong with it. */
export function checkForm(
  kind: EntityKind,
  fields: readonly CrmField[],
  values: Values,
  t: CrmT,
  decimalMark: string,
): Problems {
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const problem = checkField(field, values[field.key] ?? '', t, decimalMark);
    if (problem !== undefined) problems[field.key] = problem;
  }
  const nameless = (values['firstName'] ?? '').trim() === '' && (values['lastName'] ?? '').trim() === '';
  if (kind === 'person' && nameless) problems['lastName'] = t('crm.check.personName');
  return problems;
}

function checkField(field: CrmField, value: string, t: CrmT, decimalMark: string): string | undefined {
  if (value.trim() === '' && field.mandatory) return t('crm.check.mandatory');
  if (value === '') return undefined;
  const length = Array.from(value).length;
  if (field.type === 'text' && field.maxLength > 0 && length > field.maxLength)
    return t('crm.check.tooLong', { length, most: field.maxLength });
  if (field.type === 'integer' && field.key !== 'company' && !/^-?\d{1,15}$/.test(value)) return t('crm.check.integer');
  if (field.type === 'decimal' && !/^-?\d+(\.\d*)?$/.test(value))
    return t('crm.check.decimal', { example: `1250${decimalMark}5` });
  return undefined;
}

/** As the hub stores it: no blanks around, no zeros before or after a number. */
export function asStored({ type }: Pick<CrmField, 'type'>, typed: string): string {
  if (type === 'text') return typed.trim() === '' ? '' : typed;
  const text = typed.trim();
  if (type !== 'integer' && type !== 'decimal') return text;
  const number = text.replace(/^(-?)0+(?=\d)/, '$1');
  const short = number.includes('.') ? number.replace(/\.?0*$/, '') : number;
  return short === '-0' ? '0' : short;
}
