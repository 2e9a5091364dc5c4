/**
 * Plans (H35). make.ts stores what a dry run finds; decide.ts what people approve; apply.ts what became of each row;
 * waiting.ts the fields that cycles leave alone until their plan is decided (H19); read.ts answers web and command line.
 * store.ts is what the engine sees of it.
 */
export type { PlanDecision, PlanSelection } from './decide.ts';
export { approvePlan, expirePlans, prunePlans, rejectPlanRows } from './decide.ts';
export { settlePlanRows } from './apply.ts';
export type { PlanListRow, PlanRowQuery, PlanRowState, PlanRowView, PlanSummary, PlanView, SkipCount } from './read.ts';
export { erpFieldNames, getPlan, openPlanCount, planRows, planRowViews, plans, skipCounts } from './read.ts';
export { type PlanRowStatus, planRowStatuses } from './rows.ts';
export type { WaitingField } from './waiting.ts';
export { waitForPlan, waitingList } from './waiting.ts';
