/**
 * The engine's entry: one slice of work on one connection, under its lease. First what people asked for, then a cycle. Always
 * answers how it went; only bugs throw, and a store that is away (StoreAway).
 */
import { CallSizes } from './call-sizes.ts';
import { cycle } from './cycle.ts';
import { guarded } from './guard.ts';
import { limits } from './limits.ts';
import type { ConnectionSetup } from './model.ts';
import { type Health, type Lease, LeaseLost, type RunKind, StoreAway, type SyncRequest, type World } from './ports.ts';
import { underHold } from './restored/under-hold.ts';
import { planned } from './requests/planned.ts';
import { runKindOf, serve } from './requests/serve.ts';
import type { Served } from './requests/served.ts';
import {
  backoffMs,
  commit,
  type Counts,
  type Ended,
  noCounts,
  nowhere,
  stopping,
  type Work,
  wellEnded,
} from './work.ts';

export interface WorkOptions {
  /** Aborted when the hub stops or the lease was lost. */
  readonly signal: AbortSignal;
  /** Time to the next cycle, ms. */
  readonly intervalMs: number;
  /** Automatic sync is on and the connection is active; requests are served either way. */
  readonly automatic: boolean;
  readonly sliceMs?: number;
}
export interface WorkResult {
  /** `lost`: another worker has the lease. `stopped`: the signal. */
  readonly status: 'done' | 'unreachable' | 'lost' | 'stopped';
  readonly nextTryAt: Date | null;
  /** Connections whose cycles are due at once (H28). */
  readonly touched: readonly number[];
  readonly counts: Counts;
  readonly message?: string;
  /** There is more to do at once. */
  readonly more: boolean;
}

export async function workConnection(
  world: World,
  lease: Lease,
  setup: ConnectionSetup,
  options: WorkOptions,
): Promise<WorkResult> {
  const touched = new Set<number>();
  const counts = noCounts();
  const shared = {
    world: { ...world, erp: guarded(world.erp) },
    lease,
    setup,
    touched,
    counts,
    signal: options.signal,
    sliceEnd: world.clock.monotonicMs() + (options.sliceMs ?? limits.sliceMs),
    sizes: new CallSizes(setup, (sizes) => world.store.saveBatchSizes(lease, sizes)),
  };
  const result = (
    status: WorkResult['status'],
    more: boolean,
    message?: string,
    nextTryAt: Date | null = null,
  ): WorkResult => ({
    status,
    nextTryAt,
    touched: [...touched],
    counts,
    more,
    ...(message !== undefined && { message }),
  });
  try {
    const served = await drain(shared, options.intervalMs, false);
    await shared.sizes.remember();
    if (options.signal.aborted) return result('stopped', false);
    const health = await world.store.health(setup.id);
    if (served === 'away')
      return result(
        'unreachable',
        false,
        health.message ?? undefined,
        new Date(world.clock.now().getTime() + limits.backoffMs),
      );
    if (!options.automatic || served === 'interrupted') return result('done', served === 'interrupted');
    if (health.status === 'held') return result('done', false, health.message ?? undefined);
    if (health.nextTryAt !== null && health.nextTryAt > world.clock.now())
      return result('unreachable', false, health.message ?? undefined, health.nextTryAt);
    const work = newWork({ ...shared, counts: noCounts() }, 'cycle', '', options.intervalMs);
    const { end, more, after } = await runCycle(work, options.intervalMs, health);
    addCounts(counts, work.counts);
    await shared.sizes.remember();
    if (!sameHealth(health, after)) await world.store.saveHealth(lease, after);
    return options.signal.aborted
      ? result('stopped', false)
      : result(end.status, more, after.message ?? undefined, after.nextTryAt);
  } catch (error) {
    if (error instanceof LeaseLost) return result('lost', false, error.message);
    throw error;
  }
}

type Shared = Pick<Work, 'world' | 'lease' | 'setup' | 'touched' | 'signal' | 'sliceEnd' | 'counts' | 'sizes'>;

function newWork(shared: Shared, kind: RunKind, by: string, intervalMs: number): Work {
  return {
    ...shared,
    run: { connectionId: shared.setup.id, kind, by, id: undefined },
    notices: new Set(),
    plan: undefined,
    between: async () => {
      if (!shared.signal.aborted) await drain(shared, intervalMs, true);
    },
  };
}

interface CycleRun {
  readonly end: Ended;
  readonly more: boolean;
  readonly after: Health;
}

