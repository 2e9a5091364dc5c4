/** The log against what it tells of: no holes, no doubles, and replaying it gives every base (invariants 6 and 10). */
import type { Queryable } from '@kobling/store';

/** Empty when the log is whole; else one row per breach. */
export async function logBreaches(db: Queryable): Promise<readonly Record<string, unknown>[]> {
  const found = await Promise.all(
    Object.entries(checks).map(async ([breach, sql]) =>
      (await db.query<Record<string, unknown>>(sql)).map((row) => ({ breach, ...row })),
    ),
  );
  return found.flat();
}

const checks: Readonly<Record<string, string>> = {
  // Unique by (intent, field): what went to the ERP is told once.
  'a write to the ERP is told twice': `
    select intent_id, erp_field, count(*) as rows from sync_log where intent_id is not null
    group by intent_id, erp_field having count(*) > 1`,
  'a settled write to the ERP is not told': `
    select i.id as intent, field from intent i, jsonb_object_keys(i.fields) as field
    where i.status = 'settled' and i.kind = 'save'
      and not exists (select from sync_log l where l.intent_id = i.id and l.erp_field = field)`,
  // Every field of every change that the sync left in the CRM's own feed has exactly one row. Undo writes as a person.
  'changes in the CRM and rows in the log differ': `
    select coalesce(f.entity_id, l.entity_id) as entity_id, coalesce(f.field, l.field) as field,
      coalesce(f.n, 0) as changes, coalesce(l.n, 0) as rows
    from (select entity, entity_id, field, count(*) as n from crm_change, unnest(fields) as field
          where writer <> 0 and op = 'update' group by entity, entity_id, field) f
    full join (select entity, entity_id, crm_field as field, count(*) as n from sync_log
          where target = 'crm' and kind <> 'undo' group by entity, entity_id, crm_field) l
      on l.entity = f.entity and l.entity_id = f.entity_id and l.field = f.field
    where f.n is distinct from l.n`,
  // H37: the last row of a field says what its base holds on the side that was written.
  'replaying the log does not give the base': `
    select last.link_id, last.erp_field, last.target, last.new_value, l.base -> last.erp_field as base
    from (select distinct on (link_id, erp_field) link_id, erp_field, target, new_value from sync_log
          where target is not null and link_id is not null order by link_id, erp_field, id desc) last
    join link l on l.id = last.link_id and l.state <> 'broken'
    where l.base -> last.erp_field ->> (case last.target when 'crm' then 'c' else 'e' end) is distinct from last.new_value`,
  'an entity has two links': `
    select entity, entity_id, count(*) from link where state <> 'broken'
    group by connection_id, entity, entity_id having count(*) > 1`,
};
