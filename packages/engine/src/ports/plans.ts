/** Plans: what would be done, as data (H35). */
import type { EntityRef, Side } from '../model.ts';

/** One line of a dry run or plan: what would become of one field. Values in the target side's own domain. */
export interface PlanRow {
  readonly linkId: number;
  readonly generation: number;
  readonly entity: EntityRef;
  readonly erpKey: string | null;
  readonly erpField: string;
  readonly crmField: string;
  readonly action: 'writeCrm' | 'writeErp' | 'conflict' | 'drift' | 'fail' | 'adopt';
  readonly target: Side | null;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly newValue: string | null;
  readonly why: string;
}

export interface PlanStore {
  newPlan(connectionId: number, kind: string, mappingVersion: number, by: string): Promise<number>;
  addPlanRows(planId: number, rows: readonly PlanRow[]): Promise<void>;
  closePlan(planId: number, counts: Readonly<Record<string, number>>): Promise<void>;
}
