/** Criteria as SQL. Everything a person typed goes in as a parameter; only what `findable.ts` wrote is SQL. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { escapeLike } from '../crm/find.ts';
import { dayClause } from './day-clause.ts';
import type { Findable, FindableMap } from './findable.ts';
import { type FindOperatorName, operatorNamed, operatorsOf } from './operators.ts';

export interface Criterion {
  readonly field: string;
  /** By name or sign, in any case: `operators.ts`. */
  readonly operator: string;
  /** Canonical texts; list items by id, connections by id, checkbox `1` or `0`. */
  readonly values: readonly string[];
}
/** `all` of nothing is true, `any` of nothing false. */
export type Criteria = Criterion | { readonly all: readonly Criteria[] } | { readonly any: readonly Criteria[] };

export interface Asked {
  /** SQL of the indexed text that holds every `indexed` field; '' where there is none. */
  readonly searchText: string;
  readonly fields: FindableMap;
  /** Day, UTC, that `today` means. */
  readonly today: string;
  /** Adds a parameter; answers its `$n`. */
  param(value: unknown): string;
  /** Is told each field that is asked about. */
  used(field: Findable): void;
}

/** Rejected `crm.noField`, `find.noOperator` or `crm.badValue`, with the field's label and what to write. */
export function clauseOf(criteria: Criteria, asked: Asked): Outcome<string> {
  if ('field' in criteria) return criterionClause(criteria, asked);
  const isAll = 'all' in criteria;
  const clauses: string[] = [];
  for (const part of isAll ? criteria.all : criteria.any) {
    const clause = clauseOf(part, asked);
    if (clause.status !== 'done') return clause;
    clauses.push(clause.value);
  }
  if (clauses.length === 0) return done(isAll ? 'true' : 'false');
  return done(`(${clauses.join(isAll ? ' and ' : ' or ')})`);
}

function criterionClause({ field: key, operator: name, values }: Criterion, asked: Asked): Outcome<string> {
  const field = asked.fields.get(key);
  if (field === undefined) return rejected('crm.noField', `There is no field ${key}. See the list of CRM fields.`);
  asked.used(field);
  const operator = operatorNamed(field.type, name);
  if (operator === undefined) {
    const known = operatorsOf(field.type).join(', ');
    return rejected(
      'find.noOperator',
      `${field.label} cannot be asked for with ${JSON.stringify(name)}. Use one of ${known}.`,
    );
  }
  switch (field.type) {
    case 'text':
      return textClause(field, operator, values, asked);
    case 'integer':
    case 'decimal':
      return numberClause(field, operator, values, asked);
    case 'checkbox':
      return checkboxClause(field, operator, values);
    case 'list':
      return itemClause(field, operator, values, asked);
    case 'connections':
      return connectionsClause(field, operator, values, asked);
    case 'selections':
      return selectionsClause(field, operator, values, asked);
    case 'date':
    case 'datetime':
      return dayClause(field, operator, values, asked);
  }
}

function textClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  if (operator === 'set') return done(`${field.text} <> ''`);
  if (operator === 'notSet') return done(`${field.text} = ''`);
  const one = values[0];
  if (one === undefined) return badValue(field, 'needs a text to look for.');
  const { sql } = field.typed;
  /** The pattern on the field, and on the indexed text that holds the field; a name's beginning is found by the name's own index. */
  const like = (pattern: string): string =>
    field.indexed === true && one.trim() !== '' && !(field.leads === true && !pattern.startsWith('%'))
      ? `(${asked.searchText} like lower(${asked.param(`%${escapeLike(one)}%`)}) and ${sql} like lower(${asked.param(pattern)}))`
      : `${sql} like lower(${asked.param(pattern)})`;
  switch (operator) {
    case 'contains':
      return done(like(`%${escapeLike(one)}%`));
    case 'begins':
      return done(like(`${escapeLike(one)}%`));
    case 'ends':
      return done(like(`%${escapeLike(one)}`));
    case 'is':
      return done(like(escapeLike(one)));
    case 'isNot':
      return done(`${sql} <> lower(${asked.param(one)})`);
    case 'notContains':
      return done(`${sql} not like lower(${asked.param(`%${escapeLike(one)}%`)})`);
    case 'notBegins':
      return done(`${sql} not like lower(${asked.param(`${escapeLike(one)}%`)})`);
    default: {
      const list = `${asked.param(values.map((value) => value.toLowerCase()))}::text[]`;
      return done(operator === 'oneOf' ? `${sql} = any(${list})` : `${sql} <> all(${list})`);
    }
  }
}

