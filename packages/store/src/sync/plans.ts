/** Plans: what a dry run found, kept for seven days to be read and approved (H35). */
import type { EntityKind, PlanRow, Side } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export interface PlanView {
  readonly id: number;
  readonly connectionId: number;
  readonly kind: string;
  readonly mappingVersion: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly status: string;
  readonly by: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function newPlan(
  db: Queryable,
  plan: { readonly connectionId: number; readonly kind: string; readonly mappingVersion: number; readonly by: string },
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into plan (connection_id, kind, mapping_version, by_name, status) values ($1, $2, $3, $4, 'building')
     returning id`,
    [plan.connectionId, plan.kind, plan.mappingVersion, plan.by],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
  return row.id;
}

/** Appends rows; they are numbered on from the last. One writer a plan. */
export async function addPlanRows(db: Queryable, planId: number, rows: readonly PlanRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.run(
    `insert into plan_row (plan_id, row_no, link_id, generation, entity, entity_id, erp_key, erp_field, crm_field,
       action, target, erp_value, crm_value, new_value, why)
     select $1, coalesce((select max(row_no) from plan_row where plan_id = $1), 0) + r.place, r."linkId", r.generation,
       r.entity ->> 'kind', (r.entity ->> 'id')::int, r."erpKey", r."erpField", r."crmField", r.action, r.target,
       r."erpValue", r."crmValue", r."newValue", r.why
     from rows from (jsonb_to_recordset($2::jsonb) as ("linkId" int, generation int, entity jsonb, "erpKey" text,
       "erpField" text, "crmField" text, action text, target text, "erpValue" text, "crmValue" text, "newValue" text,
       why text)) with ordinality
       as r ("linkId", generation, entity, "erpKey", "erpField", "crmField", action, target, "erpValue", "crmValue",
       "newValue", why, place)`,
    [planId, JSON.stringify(rows)],
  );
}

/** Complete now: it can be shown and approved. */
export async function closePlan(
  db: Queryable,
  planId: number,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await db.run(`update plan set status = 'open', counts = $2 where id = $1 and status = 'building'`, [
    planId,
    JSON.stringify(counts),
  ]);
}

export async function getPlan(db: Queryable, planId: number): Promise<PlanView | undefined> {
  const rows = await db.query<PlanView>(
    `select id, connection_id as "connectionId", kind, mapping_version as "mappingVersion", counts, status,
       by_name as by, created_at as "createdAt", expires_at as "expiresAt"
     from plan where id = $1`,
    [planId],
  );
  return rows[0];
}

/** A page of a plan: rows after `afterRow` (0 for the first page), with their numbers. */
export async function planRows(
  db: Queryable,
  planId: number,
  afterRow: number,
  limit: number,
): Promise<readonly (PlanRow & { readonly rowNo: number })[]> {
  const rows = await db.query<{
    row_no: number;
    link_id: number;
    generation: number;
    entity: EntityKind;
    entity_id: number;
    erp_key: string | null;
    erp_field: string;
    crm_field: string;
    action: PlanRow['action'];
    target: Side | null;
    erp_value: string | null;
    crm_value: string | null;
    new_value: string | null;
    why: string;
  }>(
    `select row_no, link_id, generation, entity, entity_id, erp_key, erp_field, crm_field, action, target, erp_value,
       crm_value, new_value, why
     from plan_row where plan_id = $1 and row_no > $2 order by row_no limit $3`,
    [planId, afterRow, limit],
  );
  return rows.map((row) => ({
    rowNo: row.row_no,
    linkId: row.link_id,
    generation: row.generation,
    entity: { kind: row.entity, id: row.entity_id },
    erpKey: row.erp_key,
    erpField: row.erp_field,
    crmField: row.crm_field,
    action: row.action,
    target: row.target,
    erpValue: row.erp_value,
    crmValue: row.crm_value,
    newValue: row.new_value,
    why: row.why,
  }));
}
