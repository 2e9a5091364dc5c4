/** The whole set-up of the hub as it is stored, for the set-up file, activation and the web. A handful of statements, whatever its size. */
import type { BrakeCaps, EntityKind } from '@kobling/engine';
import type { ErpActorType, FieldAccess, FieldType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

export interface HubDefinition {
  readonly applications: readonly ApplicationDefinition[];
  readonly connectors: readonly ConnectorDefinition[];
  /** Deleted ones too; in priority order. */
  readonly connections: readonly ConnectionDefinition[];
  /** Place of the CRM in the same order as `ConnectionDefinition.rank`. */
  readonly crmRank: number;
}
export interface ApplicationDefinition {
  readonly id: number;
  readonly clientId: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  /** ISO dates; null: without end. */
  readonly keys: readonly { readonly pem: string; readonly from: string | null; readonly until: string | null }[];
}
export interface ConnectorDefinition {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly reachable: boolean;
  readonly deleted: boolean;
}
export interface ConnectionDefinition {
  readonly id: number;
  readonly guid: string;
  readonly connectorId: number;
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
  readonly allAccess: boolean;
  readonly zone: string;
  /** Name of the culture its connector writes in; '': none. */
  readonly culture: string;
  readonly rank: number;
  /** Caps that differ from the engine's defaults (H18). */
  readonly brake: Partial<BrakeCaps>;
  readonly deleted: boolean;
  readonly links: number;
  readonly config: readonly StoredConfig[];
  readonly access: readonly AccessDefinition[];
  readonly mappings: readonly MappingDefinition[];
}
export interface StoredConfig {
  readonly fieldKey: string;
  /** Null: a secret. */
  readonly value: string | null;
  readonly secretVersion: number;
}
export interface AccessDefinition {
  readonly kind: 'user' | 'group';
  readonly id: number;
  readonly name: string;
  readonly canConnect: boolean;
  readonly canCreate: boolean;
}
export interface MappingDefinition {
  readonly id: number;
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly active: boolean;
  readonly matchFields: readonly string[];
  /** In rank order. */
  readonly fields: readonly FieldDefinition[];
}
export interface FieldDefinition {
  readonly id: number;
  readonly fieldKey: string;
  readonly displayName: string;
  readonly description: string;
  readonly type: FieldType;
  readonly listName: string;
  readonly defaultValue: string;
  readonly maxLength: number;
  readonly access: FieldAccess;
  readonly missingInErp: boolean;
  readonly crmField: string | null;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
  readonly showInTab: boolean;
  readonly showInSearch: boolean;
  readonly hasDefault: boolean;
  readonly firstSyncDefault: string;
  readonly promptUser: boolean;
  readonly mandatory: boolean;
  readonly lossy: boolean;
  /** Absent: the priority decides (H28). */
  readonly onConflict?: 'priority' | 'ask';
  readonly rank: number;
  readonly crmList: string | null;
  readonly items: readonly { readonly erpItem: string; readonly crmItem: number; readonly crmItemName: string }[];
}

type Owned<T> = T & { readonly owner: number };

/** Everything, read in one snapshot when `db` is a repeatable-read transaction. */
export async function readDefinition(db: Queryable): Promise<HubDefinition> {
  const applications = await db.query<Omit<ApplicationDefinition, 'keys'>>(
    'select id, client_id as "clientId", name, url, active from registered_application order by id',
  );
  const keys = await db.query<Owned<ApplicationDefinition['keys'][number]>>(
    `select application_id as owner, pem, to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD') as from,
       to_char(valid_to at time zone 'UTC', 'YYYY-MM-DD') as until
     from application_key order by id`,
  );
  const connectors = await db.query<ConnectorDefinition>(
    'select id, name, url, reachable, deleted from connector order by id',
  );
  const connections = await db.query<Omit<ConnectionDefinition, 'config' | 'access' | 'mappings'>>(
    `select c.id, c.guid, c.connector_id as "connectorId", c.name, c.description, c.active, c.all_access as "allAccess",
       c.zone, c.culture, c.rank, c.brake, c.deleted,
       (select count(*) from link l where l.connection_id = c.id and l.state <> 'broken')::int as links
     from connection c order by c.rank, c.id`,
  );
  const crm = await db.query<{ rank: number }>(
    `select (value ->> 'rank')::int as rank from setting where key = 'crm.rank'`,
  );
  const config = byOwner(await readConfig(db));
  const access = byOwner(await readAccess(db));
  const mappings = byOwner(await readMappings(db));
  const keysOf = byOwner(keys);
  return {
    applications: applications.map((item) => ({ ...item, keys: keysOf.get(item.id) ?? [] })),
    connectors,
    connections: connections.map((item) => ({
      ...item,
      config: config.get(item.id) ?? [],
      access: access.get(item.id) ?? [],
      mappings: mappings.get(item.id) ?? [],
    })),
    crmRank: crm[0]?.rank ?? 0,
  };
}

const readConfig = (db: Queryable): Promise<Owned<StoredConfig>[]> =>
  db.query(
    'select connection_id as owner, field_key as "fieldKey", value, secret_version as "secretVersion" from connection_config order by field_key',
  );

const readAccess = (db: Queryable): Promise<Owned<AccessDefinition>[]> =>
  db.query(
    `select a.connection_id as owner, case when a.user_id is null then 'group' else 'user' end as kind,
       coalesce(a.user_id, a.group_id) as id, coalesce(u.name, g.name) as name,
       a.can_connect as "canConnect", a.can_create as "canCreate"
     from connection_access a
     left join app_user u on u.id = a.user_id
     left join app_group g on g.id = a.group_id
     order by kind desc, name`,
  );

async function readMappings(db: Queryable): Promise<Owned<MappingDefinition>[]> {
  const mappings = await db.query<Owned<Omit<MappingDefinition, 'fields'>>>(
    `select connection_id as owner, id, actor_type as "actorType", entity, active, match_fields as "matchFields"
     from actor_mapping order by id`,
  );
  const items = await db.query<Owned<FieldDefinition['items'][number]>>(
    `select m.erp_field_id as owner, m.erp_item as "erpItem", m.crm_item as "crmItem", i.name as "crmItemName"
     from list_item_map m join crm_list_item i on i.id = m.crm_item order by m.erp_item`,
  );
  const fields = await db.query<Owned<Omit<FieldDefinition, 'items'>>>(
    `select mapping_id as owner, id, field_key as "fieldKey", display_name as "displayName", description, type,
       list_name as "listName", default_value as "defaultValue", max_length as "maxLength", access,
       missing_in_erp as "missingInErp", crm_field as "crmField", sync_to_crm as "syncToCrm", sync_to_erp as "syncToErp",
       show_in_tab as "showInTab", show_in_search as "showInSearch", has_default as "hasDefault",
       first_sync_default as "firstSyncDefault", prompt_user as "promptUser", mandatory, lossy,
       on_conflict as "onConflict", rank, crm_list as "crmList"
     from erp_field order by rank, id`,
  );
  const itemsOf = byOwner(items);
  const fieldsOf = byOwner(fields.map((field) => ({ ...field, items: itemsOf.get(field.id) ?? [] })));
  return mappings.map((mapping) => ({ ...mapping, fields: fieldsOf.get(mapping.id) ?? [] }));
}

function byOwner<T extends { readonly owner: number }>(rows: readonly T[]): ReadonlyMap<number, Omit<T, 'owner'>[]> {
  const groups = new Map<number, Omit<T, 'owner'>[]>();
  for (const { owner, ...row } of rows) {
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  return groups;
}
