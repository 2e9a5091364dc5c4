/**
 * Connections, connectors, ERP fields and the sync log as tables to find in. Column names are those that programs of the
 * vendor's API use. `connectionIds` is what the caller may see; undefined: everything.
 */
import type { Findable, FindableType } from './findable.ts';
import { joinField, shown } from '../sync/read/names.ts';
import type { FindTable } from './table.ts';

type Column = readonly [key: string, label: string, type: FindableType, sql: string];

const seen = (column: string, connectionIds: readonly number[] | undefined): string =>
  connectionIds === undefined ? 'true' : `${column} = any('{${connectionIds.map(Math.trunc).join(',')}}'::int[])`;

const fieldsOf = (columns: readonly Column[]): FindTable['fields'] =>
  new Map(columns.map((column) => [column[0], findable(column)]));

function findable([key, label, type, sql]: Column): Findable {
  const base = { key, label, type };
  switch (type) {
    case 'integer':
      return { ...base, text: `coalesce((${sql})::text, '')`, typed: { sql, type: 'int' } };
    case 'checkbox': {
      const text = `case when ${sql} then '1' else '0' end`;
      return { ...base, text, typed: { sql: text, type: 'text' } };
    }
    case 'datetime':
      return {
        ...base,
        text: `coalesce(to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')`,
        typed: { sql, type: 'timestamptz' },
      };
    default: {
      const text = `coalesce(${sql}, '')`;
      return { ...base, text, typed: { sql: `lower(${text})`, type: 'text' } };
    }
  }
}

const connectorColumns = (prefix: string, alias: string, shown: string): readonly Column[] => [
  [`${prefix}id`, 'Connector ID', 'integer', `${alias}.id`],
  [`${prefix}name`, 'Name', 'text', `${alias}.name`],
  [`${prefix}url`, 'URL of Sync Connector', 'text', shown],
];

/** `settings`: the caller may see them; else the connector's address is blank. */
export const connectionTable = (connectionIds: readonly number[] | undefined, settings: boolean): FindTable => ({
  from: 'connection t join connector k on k.id = t.connector_id',
  where: `${seen('t.id', connectionIds)}${settings ? '' : ' and not t.deleted'}`,
  order: [{ field: 'rank' }, { field: 'name' }],
  fields: fieldsOf([
    ['id', 'Connection ID', 'integer', 't.id'],
    ['name', 'Name', 'text', 't.name'],
    ['description', 'Description', 'text', 't.description'],
    ['active', 'Active', 'checkbox', 't.active'],
    ['erpId', 'ERP ID', 'text', 't.guid::text'],
    [
      'mostRecent',
      'Timestamp',
      'text',
      `(select mark ->> 'lastModified' from cursor u, jsonb_array_elements(u.marks) as mark
        where u.connection_id = t.id order by mark ->> 'at' desc limit 1)`,
    ],
    ['allAccess', 'Unrestricted', 'checkbox', 't.all_access'],
    ['deleted', 'Deleted', 'checkbox', 't.deleted'],
    ['rank', 'Rank', 'integer', 't.rank'],
    ['registeredDate', 'Registered date', 'datetime', 't.created_at'],
    ...connectorColumns('connector/', 'k', settings ? 'k.url' : `''`),
  ]),
});

export const connectorTable = (): FindTable => ({
  from: 'connector t',
  where: 'not t.deleted',
  order: [{ field: 'name' }],
  fields: fieldsOf(connectorColumns('', 't', 't.url')),
});

/** Numbers as programs of the vendor's API know them. */
const numbered = (sql: string, names: readonly string[]): string =>
  `case ${sql} ${names.map((name, index) => `when '${name}' then ${index}`).join(' ')} end`;
const fieldTypes = ['checkbox', 'text', 'password', 'integer', 'double', 'list', 'datetime', 'label'];
const accesses = ['normal', 'mandatory', 'readOnly'];

