/**
 * The disk of the database is full, or the answer to COMMIT is lost: the worker ends with an error that says which, nothing
 * half-written stays, and once there is room the next worker comes to the same end. At the driver for every write, and once for real
 * on a small file system where this process may mount one. `--all` takes every write.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreAway } from '@kobling/engine';
import { seededRandom } from '@kobling/sdk/memory';
import { CommitUnknown } from '@kobling/store';
import { type Fault, failingDatabase, faultAt } from './failing-database.ts';
import { logBreaches } from './log-checks.ts';
import { takeOver } from './play.ts';
import { beginStory, endState, type StoryName } from './story.ts';
import { workToRest } from './worker.ts';

const seed = 20_260_305;
const sampleSize = 4;

async function played(name: StoryName, fault: Fault) {
  const story = await beginStory(name);
  try {
    const failure: unknown = await workToRest({ ...story, db: failingDatabase(story.db, fault), aheadMs: 0 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.deepEqual(await logBreaches(story.db), [], 'something half-written stayed');
    fault.over = true;
    if (failure !== undefined) await takeOver(story);
    assert.deepEqual(await logBreaches(story.db), []);
    return { failure, end: await endState(story) };
  } finally {
    await story.end();
  }
}

function sample(count: number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  if (process.argv.includes('--all')) return numbers;
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(sampleSize, count)) chosen.add(1 + Math.floor(random() * count));
  return [...chosen];
}

const faults: readonly {
  readonly kind: Fault['kind'];
  readonly title: string;
  readonly story: StoryName;
  readonly said: (failure: unknown) => boolean;
}[] = [
  {
    kind: 'diskFull',
    title: 'a disk that is full from any write on stops the worker and loses nothing',
    story: 'edits',
    said: (failure) =>
      failure instanceof StoreAway && /disk of the database is full\. Free space/.test(failure.message),
  },
  {
    kind: 'commitUnknown',
    title: 'a commit whose answer is lost is neither forgotten nor done twice',
    story: 'requests',
    said: (failure) => failure instanceof StoreAway && failure.cause instanceof CommitUnknown,
  },
];

for (const { kind, title, story, said } of faults) {
  test(title, async (t) => {
    const none = faultAt(kind, 0);
    const whole = await played(story, none);
    assert.equal(whole.failure, undefined);
    for (const at of sample(none.count)) {
      await t.test(`from ${at} of ${none.count} on`, async () => {
        const failed = await played(story, faultAt(kind, at));
        assert.ok(said(failed.failure), `the worker said: ${String(failed.failure)}`);
        assert.deepEqual(failed.end, whole.end);
      });
    }
  });
}
