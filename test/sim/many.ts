/** Many histories on several threads. This file is both sides: who hands out the seeds, and the thread that runs them. */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { OpenBackend } from './backend/backend.ts';
import { openMemory } from './backend/memory/index.ts';
import { violationsOf } from './check.ts';
import type { Violation } from './history.ts';
import { optionsFor } from './options.ts';
import { runSeed } from './run.ts';

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly events: number;
  readonly rounds: number;
  readonly kills: number;
  /** Faults by kind. */
  readonly faults: Readonly<Record<string, number>>;
}

/** One seed. What it throws is a violation of number -1: the simulator itself, or something that nobody foresaw. */
export async function runOne(seed: number, backend: OpenBackend = openMemory): Promise<SeedResult> {
  try {
    const history = await runSeed(seed, { backend });
    const faults: Record<string, number> = {};
    for (const event of history.events) {
      const kind = event.what === 'fault' ? event.fault : event.what === 'storeFault' ? 'database' : undefined;
      if (kind !== undefined) faults[kind] = (faults[kind] ?? 0) + 1;
    }
    return {
      seed,
      violations: violationsOf(history),
      events: history.events.length,
      rounds: history.events.filter(({ what }) => what === 'round').length,
      kills: history.events.filter(({ what }) => what === 'kill').length,
      faults,
    };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, violations: [{ invariant: -1, message }], events: 0, rounds: 0, kills: 0, faults: {} };
  }
}

/** Seeds handed to a thread at a time: few, so that none is left with all the long ones. */
const portion = 20;

export interface Threads {
  /** Answers when the seeds are done. */
  run(from: number, count: number, each: (result: SeedResult) => void): Promise<void>;
  close(): Promise<void>;
}

export function openThreads(count = Math.min(2, availableParallelism())): Threads {
  const threads = Array.from({ length: count }, () => new Worker(import.meta.filename, { workerData: 'seeds' }));
  return {
    async run(from, seeds, each) {
      let next = from;
      const one = async (thread: Worker): Promise<void> => {
        while (next < from + seeds) {
          const begin = next;
          next = Math.min(from + seeds, begin + portion);
          for (const result of await asked(thread, begin, next - begin)) each(result);
        }
      };
      await Promise.all(threads.map(one));
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function asked(thread: Worker, from: number, count: number): Promise<readonly SeedResult[]> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (results: readonly SeedResult[]) => {
      thread.off('error', reject);
      resolve(results);
    });
    thread.postMessage({ from, count });
  });
}

/** The seed and every option derived from it, and what was broken: what a person needs who looks at a failure. */
export const told = ({ seed, violations }: SeedResult): string =>
  [
    `seed ${seed} (node test/sim/main.ts --seed ${seed} --trace):`,
    ...violations.slice(0, 5).map(({ invariant, message }) => `  ${invariant}: ${message}`),
    `  options: ${JSON.stringify(optionsFor(seed))}`,
  ].join('\n');

if (!isMainThread && workerData === 'seeds') {
  parentPort?.on('message', ({ from, count }: { from: number; count: number }) => {
    void (async () => {
      const results: SeedResult[] = [];
      for (let seed = from; seed < from + count; seed += 1) results.push(await runOne(seed));
      parentPort?.postMessage(results);
    })();
  });
}
