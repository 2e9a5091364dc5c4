/** What the ERP tab shows of a record, in one statement: it is asked at every look at a record. */
import type { EntityRef } from '@kobling/engine';
import type { ErpActorType, FieldMetadata } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { isOpenTo } from './access.ts';

export interface ShownField extends FieldMetadata {
  readonly showInSearch: boolean;
}
export interface ShownConnection {
  readonly id: number;
  readonly name: string;
  /** What the record is linked to here; null: it is not. */
  readonly actorType: ErpActorType | null;
  /** What it may be linked to here. */
  readonly actorTypes: readonly ErpActorType[];
  /** Of the linked actor, in rank order: synced ones and those marked for the tab, each once (rule 3). */
  readonly fields: readonly ShownField[];
}

/** Active connections that the user may use and that have such records, in priority order. */
export const shownConnections = (db: Queryable, userId: number, entity: EntityRef): Promise<ShownConnection[]> =>
  db.query(
    `select c.id, c.name, l.actor_type as "actorType",
       array(select m.actor_type from actor_mapping m
             where m.connection_id = c.id and m.entity = $2 and m.active order by m.id) as "actorTypes",
       coalesce((
         select jsonb_agg(jsonb_build_object('fieldKey', f.field_key, 'rank', f.rank, 'displayName', f.display_name,
             'description', f.description, 'type', f.type, 'listName', f.list_name, 'defaultValue', f.default_value,
             'maxLength', f.max_length, 'access', f.access, 'showInSearch', f.show_in_search) order by f.rank, f.id)
         from actor_mapping m join erp_field f on f.mapping_id = m.id
         where m.connection_id = c.id and m.actor_type = l.actor_type and not f.missing_in_erp
           and (f.show_in_tab or f.crm_field is not null and (f.sync_to_crm or f.sync_to_erp))), '[]') as fields
     from connection c
     left join link l on l.connection_id = c.id and l.entity = $2 and l.entity_id = $3 and l.erp_key is not null
       and l.state <> 'broken'
     where c.active and not c.deleted and ${isOpenTo('$1')}
       and (l.id is not null
         or exists (select 1 from actor_mapping m where m.connection_id = c.id and m.entity = $2 and m.active))
     order by c.rank, c.id`,
    [userId, entity.kind, entity.id],
  );
