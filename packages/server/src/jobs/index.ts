/**
 * The queue of cycles. Each active connection has one waiting or running job; a turn ends by sending the next one. Sync
 * now pulls the waiting one forward (H24). A minute job makes up for jobs that got lost, and sweeps the floor.
 */
import { anySignal } from '@kobling/sdk';
import {
  activeConnections,
  connectionsWithoutCycle,
  type Database,
  freeAbandoned,
  nextCycleAt,
  pullCyclesForward,
  runningCycles,
} from '@kobling/store';
import { PgBoss } from 'pg-boss';
import type { Log } from '../http/log.ts';
import { queueDueAudits } from './audit-schedule.ts';
import { type CycleParts, runTurn } from './cycle-job.ts';
import { runUpkeep } from './upkeep.ts';
import { type CycleQueue, wakeCycles } from './wake.ts';

export interface Jobs {
  /** The cycles of these connections are due now. Unknown and inactive ones with a request are served too. */
  wake(connectionIds: readonly number[]): Promise<void>;
  nextRunAt(): Promise<Date | null>;
  /** Connections being worked on at this moment, by any process. */
  running(): Promise<readonly number[]>;
  /** Ends the turns in hand after their batch, then stops. */
  stop(): Promise<void>;
}
export interface JobsOptions {
  readonly db: Database;
  readonly log: Log;
  /** Does this process work, or only ask others to? */
  readonly worker: boolean;
  /** Nobody else can be at work on this database: the embedded one, whose hub was killed. */
  readonly alone: boolean;
  readonly parts: Omit<CycleParts, 'wake'>;
}

const cycles = 'cycle';
const failedCycles = 'cycle-failed';
const upkeep = 'upkeep';
/** Connections worked on at once by one process: the rest of the time goes to waiting for ERPs. */
const atOnce = 4;
const heartbeatSeconds = 10;
/** Longer than any turn: the heartbeat, not this, finds a dead worker. */
const longestTurnSeconds = 3_600;
const stopWithinMs = 60_000;

interface CycleData {
  readonly connectionId: number;
}

export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { db, log, worker } = options;
  const boss = new PgBoss({
    connectionString: db.url,
    application_name: 'kobling jobs',
    max: worker ? atOnce + 2 : 2,
    schema: 'pgboss',
    schedule: worker,
    supervise: worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    persistWarnings: false,
  });
  boss.on('error', (error: unknown) => log.warn('The job queue reports an error.', { error }));
  await boss.start();
  await makeQueues(boss);
  if (options.alone) await freeAbandoned(db, cycles);

  /** False when one waits already: then that one serves. */
  const send = async (connectionId: number, afterMs: number): Promise<boolean> => {
    const data: CycleData = { connectionId };
    const id = await boss.send(cycles, data, {
      singletonKey: String(connectionId),
      startAfter: new Date(Date.now() + Math.max(0, afterMs)),
    });
    return id !== null;
  };
  const queue: CycleQueue = { pull: (ids) => pullCyclesForward(db, cycles, ids), put: (id) => send(id, 0) };
  const wake = async (connectionIds: readonly number[]): Promise<void> => {
    if (connectionIds.length === 0) return;
    await wakeCycles(queue, connectionIds);
    options.parts.events.send({ type: 'wake' });
  };
  const stopping = new AbortController();
  const workers = worker
    ? await startWorkers(boss, { ...options, parts: { ...options.parts, wake } }, send, stopping.signal)
    : [];
  const unsubscribe = options.parts.events.subscribe((signal) => {
    if (signal.type === 'wake') for (const id of workers) boss.notifyWorker(id);
  });
  if (worker) await wake(await activeConnections(db));
  return {
    wake,
    nextRunAt: () => nextCycleAt(db, cycles),
    running: () => runningCycles(db, cycles),
    async stop() {
      unsubscribe();
      stopping.abort();
      await boss.stop({ graceful: true, timeout: stopWithinMs, close: true });
    },
  };
}

async function makeQueues(boss: PgBoss): Promise<void> {
  const present = new Set((await boss.getQueues()).map((queue) => queue.name));
  const make = async (name: string, settings: Parameters<PgBoss['createQueue']>[1]): Promise<void> => {
    if (!present.has(name)) await boss.createQueue(name, settings);
  };
  const kept = { deleteAfterSeconds: 3_600, retentionSeconds: 14 * 86_400 };
  await make(failedCycles, { policy: 'standard', retryLimit: 0, ...kept });
  await make(cycles, {
    // Not `stately`: pg-boss then skips keys that its queue statistics called active, and reads those once a minute, so that a
    // connection could stand still that long. That one turn at a time runs is the lease's work.
    policy: 'short',
    retryLimit: 0,
    heartbeatSeconds,
    expireInSeconds: longestTurnSeconds,
    deadLetter: failedCycles,
    ...kept,
  });
  await make(upkeep, { policy: 'stately', retryLimit: 0, expireInSeconds: 300, ...kept });
}

async function startWorkers(
  boss: PgBoss,
  options: Omit<JobsOptions, 'parts'> & { readonly parts: CycleParts },
  send: (connectionId: number, afterMs: number) => Promise<boolean>,
  stop: AbortSignal,
): Promise<readonly string[]> {
  const { db, log } = options;
  const turn = async (connectionId: number, claim: AbortSignal): Promise<void> => {
    const nextMs = await runTurn(options.parts, connectionId, anySignal([stop, claim]));
    if (nextMs !== undefined) await send(connectionId, nextMs);
  };
  const workers: string[] = [];
  // One worker each, not one with a concurrency: only so can every one of them be woken.
  for (let index = 0; index < atOnce; index++) {
    const id = await boss.work<CycleData>(cycles, { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
      for (const job of jobs) await turn(job.data.connectionId, job.signal);
    });
    workers.push(id);
  }
  await boss.work<CycleData>(failedCycles, { pollingIntervalSeconds: 2, batchSize: 10 }, async (jobs) => {
    for (const { data } of jobs) {
      log.warn('A turn ended without its worker; the connection is taken up again.', { connection: data.connectionId });
      await send(data.connectionId, 0);
    }
  });
  await boss.work(upkeep, { pollingIntervalSeconds: 10 }, async () => {
    for (const id of await connectionsWithoutCycle(db, cycles)) await send(id, 0);
    await options.parts.wake(await queueDueAudits(db, options.parts.clock.now()));
    await runUpkeep(db, options.parts.clock.now());
  });
  await boss.schedule(upkeep, '* * * * *');
  return workers;
}
