/** What people decide about a plan: all, some or none of its rows; and its end by time. */
import type { PlanStatus } from '@kobling/engine';
import type { Database, Queryable } from '../../database.ts';
import { reasonOf } from './rows.ts';

/** Which rows: all that would write, or those that fit every part given. */
export interface PlanSelection {
  readonly field?: string | undefined;
  readonly action?: string | undefined;
  /** As in PlanSummary. */
  readonly reason?: string | undefined;
  readonly rows?: readonly number[] | undefined;
}
/** Rows approved now, of those that can be; or why the plan cannot be decided on any more. */
export type PlanDecision =
  | { readonly status: 'done'; readonly approved: number; readonly open: number }
  | { readonly status: 'closed'; readonly is: PlanStatus }
  | { readonly status: 'unknown' };

const decidable: readonly PlanStatus[] = ['open', 'approved'];

/**
 * Adds rows to the approved ones, or with `approve` false takes them out. Rows that write nothing (drift, failures) cannot
 * be approved. A plan without an approved row is open.
 */
export function approvePlan(
  db: Database,
  planId: number,
  wish: { readonly select: PlanSelection; readonly approve: boolean; readonly by: string },
  now: Date,
): Promise<PlanDecision> {
  return db.transaction(async (tx): Promise<PlanDecision> => {
    const [plan] = await tx.query<{ status: PlanStatus; over: boolean }>(
      'select status, expires_at <= $2 as over from plan where id = $1 for update',
      [planId, now],
    );
    if (plan === undefined) return { status: 'unknown' };
    if (!decidable.includes(plan.status)) return { status: 'closed', is: plan.status };
    if (plan.over) return { status: 'closed', is: 'expired' };
    const { field, action, reason, rows } = wish.select;
    await tx.run(
      `update plan_row set status = $2
       where plan_id = $1 and status = $3 and target is not null
         and ($4::text is null or erp_field = $4 or crm_field = $4)
         and ($5::text is null or action = $5) and ($6::int[] is null or row_no = any ($6))
         and ($7::text is null or $7 = ${reasonOf('plan_row')})`,
      [
        planId,
        wish.approve ? 'approved' : 'open',
        wish.approve ? 'open' : 'approved',
        field ?? null,
        action ?? null,
        rows ?? null,
        reason ?? null,
      ],
    );
    const [count] = await tx.query<{ approved: number; open: number }>(
      `select count(*) filter (where status = 'approved') as approved,
         count(*) filter (where status = 'open' and target is not null) as open
       from plan_row where plan_id = $1`,
      [planId],
    );
    const { approved, open } = count ?? { approved: 0, open: 0 };
    await tx.run('update plan set status = $2, decided_by = $3, decided_at = $4 where id = $1', [
      planId,
      approved > 0 ? 'approved' : 'open',
      wish.by,
      now,
    ]);
    return { status: 'done', approved, open };
  });
}

/** None of it, for a plan that no field waits for: nothing has to be told to any base. */
export function rejectPlanRows(db: Database, planId: number, by: string, now: Date): Promise<PlanDecision> {
  return db.transaction(async (tx): Promise<PlanDecision> => {
    const [plan] = await tx.query<{ status: PlanStatus }>('select status from plan where id = $1 for update', [planId]);
    if (plan === undefined) return { status: 'unknown' };
    if (plan.status !== 'expired' && !decidable.includes(plan.status)) return { status: 'closed', is: plan.status };
    await tx.run(`update plan_row set status = 'rejected' where plan_id = $1 and status in ('open', 'approved')`, [
      planId,
    ]);
    await tx.run(`update plan set status = 'rejected', decided_by = $2, decided_at = $3, ended_at = $3 where id = $1`, [
      planId,
      by,
      now,
    ]);
    return { status: 'done', approved: 0, open: 0 };
  });
}

/** After seven days a plan can no longer be applied; one that is being applied comes to its end. */
export async function expirePlans(db: Queryable, now: Date): Promise<number> {
  return await db.run(
    `update plan set status = 'expired', ended_at = $1
     where expires_at <= $1 and status in ('building', 'open', 'approved')`,
    [now],
  );
}

/** Rows go a month after the end, unless a field still waits for the plan; the log keeps what was written. */
export async function prunePlans(db: Queryable, now: Date): Promise<number> {
  return await db.run(
    `delete from plan p where p.ended_at < $1::timestamptz - interval '30 days'
       and not exists (select from field_waiting w where w.plan_id = p.id)`,
    [now],
  );
}
