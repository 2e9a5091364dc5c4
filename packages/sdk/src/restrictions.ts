/**
 * Search criteria against a record, for connectors whose ERP does not search by itself. Operators by field type:
 *
 * | type            | operators                                                                    |
 * |-----------------|------------------------------------------------------------------------------|
 * | text            | = begins contains ends isnot notbegins notcontains notends between; no case  |
 * | integer, double | = != < > <= >= between                                                       |
 * | checkbox        | =                                                                            |
 * | list            | oneof notoneof                                                               |
 * | datetime        | = before after beforeOrEqual afterOrEqual between                            |
 *
 * `between` includes both ends. A date-time criterion without a time compares by the day.
 */
import { compareDecimals } from './decimals.ts';
import { reason } from './outcome.ts';
import type { Actor, FieldType, Reason, SearchOperator, SearchRestriction } from './types.ts';
import { decodeValue } from './values.ts';

/** Field keys that restrict by the actor's parent; compared exactly, with `=` or `oneof`. */
export const parentKeys = ['ParentErpKey', 'ParentActorType'] as const;
type ParentKey = (typeof parentKeys)[number];

const textOperators = [
  '=',
  'begins',
  'contains',
  'ends',
  'isnot',
  'notbegins',
  'notcontains',
  'notends',
  'between',
] as const;
const numberOperators = ['=', '!=', '<', '>', '<=', '>=', 'between'] as const;
const operators: Readonly<Record<FieldType, readonly SearchOperator[]>> = {
  text: textOperators,
  integer: numberOperators,
  double: numberOperators,
  checkbox: ['='],
  list: ['oneof', 'notoneof'],
  datetime: ['=', 'before', 'after', 'beforeOrEqual', 'afterOrEqual', 'between'],
  password: [],
  label: [],
};

export const operatorsFor = (type: FieldType): readonly SearchOperator[] => operators[type];

type Test = (wire: string) => boolean;
const never: Test = () => false;

/**
 * Why a restriction cannot be answered: unknown field, an operator the type lacks, a value that is none, too few values.
 * Undefined when all is well. A connector answers `rejected` with it: an empty answer would read as "no such actor".
 */
export function checkRestriction(
  fields: ReadonlyMap<string, FieldType>,
  restriction: SearchRestriction,
): Reason | undefined {
  const { fieldKey, operator, values } = restriction;
  const refuse = (code: string, sentence: string): Reason =>
    reason(code, sentence, { fields: { [fieldKey]: sentence } });
  const type = typeOf(fields, fieldKey);
  if (type === undefined)
    return refuse(
      'search.field',
      `${fieldKey} is not a field that can be searched by. Choose one of the searchable fields.`,
    );
  if (!allowed(type, fieldKey).includes(operator)) {
    return refuse(
      'search.operator',
      `${operator} does not apply to ${fieldKey}. Use one of: ${allowed(type, fieldKey).join(' ')}.`,
    );
  }
  const needed = operator === 'between' ? 2 : operator === 'oneof' || operator === 'notoneof' ? 0 : 1;
  if (values.length < needed)
    return refuse(
      'search.values',
      `${fieldKey} ${operator} needs ${needed} value(s), but got ${values.length}. Add the missing.`,
    );
  for (const value of values) {
    const decoded = decodeValue(type, value);
    if (!decoded.ok) return refuse('search.value', `${fieldKey} ${operator}: ${decoded.reason.message}`);
  }
  return undefined;
}

const isParentKey = (key: string): key is ParentKey => parentKeys.some((parentKey) => parentKey === key);
const typeOf = (fields: ReadonlyMap<string, FieldType>, key: string): FieldType | undefined =>
  fields.get(key) ?? (isParentKey(key) ? 'list' : undefined);
const allowed = (type: FieldType, key: string): readonly SearchOperator[] =>
  isParentKey(key) ? ['=', 'oneof', 'notoneof'] : operators[type];

/** Does one wire value meet the restriction? False for an operator the type lacks and for values that cannot be read. */
export function matches(type: FieldType, restriction: SearchRestriction, wireValue: string): boolean {
  return compile(type, restriction)(wireValue);
}

/** A test of all restrictions at once, each read only once: for searching many actors. An absent field counts as blank. */
export function actorMatcher(
  fields: ReadonlyMap<string, FieldType>,
  restrictions: readonly SearchRestriction[],
): (actor: Pick<Actor, 'fieldValues' | 'parentErpKey' | 'parentActorType'>) => boolean {
  const tests = restrictions.map((restriction) => ({ restriction, test: compileFor(fields, restriction) }));
  return (actor) =>
    tests.every(({ restriction: { fieldKey }, test }) => {
      if (fieldKey === 'ParentErpKey') return test(actor.parentErpKey ?? '');
      if (fieldKey === 'ParentActorType') return test(actor.parentActorType ?? '');
      return test(actor.fieldValues[fieldKey] ?? '');
    });
}

