/** Plans: what a dry run found, what of it was approved, what became of it (H35). */
import type { Lease, PlanProgress, PlanRow, PlanRowUpdate, PlanStore, StoredPlanRow } from '@kobling/engine';
import { holdLease } from './lease.ts';
import { addHints } from './links.ts';
import { isSwept, nextId, type State, type StoredPlan } from './state.ts';

export type PlanRowStatus = PlanRowUpdate['status'] | 'open' | 'approved';
export type KeptPlanRow = PlanRow & {
  readonly rowNo: number;
  readonly status: PlanRowStatus;
  readonly intentId: number | undefined;
};

export const plans = (state: State): PlanStore => ({
  async newPlan(connectionId, kind, mappingVersion, by, scope = { mode: 'merge', keepOverBlank: false }) {
    const id = nextId(state, 'plan');
    const expiresAt = new Date(state.now().getTime() + 7 * 24 * 3_600_000);
    const plan = {
      id,
      connectionId,
      kind,
      mappingVersion,
      by,
      scope,
      expiresAt,
      status: 'building',
      counts: {},
    } as const;
    state.plans.set(id, { ...plan, rows: [] });
    return id;
  },
  async addPlanRows(planId, rows) {
    const { rows: kept } = planOf(state, planId);
    for (const row of rows)
      kept.push(Object.freeze({ ...row, rowNo: kept.length + 1, status: 'open', intentId: undefined }));
  },
  async closePlan(planId, counts) {
    const plan = planOf(state, planId);
    if (plan.status !== 'building') return;
    state.plans.set(planId, { ...plan, status: 'open', counts: { ...counts } });
    for (const { actorType, erpField } of plan.scope.fields ?? [])
      waitingOf(state, plan.connectionId).set(`${actorType} ${erpField}`, planId);
    state.setups.delete(plan.connectionId);
  },
  async dropPlan(planId) {
    if (planOf(state, planId).status === 'building') state.plans.delete(planId);
  },
  async plan(planId) {
    const plan = state.plans.get(planId);
    if (plan === undefined) return undefined;
    const { id, connectionId, kind, status, scope, expiresAt } = plan;
    return { id, connectionId, kind, status, scope, expiresAt };
  },
  async planRowsToDo(planId, status, limit) {
    return planOf(state, planId)
      .rows.filter((row) => row.status === status && row.target !== null)
      .filter((row): row is KeptPlanRow & StoredPlanRow => row.actorType !== undefined && row.basis !== undefined)
      .toSorted((a, b) => a.linkId - b.linkId || a.rowNo - b.rowNo)
      .slice(0, limit);
  },
  async movePlan(lease, planId, status) {
    holdLease(state, lease);
    state.plans.set(planId, { ...planOf(state, planId), status });
  },
  async settlePlanRows(planId) {
    return settleRows(state, planOf(state, planId));
  },
  async releaseWaitingFields(lease, planId) {
    releaseWaiting(state, lease, planId);
  },
});

const waitingOf = (state: State, connectionId: number): Map<string, number> => {
  const waiting = state.waiting.get(connectionId) ?? new Map<string, number>();
  state.waiting.set(connectionId, waiting);
  return waiting;
};

function releaseWaiting(state: State, lease: Lease, planId: number): void {
  const connection = holdLease(state, lease);
  const waiting = waitingOf(state, connection.id);
  const released = [...waiting].filter(([, waitsFor]) => waitsFor === planId).map(([name]) => name);
  for (const name of released) waiting.delete(name);
  state.setups.delete(connection.id);
  const types = new Set(released.map((name) => name.slice(0, name.indexOf(' '))));
  const links = [...connection.links.values()].filter((link) => isSwept(link) && types.has(link.actorType));
  addHints(
    state,
    connection,
    links.map((link) => ({ linkId: link.id, why: 'mapping', dueAt: state.now() })),
  );
}

/** Part of a commit: of links that stand. */
export function markPlanRows(state: State, updates: readonly PlanRowUpdate[]): void {
  for (const { planId, rowNo, status } of updates) {
    const plan = planOf(state, planId);
    const row = plan.rows[rowNo - 1];
    if (row === undefined || row.status === 'skipped' || row.status === 'rejected') continue;
    const intents = [...(state.connections.get(plan.connectionId)?.intents.values() ?? [])];
    const intent = intents.findLast(
      ({ linkId, fields, status: is }) =>
        linkId === row.linkId && row.erpField in fields && (is === 'open' || is === 'sent' || is === 'unknown'),
    );
    plan.rows[rowNo - 1] = Object.freeze({
      ...row,
      status,
      intentId: status === 'sent' ? intent?.id : undefined,
    });
  }
}

function settleRows(state: State, plan: StoredPlan): PlanProgress {
  const connection = state.connections.get(plan.connectionId);
  const progress = { open: 0, approved: 0, sent: 0, applied: 0, skipped: 0, rejected: 0 };
  for (const [index, row] of plan.rows.entries()) {
    const intent = row.intentId === undefined ? undefined : connection?.intents.get(row.intentId);
    const ended = intent?.status === 'settled' || intent?.status === 'dropped' || intent?.status === 'failed';
    const now: KeptPlanRow =
      row.status === 'sent' && ended
        ? Object.freeze({ ...row, status: isLogged(state, row) ? 'applied' : 'skipped' })
        : row;
    plan.rows[index] = now;
    if (now.target !== null) progress[now.status] += 1;
  }
  return progress;
}

const isLogged = (state: State, { intentId, erpField }: KeptPlanRow): boolean =>
  state.log.some((entry) => entry.intentId === intentId && entry.erpField === erpField && entry.target === 'erp');

function planOf(state: State, id: number): StoredPlan {
  const plan = state.plans.get(id);
  if (plan === undefined) throw new Error(`There is no plan ${id}.`);
  return plan;
}
