/** Fields of a connection's actor types, and the CRM fields that a person's connections sync. */
import type { EntityKind } from '@kobling/engine';
import type { ErpActorType, FieldAccess, FieldType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { isOpenTo } from './access.ts';

export interface ActorField {
  readonly fieldKey: string;
  readonly displayName: string;
  readonly description: string;
  readonly type: FieldType;
  readonly listName: string;
  readonly maxLength: number;
  readonly access: FieldAccess;
  readonly rank: number;
  readonly crmField: string | null;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
  readonly hasDefault: boolean;
  readonly firstSyncDefault: string;
  readonly promptUser: boolean;
  readonly mandatory: boolean;
  readonly showInSearch: boolean;
}

/** In rank order; not those that left the ERP. */
export const actorFields = (db: Queryable, connectionId: number, actorType: ErpActorType): Promise<ActorField[]> =>
  db.query(
    `select f.field_key as "fieldKey", f.display_name as "displayName", f.description, f.type, f.list_name as "listName",
       f.max_length as "maxLength", f.access, f.rank, f.crm_field as "crmField", f.sync_to_crm as "syncToCrm",
       f.sync_to_erp as "syncToErp", f.has_default as "hasDefault", f.first_sync_default as "firstSyncDefault",
       f.prompt_user as "promptUser", f.mandatory, f.show_in_search as "showInSearch"
     from erp_field f join actor_mapping m on m.id = f.mapping_id
     where m.connection_id = $1 and m.actor_type = $2 and not f.missing_in_erp order by f.rank, f.id`,
    [connectionId, actorType],
  );

export interface SyncedCrmField {
  readonly crmField: string;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
}

/** CRM fields that any active connection open to the user syncs, by rank there; each once. */
export const syncedCrmFields = (db: Queryable, userId: number, kind: EntityKind): Promise<SyncedCrmField[]> =>
  db.query(
    `select f.crm_field as "crmField", bool_or(f.sync_to_crm) as "syncToCrm", bool_or(f.sync_to_erp) as "syncToErp"
     from connection c join actor_mapping m on m.connection_id = c.id join erp_field f on f.mapping_id = m.id
     where c.active and not c.deleted and ${isOpenTo('$1')} and m.active and m.entity = $2 and not f.missing_in_erp
       and f.crm_field is not null and (f.sync_to_crm or f.sync_to_erp)
     group by f.crm_field order by min(c.rank), min(f.rank), f.crm_field`,
    [userId, kind],
  );
