/** What a dry run finds, kept for seven days to be read and approved (H35). */
import type { PlanRow, PlanScope } from '@kobling/engine';
import type { Database, Queryable } from '../../database.ts';
import { reasonOf } from './rows.ts';

export interface NewPlan {
  readonly connectionId: number;
  readonly kind: string;
  readonly mappingVersion: number;
  readonly by: string;
  readonly scope: PlanScope | undefined;
}

export async function newPlan(db: Queryable, plan: NewPlan, now: Date): Promise<number> {
  const scope: PlanScope = plan.scope ?? { mode: 'merge', keepOverBlank: false };
  const rows = await db.query<{ id: number }>(
    `insert into plan (connection_id, kind, mapping_version, by_name, status, scope, created_at, expires_at)
     values ($1, $2, $3, $4, 'building', $5, $6, $6::timestamptz + interval '7 days') returning id`,
    [plan.connectionId, plan.kind, plan.mappingVersion, plan.by, JSON.stringify(scope), now],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
  return row.id;
}

/** Appends rows; they are numbered on from the last. One writer a plan. */
export async function addPlanRows(db: Queryable, planId: number, rows: readonly PlanRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.run(
    `insert into plan_row (plan_id, row_no, link_id, generation, entity, entity_id, erp_key, actor_type, erp_field, crm_field,
       action, target, erp_value, crm_value, new_value, why, base, field_version, erp_rank, crm_rank, undo)
     select $1, coalesce((select max(row_no) from plan_row where plan_id = $1), 0) + r.place, r."linkId", r.generation,
       r.entity ->> 'kind', (r.entity ->> 'id')::int, r."erpKey", r."actorType", r."erpField", r."crmField", r.action,
       r.target, r."erpValue", r."crmValue", r."newValue", r.why, nullif(r.basis -> 'base', 'null'),
       (r.basis ->> 'version')::int, (r.basis ->> 'erpRank')::int, (r.basis ->> 'crmRank')::int, r.undo
     from rows from (jsonb_to_recordset($2::jsonb) as ("linkId" int, generation int, entity jsonb, "erpKey" text,
       "actorType" text, "erpField" text, "crmField" text, action text, target text, "erpValue" text, "crmValue" text,
       "newValue" text, why text, basis jsonb, undo jsonb)) with ordinality
       as r ("linkId", generation, entity, "erpKey", "actorType", "erpField", "crmField", action, target, "erpValue",
       "crmValue", "newValue", why, basis, undo, place)`,
    [planId, JSON.stringify(rows)],
  );
}

/** Complete now: it can be shown and approved. Fields that it decides on wait for it, no longer for an older one. */
export async function closePlan(db: Database, planId: number, counts: Readonly<Record<string, number>>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(
      `with tally as (
         select action, target, erp_field, max(crm_field) as crm_field, count(*) as rows, count(distinct (entity, entity_id)) as records,
           ${reasonOf('plan_row')} as reason
         from plan_row where plan_id = $1 group by action, target, erp_field, reason)
       update plan set status = 'open', counts = $2,
         summary = coalesce((select jsonb_agg(jsonb_build_object('action', action, 'target', target, 'reason', reason,
           'erpField', erp_field, 'crmField', crm_field, 'rows', rows, 'records', records) order by rows desc, erp_field, action, reason)
           from tally), '[]'),
         records = (select count(distinct (entity, entity_id)) from plan_row where plan_id = $1)
       where id = $1 and status = 'building'`,
      [planId, JSON.stringify(counts)],
    );
    await tx.run(
      `with named as (
         select p.id, p.connection_id, f.value ->> 'actorType' as actor_type, f.value ->> 'erpField' as erp_field
         from plan p, jsonb_array_elements(coalesce(p.scope -> 'fields', '[]')) f where p.id = $1),
       older as (
         select distinct w.plan_id from field_waiting w
         join named n using (connection_id, actor_type, erp_field) where w.plan_id <> $1),
       replaced as (
         update plan set status = 'void', ended_at = now() from older
         where plan.id = older.plan_id and plan.status in ('building', 'open', 'approved', 'expired'))
       insert into field_waiting (connection_id, actor_type, erp_field, plan_id)
       select connection_id, actor_type, erp_field, id from named
       on conflict (connection_id, actor_type, erp_field) do update set plan_id = excluded.plan_id`,
      [planId],
    );
  });
}

/** The dry run did not end well. */
export async function dropPlan(db: Queryable, planId: number): Promise<void> {
  await db.run(`delete from plan where id = $1 and status = 'building'`, [planId]);
}
