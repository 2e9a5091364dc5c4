/** One transaction of the engine, and the writes to the ERP that it leaves behind. */
import type { ErpActorType, Reason } from '@kobling/sdk';
import type { BaseField, EntityRef, Intent, IntentField, IntentStatus, LinkState, LogEntry } from '../model.ts';
import type { CountedWrite, HeldAnswer, NewHeld } from './held.ts';
import type { NewLateValue } from './late.ts';
import type { Lease } from './lease.ts';
import type { PlanRowUpdate } from './plans.ts';
import type { RunHandle } from './runs.ts';

/** A CRM write by compare-and-set: happens only where every field still holds `expected` (H04). */
export interface CrmWrite {
  readonly linkId: number;
  readonly ref: EntityRef;
  readonly fields: Readonly<Record<string, { readonly expected: string; readonly value: string }>>;
  /** Who it is logged as: the connection, or 0 for a person (undo, "use the other"). */
  readonly writer: number;
}
export interface LinkUpdate {
  readonly id: number;
  readonly generation: number;
  /** Field to its new base; null removes it. Merged into the stored base. `r` of a written CRM field is set by the store. */
  readonly base?: Readonly<Record<string, BaseField | null>>;
  readonly erpKey?: string;
  readonly lastModified?: string | null;
  readonly rowHash?: string | null;
  readonly parentKey?: string | null;
  /** Seen fresh now: for the rolling sweep (H23). */
  readonly verified?: boolean;
  readonly state?: LinkState;
  readonly attempts?: number;
  readonly dueAt?: Date | null;
  readonly reason?: string | null;
  /** `read`: one more answer older than what was seen. `wentBack`: to be recognised before it goes on. `none`: it was (H10). */
  readonly stale?: 'read' | 'wentBack' | 'none';
}
export interface NewIntent {
  readonly linkId: number;
  readonly generation: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string | null;
  readonly kind: 'save' | 'create';
  readonly fields: Readonly<Record<string, IntentField>>;
  readonly mappingVersion: number;
  readonly parent?: { readonly actorType: ErpActorType; readonly erpKey: string } | null;
}
export interface IntentUpdate {
  readonly id: number;
  readonly status: IntentStatus;
  readonly attempts?: number;
  readonly dueAt?: Date | null;
  readonly foundBefore?: readonly string[];
  readonly reason?: string | null;
  /** Fields that remain to be sent (after a field-by-field trial). */
  readonly fields?: Readonly<Record<string, IntentField>>;
}
export interface NewHint {
  readonly linkId: number;
  readonly why: string;
  readonly dueAt: Date;
}

/** One transaction of the engine. Links are all or nothing: of a link that moved, no part is written. */
export interface Commit {
  readonly crmWrites: readonly CrmWrite[];
  readonly links: readonly LinkUpdate[];
  readonly logs: readonly LogEntry[];
  readonly intents: readonly NewIntent[];
  readonly intentUpdates: readonly IntentUpdate[];
  readonly hints: readonly NewHint[];
  /** Hints that are served, by id. */
  readonly servedHints: readonly number[];
  /** Values that may still land (H13), and those that did and were dealt with. */
  readonly late?: readonly NewLateValue[];
  readonly servedLate?: readonly { readonly id: number; readonly linkId: number }[];
  /** Rows of a plan that this transaction carries out or leaves out. */
  readonly planRows?: readonly PlanRowUpdate[];
  /** What waits for a person from now on. An open one ends by itself when its field's base is written without the flag. */
  readonly held: readonly NewHeld[];
  /** What a person answered. */
  readonly heldAnswers: readonly HeldAnswer[];
  /** Overwriting writes, for the brake's counts (H18). */
  readonly counted: readonly CountedWrite[];
}
export interface CommitResult {
  /** Links whose CRM row or generation was not as decided on; nothing of theirs was written (H04, H17). */
  readonly moved: ReadonlySet<number>;
  /** Of those, links with a value that the CRM does not take, by link: deciding again will not help. */
  readonly refused?: ReadonlyMap<number, Reason>;
  /** Intents as stored, with ids. */
  readonly intents: readonly Intent[];
  readonly crmWritten: number;
}

export interface CommitStore {
  /** Opens a run row on the first commit that has something to record. Throws LeaseLost. */
  commit(lease: Lease, run: RunHandle, commit: Commit): Promise<CommitResult>;
  /** Open, sent or unknown intents whose due time has come, oldest first; those of a lower token count as unknown (H13). */
  intentsDue(lease: Lease, now: Date, limit: number): Promise<readonly Intent[]>;
  /** Before an external write: status sent, the lease's token, the time. False: the lease was lost. */
  markSent(lease: Lease, intentIds: readonly number[]): Promise<boolean>;
  /** Fields with an intent under way, by link: they are left alone until it is settled. */
  fieldsUnderWay(linkIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlySet<string>>>;
  /** ERP keys claimed by a link (not broken) or by another open create intent (H09). */
  claimedKeys(connectionId: number, actorType: ErpActorType, erpKeys: readonly string[]): Promise<ReadonlySet<string>>;
}
