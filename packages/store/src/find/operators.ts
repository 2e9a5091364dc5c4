/**
 * What may be asked of a field, by its type: the names that programs of the vendor's API use, and the signs that people write.
 * `set` of a checkbox takes a value; of anything else it asks whether there is one.
 */
import type { FindableType } from './findable.ts';

export type FindOperatorName =
  | 'is'
  | 'isNot'
  | 'begins'
  | 'notBegins'
  | 'contains'
  | 'notContains'
  | 'ends'
  | 'oneOf'
  | 'notOneOf'
  | 'equals'
  | 'unequals'
  | 'greater'
  | 'greaterOrEqual'
  | 'less'
  | 'lessOrEqual'
  | 'between'
  | 'date'
  | 'before'
  | 'after'
  | 'dateBetween'
  | 'beforeToday'
  | 'today'
  | 'afterToday'
  | 'thisPeriod'
  | 'thisAndNext'
  | 'nextPeriod'
  | 'thisAndPrevious'
  | 'previousPeriod'
  | 'dateTime'
  | 'beforeTime'
  | 'afterTime'
  | 'set'
  | 'notSet';

const numbers = [
  'equals',
  'unequals',
  'greater',
  'greaterOrEqual',
  'less',
  'lessOrEqual',
  'between',
  'oneOf',
  'notOneOf',
  'set',
  'notSet',
] as const;
const days = [
  'date',
  'before',
  'after',
  'dateBetween',
  'beforeToday',
  'today',
  'afterToday',
  'thisPeriod',
  'thisAndNext',
  'nextPeriod',
  'thisAndPrevious',
  'previousPeriod',
  'set',
  'notSet',
] as const;
const byType: Readonly<Record<FindableType, readonly FindOperatorName[]>> = {
  text: ['begins', 'contains', 'is', 'isNot', 'notBegins', 'notContains', 'ends', 'oneOf', 'notOneOf', 'set', 'notSet'],
  integer: numbers,
  decimal: numbers,
  checkbox: ['set', 'notSet'],
  date: days,
  datetime: ['dateTime', 'beforeTime', 'afterTime', ...days],
  list: ['oneOf', 'notOneOf', 'set', 'notSet'],
  connections: ['oneOf', 'notOneOf', 'set', 'notSet'],
  selections: ['oneOf', 'notOneOf'],
};

/** In order of how often people choose them; the first is what a page offers at once. */
export const operatorsOf = (type: FindableType): readonly FindOperatorName[] => byType[type];

/** Other ways to write an operator; the first that the type has counts. In small letters. */
const synonyms: Readonly<Record<string, readonly FindOperatorName[]>> = {
  '=': ['equals', 'is', 'oneOf', 'date', 'set'],
  '==': ['equals', 'is', 'oneOf', 'date', 'set'],
  eq: ['equals', 'is', 'oneOf', 'date', 'set'],
  is: ['is', 'equals', 'oneOf', 'date', 'set'],
  equals: ['equals', 'is', 'oneOf', 'date', 'set'],
  '<>': ['unequals', 'isNot', 'notOneOf'],
  '!=': ['unequals', 'isNot', 'notOneOf'],
  ne: ['unequals', 'isNot', 'notOneOf'],
  isnot: ['isNot', 'unequals', 'notOneOf'],
  unequals: ['unequals', 'isNot', 'notOneOf'],
  '<': ['less', 'beforeTime', 'before'],
  lt: ['less', 'beforeTime', 'before'],
  '>': ['greater', 'after'],
  gt: ['greater', 'after'],
  '<=': ['lessOrEqual'],
  le: ['lessOrEqual'],
  '>=': ['greaterOrEqual', 'afterTime'],
  ge: ['greaterOrEqual', 'afterTime'],
  in: ['oneOf'],
  notin: ['notOneOf'],
  startswith: ['begins'],
  endswith: ['ends'],
  between: ['between', 'dateBetween'],
  unset: ['notSet'],
  isnull: ['notSet'],
};

/** By its name in any case or by a sign such as `<>`; undefined: the type has none such. */
export function operatorNamed(type: FindableType, name: string): FindOperatorName | undefined {
  const wanted = name.trim().toLowerCase();
  const has = byType[type];
  return (
    has.find((operator) => operator.toLowerCase() === wanted) ??
    (Object.hasOwn(synonyms, wanted) ? synonyms[wanted]?.find((operator) => has.includes(operator)) : undefined)
  );
}
