/** A worker of its own: turns of one connection over a real store until all is quiet. Used by the child that is killed and by the test. */
import { randomUUID } from 'node:crypto';
import { type Lease, type SyncStore, workConnection } from '@kobling/engine';
import { type CapabilityCard, type Connection, silenceDeadline } from '@kobling/sdk';
import { type Database, feedLag, pgSyncStore } from '@kobling/store';

export interface WorkerOptions {
  readonly db: Database;
  readonly connectionId: number;
  readonly card: Partial<CapabilityCard>;
  readonly erp: Connection;
  /** Ahead of the database's clock, in ms: what is due later is due now. */
  readonly aheadMs: number;
  readonly around?: (store: SyncStore) => SyncStore;
}

/** Another worker took the connection over. */
export class LeaseGone extends Error {}

const turnsAtMost = 30;
/** One turn forward for each: what backs off comes due. */
const turnMs = 60_000;
/** Longer than any turn takes: only a test ends a lease, and a slow machine takes the same steps as a fast one. */
const leaseMs = 120_000;
const sliceMs = 120_000;

/** Throws when it does not come to rest. */
export async function workToRest({ db, connectionId, card, erp, aheadMs, around }: WorkerOptions): Promise<void> {
  let now = Date.now() + aheadMs;
  const clock = {
    now: () => new Date(now),
    monotonicMs: () => performance.now(),
    deadline: silenceDeadline,
    timeout: (ms: number) => AbortSignal.timeout(ms),
  };
  const real = pgSyncStore(db, { cardOf: () => card, now: clock.now, lateEffectMs: 0 });
  const store = around === undefined ? real : around(real);
  let quiet = 0;
  for (let turn = 0; turn < turnsAtMost && quiet < 2; turn += 1) {
    await feedReady(db);
    const lease = await leaseInTurn(store, connectionId);
    const setup = await store.setup(connectionId);
    if (setup === undefined) throw new Error('The connection is gone.');
    const result = await workConnection(
      { store, erp, clock, random: { uuid: randomUUID, next: () => 0.999 }, progress: { report: () => undefined } },
      lease,
      setup,
      { signal: new AbortController().signal, intervalMs: 10_000, automatic: true, sliceMs },
    );
    await store.releaseLease(lease);
    if (result.status === 'lost') throw new LeaseGone(result.message);
    const { crmWrites, erpWrites, created } = result.counts;
    quiet = crmWrites + erpWrites + created === 0 && result.status === 'done' && !result.more ? quiet + 1 : 0;
    now += turnMs;
  }
  if (quiet < 2) throw new Error(`Not quiet after ${turnsAtMost} turns.`);
}

/** While another works on the connection, this one waits. */
async function leaseInTurn(store: SyncStore, connectionId: number): Promise<Lease> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const lease = await store.acquireLease(connectionId, `crash ${process.pid}`, leaseMs);
    if (lease !== undefined) return lease;
    if (performance.now() > deadline) throw new Error('The connection is not to be had.');
  }
}

/** Other test files share the cluster: while one of their transactions is open, the feed holds rows back (H26). */
async function feedReady(db: Database): Promise<void> {
  const deadline = performance.now() + 60_000;
  while ((await feedLag(db)).waiting > 0) if (performance.now() > deadline) throw new Error('The feed stands still.');
}
