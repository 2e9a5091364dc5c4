/** Fields that failed because a list item has no counterpart: how many records wait for it. */
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

export interface ItemFailure {
  readonly actorType: ErpActorType;
  readonly erpField: string;
  /** What each side held, as keys; one of them is the item without a counterpart. */
  readonly erpItem: string | null;
  readonly crmItem: string | null;
  readonly records: number;
}

/** Costs what is flagged, not what is linked: the index on flags leads there. */
export const itemFailures = (db: Queryable, connectionId: number): Promise<ItemFailure[]> =>
  db.query(
    `select l.actor_type as "actorType", b.key as "erpField", b.value -> 'fail' ->> 'e' as "erpItem",
       b.value -> 'fail' ->> 'c' as "crmItem", count(*)::int as records
     from link l, jsonb_each(l.base) b
     where l.connection_id = $1 and l.flags <> '{}' and l.flags ? 'failed' and l.state <> 'broken'
       and b.value ->> 'flag' = 'failed' and b.value -> 'fail' ->> 'code' = 'convert.unmappedItem'
     group by 1, 2, 3, 4`,
    [connectionId],
  );
