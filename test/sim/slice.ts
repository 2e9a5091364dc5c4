/** One turn of a worker on a connection, as the hub's job takes it: lease, set-up, work, release. */
import { type Lease, LeaseLost, type SyncStore, type WorkResult, workConnection } from '@kobling/engine';
import { isAtWork, type Worker } from './crew.ts';
import { DatabaseFailed, worldOf } from './gated.ts';
import type { Stage } from './stage.ts';

/** No worker keeps a connection longer; only the history ends a lease before. */
const leaseMs = 30 * 24 * 3_600_000;
const sliceMs = 5_000;

export interface SliceEnd {
  readonly status: WorkResult['status'] | 'contended' | 'broken' | 'bug';
  readonly more: boolean;
}

/** Begins a turn; it goes on as the crew lets the worker through its gates. */
export function beginSlice(
  stage: Stage,
  place: number,
  ended: (end: SliceEnd) => void = () => undefined,
): Promise<Worker> {
  return stage.crew.start(place, async (worker) => ended(await turn(stage, worker)));
}

async function turn(stage: Stage, worker: Worker): Promise<SliceEnd> {
  const erp = stage.erpAt(worker.place);
  const world = worldOf(stage, worker, erp);
  const told = (status: SliceEnd['status'], writes = 0, more = false, error?: string): SliceEnd => {
    stage.record({
      what: 'slice',
      worker: worker.name,
      connection: erp.id,
      status,
      writes,
      ...(error !== undefined && { error }),
    });
    return { status, more };
  };
  try {
    const lease = await acquire(stage, worker, world.store);
    if (lease === undefined) return told('contended');
    const release = (): Promise<void> => world.store.releaseLease(lease);
    try {
      const setup = await world.store.setup(erp.id);
      if (setup === undefined) return told('bug', 0, false, `Connection ${erp.id} has no set-up.`);
      const result = await workConnection(world, lease, setup, {
        signal: worker.stop.signal,
        // Quiet: so much of the sweep in one cycle that it sees every link.
        intervalMs: stage.quiet ? setup.card.sweepPeriodMs : 10_000,
        automatic: erp.active,
        sliceMs,
      });
      const { crmWrites, erpWrites, created } = result.counts;
      return told(result.status, crmWrites + erpWrites + created, result.more, result.message);
    } finally {
      await release();
    }
  } catch (error) {
    if (error instanceof LeaseLost) return told('lost');
    if (error instanceof DatabaseFailed) return told('broken', 0, false, error.message);
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stage.record({ what: 'bug', message: said });
    return told('bug', 0, false, said);
  }
}

async function acquire(stage: Stage, worker: Worker, store: SyncStore): Promise<Lease | undefined> {
  const before = stage.holders.get(worker.place);
  // Should the answer be lost, nobody knows that it was given: it ends by its time.
  if (before === undefined || !isAtWork(before)) stage.holders.set(worker.place, worker);
  const lease = await store.acquireLease(stage.idOf(worker.place), worker.name, leaseMs);
  if (lease !== undefined) stage.holders.set(worker.place, worker);
  return lease;
}
