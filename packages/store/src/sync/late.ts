/** Values that may still land in the ERP although newer ones were settled (H13). */
import type { LateStore, LateValue, NewLateValue } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export const lateStore = (db: Queryable): LateStore => ({
  lateValues: async (linkIds, now) => {
    const rows = await db.query<LateValue & { readonly linkId: number }>(
      `select v.id, v.link_id as "linkId", v.erp_field as "erpField", v.value
       from late_value v join link l on l.id = v.link_id and l.generation = v.generation
       where v.link_id = any($1::int[]) and v.until > $2 order by v.id`,
      [linkIds, now],
    );
    return Map.groupBy(rows, (row) => row.linkId);
  },
});

/** Those whose time is over go with the first that comes after. */
export async function keepLate(
  tx: Queryable,
  connectionId: number,
  values: readonly NewLateValue[],
  served: readonly number[],
  now: Date,
): Promise<void> {
  if (served.length > 0) await tx.run('delete from late_value where id = any($1::bigint[])', [served]);
  if (values.length === 0) return;
  await tx.run('delete from late_value where connection_id = $1 and until <= $2', [connectionId, now]);
  await tx.run(
    `insert into late_value (connection_id, link_id, generation, erp_field, value, until)
     select $1, v."linkId", v.generation, v."erpField", v.value, v.until
     from jsonb_to_recordset($2::jsonb) as v ("linkId" int, generation int, "erpField" text, value text, until timestamptz)`,
    [connectionId, JSON.stringify(values)],
  );
}
