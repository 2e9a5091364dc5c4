/**
 * Invariants 6 and 8: a worker killed at any step, before or after any call to the ERP and any write to the store, is followed by
 * another that comes to the same end. A seeded sample of steps; `node test/crash/crash.test.ts --all` takes every one, `--story edits`
 * those of one story, `--steps 17,18` these; `--table` puts what happened at each into docs/crash.md.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { logBreaches } from './log-checks.ts';
import { OwnServer } from './own-server.ts';
import { type Ended, startWorker, takeOver } from './play.ts';
import { beginStory, endState, stories, type StoryName } from './story.ts';
import { CrashTable } from './table.ts';

const samples: Readonly<Record<StoryName, number>> = { edits: 13, requests: 7 };
const seed = 20_260_301;
const all = process.argv.includes('--all');
const given = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const only = given('--story');
const steps = given('--steps')?.split(',').map(Number);
const table = new CrashTable();

let folder = '';
let server: OwnServer;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kobling-crash-'));
  server = await OwnServer.start(folder, false);
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function played(name: StoryName, killAt: number): Promise<Ended & { readonly end: Record<string, unknown> }> {
  const story = await beginStory(name, await server.database());
  try {
    const ended = await startWorker(story, killAt, 'kill').ended;
    if (ended.killed) await takeOver(story);
    assert.deepEqual(await logBreaches(story.db), []);
    return { ...ended, end: await endState(story) };
  } finally {
    await story.end();
  }
}

function sample(name: StoryName, count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  if (steps !== undefined) return numbers.filter((step) => steps.includes(step));
  if (all) return numbers;
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(samples[name], count)) chosen.add(1 + Math.floor(random() * count));
  return numbers.filter((step) => chosen.has(step));
}

/** What the story must pass through to be worth playing. */
const mustPass: Readonly<Record<StoryName, readonly string[]>> = {
  edits: ['after createActor', 'before saveActors', 'after linkMatches', 'after moveLink', 'after breakLinks'],
  requests: ['after addPlanRows', 'after closePlan', 'before saveActors', 'after updateRequest'],
};

for (const name of (Object.keys(stories) as StoryName[]).filter((story) => only === undefined || story === only)) {
  test(`a worker killed at any step of the story of ${name} leaves nothing lost and nothing doubled`, async (t) => {
    const whole = await played(name, 0);
    assert.equal(whole.killed, false);
    for (const step of mustPass[name]) assert.ok(whole.steps.includes(step), `the story never comes to ${step}`);
    for (const step of sample(name, whole.steps.length)) {
      const at = whole.steps[step - 1] ?? '';
      await t.test(`step ${step} of ${whole.steps.length}: ${at}`, async () => {
        table.killed(name, at);
        const crashed = await played(name, step);
        assert.ok(crashed.killed, 'the worker came to rest before this step');
        assert.deepEqual(crashed.end, whole.end);
        table.sameEnd(name, at);
      });
    }
  });
}

after(async () => {
  if (process.argv.includes('--table')) await table.intoDocs();
});
