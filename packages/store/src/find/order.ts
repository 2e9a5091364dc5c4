/** In which order records come, and how a page goes on after the last record of the one before. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Findable, FindableMap } from './findable.ts';

export interface SortWish {
  readonly field: string;
  readonly descending?: boolean | undefined;
}
/** One expression to order by; never null. The last is always the id, so that the order is total. */
export interface OrderTerm {
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
}
/** Items of a list in the order that the caller reads them: by name in their language. */
export type ItemPlaces = ReadonlyMap<string, readonly number[]>;

/** Rejected `crm.noField` and `find.unsorted`. `used` is told each field that is sorted by. */
export function orderOf(
  fields: FindableMap,
  wishes: readonly SortWish[],
  places: ItemPlaces,
  param: (value: unknown) => string,
  used: (field: Findable) => void = () => undefined,
): Outcome<readonly OrderTerm[]> {
  const terms: OrderTerm[] = [];
  for (const { field: key, descending = false } of wishes) {
    const field = fields.get(key);
    if (field === undefined) return rejected('crm.noField', `There is no field ${key}. See the list of CRM fields.`);
    if (field.unsorted === true)
      return rejected('find.unsorted', `${field.label} cannot be sorted by. Sort by another column.`);
    used(field);
    terms.push(...expressions(field, places, param).map((one) => ({ ...one, descending })));
  }
  const last = terms.at(-1)?.descending ?? false;
  const byId = { sql: 't.id', type: 'int', descending: last };
  return done(terms.some(({ sql }) => sql === byId.sql) ? terms : [...terms, byId]);
}

function expressions(
  field: Findable,
  places: ItemPlaces,
  param: (value: unknown) => string,
): readonly { readonly sql: string; readonly type: string }[] {
  if (field.order !== undefined) return field.order;
  const { sql, type } = field.typed;
  if (field.list !== undefined) {
    const items = places.get(field.list) ?? [];
    return [{ sql: `coalesce(array_position(${param(items)}::int[], ${sql}), 0)`, type: 'int' }];
  }
  // Blank comes before everything else. The plain column of the id is what its index holds.
  if (field.key === 'id') return [{ sql, type }];
  switch (type) {
    case 'int':
    case 'numeric':
      return [{ sql: `coalesce(${sql}::numeric, '-Infinity')`, type: 'numeric' }];
    case 'date':
      return [{ sql: `coalesce(${sql}, '-infinity'::date)`, type: 'date' }];
    case 'timestamptz':
      return [{ sql, type }];
    case 'text':
      return [{ sql: field.type === 'text' ? sql : `coalesce(${sql}, '')`, type }];
  }
}

export const orderBy = (terms: readonly OrderTerm[]): string =>
  terms.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'}`).join(', ');

/** True for records after the place. Rows compare as one where all go the same way, which is what an index can follow. */
export function afterPlace(
  terms: readonly OrderTerm[],
  place: readonly string[],
  param: (value: unknown) => string,
): string {
  const values = terms.map(({ type }, index) => `${param(place[index] ?? '')}::${type}`);
  const [first] = terms;
  if (first !== undefined && terms.every(({ descending }) => descending === first.descending))
    return `(${terms.map(({ sql }) => sql).join(', ')}) ${first.descending ? '<' : '>'} (${values.join(', ')})`;
  const steps = terms.map(({ sql, descending }, index) => {
    const equal = terms.slice(0, index).map((term, at) => `${term.sql} = ${values[at] ?? ''}`);
    return `(${[...equal, `${sql} ${descending ? '<' : '>'} ${values[index] ?? ''}`].join(' and ')})`;
  });
  return `(${steps.join(' or ')})`;
}
