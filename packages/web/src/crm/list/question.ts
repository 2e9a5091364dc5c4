/** What a list asks for stands in its address, so that it can be kept, sent and gone back to. */
import type { Criterion, EntityKind, FindableField, SortWish } from '@kobling/contract';
import { wordsOf } from '../quick-search.ts';

export interface Question {
  /** Typed into the quick search. */
  readonly text: string;
  readonly criteria: readonly Criterion[];
  readonly sort: readonly SortWish[];
}

const mark = '~';
/** A value may hold the mark itself. */
const written = (part: string): string => part.replaceAll('%', '%25').replaceAll(mark, '%7E');
const readPart = (part: string): string => part.replaceAll('%7E', mark).replaceAll('%25', '%');

/** What does not read as a criterion is left out: an old or mistyped address shows more, never an error. */
export function readQuestion(search: URLSearchParams): Question {
  const criteria = search.getAll('c').flatMap((text): Criterion[] => {
    const [field = '', operator = '', ...values] = text.split(mark).map(readPart);
    return field === '' || operator === '' ? [] : [{ field, operator, values }];
  });
  const sort = (search.get('sort') ?? '')
    .split(',')
    .filter((part) => part.replace('-', '') !== '')
    .map((part) => (part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part }));
  return { text: (search.get('q') ?? '').slice(0, 200), criteria, sort };
}

export function writeQuestion(search: URLSearchParams, part: Partial<Question>): URLSearchParams {
  const next = new URLSearchParams(search);
  const { text, criteria, sort } = { ...readQuestion(search), ...part };
  for (const name of ['q', 'c', 'sort']) next.delete(name);
  if (text !== '') next.set('q', text);
  for (const { field, operator, values } of criteria)
    next.append('c', [field, operator, ...values].map(written).join(mark));
  if (sort.length > 0)
    next.set('sort', sort.map(({ field, descending }) => (descending === true ? `-${field}` : field)).join(','));
  return next;
}

/** How many values an operator needs: a criterion that lacks them is still being written. */
export function valuesNeeded(operator: string): number {
  switch (operator) {
    case 'today':
    case 'notSet':
      return 0;
    case 'between':
    case 'dateBetween':
      return 2;
    default:
      return 1;
  }
}
const isWhole = (criterion: Criterion, fields: readonly FindableField[]): boolean => {
  const field = fields.find(({ key }) => key === criterion.field);
  if (field === undefined) return false;
  if (criterion.operator === 'set' && field.type !== 'checkbox') return true;
  const needed = valuesNeeded(criterion.operator);
  return criterion.values.filter((value) => value.trim() !== '').length >= needed;
};

/** What the hub is asked: words typed, and the criteria that are whole. `within`: only records of a selection. */
export function asked(question: Question, fields: readonly FindableField[], within?: number): { all: Criterion[] } {
  return {
    all: [
      ...(within === undefined ? [] : [{ field: 'selection', operator: 'oneOf', values: [String(within)] }]),
      ...wordsOf(question.text).all,
      ...question.criteria.filter((one) => isWhole(one, fields)),
    ],
  };
}

/** The order that a list has: by name when nothing else was asked for. */
export const orderOf = (sort: readonly SortWish[], byName: string): readonly SortWish[] =>
  sort.length === 0 ? [{ field: byName }] : sort;

/** One column, or with `add` one more: upwards, then downwards, then no more. By name upwards, as a list comes, needs no asking. */
export function nextSort(sort: readonly SortWish[], field: string, add: boolean, byName: string): readonly SortWish[] {
  const now = orderOf(sort, byName).find((one) => one.field === field);
  const next: SortWish[] =
    now === undefined ? [{ field }] : now.descending === true ? [] : [{ field, descending: true }];
  if (!add || sort.length === 0) return next;
  return now === undefined ? [...sort, ...next] : sort.flatMap((one) => (one.field === field ? next : [one]));
}

/** The column that is always first goes by the field that a sort by name goes by. */
export const nameField: Readonly<Record<EntityKind, string>> = { company: 'name', person: 'fullName', project: 'name' };