/** Does the actor meet all restrictions? One on a field that is not known is never met. */
export function matchActor(
  fields: ReadonlyMap<string, FieldType>,
  restrictions: readonly SearchRestriction[],
  actor: Pick<Actor, 'fieldValues' | 'parentErpKey' | 'parentActorType'>,
): boolean {
  return actorMatcher(fields, restrictions)(actor);
}

/**
 * Simple search: does any of the fields contain the text, ignoring case? Empty text matches all. Encoded values are
 * searched without their brackets.
 */
export function matchesText(actor: Pick<Actor, 'fieldValues'>, text: string, fieldKeys: readonly string[]): boolean {
  const wanted = fold(text.trim());
  if (wanted === '') return true;
  return fieldKeys.some((key) => {
    const wire = actor.fieldValues[key];
    return wire !== undefined && fold(/^\[(?:I|F|DT?):(.*)\]$/s.exec(wire)?.[1] ?? wire).includes(wanted);
  });
}

function compileFor(fields: ReadonlyMap<string, FieldType>, restriction: SearchRestriction): Test {
  const { fieldKey, operator, values } = restriction;
  if (isParentKey(fieldKey)) return operator === '=' ? (wire) => wire === values[0] : compile('list', restriction);
  const type = fields.get(fieldKey);
  return type === undefined ? never : compile(type, restriction);
}

function compile(type: FieldType, { operator, values }: SearchRestriction): Test {
  if (!operators[type].includes(operator)) return never;
  switch (type) {
    case 'text':
      return textTest(operator, values.map(fold));
    case 'list':
      return operator === 'oneof' ? (wire) => values.includes(wire) : (wire) => !values.includes(wire);
    case 'integer':
    case 'double':
    case 'checkbox':
      return orderTest(
        operator,
        values.map((value) => bound(type, value, compareDecimals)),
        type,
      );
    case 'datetime':
      return orderTest(
        operator,
        values.map((value) => bound(type, value, isDay(value) ? compareDays : compareCodeUnits)),
        type,
      );
    case 'password':
    case 'label':
      return never;
  }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function textTest(operator: SearchOperator, [value, upper]: readonly string[]): Test {
  if (value === undefined) return never;
  const test =
    (positive: (text: string) => boolean, wanted: boolean): Test =>
    (wire) =>
      positive(fold(wire)) === wanted;
  switch (operator) {
    case '=':
    case 'isnot':
      return test((text) => text === value, operator === '=');
    case 'begins':
    case 'notbegins':
      return test((text) => text.startsWith(value), operator === 'begins');
    case 'contains':
    case 'notcontains':
      return test((text) => text.includes(value), operator === 'contains');
    case 'ends':
    case 'notends':
      return test((text) => text.endsWith(value), operator === 'ends');
    case 'between':
      return upper === undefined ? never : test((text) => text >= value && text <= upper, true);
    default:
      return never;
  }
}

/** Order of an actor's canonical value against one value of the criterion; undefined when either is blank. */
type Bound = (value: string) => number | undefined;

function bound(type: FieldType, wire: string, compare: (a: string, b: string) => number): Bound | undefined {
  const decoded = decodeValue(type, wire);
  if (!decoded.ok) return undefined;
  const wanted = decoded.value;
  if (wanted === '') return (value) => (value === '' ? 0 : undefined);
  return (value) => (value === '' ? undefined : compare(value, wanted));
}

function orderTest(operator: SearchOperator, [lower, upper]: readonly (Bound | undefined)[], type: FieldType): Test {
  if (lower === undefined) return never;
  const meets = orderRule(operator, lower, upper);
  return (wire) => {
    const decoded = decodeValue(type, wire);
    return decoded.ok && meets(decoded.value);
  };
}

// A blank is neither less nor greater than anything; it equals blank and differs from the rest.
function orderRule(operator: SearchOperator, lower: Bound, upper: Bound | undefined): (value: string) => boolean {
  const when =
    (meets: (order: number) => boolean) =>
    (value: string): boolean => {
      const order = lower(value);
      return order !== undefined && meets(order);
    };
  switch (operator) {
    case '=':
      return when((order) => order === 0);
    case '!=':
      return (value) => lower(value) !== 0;
    case '<':
    case 'before':
      return when((order) => order < 0);
    case '>':
    case 'after':
      return when((order) => order > 0);
    case '<=':
    case 'beforeOrEqual':
      return when((order) => order <= 0);
    case '>=':
    case 'afterOrEqual':
      return when((order) => order >= 0);
    case 'between':
      return upper === undefined ? () => false : (value) => (lower(value) ?? -1) >= 0 && (upper(value) ?? 1) <= 0;
    default:
      return () => false;
  }
}

const compareCodeUnits = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const compareDays = (a: string, b: string): number => compareCodeUnits(a.slice(0, 10), b.slice(0, 10));
const isDay = (wire: string): boolean => /^\[D:[^ ]*\]$|^\d{4}-\d{2}-\d{2}$/.test(wire.trim());
