/** The engine's PlanStore over PostgreSQL. */
import type { PlanStore } from '@kobling/engine';
import type { Database } from '../../database.ts';
import { movePlan, planRowsToDo, planToApply, settlePlanRows } from './apply.ts';
import { addPlanRows, closePlan, dropPlan, newPlan } from './make.ts';
import { releaseWaitingFields } from './waiting.ts';

export const planStore = (db: Database, now: () => Date): PlanStore => ({
  newPlan: (connectionId, kind, mappingVersion, by, scope) =>
    newPlan(db, { connectionId, kind, mappingVersion, by, scope }, now()),
  addPlanRows: (planId, rows) => addPlanRows(db, planId, rows),
  closePlan: (planId, counts) => closePlan(db, planId, counts),
  dropPlan: (planId) => dropPlan(db, planId),
  plan: (planId) => planToApply(db, planId),
  planRowsToDo: (planId, status, limit) => planRowsToDo(db, planId, status, limit),
  movePlan: (lease, planId, status, by, runId) =>
    db.transaction((tx) => movePlan(tx, lease, planId, { status, by, runId }, now())),
  settlePlanRows: (planId) => settlePlanRows(db, planId),
  releaseWaitingFields: (lease, planId) => db.transaction((tx) => releaseWaitingFields(tx, lease, planId, now())),
});
