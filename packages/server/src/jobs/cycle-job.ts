/**
 * One turn of one connection: is it its time, take the lease, open the connector, let the engine work, say when to come
 * back. It answers the pause until the next turn; it does not throw for anything that an ERP or a person can cause.
 */
import {
  type Clock,
  type ConnectionSetup,
  type Health,
  type Lease,
  LeaseLost,
  type Random,
  StoreAway,
  type SyncStore,
  type WorkOptions,
  type WorkResult,
  type World,
} from '@kobling/engine';
import { done, type Outcome, type Reason } from '@kobling/sdk';
import { connectionNextTry, type Database, hasRequest, noteCycle, pgImportStore } from '@kobling/store';
import type { Log } from '../http/log.ts';
import type { OpenConnections } from '../plugins/open-connections.ts';
import type { EventBus } from './events.ts';
import { startTally, type Tally } from '../metrics/turn.ts';
import { keepLease, leaseTtlMs } from './lease-keeper.ts';
import { readSyncSetting } from './sync-setting.ts';

/** The engine's entry. */
export type WorkConnection = (
  world: World,
  lease: Lease,
  setup: ConnectionSetup,
  options: WorkOptions,
) => Promise<WorkResult>;

export interface CycleParts {
  readonly db: Database;
  readonly store: SyncStore;
  readonly connections: OpenConnections;
  readonly events: EventBus;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  readonly work: WorkConnection;
  /** Names this worker in the lease row. */
  readonly holder: string;
  readonly wake: (connectionIds: readonly number[]) => Promise<void>;
}

/** Somebody else holds the lease, or it was lost: look again soon. */
const contendedMs = 2_000;
/** Sync is off: a request pulls the turn forward, so that this is only a safety net. */
const offMs = 60_000;
const backoffMs = 5_000;
const longestBackoffMs = 15 * 60_000;

/** Milliseconds until the connection's next turn; undefined when it needs none (not active or gone). */
export async function runTurn(parts: CycleParts, connectionId: number, stop: AbortSignal): Promise<number | undefined> {
  const { db, clock } = parts;
  const state = await connectionNextTry(db, connectionId);
  if (state === undefined) return undefined;
  const { running, intervalMs } = await readSyncSetting(db);
  const asked = await hasRequest(db, connectionId);
  if (!state.active && !asked) return undefined;
  const waitMs = state.nextTryAt === null ? 0 : state.nextTryAt.getTime() - clock.now().getTime();
  const due = state.active && running && waitMs <= 0;
  if (!due && !asked) return running ? waitMs : offMs;
  if (stop.aborted) return 0;

  const lease = await parts.store.acquireLease(connectionId, parts.holder, leaseTtlMs);
  if (lease === undefined) return contendedMs;
  const kept = keepLease(parts.store, lease, stop);
  const tally = startTally(db, parts.log, connectionId);
  const begunMs = clock.monotonicMs();
  try {
    const outcome = await underLease(parts, lease, { signal: kept.signal, automatic: due, intervalMs }, tally);
    if (outcome === undefined) return undefined;
    await tally.end(outcome.status, clock.monotonicMs() - begunMs);
    if (outcome.touched.length > 0) await parts.wake(outcome.touched);
    if (outcome.status === 'lost') return contendedMs;
    if (outcome.status === 'stopped') return 0;
    if (!state.active) return undefined;
    if (due && outcome.status === 'done') await noteCycle(db, connectionId, clock.now());
    if (outcome.more) return 0;
    // The engine names a time when it backs off.
    if (outcome.nextTryAt !== null) return outcome.nextTryAt.getTime() - clock.now().getTime();
    return running ? intervalMs : offMs;
  } finally {
    await kept.release();
    parts.events.send({ type: 'overview' });
  }
}

type TurnResult = Pick<WorkResult, 'status' | 'nextTryAt' | 'touched' | 'more'>;

