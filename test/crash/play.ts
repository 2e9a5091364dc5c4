/** One story played with a worker that something happens to, and with the worker that follows it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ErpCall, noting, serveErp } from './erp-channel.ts';
import type { Blow } from './child.ts';
import type { Story } from './story.ts';
import { workToRest } from './worker.ts';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));

export interface Ended {
  readonly killed: boolean;
  /** Its writes were refused, since another had taken over. */
  readonly lost: boolean;
  readonly steps: readonly string[];
}
export interface Worker {
  readonly child: ChildProcess;
  /** The step at which it was stopped; undefined when it ended without. */
  readonly stopped: Promise<string | undefined>;
  readonly ended: Promise<Ended>;
}

/** Starts a worker in a process of its own, that `blow` meets at step `at` (0: never). */
export function startWorker(story: Story, at: number | string, blow: Blow, calls: ErpCall[] = []): Worker {
  const child = fork(program, [story.url, String(story.connectionId), JSON.stringify(story.card), String(at), blow], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let words = '';
  let told: { readonly steps: readonly string[]; readonly lost: boolean } = { steps: [], lost: false };
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.on('message', (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'steps' in message) told = message as typeof told;
  });
  serveErp(child, story.erp, calls);
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const ended = exit.then(([code, signal]) => {
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The worker failed by itself: ${words}`);
    return { killed: signal === 'SIGKILL', ...told };
  });
  const said = new Promise<string>((resolve) => child.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk))));
  return { child, ended, stopped: Promise.race([said, ended.then(() => undefined)]) };
}

const wakeEveryMs = 50;

/**
 * Wakes a worker that was stopped, until it has ended: it says its step before it puts itself to sleep, and a signal that comes
 * between the two would be lost, and the worker asleep for good.
 */
export function wake({ child, ended }: Worker): void {
  child.kill('SIGCONT');
  const again = setInterval(() => child.kill('SIGCONT'), wakeEveryMs);
  void ended.catch(() => undefined).finally(() => clearInterval(again));
}

/** The next worker, once the lease of the one before is over. */
export async function takeOver(story: Story, calls: ErpCall[] = []): Promise<void> {
  await story.db.run('update lease set expires_at = clock_timestamp()');
  await workToRest({ ...story, erp: noting(story.erp, calls), aheadMs: 3_600_000 });
}
