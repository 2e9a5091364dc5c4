/** What every part of a cycle shares: the world, the lease, the run, what was counted, and when to stop. */
import { type Actor, anySignal, type CallOptions, type ErpActorType, type Reason } from '@kobling/sdk';
import type { CallSizes } from './call-sizes.ts';
import { isStale } from './cursor.ts';
import { limits } from './limits.ts';
import type { ActorMapping, ConnectionSetup, EntityRef, Link, LogEntry } from './model.ts';
import type { Commit, CommitResult, Lease, NewHint, PlanRow, RunCounts, RunHandle, World } from './ports.ts';

export type Counts = { -readonly [Name in keyof RunCounts]: RunCounts[Name] };
export const noCounts = (): Counts => ({
  crmWrites: 0,
  erpWrites: 0,
  conflicts: 0,
  failures: 0,
  drifts: 0,
  created: 0,
  checked: 0,
});

export interface Work {
  readonly world: World;
  readonly setup: ConnectionSetup;
  readonly lease: Lease;
  readonly run: RunHandle;
  readonly counts: Counts;
  /** Aborted when the hub stops or the lease was lost: finish the batch in hand, begin no other. */
  readonly signal: AbortSignal;
  /** Monotonic ms at which the slice ends (H24). */
  readonly sliceEnd: number;
  /** Other connections whose cycles are due at once, because a value arrived that they carry too (H28). */
  readonly touched: Set<number>;
  /** What the ERP said beside its answers (State Warning): shown with the connection's health, logged when new. */
  readonly notices: Set<string>;
  /** Between two batches: serves what people wait for (H24). */
  readonly between: () => Promise<void>;
  /** How many actors a call takes, as the ERP has shown (H30). */
  readonly sizes: CallSizes;
  /** Both sides are taken as they are, although the ERP is older than what was seen (H10). */
  readonly acceptOlder?: true;
  /** A dry run: rows of the plan go here and nothing is written. */
  readonly plan: ((rows: readonly PlanRow[]) => Promise<void>) | undefined;
}

/** How a part of a cycle ended. `unreachable`: the ERP did not answer; the connection backs off as a whole. */
export type Ended =
  | { readonly status: 'done' }
  | { readonly status: 'unreachable'; readonly reason: Reason; readonly afterMs?: number };
export const wellEnded: Ended = { status: 'done' };

export const mappingOf = (work: Work, actorType: ErpActorType): ActorMapping | undefined =>
  work.setup.mappings.find((mapping) => mapping.actorType === actorType);

export const stopping = (work: Work): boolean => work.signal.aborted;
export const sliceOver = (work: Work): boolean => stopping(work) || work.world.clock.monotonicMs() >= work.sliceEnd;

/** A call to the ERP with the card's deadline: for reads the deadline is for silence, so each batch gets a new one. */
export function callOptions(work: Work): CallOptions {
  return {
    signal: anySignal([work.signal, work.world.clock.timeout(work.setup.card.callDeadlineMs)]),
    token: work.lease.token,
  };
}

const empty: Commit = {
  crmWrites: [],
  links: [],
  logs: [],
  intents: [],
  intentUpdates: [],
  hints: [],
  servedHints: [],
  held: [],
  heldAnswers: [],
  counted: [],
};

/** Commits one transaction, counts it, shows it to who watches, and notes which other connections it concerns. */
export async function commit(work: Work, part: Partial<Commit>): Promise<CommitResult> {
  const whole: Commit = { ...empty, ...part };
  const result = await work.world.store.commit(work.lease, work.run, whole);
  const written = whole.logs.filter((entry) => entry.linkId === null || !result.moved.has(entry.linkId));
  work.counts.crmWrites += result.crmWritten;
  for (const entry of written) count(work.counts, entry);
  if (written.length > 0) work.world.progress.report({ type: 'log', connectionId: work.setup.id, entries: written });
  if (result.crmWritten > 0 && work.setup.rankOf.size > 1) {
    const entities: EntityRef[] = whole.crmWrites
      .filter((write) => !result.moved.has(write.linkId))
      .map((write) => write.ref);
    for (const id of await work.world.store.connectionsOf(entities, work.setup.id)) work.touched.add(id);
  }
  return result;
}

function count(counts: Counts, entry: LogEntry): void {
  if (entry.target === 'erp') counts.erpWrites += 1;
  if (entry.kind === 'conflict') counts.conflicts += 1;
  if (entry.kind === 'failure') counts.failures += 1;
  if (entry.kind === 'drift') counts.drifts += 1;
}

/** Wait before attempt `attempts + 1`, in ms: doubles, with a bound. */
export const backoffMs = (attempts: number): number =>
  Math.min(limits.backoffMaxMs, limits.backoffMs * 2 ** Math.min(attempts, 20));

export const laterBy = (work: Work, ms: number): Date => new Date(work.world.clock.now().getTime() + ms);

/** Is the answer an earlier state than what its link has seen (H10, H15)? */
export const isEarlier = ({ setup, world }: Work, actor: Actor, link: Link): boolean =>
  isStale(setup.card.lastModifiedKind, actor.lastModified, link.lastModified, world.clock.now());

/**
 * Links to decide again, stored with what let them go: should the ERP be away or the worker die before they are, a later cycle does
 * it (H07). What was refused is tried again too, for the write that was let go may have been its retry.
 */
export const againHints = (work: Work, links: Iterable<number>): NewHint[] =>
  [...links].map((linkId) => ({ linkId, why: 'retry', dueAt: laterBy(work, 0) }));

/** Keys are kept whole and compared exactly: a cut one would be another's (H34). */
export const keyTooLong = (actorType: ErpActorType, erpKey: string): string | undefined =>
  erpKey.length <= limits.keyLength
    ? undefined
    : `The key ${actorType} ${erpKey.slice(0, 20)}… has ${erpKey.length} characters, and at most ${limits.keyLength} can be kept.`;

/** A log row about no record and no field. */
export const nowhere = {
  linkId: null,
  entity: null,
  erpField: null,
  crmField: null,
  target: null,
  oldValue: null,
  newValue: null,
} as const;
