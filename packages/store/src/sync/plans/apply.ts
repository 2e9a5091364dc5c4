/** Carrying out a plan: which rows are next, and what became of each. */
import type { Lease, Plan, PlanProgress, PlanRowUpdate, PlanStatus, StoredPlanRow } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import { holdLease } from '../lease.ts';
import { rowColumns, type StoredRow, toRow } from './rows.ts';

export async function planToApply(db: Queryable, planId: number): Promise<Plan | undefined> {
  const rows = await db.query<Plan>(
    `select id, connection_id as "connectionId", kind, status, scope, expires_at as "expiresAt" from plan where id = $1`,
    [planId],
  );
  return rows[0];
}

/** Rows that would write, a link's together; by link and number. */
export async function planRowsToDo(
  db: Queryable,
  planId: number,
  status: 'open' | 'approved',
  limit: number,
): Promise<readonly StoredPlanRow[]> {
  const rows = await db.query<StoredRow>(
    `select ${rowColumns} from plan_row r
     where plan_id = $1 and status = $2 and target is not null and actor_type is not null and field_version is not null
     order by link_id, row_no limit $3`,
    [planId, status, limit],
  );
  return rows.map(toRow);
}

/** Part of a commit. A row whose write to the ERP was stored there knows its intent, which tells later how it ended. */
export async function markPlanRows(tx: Queryable, updates: readonly PlanRowUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await tx.run(
    `update plan_row r set status = u.status, skip = u.skip,
       intent_id = case when u.status = 'sent' then (
         select max(i.id) from intent i where i.link_id = r.link_id and i.fields ? r.erp_field
           and i.status in ('open', 'sent', 'unknown')) end
     from jsonb_to_recordset($1::jsonb) as u ("planId" bigint, "rowNo" int, status text, skip jsonb)
     where r.plan_id = u."planId" and r.row_no = u."rowNo" and r.status in ('open', 'approved', 'sent', 'applied')`,
    [JSON.stringify(updates)],
  );
}

/** Under its connection's lease: only who holds it moves a plan on. */
export async function movePlan(
  tx: Queryable,
  lease: Lease,
  planId: number,
  move: { readonly status: PlanStatus; readonly by: string; readonly runId: number | undefined },
  now: Date,
): Promise<void> {
  await holdLease(tx, lease);
  const ended = move.status === 'applied' || move.status === 'rejected';
  await tx.run(
    `update plan set status = $3, run_id = coalesce($4, run_id), ended_at = $5,
       decided_by = case when $3 = 'rejected' then $6 else decided_by end,
       decided_at = case when $3 = 'rejected' then $7 else decided_at end
     where id = $1 and connection_id = $2`,
    [planId, lease.connectionId, move.status, move.runId ?? null, ended ? now : null, move.by, now],
  );
}

/**
 * Rows under way whose intent has ended: applied where the log has the write, else left out with what the ERP said. A
 * create that was begun is read from its link; one of which nothing is left is approved as before.
 */
export async function settlePlanRows(db: Queryable, planId: number): Promise<PlanProgress> {
  await db.run(
    `with ended as (
       select r.row_no, l.id is not null and l.target = 'erp' as applied,
         coalesce(l.message, i.reason, 'The ERP did not take it.') as why
       from plan_row r join intent i on i.id = r.intent_id
       left join sync_log l on l.intent_id = i.id and l.erp_field = r.erp_field
       where r.plan_id = $1 and r.status = 'sent' and i.status in ('settled', 'dropped', 'failed'))
     update plan_row r set status = case when e.applied then 'applied' else 'skipped' end,
       skip = case when not e.applied then jsonb_build_object('code', 'notSent', 'message', e.why) end
     from ended e where r.plan_id = $1 and r.row_no = e.row_no`,
    [planId],
  );
  await db.run(
    `update plan_row r set
       status = case when l.id is null or (l.state = 'creating' and not under.way) then 'approved'
         when l.state = 'creating' then 'sent' when l.erp_key is null then 'skipped' else 'applied' end,
       skip = case when l.erp_key is null and l.state not in ('creating', 'broken')
         then jsonb_build_object('code', 'notCreated', 'message', coalesce(l.reason, 'The ERP did not create it.')) end
     from plan_row s join plan p on p.id = s.plan_id
     left join link l on l.connection_id = p.connection_id and l.actor_type = s.actor_type and l.entity = s.entity
       and l.entity_id = s.entity_id and l.state <> 'broken'
     cross join lateral (select exists (select from intent i where i.link_id = l.id
       and i.status in ('open', 'sent', 'unknown')) as way) under
     where s.plan_id = $1 and s.status = 'sent' and s.action = 'create' and r.plan_id = $1 and r.row_no = s.row_no`,
    [planId],
  );
  const rows = await db.query<PlanProgress>(
    `select count(*) filter (where status = 'open') as open, count(*) filter (where status = 'approved') as approved,
       count(*) filter (where status = 'sent') as sent, count(*) filter (where status = 'applied') as applied,
       count(*) filter (where status = 'skipped') as skipped, count(*) filter (where status = 'rejected') as rejected
     from plan_row where plan_id = $1 and target is not null`,
    [planId],
  );
  return rows[0] ?? { open: 0, approved: 0, sent: 0, applied: 0, skipped: 0, rejected: 0 };
}
