/**
 * A page of a whole table sorted by a list. The place of an item in its list is no column, so no index follows it; each item's
 * own records do lie in an index, by id. So the first of each item are looked up, and the page is the first among those: what
 * is read follows the items of the list, not the records of the table.
 */
import type { EntityKind } from '@kobling/engine';
import type { Criteria } from './clause.ts';
import type { Findable, FindableMap } from './findable.ts';
import type { ItemPlaces, SortWish } from './order.ts';

interface Walk {
  readonly kind: EntityKind;
  readonly criteria?: Criteria | undefined;
  readonly fields: FindableMap;
  readonly sort: readonly SortWish[];
  readonly places: ItemPlaces;
  /** Place of the item (0: none that the list shows) and id, of the last record of the page before. */
  readonly after?: readonly string[] | undefined;
  readonly skip: number;
  readonly limit: number;
}

/** The list field whose items can be gone through: the whole table, by that field and no other. */
export function itemField({
  criteria,
  fields,
  sort,
}: Pick<Walk, 'criteria' | 'fields' | 'sort'>): Findable | undefined {
  const all = criteria === undefined || ('all' in criteria && criteria.all.length === 0);
  const [wish] = sort;
  if (!all || wish === undefined || sort.length > 1) return undefined;
  const field = fields.get(wish.field);
  return field?.byItem === true ? field : undefined;
}

/** SQL of the ids of the page, in no order. `param` takes a value and answers how the statement names it. */
export function idsByItem(field: Findable, walk: Walk, param: (value: unknown) => string): string {
  const { kind, places, after, skip, limit } = walk;
  const list = field.list ?? '';
  const descending = walk.sort[0]?.descending === true;
  const direction = descending ? 'desc' : 'asc';
  const place = `coalesce(array_position(${param(places.get(list) ?? [])}::int[], item.id), 0)`;
  const ended = after && { place: `${param(after[0])}::int`, id: `${param(after[1])}::bigint` };
  const beyond = descending ? '2147483648' : '-1';
  // Of the item that the page before ended in, what comes after its last record; of all others, from the first.
  const goesOn =
    ended &&
    `and t.id ${descending ? '<' : '>'} case when of_item.place = ${ended.place} then ${ended.id} else ${beyond} end`;
  const first = (ofItem: string): string =>
    `cross join lateral (select t.id from ${kind} t where not t.deleted and ${field.typed.sql} ${ofItem} ${goesOn ?? ''}
       order by t.id ${direction} limit ${skip + limit}) as found`;
  return `select id from (
      select found.id, of_item.place from (select 0 as place) as of_item ${first('is null')}
      union all
      select found.id, of_item.place
      from (select item.id, ${place} as place from crm_list_item item join crm_list l on l.id = item.list_id
            where l.name = ${param(list)}) as of_item ${first('= of_item.id')}
    ) as walked ${ended ? `where place ${descending ? '<=' : '>='} ${ended.place}` : ''}
    order by place ${direction}, id ${direction} limit ${limit} offset ${skip}`;
}
