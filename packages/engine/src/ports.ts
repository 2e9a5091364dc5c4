/**
 * What the engine needs of the world. PostgreSQL implements the store (packages/store); connectors implement ErpPort
 * through the SDK. Every write names a lease: the store refuses it when the lease was lost (fencing).
 */
import type { Connection, Deadline, ErpActorType, Reason } from '@kobling/sdk';
import type {
  Base,
  BaseField,
  ConnectionSetup,
  CrmRow,
  EntityKind,
  EntityRef,
  Intent,
  IntentField,
  IntentStatus,
  Link,
  LinkState,
  LogEntry,
  Side,
} from './model.ts';

export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for leases and deadlines. */
  monotonicMs(): number;
  /** For silence in a stream; sdk `silenceDeadline` is the real one. */
  deadline(ms: number): Deadline;
}
export interface Random {
  /** A fresh GUID. */
  uuid(): string;
  /** In [0, 1). */
  next(): number;
}

export interface Lease {
  readonly connectionId: number;
  readonly token: bigint;
  readonly holder: string;
}

/** Place in the CRM change feed: rows order by (xid, seq) within an epoch (H11). Opaque outside the store. */
export interface FeedPosition {
  readonly epoch: number;
  readonly xid: string;
  readonly seq: string;
}
export interface FeedChange {
  readonly entity: EntityRef;
  readonly fields: readonly string[];
  /** `merge`: the entity was merged into `survivor`. */
  readonly op: 'create' | 'update' | 'delete' | 'merge';
  readonly survivor: number | null;
  /** Connection that wrote it, 0 for a person or an import. */
  readonly writer: number;
}
export interface FeedPage {
  readonly changes: readonly FeedChange[];
  readonly next: FeedPosition;
  /** More rows are ready behind `next`. */
  readonly more: boolean;
  /** The position's epoch is over (restore): every link must be compared once (H11). */
  readonly fullCompare: boolean;
}

/** A mark: the greatest LastModified seen by a call that began at `at` (H22). */
export interface Mark {
  readonly at: Date;
  readonly lastModified: string;
}

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

export interface Hint {
  readonly id: number;
  readonly linkId: number;
  readonly why: string;
}

export type RunKind = 'cycle' | 'resync' | 'undo' | 'link' | 'create' | 'syncNow' | 'import' | 'conflict';
export interface RunCounts {
  readonly crmWrites: number;
  readonly erpWrites: number;
  readonly conflicts: number;
  readonly failures: number;
  readonly drifts: number;
  readonly created: number;
  readonly checked: number;
}

/** What a person asked for; carried out by the lease holder (H24, H25). */
export type RequestBody =
  | { readonly kind: 'cycle'; readonly dryRun?: boolean }
  | { readonly kind: 'syncNow'; readonly entity: EntityRef }
  | { readonly kind: 'resync'; readonly from: 'crm' | 'erp'; readonly noBlanks: boolean; readonly dryRun?: boolean }
  | { readonly kind: 'undo'; readonly runId: number; readonly dryRun?: boolean }
  | { readonly kind: 'link'; readonly actorType: ErpActorType; readonly erpKey: string; readonly entity: EntityRef }
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
    }
  | { readonly kind: 'useOther'; readonly conflict: number };
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

export interface Health {
  readonly status: 'ok' | 'unreachable' | 'held' | 'failed';
  readonly message: string | null;
  readonly failures: number;
  readonly nextTryAt: Date | null;
}

/** Links, intents, hints, leases, cursors, feed and CRM rows. `moved` and lost leases are values; SQL errors throw. */
export interface SyncStore {
  setup(connectionId: number): Promise<ConnectionSetup | undefined>;

  acquireLease(connectionId: number, holder: string, ttlMs: number): Promise<Lease | undefined>;
  /** False: lost. */
  renewLease(lease: Lease, ttlMs: number): Promise<boolean>;
  releaseLease(lease: Lease): Promise<void>;

  linksByKeys(connectionId: number, actorType: ErpActorType, erpKeys: readonly string[]): Promise<readonly Link[]>;
  linksByEntities(connectionId: number, kind: EntityKind, ids: readonly number[]): Promise<readonly Link[]>;
  linksByIds(ids: readonly number[]): Promise<readonly Link[]>;
  /** Not broken, not creating; oldest verified first (H23). */
  linksToVerify(connectionId: number, limit: number): Promise<readonly Link[]>;
  /** Not broken, not creating; by (actorType, erpKey) after the given place. */
  linksInKeyOrder(
    connectionId: number,
    actorType: ErpActorType,
    afterKey: string,
    limit: number,
  ): Promise<readonly Link[]>;
  /** Links that can be swept; for pacing the sweep. */
  countLinks(connectionId: number): Promise<number>;
  /** Links in `failing` or `parked` whose due time has come. */
  linksDue(connectionId: number, now: Date, limit: number): Promise<readonly Link[]>;

  readCrm(kind: EntityKind, ids: readonly number[], fields: readonly string[]): Promise<ReadonlyMap<number, CrmRow>>;
  /** Rows committed before every running transaction, in order, at most `limit`, without those written by the connection. */
  readFeed(connectionId: number, limit: number): Promise<FeedPage>;
  saveFeedPosition(lease: Lease, position: FeedPosition): Promise<void>;
  /** The merge's survivor takes the link unless it has one, which breaks it; logged. */
  breakLinks(lease: Lease, linkIds: readonly number[], why: string): Promise<void>;
  moveLink(lease: Lease, linkId: number, survivor: EntityRef): Promise<'moved' | 'taken'>;

