/** One page of records. The ids of the page are found first, so that what is skipped is never read as a whole. */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { idsByItem, itemField } from './by-item.ts';
import { type Asked, clauseOf, type Criteria } from './clause.ts';
import { type Findable, type FindableMap, searchText } from './findable.ts';
import { afterPlace, type ItemPlaces, orderBy, orderOf, type SortWish } from './order.ts';

/** Where a page ended: the values it was ordered by. Only for the same question. */
export type FindPlace = readonly string[];

export interface FindRecordsQuery {
  readonly kind: EntityKind;
  readonly fields: FindableMap;
  readonly criteria?: Criteria | undefined;
  readonly columns: readonly string[];
  readonly sort: readonly SortWish[];
  readonly places: ItemPlaces;
  /** Day, UTC, that `today` means. */
  readonly today: string;
  /** At most 1,000. */
  readonly limit: number;
  /** Go on after this place … */
  readonly after?: FindPlace | undefined;
  /** … and leave so many out. */
  readonly skip: number;
}
export interface FoundRow {
  readonly id: number;
  /** As people call the record. */
  readonly name: string;
  /** Canonical texts by column; unknown columns are left out. */
  readonly values: Readonly<Record<string, string>>;
}
export interface RowsPage {
  readonly rows: readonly FoundRow[];
  /** Null: this was the last page. */
  readonly end: FindPlace | null;
}

/** Where nobody asked for an order. */
const byName: Readonly<Record<EntityKind, readonly SortWish[]>> = {
  company: [{ field: 'name' }],
  person: [{ field: 'fullName' }],
  project: [{ field: 'name' }],
};

interface Built {
  readonly where: string;
  readonly from: string;
  readonly params: unknown[];
}

/** Rejected `crm.noField`, `crm.badValue`, `find.noOperator` or `find.unsorted` when the question cannot be understood. */
export async function findRows(db: Queryable, query: FindRecordsQuery): Promise<Outcome<RowsPage>> {
  const { kind, fields, limit, skip } = query;
  const built = build(query);
  if (built.status !== 'done') return built;
  const { where, params } = built.value;
  const param = (value: unknown): string => `$${params.push(value)}`;
  let ofCompany = built.value.from.includes(' c on ');
  const order = orderOf(fields, query.sort.length > 0 ? query.sort : byName[kind], query.places, param, (field) => {
    ofCompany ||= field.ofCompany === true;
  });
  if (order.status !== 'done') return order;
  const columns = [...new Set(query.columns)].flatMap((key) => fields.get(key) ?? []);
  const name = fields.get(kind === 'person' ? 'fullName' : 'name');
  const sorted = orderBy(order.value);
  const byItem = itemField(query);
  const ids = (): string => {
    if (byItem !== undefined) return idsByItem(byItem, { ...query, limit: limit + 1 }, param);
    const after = query.after === undefined ? '' : ` and ${afterPlace(order.value, query.after, param)}`;
    return `select t.id from ${fromOf(kind, ofCompany)} where ${where}${after}
       order by ${sorted} limit ${limit + 1} offset ${skip}`;
  };
  const rows = await db.query<{ id: number; name: string; texts: readonly string[]; place: readonly string[] }>(
    `with page as materialized (${ids()})
     select t.id, ${name?.text ?? `''`} as name, array[${columns.map(({ text }) => text).join(', ')}]::text[] as texts,
       array[${order.value.map(({ sql }) => `(${sql})::text`).join(', ')}] as place
     from page join ${fromOf(kind, ofCompany || columns.some((one) => one.ofCompany === true), 'page.id = t.id')}
     order by ${sorted}`,
    params,
  );
  const page = rows.slice(0, limit);
  const found = page.map((row) => ({ id: row.id, name: row.name, values: valuesOf(columns, row.texts) }));
  return done({ rows: found, end: rows.length > limit ? (page.at(-1)?.place ?? null) : null });
}

const valuesOf = (columns: readonly Findable[], texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map(({ key }, index) => [key, texts[index] ?? '']));

const fromOf = (kind: EntityKind, ofCompany: boolean, on = ''): string =>
  `${kind} t${on === '' ? '' : ` on ${on}`}${ofCompany ? ' left join company c on c.id = t.company_id and not c.deleted' : ''}`;

/** The question without order and page: what a count needs. */
export function build({
  kind,
  fields,
  criteria,
  today,
}: Pick<FindRecordsQuery, 'kind' | 'fields' | 'criteria' | 'today'>): Outcome<Built> {
  const params: unknown[] = [];
  let ofCompany = false;
  const asked: Asked = {
    searchText: searchText(kind),
    fields,
    today,
    param: (value) => `$${params.push(value)}`,
    used: (field) => {
      ofCompany ||= field.ofCompany === true;
    },
  };
  const clause = clauseOf(criteria ?? { all: [] }, asked);
  if (clause.status !== 'done') return clause;
  return done({ where: `not t.deleted and ${clause.value}`, from: fromOf(kind, ofCompany), params });
}
