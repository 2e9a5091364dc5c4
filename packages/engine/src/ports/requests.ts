/** What people ask for, carried out by the lease holder (H24, H25); open conflicts and bulk linking with it. */
import type { ErpActorType } from '@kobling/sdk';
import type { EntityKind, EntityRef, FieldMapping, Side } from '../model.ts';
import type { HeldSelection } from './held.ts';
import type { Lease } from './lease.ts';
import type { PlanAction, PlanField } from './plans.ts';
import type { RunHandle } from './runs.ts';

/** What a person asked for; carried out by the lease holder (H24, H25). */
export type RequestBody =
  | { readonly kind: 'cycle'; readonly dryRun?: boolean }
  | { readonly kind: 'syncNow'; readonly entity: EntityRef }
  | {
      readonly kind: 'resync';
      readonly from: 'crm' | 'erp';
      readonly noBlanks: boolean;
      /** Only these links; absent: all. */
      readonly links?: readonly number[];
      /** All links of this type only. */
      readonly actorType?: ErpActorType;
      readonly dryRun?: boolean;
    }
  /** Undo (H06). `both`: the other side is put back too, where the mapping carries both ways. */
  | { readonly kind: 'undo'; readonly runId: number; readonly both?: boolean; readonly dryRun?: boolean }
  | {
      readonly kind: 'undoRecord';
      readonly entity: EntityRef;
      /** Log row to begin with; without it the last run that wrote the record. */
      readonly since?: number;
      readonly fields?: readonly string[];
      readonly both?: boolean;
      readonly dryRun?: boolean;
    }
  | { readonly kind: 'undoMapping'; readonly change: number; readonly both?: boolean; readonly dryRun?: boolean }
  | {
      readonly kind: 'link';
      readonly actorType: ErpActorType;
      readonly erpKey: string;
      readonly entity: EntityRef;
      /** CRM field to the value, in the CRM's form, that a person chose for both sides (domain rule 18). */
      readonly chosen?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'match';
      readonly actorType: ErpActorType;
      readonly by: readonly string[];
      readonly dryRun?: boolean;
    }
  | {
      readonly kind: 'create';
      readonly actorType: ErpActorType;
      readonly entity: EntityRef;
      readonly answers: Readonly<Record<string, string>>;
      /** ERP keys that a person was shown as possibly this record, and wants a new one all the same (H09). */
      readonly despite?: readonly string[];
      /** One of many that a program asks for: the brake counts it (H18). */
      readonly many?: boolean;
      readonly dryRun?: boolean;
    }
  /** What differs since a side was restored; never acts (H10, H11). */
  | { readonly kind: 'restored'; readonly side: 'erp' | 'hub'; readonly dryRun: true }
  /** Full compare of all linked pairs; writes to neither side (spec 06.6). */
  | { readonly kind: 'audit' }
  /** A plan of what an audit found to differ. `from`: that side's values; without it a merge. */
  | { readonly kind: 'repair'; readonly audit: number; readonly from?: 'crm' | 'erp'; readonly dryRun: true }
  /** Go on with both sides as they are now. */
  | { readonly kind: 'resume'; readonly originalStopped?: boolean }
  /** A person says that the actor under a link's key is the same one (H10). */
  | { readonly kind: 'sameActor'; readonly linkId: number }
  /** A person approves a new key (H34). */
  | { readonly kind: 'renumber'; readonly proposal: number }
  | { readonly kind: 'useOther'; readonly conflict: number }
  /** A dry run of these fields only, which then wait for the plan (H19). */
  | { readonly kind: 'planFields'; readonly fields: readonly PlanField[]; readonly dryRun: true }
  /** What saving a mapping would change: counted, never kept or carried out. */
  | { readonly kind: 'previewMapping'; readonly mapping: ProposedMapping }
  | { readonly kind: 'applyPlan'; readonly planId: number }
  /** Searches the ERP for an import; makes nothing (spec 05). */
  | { readonly kind: 'stageImport'; readonly importId: number }
  /** Makes records of the CRM from what was staged, and connects them. */
  | { readonly kind: 'import'; readonly importId: number }
  /** None of it: what waited for the plan stays as it is on both sides (H19). */
  | { readonly kind: 'rejectPlan'; readonly planId: number }
  /** Held fields: decide again without the brake; `take` where a person was asked whose value stands. */
  | { readonly kind: 'release'; readonly held: HeldSelection; readonly take?: Side }
  /** Held fields: both sides stay as they are now. */
  | { readonly kind: 'reject'; readonly held: HeldSelection };
