/** What a record can be found by: its own fields, a person's company, when it was written, and where it is linked. */
import type { CrmFieldType, EntityKind } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { type FieldDefinition, fieldMap, readsAs } from '../crm/fields.ts';
import { isOpenTo } from '../erp-tab/access.ts';

export type FindableType = CrmFieldType | 'connections' | 'selections';

export interface Findable {
  readonly key: string;
  readonly label: string;
  readonly type: FindableType;
  /** Of a list field: the list that its ids are items of. */
  readonly list?: string;
  /** SQL over `t` (and `c`, a person's company): canonical text, '' when blank. */
  readonly text: string;
  /** SQL that compares as its type does, null when blank; and that type. */
  readonly typed: { readonly sql: string; readonly type: 'text' | 'int' | 'numeric' | 'date' | 'timestamptz' };
  /** Read of the joined company. */
  readonly ofCompany?: true;
  /** SQL to order by where it is not `typed`, with the type of each; never null. */
  readonly order?: readonly { readonly sql: string; readonly type: string }[];
  /** Held in the indexed search text too: what is asked of it can be looked up there first. */
  readonly indexed?: true;
  /** An index begins with it: whole texts and beginnings are found, and come in order, without another. */
  readonly leads?: true;
  /** An index holds it with the id: the records of one item come by id without another. */
  readonly byItem?: true;
  /** Cannot be sorted by. */
  readonly unsorted?: true;
}
export type FindableMap = ReadonlyMap<string, Findable>;

/** Columns that one trigram index holds together, as migration 0013 writes it. */
export const searched: Readonly<Record<EntityKind, readonly string[]>> = {
  company: ['name', 'department', 'number', 'code', 'vat_number', 'email', 'phone', 'postal_city'],
  person: ['first_name', 'middle_name', 'last_name', 'number', 'email', 'phone', 'mobile'],
  project: ['name', 'number'],
};
/** First column of the index that records are listed by. */
const leading: Readonly<Record<EntityKind, string>> = { company: 'name', person: 'last_name', project: 'name' };
/** SQL of the indexed text; exactly what the index says, or PostgreSQL does not use it. */
export const searchText = (kind: EntityKind): string =>
  `lower(${searched[kind].map((column) => `t.${column}`).join(` || ' ' || `)})`;

const joinedLabels = { prefix: 'company.', label: 'Company' } as const;
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/**
 * By key, in order of display. Connections that are not open to the user count as no link and are not named; without a user,
 * all are.
 */
export async function findableMap(db: Queryable, kind: EntityKind, userId?: number): Promise<FindableMap> {
  const own = [...(await fieldMap(db, kind)).values()].map((field) => ownField(kind, field));
  const joined = kind === 'person' ? [...(await fieldMap(db, 'company')).values()].map(companyField) : [];
  const all = [
    ...named(kind),
    ...own,
    ...joined,
    ...written(),
    ...linked(kind, userId),
    anyText(kind),
    inSelections(kind),
  ];
  return new Map(all.map((one) => [one.key, one]));
}

function ownField(kind: EntityKind, field: FieldDefinition): Findable {
  const text = readsAs(field);
  const indexed = field.storage === 'text' && searched[kind].includes(field.column);
  const leads = leading[kind] === field.column;
  const byItem = field.storage === 'item';
  return {
    ...described(field, text, `t.${field.column}`),
    ...(indexed && { indexed }),
    ...(leads && { leads }),
    ...(byItem && { byItem }),
  };
}

function companyField(field: FieldDefinition): Findable {
  const text = `coalesce(${readsAs(field, 'c')}, '')`;
  return {
    ...described(field, text, `c.${field.column}`),
    key: `${joinedLabels.prefix}${field.key}`,
    label: `${joinedLabels.label}: ${field.label}`,
    ofCompany: true,
  };
}

function described(field: FieldDefinition, text: string, column: string): Findable {
  const { key, label, type, list } = field;
  return { key, label, type, ...(list !== undefined && { list }), text, typed: typed(field, text, column) };
}

