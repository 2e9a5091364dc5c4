/**
 * The CRM's fields in a simulated run, on both backends: the fixed ones, and user-defined ones of each type that a company
 * lacks, so that numbers, dates with a time and check boxes are synced too.
 */
import type { CrmFieldType, EntityKind } from '@kobling/engine';
import { type FieldDefinition, type FieldMap, fixedFields } from '../../../packages/store/src/crm/fields.ts';

/** List items' ids by list, the same on both backends. */
export const simItems: Readonly<Record<'category' | 'business', readonly string[]>> = {
  category: ['1', '2', '3', '4'],
  business: ['5', '6', '7'],
};

/** Companies have them, as `udef.<key>`. */
export const simUdef: readonly { readonly key: string; readonly type: CrmFieldType }[] = [
  { key: 'amount', type: 'decimal' },
  { key: 'count', type: 'integer' },
  { key: 'vip', type: 'checkbox' },
  { key: 'seen', type: 'datetime' },
];

const udef = ({ key, type }: (typeof simUdef)[number]): FieldDefinition => ({
  key: `udef.${key}`,
  label: key,
  column: key,
  type,
  storage: 'udef',
  maxLength: 0,
  mandatory: false,
  readOnly: false,
});
const mapped = (fields: readonly FieldDefinition[]): FieldMap => new Map(fields.map((field) => [field.key, field]));
const maps: Readonly<Record<EntityKind, FieldMap>> = {
  company: mapped([...fixedFields.company, ...simUdef.map(udef)]),
  person: mapped(fixedFields.person),
  project: mapped(fixedFields.project),
};

export const crmFieldsOf = (kind: EntityKind): FieldMap => maps[kind];
