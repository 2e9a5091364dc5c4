/**
 * Invariants 6 and 8: a worker killed at any step, before or after any call to the ERP and any write to the store, is followed by
 * another that comes to the same end. A seeded sample of steps; `node test/crash/crash.test.ts --all` takes every one.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@kobling/sdk/memory';
import { serveErp } from './erp-channel.ts';
import { logBreaches } from './log-checks.ts';
import { beginStory, endState, type Story } from './story.ts';
import { workToRest } from './worker.ts';

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
const sampleSize = 20;
const seed = 20_260_301;

interface Ran {
  readonly killed: boolean;
  readonly steps: readonly string[];
}

/** Runs the worker in a process of its own; it dies at step `killAt`, or tells its steps when that is 0. */
async function runWorker(story: Story, killAt: number): Promise<Ran> {
  const child: ChildProcess = fork(
    program,
    [story.url, String(story.connectionId), JSON.stringify(story.card), String(killAt)],
    { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let words = '';
  let steps: readonly string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.on('message', (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'steps' in message) steps = message.steps as string[];
  });
  serveErp(child, story.erp);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The worker failed by itself: ${words}`);
  return { killed: signal === 'SIGKILL', steps };
}

/** The next worker, once the dead one's lease is over. */
async function restart(story: Story): Promise<void> {
  await story.db.run('update lease set expires_at = clock_timestamp()');
  await workToRest({ ...story, aheadMs: 3_600_000 });
}

async function played(killAt: number): Promise<Ran & { readonly end: Record<string, unknown> }> {
  const story = await beginStory();
  try {
    const ran = await runWorker(story, killAt);
    if (ran.killed) await restart(story);
    assert.deepEqual(await logBreaches(story.db), []);
    return { ...ran, end: await endState(story) };
  } finally {
    await story.end();
  }
}

function sample(count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, n) => n + 1);
  if (process.argv.includes('--all')) return all;
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(sampleSize, count)) chosen.add(1 + Math.floor(random() * count));
  return all.filter((step) => chosen.has(step));
}

test('a worker killed at any step leaves nothing lost and nothing doubled', async (t) => {
  const whole = await played(0);
  assert.equal(whole.killed, false);
  assert.ok(
    whole.steps.includes('after createActor') && whole.steps.includes('before saveActors'),
    'the story is whole',
  );
  for (const step of sample(whole.steps.length)) {
    await t.test(`step ${step} of ${whole.steps.length}: ${whole.steps[step - 1]}`, async () => {
      const crashed = await played(step);
      assert.ok(crashed.killed, 'the worker came to rest before this step');
      assert.deepEqual(crashed.end, whole.end);
    });
  }
});
