/** A connection as the engine needs it: active mappings with both sides' metadata, the priority order, the card. */
import type {
  ActorMapping,
  BatchSizes,
  BrakeCaps,
  ConnectionSetup,
  CreateField,
  CrmField,
  Direction,
  EntityKind,
  FieldMapping,
  ItemMap,
} from '@kobling/engine';
import { defaultBrake, entityKinds } from '@kobling/engine';
import type { CapabilityCard, ErpActorType, FieldAccess, FieldType } from '@kobling/sdk';
import { defaultCard, erpActorTypes, textIn } from '@kobling/sdk';
import { crmFields } from '../crm/index.ts';
import type { Queryable } from '../database.ts';
import { type CheckedCard, mergedCard } from '../setup/cards.ts';
import { seenLastModifiedKind } from './last-modified-kind.ts';
import { waitingFields } from './plans/waiting.ts';

/** What a connector says of itself, by its URL. */
export type CardOf = (connectorUrl: string) => Partial<CapabilityCard> | undefined;

interface ConnectionRow {
  readonly id: number;
  readonly guid: string;
  readonly name: string;
  readonly active: boolean;
  readonly zone: string;
  readonly mapping_version: number;
  readonly card: Partial<CapabilityCard>;
  readonly checked: CheckedCard | null;
  readonly brake: Partial<BrakeCaps>;
  readonly batch_sizes: BatchSizes;
  readonly url: string;
}

