/**
 * The set-based statements below every write: lock rows, change many rows, add many rows. Each leaves its rows in the
 * change feed in the same statement, raises the version and notes the origin, so that no caller can forget to.
 */
import type { EntityKind } from '@kobling/engine';
import type { Queryable, Transaction } from '../database.ts';
import { type FieldDefinition, type FieldMap, readsAs, writesAs } from './fields.ts';
import type { Values } from './values.ts';

/** Field to writer to the row version of that writer's last write of it (H28). */
export type Origin = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface LockedRow {
  readonly id: number;
  readonly version: number;
  readonly values: Values;
  readonly origin: Origin;
}

/** SQL list that reads fields as an array of texts; arrays cost a third of named columns in the driver. */
const readsAll = (fields: readonly FieldDefinition[]): string =>
  `array[${fields.map((field) => readsAs(field)).join(', ')}]::text[]`;

interface RawRow {
  readonly id: number;
  readonly version: number;
  readonly texts: readonly string[];
  readonly origin: Origin;
}
const named = (fields: readonly FieldDefinition[], row: RawRow): LockedRow => {
  const values: Record<string, string> = {};
  for (const [index, field] of fields.entries()) values[field.key] = row.texts[index] ?? '';
  return { id: row.id, version: row.version, values, origin: row.origin };
};

const knownFields = (fields: FieldMap, keys: Iterable<string>): FieldDefinition[] =>
  [...new Set(keys)].flatMap((key) => fields.get(key) ?? []);

/** Rows that are not deleted, by id. Keys that are no field are left out. */
export async function selectRows(
  db: Queryable,
  kind: EntityKind,
  fields: FieldMap,
  ids: readonly number[],
  keys: Iterable<string>,
): Promise<Map<number, LockedRow>> {
  return select(db, kind, knownFields(fields, keys), ids, '');
}

/** The same, locked in order of id so that two writers never wait for each other in a circle (H04). */
export async function lockRows(
  tx: Transaction,
  kind: EntityKind,
  fields: FieldMap,
  ids: readonly number[],
  keys: Iterable<string>,
): Promise<Map<number, LockedRow>> {
  // Not `for update`: that would also stop those who only refer to the row, such as a new person of a company.
  return select(tx, kind, knownFields(fields, keys), ids, 'order by t.id for no key update');
}

async function select(
  db: Queryable,
  kind: EntityKind,
  fields: readonly FieldDefinition[],
  ids: readonly number[],
  ending: string,
): Promise<Map<number, LockedRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<RawRow>(
    `select t.id, t.version, ${readsAll(fields)} as texts, t.origin from ${kind} t
     where t.id = any($1::int[]) and not t.deleted ${ending}`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, named(fields, row)]));
}

export interface RowChange {
  readonly id: number;
  readonly values: Values;
  /** What the row held; of other fields than those that change it is not kept. */
  readonly before: Values;
  /** Goes into the feed and the origin: the connection, or 0. */
  readonly writer: number;
  /** Only of the fields that change. */
  readonly origin: Origin;
}

const epoch = 'coalesce((select max(epoch) from feed_epoch), 0)';

/** Changes locked rows; each change must differ from what the row holds. One statement. */
export async function changeRows(
  tx: Transaction,
  kind: EntityKind,
  fields: FieldMap,
  changes: readonly RowChange[],
  by: string,
): Promise<void> {
  if (changes.length === 0) return;
  const changed = knownFields(
    fields,
    changes.flatMap((change) => Object.keys(change.values)),
  );
  const columns = changed.filter((field) => field.storage !== 'udef');
  const udef = changed.filter((field) => field.storage === 'udef');
  const params: unknown[] = [changes.map((change) => change.id), changes.map((change) => change.writer), by];
  const unnested = ['$1::int[]', '$2::int[]'];
  const names = ['id', 'writer'];
  const add = (name: string, type: string, values: readonly unknown[]): void => {
    params.push(values);
    unnested.push(`$${params.length}::${type}[]`);
    names.push(name);
  };
  add(
    'fields',
    'text',
    changes.map((change) => Object.keys(change.values).join(',')),
  );
  add(
    'origin',
    'text',
    changes.map((change) => JSON.stringify(change.origin)),
  );
  add(
    'old',
    'text',
    changes.map(({ values, before }) =>
      JSON.stringify(Object.fromEntries(Object.keys(values).map((key) => [key, before[key] ?? '']))),
    ),
  );
  const sets = columns.map((field, index) => {
    // Null is "leave it alone": blank is '' here, so the two cannot be mixed up.
    add(
      `v${index}`,
      'text',
      changes.map((change) => change.values[field.key] ?? null),
    );
    return `${field.column} = case when v.v${index} is null then t.${field.column} else ${writesAs(field, `v.v${index}`)} end`;
  });
  if (udef.length > 0) {
    add(
      'udef',
      'text',
      changes.map((change) => udefPatch(udef, change.values)),
    );
    sets.push(`udef = jsonb_strip_nulls(t.udef || v.udef::jsonb)`);
  }
  await tx.run(
    `with v as (select * from unnest(${unnested.join(', ')}) as v(${names.join(', ')})),
     done as (
       update ${kind} t set ${[...sets, 'version = t.version + 1', 'updated_at = now()', 'origin = t.origin || v.origin::jsonb'].join(', ')}
       from v where t.id = v.id returning t.id, t.version)
     insert into crm_change (epoch, entity, entity_id, op, fields, writer, by_name, old, version)
     select ${epoch}, '${kind}', v.id, 'update', string_to_array(v.fields, ','), v.writer, $3, v.old::jsonb, done.version
     from v join done on done.id = v.id`,
    params,
  );
}

