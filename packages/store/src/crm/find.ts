/** Finding records: by a text that people type, by fields, sorted, in pages that stay put while others write. */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { type FieldDefinition, type FieldMap, fieldMap, readsAs } from './fields.ts';
import type { Values } from './values.ts';
import { searchText } from '../find/findable.ts';

export const findOperators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'begins',
  'ends',
  'oneof',
  'isBlank',
  'isNotBlank',
] as const;
export type FindOperator = (typeof findOperators)[number];

export interface Condition {
  readonly field: string;
  readonly operator: FindOperator;
  /** Canonical text; a list for `oneof`; unused by `isBlank` and `isNotBlank`. */
  readonly value?: string | readonly string[];
}
export interface FindQuery {
  /** Every word must occur in a name, number, e-mail or phone. */
  readonly text?: string;
  readonly where?: readonly Condition[];
  /** A field's key, or `id`. Default: by name. */
  readonly sort?: { readonly field: string; readonly descending?: boolean };
  /** At most 1,000; default 50. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** Default: all fields. */
  readonly fields?: readonly string[];
}
export interface FoundEntity {
  readonly id: number;
  readonly version: number;
  readonly values: Values;
}
export interface FindPage {
  readonly entities: readonly FoundEntity[];
  /** Null: this was the last page. */
  readonly next: string | null;
}

const nameSort: Readonly<Record<EntityKind, string>> = { company: 'name', person: 'lastName', project: 'name' };

/** Rejected `crm.noField`, `crm.badValue` or `crm.badPage` when the question cannot be understood. */
export async function findEntities(db: Queryable, kind: EntityKind, query: FindQuery): Promise<Outcome<FindPage>> {
  const fields = await fieldMap(db, kind);
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const clauses = ['not t.deleted'];
  for (const word of (query.text ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 8)) {
    clauses.push(`${searchText(kind)} like lower(${param(`%${escapeLike(word)}%`)})`);
  }
  for (const condition of query.where ?? []) {
    const clause = clauseOf(fields, condition, param);
    if (clause.status !== 'done') return clause;
    clauses.push(clause.value);
  }
  const sortField = query.sort?.field ?? nameSort[kind];
  const sort = sortExpression(fields, sortField);
  if (sort === undefined) return noField(sortField);
  const descending = query.sort?.descending === true;
  if (query.after !== undefined) {
    const place = readPlace(query.after);
    if (place === undefined)
      return rejected('crm.badPage', 'The page mark is not one that was given out. Begin with the first page.');
    clauses.push(
      `(${sort.sql}, t.id) ${descending ? '<' : '>'} (${param(place.value)}::${sort.type}, ${param(place.id)}::int)`,
    );
  }
  const wanted =
    query.fields === undefined ? [...fields.values()] : query.fields.flatMap((key) => fields.get(key) ?? []);
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 1_000);
  const order = descending ? 'desc' : 'asc';
  const rows = await db.query<{ id: number; version: number; texts: readonly string[]; place: string }>(
    `select t.id, t.version, array[${wanted.map((field) => readsAs(field)).join(', ')}]::text[] as texts, (${sort.sql})::text as place
     from ${kind} t where ${clauses.join(' and ')} order by ${sort.sql} ${order}, t.id ${order} limit ${limit + 1}`,
    params,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const entities = page.map(({ id, version, texts }) => ({
    id,
    version,
    values: Object.fromEntries(wanted.map((field, index) => [field.key, texts[index] ?? ''])),
  }));
  return done({ entities, next: rows.length > limit && last !== undefined ? writePlace(last.place, last.id) : null });
}

/** How many match; the same question without page and order. */
export async function countEntities(db: Queryable, kind: EntityKind): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*) as count from ${kind} where not deleted`);
  return row?.count ?? 0;
}

const noField = (key: string) => rejected('crm.noField', `There is no field ${key}. See the list of CRM fields.`);
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Numbers and dates compare as such, texts without regard to case; blank is below everything. */
function typed(field: FieldDefinition): { readonly sql: string; readonly type: string } {
  const sql = readsAs(field);
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return { sql: `coalesce(nullif(${sql}, '')::numeric, '-Infinity')`, type: 'numeric' };
    case 'text':
      return { sql: `lower(${sql})`, type: 'text' };
    case 'checkbox':
    case 'date':
    case 'datetime':
    case 'list':
      return { sql, type: 'text' };
  }
}

const sortExpression = (fields: FieldMap, key: string): { readonly sql: string; readonly type: string } | undefined => {
  if (key === 'id') return { sql: 't.id', type: 'int' };
  const field = fields.get(key);
  return field === undefined ? undefined : typed(field);
};

function clauseOf(fields: FieldMap, condition: Condition, param: (value: unknown) => string): Outcome<string> {
  const { operator } = condition;
  if (condition.field === 'id') return idClause(condition, param);
  const field = fields.get(condition.field);
  if (field === undefined) return noField(condition.field);
  const text = readsAs(field);
  const one = typeof condition.value === 'string' ? condition.value : '';
  const number = typed(field).type === 'numeric';
  switch (operator) {
    case 'isBlank':
      return done(`${text} = ''`);
    case 'isNotBlank':
      return done(`${text} <> ''`);
    case 'oneof':
      return done(
        `lower(${text}) = any(${param(listOf(condition.value).map((value) => value.toLowerCase()))}::text[])`,
      );
    case 'contains':
      return done(`${text} ilike ${param(`%${escapeLike(one)}%`)}`);
    case 'begins':
      return done(`${text} ilike ${param(`${escapeLike(one)}%`)}`);
    case 'ends':
      return done(`${text} ilike ${param(`%${escapeLike(one)}`)}`);
    default: {
      if (number && !/^-?\d+(\.\d+)?$/.test(one)) return badValue(field, one);
      const { sql, type } = typed(field);
      const value = `${param(one)}::${type}`;
      return done(`${sql} ${operator === '!=' ? '<>' : operator} ${field.type === 'text' ? `lower(${value})` : value}`);
    }
  }
}

function idClause({ operator, value }: Condition, param: (value: unknown) => string): Outcome<string> {
  const ids = listOf(value).map(Number);
  if (ids.length === 0 || ids.some((id) => !Number.isInteger(id) || Math.abs(id) > 2_147_483_647)) {
    return rejected('crm.badValue', `The id ${listOf(value).join(', ')} is not a whole number. Write digits only.`);
  }
  if (operator === '=' || operator === 'oneof') return done(`t.id = any(${param(ids)}::int[])`);
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=')
    return done(`t.id ${operator} ${param(ids[0])}::int`);
  return rejected('crm.badValue', `The id cannot be asked for with ${operator}. Use =, oneof, < or >.`);
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
const badValue = (field: FieldDefinition, value: string) =>
  rejected('crm.badValue', `${field.label}: "${value}" is not a number. Write it like 1250.5.`);

const writePlace = (value: string, id: number): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');
function readPlace(mark: string): { readonly value: string; readonly id: number } | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(mark, 'base64url').toString('utf8'));
    if (!Array.isArray(place)) return undefined;
    const [value, id]: unknown[] = place;
    return typeof value === 'string' && typeof id === 'number' && Number.isInteger(id) ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