const signs: Partial<Record<FindOperatorName, string>> = {
  equals: '=',
  greater: '>',
  greaterOrEqual: '>=',
  less: '<',
  lessOrEqual: '<=',
};

function numberClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  const { sql } = field.typed;
  if (operator === 'set') return done(`${sql} is not null`);
  if (operator === 'notSet') return done(`${sql} is null`);
  // An id's index follows whole numbers only.
  const [pattern, type, example] =
    field.typed.type === 'int'
      ? ([/^-?\d{1,18}$/, 'bigint', '1250'] as const)
      : ([/^-?\d{1,30}(\.\d{1,30})?$/, 'numeric', '1250.5'] as const);
  const wrong = values.find((value) => !pattern.test(value));
  if (wrong !== undefined) return badValue(field, `"${wrong}" is not a number. Write it like ${example}.`);
  if (values.length < (operator === 'between' ? 2 : 1)) return badValue(field, 'needs a number to compare with.');
  const all = `${asked.param(values)}::${type}[]`;
  const one = `(${all})[1]`;
  switch (operator) {
    case 'between':
      return done(`${sql} between ${one} and (${all})[2]`);
    case 'oneOf':
      return done(`${sql} = any(${all})`);
    case 'notOneOf':
      return done(`(${sql} is null or ${sql} <> all(${all}))`);
    case 'unequals':
      return done(`${sql} is distinct from ${one}`);
    default:
      return done(`${sql} ${signs[operator] ?? '='} ${one}`);
  }
}

/** A box that was never ticked counts as not ticked. */
function checkboxClause(field: Findable, operator: FindOperatorName, values: readonly string[]): Outcome<string> {
  const given = (values[0] ?? '1').trim().toLowerCase();
  if (!['1', '0', 'true', 'false', ''].includes(given)) return badValue(field, 'is either 1 (yes) or 0 (no).');
  const yes = given === '1' || given === 'true' || given === '';
  return done(`${field.text} ${yes === (operator === 'set') ? '=' : '<>'} '1'`);
}

function ids(field: Findable, values: readonly string[]): Outcome<readonly number[]> {
  const wrong = values.find((value) => !/^\d{1,9}$/.test(value.trim()));
  if (wrong !== undefined) return badValue(field, `"${wrong}" is no id of the list. Choose from the list.`);
  if (values.length === 0) return badValue(field, 'needs an item of the list. Choose from the list.');
  return done(values.map(Number));
}

function itemClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  const { sql } = field.typed;
  if (operator === 'set') return done(`${sql} is not null`);
  if (operator === 'notSet') return done(`${sql} is null`);
  const items = ids(field, values);
  if (items.status !== 'done') return items;
  const list = `${asked.param(items.value)}::int[]`;
  return done(operator === 'oneOf' ? `${sql} = any(${list})` : `(${sql} is null or ${sql} <> all(${list}))`);
}

/** Linked on any of these connections, or on none of them. */
function connectionsClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  const { sql } = field.typed;
  if (operator === 'set') return done(`cardinality(${sql}) > 0`);
  if (operator === 'notSet') return done(`cardinality(${sql}) = 0`);
  const connections = ids(field, values);
  if (connections.status !== 'done') return connections;
  const overlap = `${sql} && ${asked.param(connections.value)}::int[]`;
  return done(operator === 'oneOf' ? overlap : `not (${overlap})`);
}

/** In any of these selections, or in none of them. */
function selectionsClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  const selections = ids(field, values);
  if (selections.status !== 'done') return selections;
  const members = `select m.entity_id from selection_member m where m.selection_id = any(${asked.param(selections.value)}::int[])`;
  return done(`${field.typed.sql} ${operator === 'oneOf' ? 'in' : 'not in'} (${members})`);
}

const badValue = (field: Findable, why: string): Outcome<never> => rejected('crm.badValue', `${field.label}: ${why}`);