async function runCycle(work: Work, intervalMs: number, before: Health): Promise<CycleRun> {
  const { store } = work.world;
  try {
    const { end, more } = await cycle(work, intervalMs);
    const after = healthAfter(work, before, end);
    if (end.status === 'done') await tell(work, before, after);
    if (end.status === 'done') await store.finishRun(work.run, 'done', work.counts);
    else await store.finishRun(work.run, stopping(work) ? 'cancelled' : 'failed', work.counts, end.reason.message);
    return { end, more, after };
  } catch (error) {
    // Nothing can be stored now; the next holder of the lease ends the run.
    if (error instanceof LeaseLost || error instanceof StoreAway) throw error;
    await store.finishRun(work.run, 'failed', work.counts, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

function addCounts(into: Counts, from: Counts): void {
  for (const name of Object.keys(into) as (keyof Counts)[]) into[name] += from[name];
}

/** Serves queued requests. Between batches only those that a person waits for, and no request inside another. */
async function drain(
  shared: Shared,
  intervalMs: number,
  urgentOnly: boolean,
): Promise<'done' | 'interrupted' | 'away'> {
  for (let served = 0; served < limits.urgent && !shared.signal.aborted; served += 1) {
    const request = await shared.world.store.nextRequest(shared.setup.id, urgentOnly);
    if (request === undefined) return 'done';
    const status = await serveOne(shared, request, intervalMs);
    if (status === 'again') return 'interrupted';
    if (status === 'away') return 'away';
  }
  return 'done';
}

async function serveOne(shared: Shared, request: SyncRequest, intervalMs: number): Promise<Served['status']> {
  const { store } = shared.world;
  const counts = noCounts();
  const base = newWork({ ...shared, counts }, runKindOf[request.body.kind], request.by, intervalMs);
  const urgent =
    request.body.kind !== 'resync' &&
    request.body.kind !== 'cycle' &&
    request.body.kind !== 'match' &&
    request.body.kind !== 'undo' &&
    request.body.kind !== 'undoMapping' &&
    request.body.kind !== 'planFields' &&
    request.body.kind !== 'previewMapping' &&
    request.body.kind !== 'applyPlan' &&
    request.body.kind !== 'restored' &&
    request.body.kind !== 'rejectPlan' &&
    request.body.kind !== 'audit' &&
    request.body.kind !== 'repair' &&
    request.body.kind !== 'stageImport' &&
    request.body.kind !== 'import';
  const work: Work = {
    ...base,
    ...(urgent && { between: async () => {} }),
    ...(request.body.kind === 'undo' && { run: { ...base.run, undoes: request.body.runId } }),
  };
  await store.updateRequest(shared.lease, request.id, { status: 'running' });
  const dry = 'dryRun' in request.body && request.body.dryRun === true && request.body.kind !== 'match';
  let served: Served;
  try {
    const carryOut = (as: Work): Promise<Served> =>
      dry ? planned(as, request, (planning) => serve(planning, request, intervalMs)) : serve(as, request, intervalMs);
    served = (await underHold(work, request, carryOut)) ?? (await carryOut(work));
  } catch (error) {
    // The request stays as it stands and is taken up again.
    if (error instanceof LeaseLost || error instanceof StoreAway) throw error;
    served = { status: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
  addCounts(shared.counts, counts);
  // A stop ends the call in hand. What fails by it is no failure: it is taken up again.
  if (served.status === 'failed' && stopping(work)) return 'again';
  if (served.status === 'away') await store.finishRun(work.run, 'failed', counts, served.message);
  if (served.status === 'again' || served.status === 'away') return served.status;
  if (served.status === 'done' && !dry) await noteReached(work, request.body.kind === 'cycle');
  if (served.unreachable === true && !dry) await noteUnreachable(work, served.message ?? null);
  await store.finishRun(work.run, served.status, counts, served.message);
  await store.updateRequest(shared.lease, request.id, {
    status: served.status,
    runId: work.run.id ?? null,
    result: {
      counts,
      ...(served.message !== undefined && { message: served.message }),
      ...(typeof served.result === 'object' && served.result !== null && served.result),
    },
  });
  return served.status;
}

/**
 * A request of a person's went well, and what the ERP said besides is told. After a whole cycle what was said of the connection
 * before no longer holds.
 */
async function noteReached(work: Work, whole: boolean): Promise<void> {
  if (!whole && work.notices.size === 0) return;
  const { store } = work.world;
  const before = await store.health(work.setup.id);
  const after = healthAfter(work, before, wellEnded);
  await tell(work, before, after);
  if (whole && !sameHealth(before, after)) await store.saveHealth(work.lease, after);
}

/**
 * Automatic sync may be off, and then nothing else would say it where the connection is looked at. When it is tried next is the
 * automatic sync's own affair: a person's press never puts it off.
 */
async function noteUnreachable({ world: { store }, lease, setup }: Work, message: string | null): Promise<void> {
  const before = await store.health(setup.id);
  const after: Health = { ...before, status: 'unreachable', message };
  if (before.status !== 'held' && !sameHealth(before, after)) await store.saveHealth(lease, after);
}

/** Once, for as long as it stays the same. */
async function tell(work: Work, before: Health, after: Health): Promise<void> {
  if (after.message === null || after.message === before.message) return;
  await commit(work, { logs: [{ ...nowhere, kind: 'notice', message: after.message }] });
}

/** A connection that cannot be reached backs off as a whole, keeps its cursor, and says so; the others are not held up. */
function healthAfter(work: Work, before: Health, end: Ended): Health {
  if (stopping(work) && end.status !== 'done') return before;
  if (end.status === 'done')
    return {
      status: 'ok',
      message: work.notices.size > 0 ? [...work.notices].join(' ') : null,
      failures: 0,
      nextTryAt: null,
    };
  const failures = before.failures + 1;
  const wait = end.afterMs ?? backoffMs(failures - 1);
  return {
    status: 'unreachable',
    message: end.reason.message,
    failures,
    nextTryAt: new Date(work.world.clock.now().getTime() + wait),
  };
}

const sameHealth = (a: Health, b: Health): boolean =>
  a.status === b.status &&
  a.message === b.message &&
  a.failures === b.failures &&
  a.nextTryAt?.getTime() === b.nextTryAt?.getTime();