/** A mapping as it would be saved: only the fields that would be synced otherwise than now. As JSON, so without maps. */
export interface ProposedMapping {
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly fields: readonly ProposedField[];
}
type ItemPairs = readonly (readonly [string, string])[];
export interface ProposedField extends Omit<FieldMapping, 'items' | 'itemNames' | 'version'> {
  readonly items?: { readonly toCrm: ItemPairs; readonly toErp: ItemPairs };
}
/** What a `previewMapping` leaves as its result. */
export interface MappingPreview {
  /** Records that would be written to, on either side. */
  readonly records: number;
  readonly lines: readonly {
    readonly erpField: string;
    readonly crmField: string;
    readonly action: PlanAction;
    readonly target: Side | null;
    readonly rows: number;
  }[];
  /** The first few that would be written, each in its target's own domain. */
  readonly examples: readonly {
    readonly entity: EntityRef;
    readonly erpField: string;
    readonly crmField: string;
    readonly target: Side;
    readonly before: string | null;
    readonly after: string;
  }[];
}
export interface SyncRequest {
  readonly id: number;
  readonly connectionId: number;
  readonly body: RequestBody;
  readonly by: string;
  /** Where an interrupted one goes on. */
  readonly position: unknown;
}
export interface RequestUpdate {
  readonly status?: 'running' | 'done' | 'failed' | 'cancelled';
  readonly position?: unknown;
  readonly progress?: { readonly done: number; readonly total: number | null };
  readonly result?: unknown;
  readonly runId?: number | null;
}
/** An open conflict, for "use the other". */
export interface OpenConflict {
  readonly id: number;
  readonly linkId: number;
  readonly generation: number;
  readonly erpField: string;
  readonly crmField: string;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly winner: Side;
}

/** An actor staged for bulk linking. `value` is trimmed and lower-cased. */
export interface MatchCandidate {
  readonly erpKey: string;
  readonly value: string;
  readonly parentKey: string | null;
  readonly lastModified: string;
}
export interface MatchReport {
  readonly linked: number;
  /** Values that occur more than once on a side, with how often: listed, never guessed. At most 100. */
  readonly ambiguous: readonly { readonly value: string; readonly inErp: number; readonly inCrm: number }[];
  readonly ambiguousCount: number;
  readonly withoutCounterpart: number;
  /** The pairs, in a dry run; at most 1,000. */
  readonly pairs: readonly { readonly erpKey: string; readonly entityId: number; readonly value: string }[];
}

export interface RequestStore {
  /** Lowest lane first; also those that another worker left running. `urgentOnly`: lane 0. */
  nextRequest(connectionId: number, urgentOnly?: boolean): Promise<SyncRequest | undefined>;
  updateRequest(lease: Lease, requestId: number, update: RequestUpdate): Promise<{ readonly cancelAsked: boolean }>;
  openConflict(id: number): Promise<OpenConflict | undefined>;
  resolveConflict(lease: Lease, id: number, status: 'kept' | 'turned', by: string): Promise<void>;
  /** Stages candidates of a bulk linking; an empty stage begins it. */
  stageMatch(requestId: number, candidates: readonly MatchCandidate[]): Promise<void>;
  /** Joins the stage with the CRM on one field, unique on both sides and unlinked; links (unless dry), logs, adds hints, empties the stage. */
  linkMatches(
    lease: Lease,
    run: RunHandle,
    match: { requestId: number; actorType: ErpActorType; entity: EntityKind; crmField: string; dryRun: boolean },
  ): Promise<MatchReport>;
}
