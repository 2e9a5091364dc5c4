/** FindContact, FindPerson and FindProject: the finder, by the vendor's names of columns. */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Criteria, FindableMap } from '@kobling/store';
import { askingOf, countRecordsBy, findableFields, findRecordsBy, type FindableField } from '../../services/index.ts';
import { orWhat } from '../../setup-file/nearest.ts';
import type { AgentCall } from '../method.ts';
import { crmColumns, nameColumns, ownColumns, shownAsId } from './crm-columns.ts';
import { type ArchiveCell, type ArchiveColumn, type ArchiveProvider, restrictionTypes } from './provider.ts';
import { cellValue } from './values.ts';

interface Vendor {
  readonly kind: EntityKind;
  readonly entity: string;
  readonly label: string;
  /** In links: `contact_id=5`. */
  readonly id: string;
}

const crmProvider = (name: string, vendor: Vendor): ArchiveProvider => ({
  name,
  entity: { name: vendor.entity, label: vendor.label },
  right: 'user',
  async columns(_context, call) {
    return done([...(await columnsOf(vendor.kind, call)).columns.values()].map(({ column }) => column));
  },
  async page(query, _context, call) {
    const { columns: known, fields } = await columnsOf(vendor.kind, call);
    const keyOf = (column: string): string | undefined => known.get(column.toLowerCase())?.field.key;
    const criteria = translated(query.criteria, keyOf, name, known);
    if (criteria.status !== 'done') return criteria;
    const asking = askingOf(call.person, call.language);
    const { page, pageSize } = query;
    const sort = query.sort.map(({ field, descending }) => ({ field: keyOf(field) ?? field, descending }));
    const columns = query.columns.flatMap((column) => keyOf(column) ?? []);
    const wish = { kind: vendor.kind, criteria: criteria.value, columns, sort, page, pageSize };
    const found = await findRecordsBy(call.hub, { ...wish, uncounted: true, known: fields }, asking);
    if (found.status !== 'done') return found;
    const count = query.count ? await countRecordsBy(call.hub, wish, asking) : done(found.value.rows.length);
    if (count.status !== 'done') return count;
    const rows = found.value.rows.map(({ id, cells }) => ({
      key: id,
      link: `${vendor.id}=${id}`,
      cells: Object.fromEntries(
        query.columns.map((column): [string, ArchiveCell] => {
          const field = known.get(column.toLowerCase())?.field;
          const cell = field === undefined ? undefined : cells[field.key];
          return [
            column,
            field === undefined || cell === undefined
              ? { display: '' }
              : shown(column, field, cell, `${vendor.id}=${id}`),
          ];
        }),
      ),
    }));
    return done({ rows, count: count.value, unknown: query.columns.filter((column) => keyOf(column) === undefined) });
  },
});

interface Known {
  readonly column: ArchiveColumn;
  readonly field: FindableField;
}

/** By name in small letters: the vendor's names first, then the finder's own. */
async function columnsOf(
  kind: EntityKind,
  { hub, person, language }: AgentCall,
): Promise<{ readonly columns: ReadonlyMap<string, Known>; readonly fields: FindableMap }> {
  const { fields, known: all } = await findableFields(hub, kind, askingOf(person, language), { lists: false });
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const known = new Map<string, Known>();
  const add = (name: string, field: FindableField): void => {
    const id = name.toLowerCase();
    if (!known.has(id)) known.set(id, { field, column: described(name, field) });
  };
  for (const [name, key] of Object.entries(crmColumns[kind])) {
    const field = byKey.get(key);
    if (field !== undefined) add(name, field);
  }
  for (const field of fields) add(field.key, field);
  return { columns: known, fields: all };
}

const described = (name: string, { label, type, list, sortable }: FindableField): ArchiveColumn => ({
  name,
  label,
  type,
  restriction: nameColumns.has(name.toLowerCase()) ? 'stringorPK' : restrictionTypes[type],
  ...(list !== null && { list }),
  sortable,
  byDefault: ownColumns.has(name),
});

function shown(
  column: string,
  { type, list }: FindableField,
  cell: { value: string; display: string },
  link: string,
): ArchiveCell {
  if (list === null)
    return { display: cellValue(type, cell.display), ...(nameColumns.has(column.toLowerCase()) && { link }) };
  if (cell.value === '') return { display: '' };
  if (shownAsId.has(column.toLowerCase())) return { display: cellValue('integer', cell.value) };
  return { display: cell.display, link: `${list}_id=${cell.value}` };
}

/** Rejected `archive.column`, with what was probably meant. */
function translated(
  criteria: Criteria,
  keyOf: (column: string) => string | undefined,
  provider: string,
  known: ReadonlyMap<string, Known>,
): Outcome<Criteria> {
  if ('field' in criteria) {
    const key = keyOf(criteria.field);
    if (key !== undefined) return done({ ...criteria, field: key });
    const names = [...known.values()].map(({ column }) => column.name);
    return rejected(
      'archive.column',
      `${provider} has no column ${JSON.stringify(criteria.field)}.${orWhat(criteria.field, names)}`,
    );
  }
  const isAll = 'all' in criteria;
  const parts: Criteria[] = [];
  for (const part of isAll ? criteria.all : criteria.any) {
    const one = translated(part, keyOf, provider, known);
    if (one.status !== 'done') return one;
    parts.push(one.value);
  }
  return done(isAll ? { all: parts } : { any: parts });
}

export const findContact = crmProvider('FindContact', {
  kind: 'company',
  entity: 'contact',
  label: 'Company',
  id: 'contact_id',
});
export const findPerson = crmProvider('FindPerson', {
  kind: 'person',
  entity: 'person',
  label: 'Person',
  id: 'person_id',
});
export const findProject = crmProvider('FindProject', {
  kind: 'project',
  entity: 'project',
  label: 'Project',
  id: 'project_id',
});
