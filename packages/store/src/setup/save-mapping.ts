/** Writing what the connector said of its fields and lists, and what the administrator made of it. */
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable, Transaction } from '../database.ts';
import type { FieldDefinition, MappingDefinition } from './definition.ts';
import { forgetWaiting, voidPlanRows } from '../sync/plans/waiting.ts';
import { noteMappingChange } from './mapping-change.ts';
import { dropFlaggedBases, dropItemBases, renewBases } from './renew-bases.ts';

export type FieldToSave = Omit<FieldDefinition, 'id'>;
export interface MappingToSave extends Omit<MappingDefinition, 'id' | 'fields'> {
  readonly fields: readonly FieldToSave[];
}

/** A column changed that makes values be read otherwise: key, type or conversion (H19). */
const conversionChanged = (old: FieldDefinition, field: FieldToSave): boolean =>
  old.crmField !== field.crmField ||
  old.type !== field.type ||
  old.lossy !== field.lossy ||
  old.crmList !== field.crmList;
const directionChanged = (old: FieldDefinition, field: FieldToSave): boolean =>
  old.syncToCrm !== field.syncToCrm || old.syncToErp !== field.syncToErp;

/**
 * Writes one actor type's mapping; `old` is what is stored now. The caller holds the connection's lease (H19). Answers the
 * synced ERP fields that are decided otherwise from now on; what plans say of them is void (H35). `by`: who changed it.
 */
export async function saveMapping(
  tx: Transaction,
  connectionId: number,
  old: MappingDefinition | undefined,
  mapping: MappingToSave,
  by = '',
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: number }>(
    `insert into actor_mapping (connection_id, actor_type, entity, active, match_fields) values ($1, $2, $3, $4, $5)
     on conflict (connection_id, actor_type) do update
     set entity = excluded.entity, active = excluded.active, match_fields = excluded.match_fields returning id`,
    [connectionId, mapping.actorType, mapping.entity, mapping.active, mapping.matchFields],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('RETURNING answered no row.');
  const before = new Map((old?.fields ?? []).map((field) => [field.fieldKey, field]));
  const raised = mapping.fields.filter((field) => {
    const stored = before.get(field.fieldKey);
    return stored !== undefined && conversionChanged(stored, field);
  });
  const turned = mapping.fields.filter((field) => {
    const stored = before.get(field.fieldKey);
    return stored !== undefined && directionChanged(stored, field);
  });
  await saveFields(
    tx,
    id,
    mapping.fields,
    raised.map((field) => field.fieldKey),
  );
  const listed = await saveItems(tx, connectionId, id, mapping, before);
  await noteMappingChange(tx, connectionId, old, mapping, by);
  if (turned.length > 0)
    await dropFlaggedBases(
      tx,
      connectionId,
      mapping.actorType,
      turned.map((field) => field.fieldKey),
    );
  const activated = (old?.active ?? false) !== mapping.active;
  if (old === undefined || activated || listed.length > 0 || raised.length > 0 || turned.length > 0)
    await renewBases(tx, connectionId, 'mapping');
  const began = mapping.active && activated;
  const other = new Set([...raised, ...turned].map((field) => field.fieldKey).concat(listed));
  const synced = mapping.fields
    .filter((field) => mapping.active && field.crmField !== null && (field.syncToCrm || field.syncToErp))
    .map((field) => field.fieldKey);
  const concerned = synced.filter((field) => began || other.has(field) || !before.has(field));
  await voidPlanRows(tx, connectionId, mapping.actorType, [...new Set([...other, ...concerned])]);
  await forgetWaiting(tx, connectionId, mapping.actorType, synced);
  return concerned;
}

