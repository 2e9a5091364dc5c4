/**
 * Restrictions in either form become one tree. And binds more tightly than or, parentheses before both.
 * `(business = 2 or category = 3) and name contains 'super'`
 */
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Criteria, Criterion } from '@kobling/store';
import type { ArchiveRestrictionInfo } from '../carriers/archive.ts';
import { plainValue } from './values.ts';

export type Token = '(' | ')' | 'and' | 'or' | { readonly leaf: Criterion | undefined };

/** Deeper is nobody's question, and would be a deep recursion. */
const deepest = 50;

/** Rejected `archive.restriction`. A leaf that is undefined is not asked: it was switched off. */
export function treeOf(tokens: readonly Token[]): Outcome<Criteria> {
  let at = 0;
  let depth = 0;
  const wrong = (why: string) =>
    rejected('archive.restriction', `The restrictions cannot be read: ${why}. Check parentheses, and and or.`);
  const joined = (word: 'and' | 'or', part: () => Outcome<Criteria | undefined>): Outcome<Criteria | undefined> => {
    const parts: Criteria[] = [];
    for (;;) {
      const next = part();
      if (next.status !== 'done') return next;
      if (next.value !== undefined) parts.push(next.value);
      if (tokens[at] !== word) break;
      at += 1;
    }
    const [first] = parts;
    return done(parts.length < 2 ? first : word === 'and' ? { all: parts } : { any: parts });
  };
  const one = (): Outcome<Criteria | undefined> => {
    const token = tokens[at];
    if (typeof token === 'object') {
      at += 1;
      return done(token.leaf);
    }
    if (token !== '(') return wrong(token === undefined ? 'the end comes too early' : `"${token}" is out of place`);
    at += 1;
    depth += 1;
    if (depth > deepest) return wrong(`more than ${deepest} parentheses are open`);
    const inner = either();
    if (inner.status !== 'done') return inner;
    if (tokens[at] !== ')') return wrong('a parenthesis is not closed');
    at += 1;
    depth -= 1;
    return inner;
  };
  const both = () => joined('and', one);
  const either = (): Outcome<Criteria | undefined> => joined('or', both);
  if (tokens.length === 0) return done({ all: [] });
  const tree = either();
  if (tree.status !== 'done') return tree;
  if (at < tokens.length) return wrong('a parenthesis is closed that was not opened, or "and" or "or" is missing');
  return done(tree.value ?? { all: [] });
}

/** A positive InterParenthesis opens before the restriction, a negative one closes after it; InterOperator joins it to the next. */
export function criteriaOf(restrictions: readonly ArchiveRestrictionInfo[]): Outcome<Criteria> {
  const sub = restrictions.find(({ SubRestrictions }) => SubRestrictions.length > 0);
  if (sub !== undefined)
    return rejected(
      'archive.subRestrictions',
      `${sub.Name} has SubRestrictions, which this hub's lists do not have. Write them as restrictions with InterParenthesis.`,
    );
  const tokens: Token[] = [];
  for (const [index, restriction] of restrictions.entries()) {
    const { Name, Operator, Values, IsActive, InterParenthesis, InterOperator } = restriction;
    const many = Math.min(Math.abs(InterParenthesis), deepest + 1);
    if (InterParenthesis > 0) tokens.push(...Array<Token>(many).fill('('));
    tokens.push({ leaf: IsActive ? named(Name, Operator, Values) : undefined });
    if (InterParenthesis < 0) tokens.push(...Array<Token>(many).fill(')'));
    if (index < restrictions.length - 1) tokens.push(InterOperator === 'Or' ? 'or' : 'and');
  }
  return treeOf(tokens);
}

/** Periods that have an operator of their own in older programs: the operator that counts them, and what it counts. */
const periods: Readonly<Record<string, readonly [operator: string, ...values: string[]]>> = {
  lastweek: ['previousPeriod', '1', 'week'],
  thisweek: ['thisPeriod', 'week'],
  nextweek: ['nextPeriod', '1', 'week'],
  lastmonth: ['previousPeriod', '1', 'month'],
  thismonth: ['thisPeriod', 'month'],
  nextmonth: ['nextPeriod', '1', 'month'],
  lastquarter: ['previousPeriod', '1', 'quarter'],
  thisquarter: ['thisPeriod', 'quarter'],
  nextquarter: ['nextPeriod', '1', 'quarter'],
  lastyear: ['previousPeriod', '1', 'year'],
  thisyear: ['thisPeriod', 'year'],
  nextyear: ['nextPeriod', '1', 'year'],
};

export function named(name: string, operator: string, values: readonly string[]): Criterion {
  const known = operator.trim().toLowerCase();
  const period = Object.hasOwn(periods, known) ? periods[known] : undefined;
  const [asked, ...given] = period ?? [operator, ...values.map(plainValue)];
  return { field: name.trim(), operator: asked, values: given };
}
