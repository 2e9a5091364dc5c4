/**
 * The database dies in the middle of a worker's turn and comes back: every process of PostgreSQL killed at once, or told to stop
 * without flushing. What was committed is there, what was not is not; the worker ends, the next comes to the same end.
 * `--all` takes every step.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { StoreAway } from '@kobling/engine';
import { seededRandom } from '@kobling/sdk/memory';
import { logBreaches } from './log-checks.ts';
import { type DatabaseBlow, OwnServer } from './own-server.ts';
import { takeOver } from './play.ts';
import { numberedSteps, steppingConnection, steppingStore } from './steps.ts';
import { beginStory, endState, stories, type StoryName } from './story.ts';
import { workToRest } from './worker.ts';

const seed = 20_260_304;
const sampleSize = 3;
const blows: readonly DatabaseBlow[] = ['SIGKILL', 'SIGQUIT'];

const folder = await mkdtemp(join(tmpdir(), 'kobling-database-'));
const server = await OwnServer.start(folder);
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The database meets its blow at step `at` (0: never), while the worker lives on and goes ahead with what it was about to do. */
async function played(name: StoryName, at: number, blow: DatabaseBlow) {
  const story = await beginStory(name, await server.database());
  try {
    const names: string[] = [];
    const steps = numberedSteps(
      at,
      () => server.strike(blow),
      (step) => names.push(step),
    );
    const worked = workToRest({
      ...story,
      erp: steppingConnection(story.erp, steps),
      aheadMs: 0,
      around: (store) => steppingStore(store, steps),
    });
    const failure: unknown = await worked.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (at > 0) {
      await server.restart();
      await takeOver(story);
    }
    assert.deepEqual(await logBreaches(story.db), []);
    return { names, failure, end: await endState(story) };
  } finally {
    await story.end();
  }
}

/** Not the last ones: a blow after the worker's last look at the database is no news to it. */
function sample(count: number): readonly number[] {
  const numbers = Array.from({ length: count - 2 }, (_, n) => n + 1);
  if (process.argv.includes('--all')) return numbers;
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < sampleSize) chosen.add(1 + Math.floor(random() * numbers.length));
  return [...chosen];
}

for (const name of Object.keys(stories) as StoryName[]) {
  test(`the database dies at any step of the story of ${name}: nothing is lost and nothing doubled`, async (t) => {
    const whole = await played(name, 0, 'SIGKILL');
    assert.equal(whole.failure, undefined);
    for (const [index, step] of sample(whole.names.length).entries()) {
      const blow = blows[index % blows.length] ?? 'SIGKILL';
      await t.test(`${blow} at step ${step} of ${whole.names.length}: ${whole.names[step - 1]}`, async () => {
        const struck = await played(name, step, blow);
        assert.ok(struck.failure instanceof StoreAway, `the worker said: ${String(struck.failure)}`);
        assert.deepEqual(struck.end, whole.end);
      });
    }
  });
}
