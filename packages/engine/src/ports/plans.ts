/**
 * Plans: what would be done, as data (H35). A dry run writes one; people approve all, some or none of its rows; the lease
 * holder applies what was approved and leaves out what changed since. Rows: open → approved → sent → applied, or skipped
 * with a reason, or rejected.
 */
import type { ErpActorType } from '@kobling/sdk';
import type { MergeMode } from '../decide.ts';
import type { BaseField, EntityRef, Side } from '../model.ts';
import type { Lease } from './lease.ts';

/** What a row was decided on, besides both values and the link's generation: any difference means "changed" (H35). */
export interface PlanBasis {
  readonly base: BaseField | null;
  /** Version of the field's mapping. */
  readonly version: number;
  /** Places in the priority order: the connection's, and the highest of who wrote the CRM value since the base (H28). */
  readonly erpRank: number;
  readonly crmRank: number;
}

export const planActions = ['writeCrm', 'writeErp', 'conflict', 'drift', 'fail', 'adopt', 'create'] as const;
export type PlanAction = (typeof planActions)[number];

/** One line of a dry run or plan: what would become of one field. Values in the target side's own domain. */
export interface PlanRow {
  /** 0: a create, which has no link yet. */
  readonly linkId: number;
  readonly generation: number;
  readonly entity: EntityRef;
  readonly erpKey: string | null;
  readonly actorType?: ErpActorType;
  readonly erpField: string;
  readonly crmField: string;
  readonly action: PlanAction;
  /** The side to be written to; null: the row only tells, and cannot be approved. */
  readonly target: Side | null;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly newValue: string | null;
  readonly why: string;
  /** Left out by who makes rows otherwise than by `decide`: then taken from the link as it is. */
  readonly basis?: PlanBasis;
  /** Undo: the log row that is put back, and the base that it leaves at once. */
  readonly undo?: { readonly undoes: number; readonly base?: BaseField };
}
export interface StoredPlanRow extends PlanRow {
  readonly rowNo: number;
  readonly actorType: ErpActorType;
  readonly basis: PlanBasis;
}

/** A field of an actor type. */
export interface PlanField {
  readonly actorType: ErpActorType;
  readonly erpField: string;
}
/** How a plan was decided, so that its rows can be decided again the same way. */
export interface PlanScope {
  readonly mode: MergeMode | 'undo' | 'create';
  readonly keepOverBlank: boolean;
  /** Only these: newly mapped fields, which wait for this plan (H19). */
  readonly fields?: readonly PlanField[];
  /** Made of all links while the connection rested, since a side was restored: applying it ends the connection's rest (H10). */
  readonly restored?: true;
}
export type PlanStatus =
  | 'building'
  | 'open'
  | 'approved' // some rows or all
  | 'applying'
  | 'applied'
  | 'rejected'
  | 'expired' // after seven days
  | 'void'; // the hub was restored since, or the dry run did not end
export interface Plan {
  readonly id: number;
  readonly connectionId: number;
  /** The request that made it. */
  readonly kind: string;
  readonly status: PlanStatus;
  readonly scope: PlanScope;
  readonly expiresAt: Date;
}

export const skipCodes = [
  'linkGone',
  'notRead',
  'setAside',
  'underWay',
  'mappingChanged',
  'erpChanged',
  'crmChanged',
  'baseMoved',
  'priorityChanged',
  'decidedOtherwise',
  'refused',
  'moved',
  'notSent',
  'notCreated',
] as const;
export type SkipCode = (typeof skipCodes)[number];
/** Why a row was left out. `from`, `to`: the value in the plan and the one found. */
export interface Skip {
  readonly code: SkipCode;
  readonly message: string;
  readonly from?: string | null;
  readonly to?: string | null;
}
/** What became of a row; stored in the same transaction as its write, so that a crash does it neither twice nor not at all. */
export interface PlanRowUpdate {
  readonly planId: number;
  readonly rowNo: number;
  /** Of the row's link; the update is left out where the link moved. 0: none. */
  readonly linkId: number;
  /** `sent`: the write to the ERP is under way (settlePlanRows). */
  readonly status: 'sent' | 'applied' | 'skipped' | 'rejected';
  readonly skip?: Skip;
}
/** How many rows of a plan stand where. */
export interface PlanProgress {
  readonly open: number;
  readonly approved: number;
  readonly sent: number;
  readonly applied: number;
  readonly skipped: number;
  readonly rejected: number;
}

export interface PlanStore {
  /** `scope` left out: a merge of all fields. */
  newPlan(connectionId: number, kind: string, mappingVersion: number, by: string, scope?: PlanScope): Promise<number>;
  addPlanRows(planId: number, rows: readonly PlanRow[]): Promise<void>;
  /** The dry run ended well: the plan can be shown and approved. Fields that it decides on wait for it. */
  closePlan(planId: number, counts: Readonly<Record<string, number>>): Promise<void>;
  /** The dry run did not end well: half a plan is none. */
  dropPlan(planId: number): Promise<void>;

  plan(planId: number): Promise<Plan | undefined>;
  /** Rows that would write, by link. */
  planRowsToDo(planId: number, status: 'open' | 'approved', limit: number): Promise<readonly StoredPlanRow[]>;
  /** Moves a plan on, under its connection's lease; `runId`: the run that applied it. Throws LeaseLost. */
  movePlan(lease: Lease, planId: number, status: PlanStatus, by: string, runId?: number): Promise<void>;
  /** Rows whose write to the ERP has ended become applied or skipped. Answers where all rows stand. */
  settlePlanRows(planId: number): Promise<PlanProgress>;
  /** Fields that waited for the plan wait no longer; their links are looked at again (H16). Throws LeaseLost. */
  releaseWaitingFields(lease: Lease, planId: number): Promise<void>;
}
