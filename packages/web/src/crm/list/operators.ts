/** What can be asked of a field here, in words; the hub knows more of them. */
import type { FindableField } from '@kobling/contract';
import type { CrmListKey } from '../../language/crm-list/index.ts';

const words = {
  begins: 'list.op.begins',
  contains: 'list.op.contains',
  is: 'list.op.is',
  isNot: 'list.op.isNot',
  notContains: 'list.op.notContains',
  ends: 'list.op.ends',
  oneOf: 'list.op.oneOf',
  notOneOf: 'list.op.notOneOf',
  equals: 'list.op.equals',
  unequals: 'list.op.unequals',
  greater: 'list.op.greater',
  greaterOrEqual: 'list.op.greaterOrEqual',
  less: 'list.op.less',
  lessOrEqual: 'list.op.lessOrEqual',
  between: 'list.op.between',
  date: 'list.op.date',
  before: 'list.op.before',
  after: 'list.op.after',
  dateBetween: 'list.op.dateBetween',
  today: 'list.op.today',
  thisPeriod: 'list.op.thisPeriod',
  previousPeriod: 'list.op.previousPeriod',
  set: 'list.op.set',
  notSet: 'list.op.notSet',
} as const satisfies Readonly<Record<string, CrmListKey>>;

const isWord = (operator: string): operator is keyof typeof words => Object.hasOwn(words, operator);

/** A tick box is asked for by its value alone; a text among many is written one by one. */
export function operatorsFor({ type, operators }: FindableField): readonly string[] {
  if (type === 'checkbox') return ['set'];
  const lists = type === 'list' || type === 'connections' || type === 'selections';
  return operators.filter((one) => isWord(one) && (lists || (one !== 'oneOf' && one !== 'notOneOf')));
}

export const operatorWord = (field: FindableField, operator: string): CrmListKey =>
  field.type === 'checkbox' || !isWord(operator) ? 'list.op.oneOf' : words[operator];

export const periods = {
  week: 'list.period.week',
  month: 'list.period.month',
  quarter: 'list.period.quarter',
  year: 'list.period.year',
} as const satisfies Readonly<Record<string, CrmListKey>>;

/** What a new criterion on this field begins with. */
export const firstOperator = (field: FindableField): string =>
  field.type === 'text' ? 'contains' : (operatorsFor(field)[0] ?? 'is');