/** Null removes a key, so that a blank leaves no trace in the row. */
function udefPatch(udef: readonly FieldDefinition[], values: Values): string {
  const patch: Record<string, string | null> = {};
  for (const field of udef) {
    const value = values[field.key];
    if (value !== undefined) patch[field.column] = value === '' ? null : value;
  }
  return JSON.stringify(patch);
}

/** Adds rows in the given order and answers their ids. One statement, besides the one that draws the ids. */
export async function addRows(
  tx: Transaction,
  kind: EntityKind,
  fields: FieldMap,
  rows: readonly Values[],
  author: { readonly by: string; readonly writer: number },
): Promise<number[]> {
  if (rows.length === 0) return [];
  const drawn = await tx.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('${kind}', 'id'))::int as id from generate_series(1, $1)`,
    [rows.length],
  );
  const ids = drawn.map(({ id }) => id);
  const given = knownFields(
    fields,
    rows.flatMap((row) => Object.keys(row)),
  );
  const columns = given.filter((field) => field.storage !== 'udef');
  const udef = given.filter((field) => field.storage === 'udef');
  const texts = columns.map((field) => rows.map((row) => row[field.key] ?? ''));
  const origins = rows.map((row) => (author.writer === 0 ? '{}' : JSON.stringify(originOfNew(row, author.writer))));
  const params: unknown[] = [ids, author.writer, author.by, rows.map((row) => filledKeys(row).join(',')), origins];
  params.push(
    rows.map((row) => udefPatch(udef, row)),
    ...texts,
  );
  const names = ['id', 'fields', 'origin', 'udef', ...columns.map((_field, index) => `v${index}`)];
  const unnested = [
    '$1::int[]',
    '$4::text[]',
    '$5::text[]',
    '$6::text[]',
    ...columns.map((_field, index) => `$${index + 7}::text[]`),
  ];
  const targets = ['id', 'origin', 'udef', ...columns.map((field) => field.column)];
  const values = [
    'v.id',
    'v.origin::jsonb',
    'jsonb_strip_nulls(v.udef::jsonb)',
    ...columns.map((field, index) => writesAs(field, `v.v${index}`)),
  ];
  await tx.run(
    `with v as (select * from unnest(${unnested.join(', ')}) as v(${names.join(', ')})),
     done as (insert into ${kind} (${targets.join(', ')}) overriding system value select ${values.join(', ')} from v order by v.id)
     insert into crm_change (epoch, entity, entity_id, op, fields, writer, by_name)
     select ${epoch}, '${kind}', v.id, 'create', coalesce(string_to_array(nullif(v.fields, ''), ','), '{}'), $2::int, $3 from v order by v.id`,
    params,
  );
  return ids;
}

const filledKeys = (row: Values): string[] => Object.keys(row).filter((key) => row[key] !== '');
const originOfNew = (row: Values, writer: number): Origin =>
  Object.fromEntries(filledKeys(row).map((key) => [key, { [writer]: 1 }]));

/**
 * Origin of the fields that the next write of the row changes: other writers' last versions stay (H28). A value that nobody is
 * noted for was there when a person or an import made the row; they are noted now that another takes its place.
 */
export function originAfter(
  { origin, values, version }: Pick<LockedRow, 'origin' | 'values' | 'version'>,
  keys: Iterable<string>,
  writer: number,
): Origin {
  const after: Record<string, Readonly<Record<string, number>>> = {};
  for (const key of keys) {
    const before = origin[key] ?? ((values[key] ?? '') === '' ? {} : { 0: 1 });
    after[key] = { ...before, [writer]: version + 1 };
  }
  return after;
}

/** A row of the feed for what is no change of fields: delete and merge. */
export async function addChange(
  tx: Transaction,
  change: { kind: EntityKind; id: number; op: 'delete' | 'merge'; survivor?: number; writer: number; by: string },
): Promise<void> {
  await tx.run(
    `insert into crm_change (epoch, entity, entity_id, op, survivor, writer, by_name) values (${epoch}, $1, $2, $3, $4, $5, $6)`,
    [change.kind, change.id, change.op, change.survivor ?? null, change.writer, change.by],
  );
}
