/**
 * The CRM's fields: key as users write it, column, type and limits. User-defined fields live in one jsonb column and
 * join the fixed ones as `udef.<key>`. Source: spec 07, CRM field keys.
 */
import type { CrmField, CrmFieldType, EntityKind } from '@kobling/engine';
import type { Queryable } from '../database.ts';

/** How a column is stored; decides how it is read as text and written from text. */
export type Storage = 'text' | 'item' | 'date' | 'company' | 'udef';

export interface FieldDefinition extends CrmField {
  /** Column, or for a user-defined field the key within `udef`. */
  readonly column: string;
  readonly storage: Storage;
}

interface Extra {
  readonly mandatory?: boolean;
  readonly list?: string;
}
const field = (
  key: string,
  label: string,
  column: string,
  type: CrmFieldType,
  storage: Storage,
  maxLength: number,
  { mandatory = false, list }: Extra = {},
): FieldDefinition => ({
  key,
  label,
  column,
  type,
  storage,
  maxLength,
  mandatory,
  // An id of another entity: people set it, sync does not (domain rule 4).
  readOnly: storage === 'company',
  ...(list === undefined ? {} : { list }),
});
const text = (key: string, label: string, column: string, maxLength: number, extra?: Extra): FieldDefinition =>
  field(key, label, column, 'text', 'text', maxLength, extra);
const item = (key: string, label: string, list: string): FieldDefinition =>
  field(key, label, key, 'list', 'item', 0, { list });
const date = (key: string, label: string, column: string): FieldDefinition =>
  field(key, label, column, 'date', 'date', 0);

const address = (key: string, label: string, prefix: string): readonly FieldDefinition[] => [
  text(`${key}.line1`, `${label}, line 1`, `${prefix}_line1`, 254),
  text(`${key}.line2`, `${label}, line 2`, `${prefix}_line2`, 254),
  text(`${key}.line3`, `${label}, line 3`, `${prefix}_line3`, 254),
  text(`${key}.zip`, `${label}, postcode`, `${prefix}_zip`, 20),
  text(`${key}.city`, `${label}, city`, `${prefix}_city`, 100),
  text(`${key}.county`, `${label}, county`, `${prefix}_county`, 100),
  text(`${key}.state`, `${label}, state`, `${prefix}_state`, 100),
];

export const fixedFields: Readonly<Record<EntityKind, readonly FieldDefinition[]>> = {
  company: [
    text('name', 'Name', 'name', 220, { mandatory: true }),
    text('department', 'Department', 'department', 220),
    text('number', 'Number', 'number', 50),
    text('code', 'Code', 'code', 50),
    text('vatNumber', 'VAT number', 'vat_number', 50),
    text('phone', 'Telephone', 'phone', 60),
    text('email', 'E-mail', 'email', 254),
    text('fax', 'Fax', 'fax', 60),
    text('website', 'Web site', 'website', 254),
    item('category', 'Category', 'category'),
    item('business', 'Business', 'business'),
    item('country', 'Country', 'country'),
    ...address('postalAddress', 'Postal address', 'postal'),
    ...address('streetAddress', 'Street address', 'street'),
    date('registrationDate', 'Registration date', 'registration_date'),
    text('text', 'Description', 'text', 0),
  ],
  person: [
    text('firstName', 'First name', 'first_name', 100),
    text('middleName', 'Middle name', 'middle_name', 100),
    text('lastName', 'Last name', 'last_name', 100),
    text('title', 'Title', 'title', 100),
    item('position', 'Position', 'position'),
    text('number', 'Number', 'number', 50),
    text('phone', 'Direct phone', 'phone', 60),
    text('mobile', 'Mobile', 'mobile', 60),
    text('privatePhone', 'Private phone', 'private_phone', 60),
    text('otherPhone', 'Other phone', 'other_phone', 60),
    text('email', 'E-mail', 'email', 254),
    text('website', 'Web site', 'website', 254),
    date('birthDate', 'Birth date', 'birth_date'),
    field('company', 'Company', 'company_id', 'integer', 'company', 0),
    ...address('postalAddress', 'Postal address', 'postal'),
    item('country', 'Country', 'country'),
    text('text', 'Description', 'text', 0),
  ],
  project: [
    text('name', 'Name', 'name', 220, { mandatory: true }),
    text('number', 'Number', 'number', 50),
    item('type', 'Type', 'projectType'),
    item('status', 'Status', 'projectStatus'),
    date('endDate', 'End date', 'end_date'),
    text('website', 'Web site', 'website', 254),
    text('text', 'Description', 'text', 0),
  ],
};

const udefPrefix = 'udef.';
/** Keys go into SQL and kobling.yaml as they are. */
export const udefKeyPattern = /^[a-z][A-Za-z0-9_]{0,49}$/;

export type FieldMap = ReadonlyMap<string, FieldDefinition>;

const fixedMaps: Readonly<Record<EntityKind, FieldMap>> = {
  company: new Map(fixedFields.company.map((entry) => [entry.key, entry])),
  person: new Map(fixedFields.person.map((entry) => [entry.key, entry])),
  project: new Map(fixedFields.project.map((entry) => [entry.key, entry])),
};

interface UdefRow {
  readonly key: string;
  readonly label: string;
  readonly type: CrmFieldType;
  readonly list_name: string | null;
  readonly max_length: number;
}

/** Fixed and user-defined fields by key, in order of display. */
export async function fieldMap(db: Queryable, kind: EntityKind): Promise<FieldMap> {
  const rows = await db.query<UdefRow>(
    'select key, label, type, list_name, max_length from udef_field where entity = $1 order by rank, id',
    [kind],
  );
  if (rows.length === 0) return fixedMaps[kind];
  const udef = rows.map((row): [string, FieldDefinition] => {
    const key = `${udefPrefix}${row.key}`;
    const extra = row.list_name === null ? {} : { list: row.list_name };
    return [key, { ...field(key, row.label, row.key, row.type, 'udef', row.max_length, extra) }];
  });
  return new Map([...fixedMaps[kind], ...udef]);
}

/** Spares the statement of `fieldMap` where no user-defined field is asked for. */
export const fieldMapFor = (db: Queryable, kind: EntityKind, keys: Iterable<string>): Promise<FieldMap> =>
  [...keys].some((key) => key.startsWith(udefPrefix)) ? fieldMap(db, kind) : Promise.resolve(fixedMaps[kind]);

/** What the engine and the mapping dialog know of the CRM's fields. */
export async function crmFields(db: Queryable, kind: EntityKind): Promise<CrmField[]> {
  return [...(await fieldMap(db, kind)).values()].map(({ column: _column, storage: _storage, ...known }) => known);
}

/** SQL that reads a field of a table alias as canonical text; blank is `''`. */
export function readsAs({ column, storage }: FieldDefinition, alias = 't'): string {
  switch (storage) {
    case 'text':
      return `${alias}.${column}`;
    case 'item':
    case 'company':
      return `coalesce(${alias}.${column}::text, '')`;
    case 'date':
      // Not ::text, which follows the session's DateStyle.
      return `coalesce(to_char(${alias}.${column}, 'YYYY-MM-DD'), '')`;
    case 'udef':
      return `coalesce(${alias}.udef->>'${column}', '')`;
  }
}

/** SQL that turns canonical text in `expression` into a column's value. */
export function writesAs({ storage }: FieldDefinition, expression: string): string {
  switch (storage) {
    case 'text':
    case 'udef':
      return expression;
    case 'item':
    case 'company':
      return `nullif(${expression}, '')::int`;
    case 'date':
      return `nullif(${expression}, '')::date`;
  }
}
