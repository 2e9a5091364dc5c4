/**
 * What a changed mapping does to links (H19). A base of another field version is no base by itself (engine: BaseField.v);
 * here go the bases that end although the version stays, and every link gets a hint, so that it is decided again.
 */
import type { Queryable, Transaction } from '../database.ts';
import { endHeldOfFields } from '../sync/held/index.ts';
import { hintOnce } from '../sync/hints.ts';

/** Raises the mapping version and has every link of the connection looked at again (H16, H31). */
export async function renewBases(tx: Queryable, connectionId: number, why: string): Promise<void> {
  await tx.run('update connection set mapping_version = mapping_version + 1 where id = $1', [connectionId]);
  await tx.run(
    `insert into hint (connection_id, link_id, why)
     select connection_id, id, $2 from link where connection_id = $1 and state not in ('broken', 'creating')
     order by id ${hintOnce}`,
    [connectionId, why],
  );
}

const flagCounts = (base: string): string => `(select coalesce(jsonb_object_agg(s.flag, s.n), '{}'::jsonb) from (
    select value ->> 'flag' as flag, count(*) as n from jsonb_each(${base}) where value ? 'flag' group by 1) s)`;

/** A new direction keeps the base, but a field in drift or held becomes a first agreement. */
export async function dropFlaggedBases(
  tx: Transaction,
  connectionId: number,
  actorType: string,
  fields: readonly string[],
): Promise<void> {
  await tx.run(
    `with kept as (
       select l.id, (select coalesce(jsonb_object_agg(b.key, b.value), '{}'::jsonb) from jsonb_each(l.base) b
         where not (b.key = any ($3) and coalesce(b.value ->> 'flag', '') in ('drift', 'held'))) as base
       from link l where l.connection_id = $1 and l.actor_type = $2 and l.flags ?| array['drift', 'held'])
     update link l set base = k.base, flags = ${flagCounts('k.base')} from kept k where k.id = l.id and l.base <> k.base`,
    [connectionId, actorType, fields],
  );
  await endHeldOfFields(tx, connectionId, actorType, fields);
}

export interface ChangedItems {
  readonly erpField: string;
  readonly erpItems: readonly string[];
  readonly crmItems: readonly number[];
}

/** The bases of values whose list counterpart changed. */
export async function dropItemBases(
  tx: Transaction,
  connectionId: number,
  actorType: string,
  changed: ChangedItems,
): Promise<void> {
  const half = (side: string): string => `l.base -> $3 ->> '${side}'`;
  await tx.run(
    `update link l set base = l.base - $3, flags = ${flagCounts('l.base - $3')}
     where l.connection_id = $1 and l.actor_type = $2 and l.base ? $3
       and (${half('e')} = any ($4::text[]) or ${half('c')} = any ($5::text[]))`,
    [connectionId, actorType, changed.erpField, changed.erpItems, changed.crmItems.map(String)],
  );
  await endHeldOfFields(tx, connectionId, actorType, [changed.erpField]);
}
