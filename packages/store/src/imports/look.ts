/** A page of staged rows, each decided on what the CRM and its links hold at this moment. */
import { decideRow, type EntityKind, type ImportMatch, meantBy, type RowDecision } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { fieldMapFor } from '../crm/fields.ts';
import { selectRows } from '../crm/rows.ts';
import { matchValue } from '../sync/match-value.ts';
import type { ErpImport } from './imports.ts';

export interface StagedRow {
  readonly place: number;
  readonly erpKey: string;
  readonly parentKey: string | null;
  readonly lastModified: string;
  readonly values: Readonly<Record<string, string>>;
  readonly newItems: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}
export const stagedColumns = `place, erp_key as "erpKey", parent_key as "parentKey", last_modified as "lastModified",
  field_values as "values", new_items as "newItems", problems`;

/** CRM fields that are compared, trimmed and without regard to case; the id is compared with the actor's key. */
const comparedFields: Readonly<Record<Exclude<ImportMatch, 'linked' | 'id'>, readonly string[]>> = {
  name: ['name'],
  nameAndDepartment: ['name', 'department'],
  number: ['number'],
  code: ['code'],
  vatNumber: ['vatNumber'],
  email: ['email'],
};

/** By place. `used`: records that rows before these were matched with, which each may be only once; it is added to. */
export async function decideRows(
  db: Queryable,
  wish: ErpImport,
  rows: readonly StagedRow[],
  used: Set<number>,
): Promise<ReadonlyMap<number, RowDecision>> {
  const linked = await linkedActors(db, wish, rows);
  const companies = wish.entity === 'person' ? await companiesOf(db, wish, rows) : new Map<string, number>();
  const matches = await matchesOf(db, wish, rows, companies);
  const seen = rows.map((row) => {
    const found = matches.get(row.place) ?? [];
    const free = found.filter(({ id, linked: taken }) => !taken && !used.has(id)).map(({ id }) => id);
    const linkedTo = linked.get(row.erpKey);
    const companyId = row.parentKey === null ? undefined : companies.get(row.parentKey);
    const known = { linkedTo, matches: free, taken: found.length > 0 && free.length === 0, companyId };
    const meant = meantBy(known);
    if (meant !== undefined) used.add(meant);
    return { row, known, meant };
  });
  const ids = seen.flatMap(({ meant }) => meant ?? []);
  const keys = new Set(rows.flatMap((row) => [...Object.keys(row.values), ...Object.keys(row.newItems), 'company']));
  const records = await selectRows(db, wish.entity, await fieldMapFor(db, wish.entity, keys), ids, keys);
  return new Map(
    seen.map(({ row, known, meant }) => {
      const found = meant === undefined ? undefined : records.get(meant)?.values;
      const { values, newItems } = row;
      return [row.place, decideRow(wish.entity, wish.settings, { values, newItems, ...known, found })];
    }),
  );
}

async function linkedActors(db: Queryable, wish: ErpImport, rows: readonly StagedRow[]): Promise<Map<string, number>> {
  const links = await db.query<{ key: string; id: number }>(
    `select erp_key as key, entity_id as id from link
     where connection_id = $1 and actor_type = $2 and erp_key collate "C" = any($3::text[]) and state <> 'broken'`,
    [wish.connectionId, wish.actorType, rows.map(({ erpKey }) => erpKey)],
  );
  return new Map(links.map(({ key, id }) => [key, id]));
}

/** Rule 2: a person belongs to the company that its parent actor is connected with. */
async function companiesOf(db: Queryable, wish: ErpImport, rows: readonly StagedRow[]): Promise<Map<string, number>> {
  const links = await db.query<{ key: string; id: number }>(
    `select l.erp_key as key, l.entity_id as id from link l join company c on c.id = l.entity_id and not c.deleted
     where l.connection_id = $1 and l.entity = 'company' and l.erp_key collate "C" = any($2::text[])
       and l.state not in ('broken', 'creating')`,
    [wish.connectionId, [...new Set(rows.flatMap(({ parentKey }) => parentKey ?? []))]],
  );
  return new Map(links.map(({ key, id }) => [key, id]));
}

interface Match {
  readonly id: number;
  /** To another actor of this connection. */
  readonly linked: boolean;
}

async function matchesOf(
  db: Queryable,
  wish: ErpImport,
  rows: readonly StagedRow[],
  companies: ReadonlyMap<string, number>,
): Promise<Map<number, Match[]>> {
  const { match } = wish.settings;
  if (match === 'linked') return new Map();
  const fields = match === 'id' ? [] : fieldsOf(wish.entity, match);
  const given = rows.flatMap((row) => {
    const keys = match === 'id' ? [row.erpKey] : fields.map((field) => folded(row.values[field] ?? ''));
    const company = row.parentKey === null ? undefined : companies.get(row.parentKey);
    return keys.every((key) => key === '') ? [] : [{ place: row.place, keys, company: company ?? null }];
  });
  if (given.length === 0) return new Map();
  const width = given[0]?.keys.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => index);
  const compared =
    match === 'id' ? ['t.id::text'] : await Promise.all(fields.map((field) => matchValue(db, wish.entity, field)));
  const sameCompany = wish.entity === 'person' ? 'and (g.company is null or t.company_id = g.company)' : '';
  const found = await db.query<{ place: number; ids: readonly number[]; linked: readonly boolean[] }>(
    `with given as (select * from unnest($2::int[], $3::int[], ${columns.map((n) => `$${n + 4}::text[]`).join(', ')})
       as g (place, company, ${columns.map((n) => `v${n}`).join(', ')})),
     found as (select g.place, t.id, exists (select from link l where l.connection_id = $1 and l.entity = '${wish.entity}'
         and l.entity_id = t.id and l.state <> 'broken') as linked
       from given g join ${wish.entity} t on ${columns.map((n) => `${compared[n] ?? ''} = g.v${n}`).join(' and ')}
       where not t.deleted ${sameCompany})
     select place, (array_agg(id order by linked, id))[1:3] as ids, (array_agg(linked order by linked, id))[1:3] as linked
     from found group by place`,
    [
      wish.connectionId,
      given.map(({ place }) => place),
      given.map(({ company }) => company),
      ...columns.map((n) => given.map(({ keys }) => keys[n] ?? '')),
    ],
  );
  return new Map(
    found.map(({ place, ids, linked }) => [place, ids.map((id, n) => ({ id, linked: linked[n] === true }))]),
  );
}

const fieldsOf = (kind: EntityKind, match: keyof typeof comparedFields): readonly string[] =>
  kind === 'person' && match === 'name' ? ['firstName', 'lastName'] : comparedFields[match];

/** As match-value.ts folds the CRM's side. */
const folded = (value: string): string => value.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, '').toLowerCase();
