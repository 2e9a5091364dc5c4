/** Plans: read them, approve all, some or none, have them applied (H35). What touches an ERP becomes a request (H25). */
import type { RequestBody } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addRequest,
  approvePlan,
  getPlan,
  type PlanDecision,
  type PlanListRow,
  type PlanRowQuery,
  type PlanRowState,
  type PlanSelection,
  plans,
  type PlanView,
  planRows,
  rejectPlanRows,
  settlePlanRows,
  type SkipCount,
  skipCounts,
  waitingList,
} from '@kobling/store';
import { findActiveConnection, findConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export interface PlanReport extends PlanView {
  /** Rows left out, by reason. */
  readonly skips: readonly SkipCount[];
}

const unknown = (planId: number) =>
  rejected('plan.unknown', `There is no plan ${planId}. "kobling plan list" shows those that there are.`);

/** Newest first. */
export async function listPlans(
  hub: ServiceHub,
  query: { readonly connection?: string | undefined; readonly beforeId?: number | undefined; readonly limit: number },
): Promise<Outcome<readonly PlanListRow[]>> {
  if (query.connection === undefined) return done(await plans(hub.db, query, new Date()));
  const connection = await findConnection(hub, query.connection);
  if (connection.status !== 'done') return connection;
  const { beforeId, limit } = query;
  return done(await plans(hub.db, { connectionId: connection.value.id, beforeId, limit }, new Date()));
}

export async function readPlan(hub: ServiceHub, planId: number): Promise<Outcome<PlanReport>> {
  // The intents of an applied plan may have ended in a later cycle.
  await settlePlanRows(hub.db, planId);
  const plan = await getPlan(hub.db, planId);
  return plan === undefined ? unknown(planId) : done({ ...plan, skips: await skipCounts(hub.db, planId) });
}

/** Rows after `afterRow`, at most `limit`, that fit. */
export async function readPlanRows(hub: ServiceHub, query: PlanRowQuery): Promise<Outcome<readonly PlanRowState[]>> {
  const plan = await getPlan(hub.db, query.planId);
  return plan === undefined ? unknown(query.planId) : done(await planRows(hub.db, query));
}

const closedBecause: Readonly<Record<Extract<PlanDecision, { status: 'closed' }>['is'], string>> = {
  building: 'is still being made. Wait until it is complete',
  open: 'is open',
  approved: 'is approved',
  applying: 'is being applied',
  applied: 'was applied already. Make a new one',
  rejected: 'was rejected already. Make a new one',
  expired: 'has expired: a plan can be applied for seven days. Make a new one',
  void: 'is void: another plan took its place, or the hub was restored. Make a new one',
};

function decided(
  planId: number,
  decision: PlanDecision,
): Outcome<{ readonly approved: number; readonly open: number }> {
  if (decision.status === 'unknown') return unknown(planId);
  if (decision.status === 'closed')
    return rejected(`plan.${decision.is}`, `Plan ${planId} ${closedBecause[decision.is]}.`);
  return done({ approved: decision.approved, open: decision.open });
}

/** Adds to the approved rows, or takes out of them. Answers how many are approved now, and how many are not. */
export async function decidePlan(
  hub: ServiceHub,
  wish: { readonly planId: number; readonly select: PlanSelection; readonly approve: boolean },
  by: string,
): Promise<Outcome<{ readonly approved: number; readonly open: number }>> {
  const { planId, select, approve } = wish;
  const outcome = decided(planId, await approvePlan(hub.db, planId, { select, approve, by }, new Date()));
  if (outcome.status === 'done')
    await addAudit(hub.db, {
      by,
      action: approve ? 'plan approved' : 'plan approval taken back',
      subject: `plan ${planId}`,
      new: { ...select, approved: outcome.value.approved },
    });
  return outcome;
}

/** None of it. Fields that wait for the plan are told so by the lease holder; otherwise it is done at once. */
export async function rejectPlan(
  hub: ServiceHub,
  planId: number,
  by: string,
): Promise<Outcome<StartedRequest | { readonly requestId: null }>> {
  const plan = await getPlan(hub.db, planId);
  if (plan === undefined) return unknown(planId);
  await addAudit(hub.db, { by, action: 'plan rejected', subject: `plan ${planId}` });
  if (plan.waiting > 0) return done(await start(hub, plan, { kind: 'rejectPlan', planId }, by));
  const outcome = decided(planId, await rejectPlanRows(hub.db, planId, by, new Date()));
  return outcome.status === 'done' ? done({ requestId: null }) : outcome;
}

export async function startPlan(hub: ServiceHub, planId: number, by: string): Promise<Outcome<StartedRequest>> {
  const plan = await getPlan(hub.db, planId);
  if (plan === undefined) return unknown(planId);
  if (plan.status === 'open')
    return rejected(
      'plan.open',
      `Nothing of plan ${planId} is approved. Approve it first: kobling plan approve ${planId} --all.`,
    );
  if (plan.status !== 'approved')
    return rejected(`plan.${plan.status}`, `Plan ${planId} ${closedBecause[plan.status]}.`);
  await addAudit(hub.db, { by, action: 'plan applied', subject: `plan ${planId}` });
  return done(await start(hub, plan, { kind: 'applyPlan', planId }, by));
}

/** The same plan made anew, from the values as they are now. */
export async function renewPlan(hub: ServiceHub, planId: number, by: string): Promise<Outcome<StartedRequest>> {
  const plan = await getPlan(hub.db, planId);
  if (plan === undefined) return unknown(planId);
  const { mode, fields, keepOverBlank } = plan.scope;
  if (mode === 'undo' || mode === 'create')
    return rejected('plan.notRenewed', `Plan ${planId} is of ${mode}: ask for that again as a dry run.`);
  if (fields !== undefined) {
    const waiting = (await waitingList(hub.db, plan.connectionId)).filter((field) => field.planId === planId);
    const wanted = waiting.length > 0 ? waiting : fields;
    const body = wanted.map(({ actorType, erpField }) => ({ actorType, erpField }));
    return done(await start(hub, plan, { kind: 'planFields', fields: body, dryRun: true }, by));
  }
  if (mode === 'merge') return done(await start(hub, plan, { kind: 'cycle', dryRun: true }, by));
  const from = mode === 'resyncFromErp' ? 'erp' : 'crm';
  return done(await start(hub, plan, { kind: 'resync', from, noBlanks: keepOverBlank, dryRun: true }, by));
}

/** A plan of the fields that wait on a connection: the one asked for first may have failed (H19). */
export async function planWaiting(hub: ServiceHub, name: string, by: string): Promise<Outcome<StartedRequest>> {
  const connection = await findActiveConnection(hub, name);
  if (connection.status !== 'done') return connection;
  const { id } = connection.value;
  const fields = (await waitingList(hub.db, id)).map(({ actorType, erpField }) => ({ actorType, erpField }));
  if (fields.length === 0)
    return rejected(
      'plan.nothingWaits',
      `No field of ${connection.value.name} waits for a plan. "kobling sync --dry-run" plans all of it.`,
    );
  const requestId = await addRequest(hub.db, id, { kind: 'planFields', fields, dryRun: true }, by);
  await hub.wake([id]);
  return done({ requestId, connection: connection.value.name });
}

async function start(hub: ServiceHub, plan: PlanView, body: RequestBody, by: string): Promise<StartedRequest> {
  const requestId = await addRequest(hub.db, plan.connectionId, body, by);
  await hub.wake([plan.connectionId]);
  return { requestId, connection: plan.connection.name };
}