async function saveFields(
  tx: Transaction,
  mappingId: number,
  fields: readonly FieldToSave[],
  raised: readonly string[],
): Promise<void> {
  await tx.run(
    `insert into erp_field (mapping_id, field_key, display_name, description, type, list_name, default_value, max_length, access,
       missing_in_erp, crm_field, sync_to_crm, sync_to_erp, show_in_tab, show_in_search, has_default, first_sync_default,
       prompt_user, mandatory, lossy, on_conflict, rank, crm_list)
     select $1, f."fieldKey", f."displayName", f.description, f.type, f."listName", f."defaultValue", f."maxLength", f.access,
       f."missingInErp", f."crmField", f."syncToCrm", f."syncToErp", f."showInTab", f."showInSearch", f."hasDefault", f."firstSyncDefault",
       f."promptUser", f.mandatory, f.lossy, coalesce(f."onConflict", 'priority'), f.rank, f."crmList"
     from jsonb_to_recordset($2::jsonb) as f("fieldKey" text, "displayName" text, description text, type text, "listName" text,
       "defaultValue" text, "maxLength" int, access text, "missingInErp" boolean, "crmField" text, "syncToCrm" boolean,
       "syncToErp" boolean, "showInTab" boolean, "showInSearch" boolean, "hasDefault" boolean, "firstSyncDefault" text,
       "promptUser" boolean, mandatory boolean, lossy boolean, "onConflict" text, rank int,
       "crmList" text)
     on conflict (mapping_id, field_key) do update set
       display_name = excluded.display_name, description = excluded.description, type = excluded.type, list_name = excluded.list_name,
       default_value = excluded.default_value, max_length = excluded.max_length, access = excluded.access,
       missing_in_erp = excluded.missing_in_erp, crm_field = excluded.crm_field, sync_to_crm = excluded.sync_to_crm,
       sync_to_erp = excluded.sync_to_erp, show_in_tab = excluded.show_in_tab, show_in_search = excluded.show_in_search,
       has_default = excluded.has_default, first_sync_default = excluded.first_sync_default, prompt_user = excluded.prompt_user,
       mandatory = excluded.mandatory, lossy = excluded.lossy, on_conflict = excluded.on_conflict, rank = excluded.rank, crm_list = excluded.crm_list,
       version = erp_field.version + case when erp_field.field_key = any ($3) then 1 else 0 end`,
    [mappingId, JSON.stringify(fields), raised],
  );
  await tx.run('delete from erp_field where mapping_id = $1 and field_key <> all ($2)', [
    mappingId,
    fields.map((field) => field.fieldKey),
  ]);
}

/** Replaces the item pairs of the fields whose pairs differ; answers those fields. */
async function saveItems(
  tx: Transaction,
  connectionId: number,
  mappingId: number,
  mapping: MappingToSave,
  before: ReadonlyMap<string, FieldDefinition>,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const field of mapping.fields) {
    const old = new Map((before.get(field.fieldKey)?.items ?? []).map((pair) => [pair.erpItem, pair.crmItem]));
    const now = new Map(field.items.map((pair) => [pair.erpItem, pair.crmItem]));
    const erpItems = [...new Set([...old.keys(), ...now.keys()])].filter((item) => old.get(item) !== now.get(item));
    if (erpItems.length === 0) continue;
    changed.push(field.fieldKey);
    await tx.run(
      'delete from list_item_map m using erp_field f where f.id = m.erp_field_id and f.mapping_id = $1 and f.field_key = $2',
      [mappingId, field.fieldKey],
    );
    await tx.run(
      `insert into list_item_map (erp_field_id, erp_item, crm_item)
       select f.id, p."erpItem", p."crmItem" from erp_field f, jsonb_to_recordset($3::jsonb) as p("erpItem" text, "crmItem" int)
       where f.mapping_id = $1 and f.field_key = $2`,
      [mappingId, field.fieldKey, JSON.stringify(field.items)],
    );
    const crmItems = erpItems.flatMap((item) => [old.get(item), now.get(item)]).filter((item) => item !== undefined);
    await dropItemBases(tx, connectionId, mapping.actorType, { erpField: field.fieldKey, erpItems, crmItems });
  }
  return changed;
}

/** An actor type that is mapped no longer: kept with its fields, but not active, so that nothing set up is lost. */
export async function stopMapping(tx: Transaction, connectionId: number, actorType: ErpActorType): Promise<void> {
  const count = await tx.run(
    'update actor_mapping set active = false where connection_id = $1 and actor_type = $2 and active',
    [connectionId, actorType],
  );
  if (count > 0) await renewBases(tx, connectionId, 'mapping');
  await forgetWaiting(tx, connectionId, actorType, []);
}

/** The list as last seen. An item that is gone is marked missing, never removed; an empty list removes nothing (H36). */
export async function saveErpList(
  tx: Queryable,
  connectionId: number,
  listName: string,
  items: ReadonlyMap<string, string>,
): Promise<void> {
  if (items.size === 0) return;
  await tx.run(
    `insert into erp_list_item (connection_id, list_name, item_key, name)
     select $1, $2, i.key, i.name from unnest($3::text[], $4::text[]) as i(key, name)
     on conflict (connection_id, list_name, item_key) do update set name = excluded.name, missing = false`,
    [connectionId, listName, [...items.keys()], [...items.values()]],
  );
  await tx.run(
    'update erp_list_item set missing = true where connection_id = $1 and list_name = $2 and item_key <> all ($3) and not missing',
    [connectionId, listName, [...items.keys()]],
  );
}

export interface ErpListItem {
  readonly listName: string;
  readonly itemKey: string;
  readonly name: string;
  readonly missing: boolean;
}
/** The lists as last seen, for mapping while the ERP is away. */
export const erpListItems = (db: Queryable, connectionId: number): Promise<ErpListItem[]> =>
  db.query(
    'select list_name as "listName", item_key as "itemKey", name, missing from erp_list_item where connection_id = $1 order by list_name, item_key',
    [connectionId],
  );