/** Undefined: there is no such connection, or it was deleted. */
export async function loadSetup(
  db: Queryable,
  connectionId: number,
  cardOf: CardOf,
): Promise<ConnectionSetup | undefined> {
  const rows = await db.query<ConnectionRow>(
    `select c.id, c.guid, c.name, c.active, c.zone, c.mapping_version, c.card, c.checked, c.brake, c.batch_sizes, k.url
     from connection c join connector k on k.id = c.connector_id
     where c.id = $1 and not c.deleted`,
    [connectionId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const order = await priorityOrder(db);
  const card = mergedCard(row, cardOf(row.url));
  const lastModifiedKind = card.lastModifiedKind ?? (await seenLastModifiedKind(db, connectionId));
  return {
    id: row.id,
    guid: row.guid,
    // It stands in the middle of sentences, which know one language.
    name: textIn('en', row.name),
    active: row.active,
    rank: order.ranks.get(row.id) ?? order.ranks.size,
    crmRank: order.crmRank,
    rankOf: order.ranks,
    mappingVersion: row.mapping_version,
    zone: row.zone,
    card: { ...defaultCard, ...card, lastModifiedKind },
    batchSizes: row.batch_sizes,
    mappings: await loadMappings(db, connectionId),
    waitingFields: await waitingFields(db, connectionId),
    brake: { ...defaultBrake, ...row.brake },
  };
}

/** Does the connector itself refuse late writes of a replaced worker (H13)? */
export async function fencesWrites(db: Queryable, connectionId: number, cardOf: CardOf): Promise<boolean> {
  const rows = await db.query<Pick<ConnectionRow, 'card' | 'url'>>(
    'select c.card, k.url from connection c join connector k on k.id = c.connector_id where c.id = $1',
    [connectionId],
  );
  const row = rows[0];
  return row !== undefined && { ...cardOf(row.url), ...row.card }.fencesWrites === true;
}

export interface PriorityOrder {
  readonly crmRank: number;
  readonly ranks: ReadonlyMap<number, number>;
}

/**
 * Places 0, 1, 2 … of the CRM and every connection that was not deleted; 0 wins. Equal stored ranks are told apart by
 * id, so that no conflict is a draw; the CRM goes before a connection of the same rank and is on top by default.
 */
export async function priorityOrder(db: Queryable): Promise<PriorityOrder> {
  const rows = await db.query<{ id: number | null }>(
    `select id from (
       select null::int as id, coalesce((select (value ->> 'rank')::int from setting where key = 'crm.rank'), 0) as rank
       union all
       select id, rank from connection where not deleted) o
     order by rank, id nulls first`,
  );
  const ranks = new Map<number, number>();
  let crmRank = 0;
  for (const [place, { id }] of rows.entries()) {
    if (id === null) crmRank = place;
    else ranks.set(id, place);
  }
  return { crmRank, ranks };
}

interface FieldRow {
  readonly id: number;
  readonly actor_type: ErpActorType;
  readonly entity: EntityKind;
  readonly match_fields: readonly string[];
  readonly field_key: string | null;
  readonly display_name: string;
  readonly type: FieldType;
  readonly list_name: string;
  readonly max_length: number;
  readonly access: FieldAccess;
  readonly crm_field: string;
  readonly sync_to_crm: boolean;
  readonly sync_to_erp: boolean;
  readonly has_default: boolean;
  readonly first_sync_default: string;
  readonly lossy: boolean;
  readonly on_conflict: 'priority' | 'ask';
  readonly version: number;
}

/** Companies' types first: parents go before children. A field that is missing on either side is not synced (rule 9). */
export async function loadMappings(db: Queryable, connectionId: number): Promise<readonly ActorMapping[]> {
  const rows = await db.query<FieldRow>(
    `select f.id, m.actor_type, m.entity, m.match_fields, f.field_key, f.display_name, f.type, f.list_name, f.max_length, f.access,
       f.crm_field, f.sync_to_crm, f.sync_to_erp, f.has_default, f.first_sync_default, f.lossy, f.on_conflict,
       f.version
     from actor_mapping m
     left join erp_field f on f.mapping_id = m.id and not f.missing_in_erp and f.crm_field is not null
       and (f.sync_to_crm or f.sync_to_erp)
     where m.connection_id = $1 and m.active order by f.rank, f.id`,
    [connectionId],
  );
  const creates = await loadCreateFields(db, connectionId);
  const fieldsOf = new Map<EntityKind, ReadonlyMap<string, CrmField>>();
  for (const kind of entityKinds) {
    if (!rows.some((row) => row.entity === kind)) continue;
    fieldsOf.set(kind, new Map((await crmFields(db, kind)).map((field) => [field.key, field])));
  }
  const crmOf = (row: FieldRow): CrmField | undefined => fieldsOf.get(row.entity)?.get(row.crm_field);
  const lists = rows.flatMap((row) => (row.type === 'list' ? (crmOf(row)?.list ?? []) : []));
  const items = await loadItems(db, connectionId, [...new Set(lists)]);
  return erpActorTypes.flatMap((actorType) => {
    const own = rows.filter((row) => row.actor_type === actorType);
    const first = own[0];
    if (first === undefined) return [];
    const fields = own.flatMap((row) => toField(row, crmOf(row), items));
    const createFields = creates.get(actorType) ?? [];
    return [{ actorType, entity: first.entity, fields, matchFields: first.match_fields, createFields }];
  });
}

/** By actor type: fields that nothing synced fills, but that a new actor must or may have (rule 11). */
async function loadCreateFields(
  db: Queryable,
  connectionId: number,
): Promise<ReadonlyMap<ErpActorType, readonly CreateField[]>> {
  const rows = await db.query<CreateField & { readonly actor_type: ErpActorType }>(
    `select m.actor_type, f.field_key as "erpField", f.display_name as "displayName", f.type,
       f.mandatory or f.access = 'mandatory' as mandatory, f.prompt_user as "promptUser",
       case when f.has_default then f.first_sync_default else '' end as "defaultValue"
     from actor_mapping m join erp_field f on f.mapping_id = m.id
     where m.connection_id = $1 and m.active and not f.missing_in_erp and f.access <> 'readOnly' and f.type <> 'label'
       and (f.crm_field is null or not f.sync_to_erp)
       and (f.mandatory or f.access = 'mandatory' or f.has_default or f.prompt_user)
     order by f.rank, f.id`,
    [connectionId],
  );
  const byType = new Map<ErpActorType, CreateField[]>();
  for (const { actor_type: actorType, ...field } of rows) {
    byType.set(actorType, [...(byType.get(actorType) ?? []), field]);
  }
  return byType;
}

const directionOf = (row: FieldRow): Direction => {
  if (row.sync_to_crm) return row.sync_to_erp ? 'both' : 'fromErp';
  return row.sync_to_erp ? 'toErp' : 'none';
};

function toField(row: FieldRow, crm: CrmField | undefined, items: Items): FieldMapping[] {
  if (row.field_key === null || crm === undefined) return [];
  return [
    {
      erpField: row.field_key,
      crmField: row.crm_field,
      erpLabel: textIn('en', row.display_name),
      crmLabel: textIn('en', crm.label),
      direction: directionOf(row),
      erpType: row.type,
      erpMaxLength: row.max_length,
      erpAccess: row.access,
      crmType: crm.type,
      crmMaxLength: crm.maxLength,
      crmReadOnly: crm.readOnly,
      crmMandatory: crm.mandatory,
      lossy: row.lossy,
      version: row.version,
      ...(row.type === 'list' ? toItems(row, crm, items) : {}),
      ...(row.on_conflict === 'ask' ? { onConflict: 'ask' as const } : {}),
      ...(row.has_default && row.first_sync_default !== '' ? { defaultValue: row.first_sync_default } : {}),
    },
  ];
}

const none: ReadonlyMap<string, string> = new Map();
/** An ERP list that feeds a text field of the CRM gives its items' names, one way (H20). */
function toItems(row: FieldRow, crm: CrmField, items: Items): Pick<FieldMapping, 'items' | 'itemNames'> {
  const mapped =
    crm.type === 'list' ? items.mapped.get(row.id) : { toCrm: items.stored.get(row.list_name) ?? none, toErp: none };
  return {
    items: mapped ?? { toCrm: none, toErp: none },
    itemNames: { erp: items.erpNames.get(row.list_name) ?? none, crm: items.crmNames.get(crm.list ?? '') ?? none },
  };
}

/** Names of items by their keys, by list. */
type NamesByList = ReadonlyMap<string, ReadonlyMap<string, string>>;
interface Items {
  readonly mapped: ReadonlyMap<number, ItemMap>;
  /** As they are stored, with every language. */
  readonly stored: NamesByList;
  /** Every item, mapped or not: sentences name it. */
  readonly erpNames: NamesByList;
  readonly crmNames: NamesByList;
}

/** Item maps by ERP field, and the names of the items. An item that left the ERP's list can still be read, never be written (H36). */
async function loadItems(db: Queryable, connectionId: number, crmLists: readonly string[]): Promise<Items> {
  const rows = await db.query<{ field: number; erp_item: string; crm_item: number; missing: boolean }>(
    `select i.erp_field_id as field, i.erp_item, i.crm_item, i.missing
     from list_item_map i join erp_field f on f.id = i.erp_field_id join actor_mapping m on m.id = f.mapping_id
     where m.connection_id = $1`,
    [connectionId],
  );
  const mapped = new Map<number, { toCrm: Map<string, string>; toErp: Map<string, string> }>();
  for (const row of rows) {
    const map = mapped.get(row.field) ?? { toCrm: new Map(), toErp: new Map() };
    mapped.set(row.field, map);
    map.toCrm.set(row.erp_item, String(row.crm_item));
    if (!row.missing) map.toErp.set(String(row.crm_item), row.erp_item);
  }
  const erpItems = await db.query<ListItem>(
    'select list_name as list, item_key as key, name from erp_list_item where connection_id = $1',
    [connectionId],
  );
  const crmItems = await db.query<ListItem>(
    'select l.name as list, i.id::text as key, i.name from crm_list l join crm_list_item i on i.list_id = l.id where l.name = any($1)',
    [crmLists],
  );
  const english = ({ name }: ListItem): string => textIn('en', name);
  return {
    mapped,
    stored: byList(erpItems, ({ name }) => name),
    erpNames: byList(erpItems, english),
    crmNames: byList(crmItems, english),
  };
}

interface ListItem {
  readonly list: string;
  readonly key: string;
  readonly name: string;
}
function byList(items: readonly ListItem[], nameOf: (item: ListItem) => string): NamesByList {
  const lists = new Map<string, Map<string, string>>();
  for (const item of items) {
    const list = lists.get(item.list) ?? new Map<string, string>();
    lists.set(item.list, list.set(item.key, nameOf(item)));
  }
  return lists;
}
