/**
 * Apply a plan: what was approved is carried out, and nothing else (H35). Read this first.
 *
 *   rows approved → both sides fresh → as planned? → one transaction: CRM, base, log, intents, rows → ERP → rows settled
 *
 * Each field is decided again by the same `decide`; one that changed since is left out with a sentence and its link gets a
 * hint (H16). No cursor moves. Who approved counts as the writer (H28). Rows tell how far it came: after a crash the rest
 * is applied, and nothing twice.
 */
import { finishIntents } from '../finish-intents.ts';
import { limits } from '../limits.ts';
import type { Plan, PlanProgress, StoredPlanRow } from '../ports.ts';
import type { Serve, Served } from '../requests/served.ts';
import { type Ended, stopping, type Work, wellEnded } from '../work.ts';
import { applyCreates } from './apply-creates.ts';
import { applyFields } from './apply-fields.ts';
import { keepAsIs } from './keep.ts';
import { cannotApply, cannotReject } from './refusal.ts';

export const applyPlan: Serve<'applyPlan'> = async (work, request) => {
  const { store } = work.world;
  const plan = await store.plan(request.body.planId);
  const refusal = cannotApply(plan, request.body.planId, work.setup, work.world.clock.now());
  if (plan === undefined || refusal !== undefined) return failed(refusal ?? '');
  await store.movePlan(work.lease, plan.id, 'applying', request.by);
  // What a worker that died had begun to send is looked into first: its rows are told from that.
  const begun = await finishIntents(work);
  if (begun.status !== 'done') return goOnLater(work, plan, begun);
  await store.settlePlanRows(plan.id);
  const end = await eachBatch(work, request.id, plan, 'approved', (rows) => applyBatch(work, plan, rows));
  if (end.status !== 'done') return goOnLater(work, plan, end);
  // What was not approved stays as it is: for fields that waited this must be said to the base (H19).
  const rest = await eachBatch(work, request.id, plan, 'open', (rows) => keepAsIs(work, plan, rows));
  if (rest.status !== 'done') return goOnLater(work, plan, rest);
  return finished(work, plan, 'applied', request.by);
};

export const rejectPlan: Serve<'rejectPlan'> = async (work, request) => {
  const plan = await work.world.store.plan(request.body.planId);
  const refusal = cannotReject(plan, request.body.planId, work.setup);
  if (plan === undefined || refusal !== undefined) return failed(refusal ?? '');
  for (const status of ['approved', 'open'] as const) {
    const end = await eachBatch(work, request.id, plan, status, (rows) => keepAsIs(work, plan, rows));
    if (end.status !== 'done') return goOnLater(work, plan, end);
  }
  return finished(work, plan, 'rejected', request.by);
};

type BatchEnd = Ended | { readonly status: 'interrupted' } | { readonly status: 'cancelled' };

/** Rows in batches until none is left: every batch moves its rows on. */
async function eachBatch(
  work: Work,
  requestId: number,
  plan: Plan,
  status: 'approved' | 'open',
  carryOut: (rows: readonly StoredPlanRow[]) => Promise<Ended>,
): Promise<BatchEnd> {
  const { store } = work.world;
  for (;;) {
    const rows = await store.planRowsToDo(plan.id, status, limits.batch);
    if (rows.length === 0) return wellEnded;
    if (stopping(work)) return { status: 'interrupted' };
    const end = await carryOut(rows);
    const progress = await store.settlePlanRows(plan.id);
    if (end.status !== 'done') return end;
    const told = { done: ended(progress), total: ended(progress) + progress.approved + progress.sent };
    const { cancelAsked } = await store.updateRequest(work.lease, requestId, { progress: told });
    work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: 'plan', ...told });
    if (cancelAsked) return { status: 'cancelled' };
    await work.between();
  }
}

const ended = (progress: PlanProgress): number => progress.applied + progress.skipped;

async function applyBatch(work: Work, plan: Plan, rows: readonly StoredPlanRow[]): Promise<Ended> {
  const { creates = [], fields = [] } = Object.groupBy(rows, (row) => (row.action === 'create' ? 'creates' : 'fields'));
  const end = await applyCreates(work, plan, creates);
  return end.status === 'done' ? applyFields(work, plan, fields) : end;
}

/** The rest keeps its approval and is applied when somebody asks again. */
async function goOnLater(work: Work, plan: Plan, end: Exclude<BatchEnd, { status: 'done' }>): Promise<Served> {
  if (end.status === 'interrupted') return { status: 'again' };
  await work.world.store.movePlan(work.lease, plan.id, 'approved', '');
  const progress = await work.world.store.settlePlanRows(plan.id);
  if (end.status === 'cancelled') return { status: 'cancelled', result: { plan: progress } };
  return {
    status: 'failed',
    message: `${end.reason.message} The rest of plan ${plan.id} keeps its approval: apply it again.`,
    result: { plan: progress },
  };
}

async function finished(work: Work, plan: Plan, status: 'applied' | 'rejected', by: string): Promise<Served> {
  const { store } = work.world;
  await store.movePlan(work.lease, plan.id, status, by, work.run.id);
  await store.releaseWaitingFields(work.lease, plan.id);
  return { status: 'done', result: { plan: await store.settlePlanRows(plan.id) } };
}

const failed = (message: string): Served => ({ status: 'failed', message });