async function underLease(
  parts: CycleParts,
  lease: Lease,
  options: WorkOptions,
  tally: Tally,
): Promise<TurnResult | undefined> {
  const setup = await parts.store.setup(lease.connectionId);
  if (setup === undefined) return undefined;
  const { clock, random, log } = parts;
  const store = telling(parts.store, parts.events);
  const progress = { report: reporter(parts.events, tally) };
  const imports = pgImportStore(parts.db);
  try {
    const result: Outcome<TurnResult> = await parts.connections.use(lease.connectionId, async (erp) =>
      done(await parts.work({ store, erp, clock, random, progress, imports }, lease, setup, options)),
    );
    if (result.status === 'done') return result.value;
    log.warn(`${setup.name} cannot be opened: ${result.reason.message}`, { code: result.reason.code });
    if (result.reason.tech !== undefined) log.debug('Details', { tech: result.reason.tech });
    return await cannotOpen(parts, lease, result.status === 'retry' ? 'unreachable' : 'failed', result.reason);
  } catch (error) {
    if (error instanceof LeaseLost || options.signal.aborted)
      return {
        status: options.signal.reason instanceof LeaseLost || error instanceof LeaseLost ? 'lost' : 'stopped',
        nextTryAt: null,
        touched: [],
        more: false,
      };
    if (error instanceof StoreAway) {
      // Nothing can be said in a database that is away or full: the hub's log is the place.
      log.warn(`${setup.name} waits for the database. ${error.message}`, { error: error.cause });
      return {
        status: 'unreachable',
        nextTryAt: new Date(clock.now().getTime() + backoffMs),
        touched: [],
        more: false,
      };
    }
    // A bug: it is logged with its stack, and the connection backs off like one that cannot be reached.
    log.error(`The cycle of ${setup.name} failed.`, { error });
    const message = 'The cycle failed unexpectedly; the hub’s log says where. Other connections go on.';
    return await cannotOpen(parts, lease, 'failed', { code: 'cycle.failed', message });
  }
}

/**
 * Nobody waits for an answer that cannot come: what people asked for fails with the reason; the connection backs off. The look
 * after a restore, for which nobody asked, waits until it can be taken (H10).
 */
async function cannotOpen(
  parts: CycleParts,
  lease: Lease,
  status: Health['status'],
  reason: Reason,
): Promise<TurnResult> {
  try {
    for (;;) {
      const request = await parts.store.nextRequest(lease.connectionId);
      if (request === undefined || request.body.kind === 'restored') break;
      await parts.store.updateRequest(lease, request.id, {
        status: 'failed',
        result: { error: { code: reason.code, message: reason.message } },
      });
      parts.events.send({ type: 'request', id: request.id });
    }
    const before = await parts.store.health(lease.connectionId);
    const failures = before.failures + 1;
    const pauseMs = Math.min(longestBackoffMs, backoffMs * 2 ** Math.min(before.failures, 20));
    const nextTryAt = new Date(parts.clock.now().getTime() + pauseMs);
    await parts.store.saveHealth(lease, { status, message: reason.message, failures, nextTryAt });
    return { status: 'unreachable', nextTryAt, touched: [], more: false };
  } catch (error) {
    if (error instanceof LeaseLost) return { status: 'lost', nextTryAt: null, touched: [], more: false };
    throw error;
  }
}

/** The store, telling who waits for a request that it moved on. */
function telling(store: SyncStore, events: EventBus): SyncStore {
  return {
    ...store,
    async updateRequest(lease, id, update) {
      const answer = await store.updateRequest(lease, id, update);
      events.send({ type: 'request', id });
      return answer;
    },
  };
}

const reporter =
  (events: EventBus, tally: Tally): World['progress']['report'] =>
  (event) => {
    tally.note(event);
    if (event.type === 'step') events.send(event);
    else events.send({ type: 'log', connectionId: event.connectionId });
  };
