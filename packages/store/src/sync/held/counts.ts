/** The brake's counts: overwriting writes by the hour, over a sliding day (H18). */
import type { BrakeKey, CountedWrite } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

/** The day begins with a full hour, so that it is between 24 and 25 hours long. */
const dayBegins = (now: string): string => `date_trunc('hour', ${now}::timestamptz) - interval '24 hours'`;

const columns = (keys: readonly BrakeKey[]): readonly unknown[][] => [
  keys.map((key) => key.target),
  keys.map((key) => key.actorType),
  keys.map((key) => key.erpField),
  keys.map((key) => key.value),
];

/** In the order of `keys`: written within the day, and open in `held`. */
export async function brakeCounts(
  db: Queryable,
  connectionId: number,
  keys: readonly BrakeKey[],
  now: Date,
): Promise<readonly number[]> {
  const rows = await db.query<{ count: number }>(
    `select (select coalesce(sum(b.count), 0) from brake_count b
         where b.connection_id = $1 and b.target = k.target and b.actor_type = k.actor_type
           and b.erp_field = k.erp_field and b.value_hash = md5(k.value)::uuid and b.hour >= ${dayBegins('$2')})
       + (select count(*) from held h
         where h.status = 'open' and h.connection_id = $1 and h.target = k.target and h.actor_type = k.actor_type
           and h.erp_field = k.erp_field and h.value_hash = md5(k.value)::uuid) as count
     from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality
       as k (target, actor_type, erp_field, value, place)
     order by k.place`,
    [connectionId, now, ...columns(keys)],
  );
  return rows.map((row) => Number(row.count));
}

export async function addCounts(
  tx: Queryable,
  connectionId: number,
  writes: readonly CountedWrite[],
  now: Date,
): Promise<void> {
  if (writes.length === 0) return;
  await tx.run(
    `insert into brake_count (connection_id, target, actor_type, erp_field, value_hash, hour, count)
     select $1, k.target, k.actor_type, k.erp_field, md5(k.value)::uuid, date_trunc('hour', $2::timestamptz), count(*)
     from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as k (target, actor_type, erp_field, value)
     group by k.target, k.actor_type, k.erp_field, k.value
     order by k.target, k.actor_type, k.erp_field, k.value
     on conflict (connection_id, target, actor_type, erp_field, value_hash, hour)
       do update set count = brake_count.count + excluded.count`,
    [connectionId, now, ...columns(writes)],
  );
}

/** Hours that no day reaches back to. */
export const pruneBrakeCounts = (db: Queryable, now: Date): Promise<number> =>
  db.run(`delete from brake_count where hour < ${dayBegins('$1')}`, [now]);
