/** What a person types into a field of a dialog, and the text that the hub knows it by. */
import type { AskedField } from '@kobling/contract';

export type InputProblem = 'mandatory' | 'tooLong' | 'notWhole' | 'notNumber';
type Rules = Pick<AskedField, 'type' | 'maxLength' | 'mandatory'>;

/** Numbers may come with a comma and with blanks between the thousands. Text that is no number stays as it is. */
export function canonicalText(type: AskedField['type'], typed: string): string {
  if (type !== 'integer' && type !== 'decimal') return typed;
  const plain = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/,(?=\d*$)/, '.');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? plain.replace(/^\+/, '') : typed.trim();
}

/** Undefined: it can be sent. `value` is canonical. */
export function problemOf({ type, maxLength, mandatory }: Rules, value: string): InputProblem | undefined {
  if (value === '') return mandatory ? 'mandatory' : undefined;
  if (type === 'integer' && !/^-?\d+$/.test(value)) return 'notWhole';
  if (type === 'decimal' && !/^-?\d+(\.\d+)?$/.test(value)) return 'notNumber';
  return type === 'text' && maxLength > 0 && value.length > maxLength ? 'tooLong' : undefined;
}