function typed({ type, storage }: FieldDefinition, text: string, column: string): Findable['typed'] {
  const stored = storage !== 'udef';
  switch (type) {
    case 'integer':
    case 'decimal':
      return stored ? { sql: column, type: 'int' } : { sql: `nullif(${text}, '')::numeric`, type: 'numeric' };
    case 'list':
      return stored ? { sql: column, type: 'int' } : { sql: `nullif(${text}, '')::int`, type: 'int' };
    case 'date':
      return stored ? { sql: column, type: 'date' } : { sql: `nullif(${text}, '')`, type: 'text' };
    case 'text':
      return { sql: `lower(${text})`, type: 'text' };
    case 'checkbox':
    case 'datetime':
      return { sql: `nullif(${text}, '')`, type: 'text' };
  }
}

/** The id, and the name as people write it. */
function named(kind: EntityKind): readonly Findable[] {
  const id: Findable = {
    key: 'id',
    label: 'Id',
    type: 'integer',
    text: 't.id::text',
    typed: { sql: 't.id', type: 'int' },
  };
  if (kind === 'project') return [id];
  const [key, label, columns] =
    kind === 'company'
      ? ['nameDepartment', 'Company', ['name', 'department']]
      : ['fullName', 'Full name', ['first_name', 'middle_name', 'last_name']];
  const text = `concat_ws('${kind === 'company' ? ', ' : ' '}', ${columns.map((one) => `nullif(t.${one}, '')`).join(', ')})`;
  const order = (kind === 'company' ? ['name', 'department'] : ['last_name', 'first_name']).map((column) => ({
    sql: `lower(t.${column})`,
    type: 'text',
  }));
  return [id, { key, label, type: 'text', text, typed: { sql: `lower(${text})`, type: 'text' }, order }];
}

const written = (): readonly Findable[] =>
  (
    [
      ['registered', 'Registered', 't.created_at'],
      ['updated', 'Updated', 't.updated_at'],
    ] as const
  ).map(([key, label, column]) => ({
    key,
    label,
    type: 'datetime',
    text: instant(column),
    typed: { sql: column, type: 'timestamptz' },
  }));

/** SQL of the links of `t` on connections that the user may see, as `l` and `con`. */
export const visibleLinks = (kind: EntityKind, userId?: number): string =>
  `from link l join connection con on con.id = l.connection_id and not con.deleted
   where l.entity = '${kind}' and l.entity_id = t.id and l.state not in ('broken', 'creating')` +
  (userId === undefined ? '' : ` and ${isOpenTo(String(Math.trunc(userId)), 'con')}`);

/** All that the index holds, as one text: what a quick search looks through. */
const anyText = (kind: EntityKind): Findable => ({
  key: 'search',
  label: 'Any of name, number, e-mail, phone',
  type: 'text',
  text: searchText(kind),
  typed: { sql: searchText(kind), type: 'text' },
  unsorted: true,
});

/** `typed` is the id: who asks begins with the selection, which is small, and not with every record. */
const inSelections = (kind: EntityKind): Findable => ({
  key: 'selection',
  label: 'Selection',
  type: 'selections',
  text: `array_to_string(array(select s.id from selection_member m join selection s on s.id = m.selection_id
    where s.entity = '${kind}' and m.entity_id = t.id order by s.id), ',')`,
  typed: { sql: 't.id', type: 'int' },
  unsorted: true,
});

function linked(kind: EntityKind, userId?: number): readonly Findable[] {
  const links = visibleLinks(kind, userId);
  const isLinked = `case when exists (select 1 ${links}) then '1' else '0' end`;
  const connections = `array(select con.id ${links} order by con.rank, con.id)`;
  return [
    {
      key: 'erp.linked',
      label: 'ERP connected',
      type: 'checkbox',
      text: isLinked,
      typed: { sql: isLinked, type: 'text' },
    },
    {
      key: 'erp.connections',
      label: 'ERP connections',
      type: 'connections',
      text: `array_to_string(${connections}, ',')`,
      typed: { sql: connections, type: 'int' },
      unsorted: true,
    },
  ];
}