  marks(connectionId: number, actorType: ErpActorType): Promise<readonly Mark[]>;
  saveMarks(lease: Lease, actorType: ErpActorType, marks: readonly Mark[]): Promise<void>;

  hintsDue(connectionId: number, now: Date, limit: number): Promise<readonly Hint[]>;
  /** Open, sent or unknown intents whose due time has come, oldest first; those of a lower token count as unknown (H13). */
  intentsDue(lease: Lease, now: Date, limit: number): Promise<readonly Intent[]>;
  /** Before an external write: status sent, the lease's token, the time. False: the lease was lost. */
  markSent(lease: Lease, intentIds: readonly number[]): Promise<boolean>;
  /** Fields with an intent under way, by link: they are left alone until it is settled. */
  fieldsUnderWay(linkIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlySet<string>>>;
  /** ERP keys claimed by a link (not broken) or by another open create intent (H09). */
  claimedKeys(connectionId: number, actorType: ErpActorType, erpKeys: readonly string[]): Promise<ReadonlySet<string>>;

  /** Opens a run row on the first commit that has something to record. Throws LeaseLost. */
  commit(lease: Lease, run: RunHandle, commit: Commit): Promise<CommitResult>;
  finishRun(run: RunHandle, status: 'done' | 'failed' | 'cancelled', counts: RunCounts, error?: string): Promise<void>;

  /** Log rows of a run, newest first, for undo. */
  logOfRun(runId: number, beforeId: number | null, limit: number): Promise<readonly LoggedEntry[]>;
  /** Puts one link in place: 'taken' when the entity or the key already has one on this connection; rule 2 for persons: 'parent'. Adds a hint (H16). */
  createLink(
    lease: Lease,
    run: RunHandle,
    link: {
      actorType: ErpActorType;
      erpKey: string | null;
      entity: EntityRef;
      parentKey: string | null;
      state: 'active' | 'creating';
      lastModified: string | null;
    },
  ): Promise<{ readonly status: 'linked'; readonly link: Link } | { readonly status: 'taken' | 'parent' | 'gone' }>;
  /** The actor that the person's company is linked to on this connection (domain rule 2). */
  parentOf(
    connectionId: number,
    entity: EntityRef,
  ): Promise<{ readonly actorType: ErpActorType; readonly erpKey: string } | undefined>;
  /** Stages candidates of a bulk linking; an empty stage begins it. */
  stageMatch(requestId: number, candidates: readonly MatchCandidate[]): Promise<void>;
  /** Joins the stage with the CRM on one field, unique on both sides and unlinked; links (unless dry), logs, adds hints, empties the stage. */
  linkMatches(
    lease: Lease,
    run: RunHandle,
    match: { requestId: number; actorType: ErpActorType; entity: EntityKind; crmField: string; dryRun: boolean },
  ): Promise<MatchReport>;

  /** Lowest lane first; also those that another worker left running. `urgentOnly`: lane 0. */
  nextRequest(connectionId: number, urgentOnly?: boolean): Promise<SyncRequest | undefined>;
  updateRequest(lease: Lease, requestId: number, update: RequestUpdate): Promise<{ readonly cancelAsked: boolean }>;
  openConflict(id: number): Promise<OpenConflict | undefined>;
  resolveConflict(lease: Lease, id: number, status: 'kept' | 'turned', by: string): Promise<void>;

  newPlan(connectionId: number, kind: string, mappingVersion: number, by: string): Promise<number>;
  addPlanRows(planId: number, rows: readonly PlanRow[]): Promise<void>;
  closePlan(planId: number, counts: Readonly<Record<string, number>>): Promise<void>;

  /** The sweep found what the cursor had passed: the overlap grows (H23). */
  raiseOverlap(lease: Lease, overlapMs: number): Promise<void>;
  health(connectionId: number): Promise<Health>;
  saveHealth(lease: Lease, health: Health): Promise<void>;
  /** Other active connections with a link on these entities: their cycles are due at once (H28). */
  connectionsOf(entities: readonly EntityRef[], except: number): Promise<readonly number[]>;
}

export interface LoggedEntry extends LogEntry {
  readonly id: number;
  readonly at: Date;
}

/** A run in progress. `id` is set by the store at the first commit that records something. */
export interface RunHandle {
  readonly connectionId: number;
  readonly kind: RunKind;
  readonly by: string;
  /** Undo of this run, where it is one. */
  readonly undoes?: number;
  id: number | undefined;
}

/** Thrown by the store when a write's lease is no longer held: the worker must stop at once. */
export class LeaseLost extends Error {
  constructor(connectionId: number) {
    super(`The lease of connection ${connectionId} was lost to another worker.`);
    this.name = 'LeaseLost';
  }
}

/** Tells who watches; never waits. */
export interface Progress {
  report(event: ProgressEvent): void;
}
export type ProgressEvent =
  | {
      readonly type: 'step';
      readonly connectionId: number;
      readonly step: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'log'; readonly connectionId: number; readonly entries: readonly LogEntry[] };

/** Everything one cycle works with. */
export interface World {
  readonly store: SyncStore;
  readonly erp: Connection;
  readonly clock: Clock;
  readonly random: Random;
  readonly progress: Progress;
}
export type { Base };
