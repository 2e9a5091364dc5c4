/** What an administrator's page of lists needs beyond the lists themselves: how many items, what stands on them, their order. */
import type { Queryable } from '../database.ts';

export interface ListSummary {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  /** Not counting hidden ones. */
  readonly items: number;
  readonly hidden: number;
}
export const listSummaries = (db: Queryable): Promise<ListSummary[]> =>
  db.query(
    `select l.id, l.name, l.label, count(i.id) filter (where not i.deleted)::int as items,
       count(i.id) filter (where i.deleted)::int as hidden
     from crm_list l left join crm_list_item i on i.list_id = l.id group by l.id order by lower(l.label), l.id`,
  );

/** What would lose its choices with the list. */
export type ListUse =
  | { readonly list: string; readonly kind: 'field'; readonly entity: string; readonly field: string }
  | {
      readonly list: string;
      readonly kind: 'mapping';
      readonly connection: string;
      readonly actorType: string;
      readonly field: string;
    };

/** User-defined fields, and mappings of connections that were not deleted; of one list, or of all. */
export async function listUses(db: Queryable, list?: string): Promise<readonly ListUse[]> {
  const fields = await db.query<{ list: string; entity: string; field: string }>(
    `select list_name as list, entity, label as field from udef_field
     where list_name is not null and ($1::text is null or list_name = $1) order by entity, rank, id`,
    [list ?? null],
  );
  const mappings = await db.query<{ list: string; connection: string; actorType: string; field: string }>(
    `select distinct l.name as list, c.name as connection, m.actor_type as "actorType",
       case when f.display_name = '' then f.field_key else f.display_name end as field
     from crm_list l
     join erp_field f on f.crm_list = l.name
       or exists (select from list_item_map i join crm_list_item t on t.id = i.crm_item where i.erp_field_id = f.id and t.list_id = l.id)
     join actor_mapping m on m.id = f.mapping_id
     join connection c on c.id = m.connection_id and not c.deleted
     where $1::text is null or l.name = $1 order by 2, 3, 4`,
    [list ?? null],
  );
  return [
    ...mappings.map((use) => ({ kind: 'mapping' as const, ...use })),
    ...fields.map((use) => ({ kind: 'field' as const, ...use })),
  ];
}

export const relabelList = async (db: Queryable, name: string, label: string): Promise<boolean> =>
  (await db.run('update crm_list set label = $2 where name = $1', [name, label])) > 0;

/** These first, in this order; items that are not named keep theirs behind them. */
export async function orderListItems(db: Queryable, list: string, ids: readonly number[]): Promise<void> {
  await db.run(
    `update crm_list_item i set rank = o.place * 10
     from (select t.id, row_number() over (order by array_position($2::int[], t.id) nulls last, t.rank, t.id) as place
           from crm_list_item t join crm_list l on l.id = t.list_id where l.name = $1) o
     where o.id = i.id and i.rank <> o.place * 10`,
    [list, ids],
  );
}