/** `settings`: the caller may see what the administrator set, such as directions and defaults. */
export const erpFieldTable = (connectionIds: readonly number[] | undefined, settings: boolean): FindTable => ({
  from: `erp_field t join actor_mapping m on m.id = t.mapping_id join connection n on n.id = m.connection_id and not n.deleted`,
  where: seen('m.connection_id', connectionIds),
  order: [{ field: 'ConnectionId' }, { field: 'ActorTypeErp' }, { field: 'Rank' }],
  fields: fieldsOf([
    ['Id', 'Id', 'integer', 't.id'],
    ['ConnectionId', 'Connection', 'integer', 'm.connection_id'],
    ['ErpConnectionActorTypeId', 'Actor type ID', 'integer', 'm.id'],
    ['ActorTypeErp', 'Actor type', 'text', 'm.actor_type'],
    ['ErpFieldKey', 'Field key', 'text', 't.field_key'],
    ['DisplayName', 'ERP field', 'text', 't.display_name'],
    ['DisplayDescription', 'Description', 'text', 't.description'],
    ['FieldType', 'Type', 'integer', numbered('t.type', fieldTypes)],
    ['ListName', 'List', 'text', 't.list_name'],
    ['MaxLength', 'Length', 'integer', 't.max_length'],
    ['Access', 'Access', 'integer', numbered('t.access', accesses)],
    ['ShowInGui', 'Show in ERP tab', 'integer', 't.show_in_tab::int'],
    ['ShowInSearch', 'Show in search', 'integer', 't.show_in_search::int'],
    ['Rank', 'Rank', 'integer', 't.rank'],
    ['MissingInERP', 'Missing in ERP', 'integer', 't.missing_in_erp::int'],
    ...(settings ? settingColumns : []),
  ]),
});

const settingColumns: readonly Column[] = [
  // What is in a password field is nobody's to read, its default included.
  ['DefaultValue', 'Default of the ERP', 'text', `case when t.type <> 'password' then t.default_value end`],
  ['HasFirstSyncDefaultValue', 'Has a default', 'integer', 't.has_default::int'],
  ['FirstSyncDefaultValue', 'Default value', 'text', `case when t.type <> 'password' then t.first_sync_default end`],
  ['PromptUser', 'Ask user', 'checkbox', 't.prompt_user'],
  ['PromptOrHasDefault', 'Ask user or default', 'checkbox', '(t.prompt_user or t.has_default)'],
  ['Mandatory', 'Mandatory', 'checkbox', 't.mandatory'],
  ['CrmFieldKey', 'CRM field', 'text', 't.crm_field'],
  ['SyncToCrm', 'Sync to CRM', 'integer', 't.sync_to_crm::int'],
  ['SyncToErp', 'Sync to ERP', 'integer', 't.sync_to_erp::int'],
  ['ListReference', 'CRM list', 'text', 't.crm_list'],
];

const item = (value: string): string => shown('f', 't.connection_id', 't.target', value);

/** Newest first. `crm` is what the CRM is called. */
export const syncLogTable = (connectionIds: readonly number[] | undefined, crm: string): FindTable => {
  const erp = `coalesce(n.name, '')`;
  const crmName = `'${crm.replaceAll(`'`, `''`)}'`;
  return {
    from: `sync_log t left join connection n on n.id = t.connection_id left join link l on l.id = t.link_id
      ${joinField('f', 'l', 't.erp_field')}`,
    where: seen('t.connection_id', connectionIds),
    order: [{ field: 'id', descending: true }],
    fields: fieldsOf([
      ['id', 'Id', 'integer', 't.id'],
      ['connection', 'Connection', 'text', erp],
      ['source', 'Source', 'text', `case t.target when 'crm' then ${erp} when 'erp' then ${crmName} end`],
      ['target', 'Target', 'text', `case t.target when 'crm' then ${crmName} when 'erp' then ${erp} end`],
      ['crmfieldkey', 'Field', 'text', 'coalesce(t.crm_field, t.erp_field)'],
      ['oldvalue', 'Old Value', 'text', item('t.old_value')],
      ['newvalue', 'New Value', 'text', item('t.new_value')],
      ['updated', 'When', 'datetime', 't.at'],
      ['kind', 'Kind', 'text', 't.kind'],
      ['erpfieldkey', 'ERP field', 'text', 't.erp_field'],
      ['message', 'Message', 'text', 't.message'],
      ['user', 'By', 'text', 't.by_name'],
    ]),
  };
};
