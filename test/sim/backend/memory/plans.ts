/** Plans: what a dry run found (H35). */
import type { PlanStore } from '@kobling/engine';
import { nextId, type State, type StoredPlan } from './state.ts';

export const plans = (state: State): PlanStore => ({
  async newPlan(connectionId, kind, mappingVersion, by) {
    const id = nextId(state, 'plan');
    state.plans.set(id, { id, connectionId, kind, mappingVersion, by, status: 'building', counts: {}, rows: [] });
    return id;
  },
  async addPlanRows(planId, rows) {
    planOf(state, planId).rows.push(...rows.map((row) => Object.freeze({ ...row })));
  },
  async closePlan(planId, counts) {
    const plan = planOf(state, planId);
    if (plan.status === 'building') state.plans.set(planId, { ...plan, status: 'open', counts: { ...counts } });
  },
});

function planOf(state: State, id: number): StoredPlan {
  const plan = state.plans.get(id);
  if (plan === undefined) throw new Error(`There is no plan ${id}.`);
  return plan;
}
