/** Criteria on dates and times: each becomes a span from the first day or instant to just before the last. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Asked } from './clause.ts';
import type { Findable } from './findable.ts';
import type { FindOperatorName } from './operators.ts';
import { nextDay, periodAt, periodNamed } from './periods.ts';

/** Undefined: open on that side. `to` is the first that is not in it. */
interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** Rejected `crm.badValue`. A day is a day in UTC, as the hub stores instants. */
export function dayClause(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  asked: Asked,
): Outcome<string> {
  const { sql, type } = field.typed;
  if (operator === 'set') return done(`${sql} is not null`);
  if (operator === 'notSet') return done(`${sql} is null`);
  const span = spanOf(field, operator, values, asked.today);
  if (span.status !== 'done') return span;
  const { from, to } = span.value;
  const at = (text: string): string => `${asked.param(text)}::${type}`;
  const sides = [from === undefined ? '' : `${sql} >= ${at(from)}`, to === undefined ? '' : `${sql} < ${at(to)}`];
  return done(`(${sides.filter((side) => side !== '').join(' and ')})`);
}

function spanOf(field: Findable, operator: FindOperatorName, values: readonly string[], today: string): Outcome<Span> {
  switch (operator) {
    case 'today':
      return done({ from: today, to: nextDay(today) });
    case 'beforeToday':
      return done({ to: today });
    case 'afterToday':
      return done({ from: nextDay(today) });
    case 'thisPeriod':
    case 'thisAndNext':
    case 'nextPeriod':
    case 'thisAndPrevious':
    case 'previousPeriod':
      return periodSpan(field, operator, values, today);
    case 'dateTime':
    case 'beforeTime':
    case 'afterTime':
      return timeSpan(field, operator, values);
    default:
      return daySpan(field, operator, values);
  }
}

function daySpan(field: Findable, operator: FindOperatorName, values: readonly string[]): Outcome<Span> {
  const days = values.map(dayIn);
  const [first, second] = days;
  if (first === undefined || days.includes(undefined) || (operator === 'dateBetween' && second === undefined))
    return rejected(
      'crm.badValue',
      `${field.label}: "${values.join('", "')}" is not a date. Write it like 2026-03-31.`,
    );
  switch (operator) {
    case 'before':
      return done({ to: first });
    case 'after':
      return done({ from: nextDay(first) });
    case 'dateBetween':
      return done({ from: first, to: nextDay(second ?? first) });
    default:
      return done({ from: first, to: nextDay(first) });
  }
}

/** The number of periods, where the operator has one, then the period. */
function periodSpan(
  field: Findable,
  operator: FindOperatorName,
  values: readonly string[],
  today: string,
): Outcome<Span> {
  const [first = '', second] = values;
  const [many, name] = second === undefined ? ['1', first] : [first, second];
  const period = periodNamed(name);
  if (period === undefined || !/^\d{1,4}$/.test(many))
    return rejected(
      'crm.badValue',
      `${field.label}: "${values.join('", "')}" is no period. Give how many, and day, week, month, quarter or year.`,
    );
  const count = Number(many);
  const now = periodAt(today, period, 0);
  switch (operator) {
    case 'thisAndNext':
      return done({ from: now.from, to: periodAt(today, period, count).to });
    case 'nextPeriod':
      return done({ from: now.to, to: periodAt(today, period, count).to });
    case 'thisAndPrevious':
      return done({ from: periodAt(today, period, -count).from, to: now.to });
    case 'previousPeriod':
      return done({ from: periodAt(today, period, -count).from, to: now.from });
    default:
      return done(now);
  }
}

function timeSpan(field: Findable, operator: FindOperatorName, values: readonly string[]): Outcome<Span> {
  const at = instantIn(values[0] ?? '');
  if (at === undefined)
    return rejected(
      'crm.badValue',
      `${field.label}: "${values[0] ?? ''}" is not a time. Write it like 2026-03-31T14:30:00Z.`,
    );
  switch (operator) {
    case 'beforeTime':
      return done({ to: at });
    case 'afterTime':
      return done({ from: at });
    default:
      return done({ from: at, to: instantIn(new Date(Date.parse(at) + 1_000).toISOString()) ?? at });
  }
}

/** The day of a date or a time; undefined: there is no such day. */
function dayIn(text: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(text.trim())?.[1];
  if (day === undefined || day.startsWith('0000')) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}

/** To the second, in UTC, as times of user-defined fields are stored; without a zone it is UTC already. */
function instantIn(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text.trim(),
  );
  if (match === null || dayIn(match[1] ?? '') === undefined) return undefined;
  const time = Date.parse(`${match[1] ?? ''}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
