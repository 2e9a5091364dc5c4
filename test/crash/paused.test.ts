/**
 * H13: a worker that sleeps through its lease, as on a machine that was suspended, and two workers at once. The sleeper is stopped
 * (SIGSTOP) at a numbered step, another takes over and finishes, then the sleeper wakes (SIGCONT): its writes are refused by the
 * store and by an ERP that compares tokens, and the end is the same. `--all` takes every step.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { pgSyncStore } from '@kobling/store';
import type { ErpCall } from './erp-channel.ts';
import { logBreaches } from './log-checks.ts';
import { startWorker, takeOver, wake } from './play.ts';
import { beginStory, endState, type Story, type StoryName } from './story.ts';

const seed = 20_260_303;
const all = process.argv.includes('--all');
/** Besides the named ones. */
const sampleSize = 4;

async function undisturbed(name: StoryName): Promise<{ end: Record<string, unknown>; steps: readonly string[] }> {
  const story = await beginStory(name);
  try {
    const { steps } = await startWorker(story, 0, 'kill').ended;
    return { end: await endState(story), steps };
  } finally {
    await story.end();
  }
}

/** What a worker of a lower token asked of the ERP after one of a higher token had written to it. */
function lateWrites(calls: readonly ErpCall[]): readonly ErpCall[] {
  let highest = 0n;
  return calls.filter(({ operation, token = 0n }) => {
    const writes = operation === 'saveActors' || operation === 'createActor';
    const late = writes && token < highest;
    if (writes && token > highest) highest = token;
    return late;
  });
}

async function sleptThrough(story: Story, at: number | string) {
  const calls: ErpCall[] = [];
  const sleeper = startWorker(story, at, 'stop', calls);
  try {
    const step = await sleeper.stopped;
    assert.notEqual(step, undefined, 'the worker came to rest before this step');
    await takeOver(story, calls);
    const finished = await endState(story);
    wake(sleeper);
    const { lost, steps } = await sleeper.ended;
    for (const call of lateWrites(calls))
      assert.notEqual(call.status, 'done', `a late ${call.operation} of token ${call.token} was carried out`);
    assert.deepEqual(await logBreaches(story.db), []);
    return { finished, end: await endState(story), lost, steps, late: lateWrites(calls).length };
  } finally {
    sleeper.child.kill('SIGKILL');
  }
}

test('H13 a worker that slept through its lease writes nothing more, at whatever step it fell asleep', async (t) => {
  const whole = await undisturbed('edits');
  // Between the worker's own mark and its call: the only place where the ERP itself has to refuse it.
  for (const at of ['before saveActors', 'before createActor']) {
    await t.test(`asleep ${at}: the ERP refuses the call`, async () => {
      const story = await beginStory('edits');
      try {
        const slept = await sleptThrough(story, at);
        assert.equal(slept.late, 1);
        assert.equal(slept.lost, true);
        assert.deepEqual(slept.end, whole.end);
      } finally {
        await story.end();
      }
    });
  }
  const random = seededRandom(seed);
  const steps = all
    ? whole.steps.map((_, n) => n + 1)
    : Array.from({ length: sampleSize }, () => 1 + Math.floor(random() * whole.steps.length));
  for (const step of new Set(steps)) {
    await t.test(`asleep at step ${step} of ${whole.steps.length}: ${whole.steps[step - 1]}`, async () => {
      const story = await beginStory('edits');
      try {
        const slept = await sleptThrough(story, step);
        assert.deepEqual(slept.finished, whole.end, 'what its successor came to');
        assert.deepEqual(slept.end, whole.end, 'after it woke');
      } finally {
        await story.end();
      }
    });
  }
});

test('two workers at once on one connection: only one of them works at a time, and the end is the same', async () => {
  const whole = await undisturbed('edits');
  const story = await beginStory('edits');
  try {
    const calls: ErpCall[] = [];
    const both = [startWorker(story, 0, 'kill', calls), startWorker(story, 0, 'kill', calls)];
    await Promise.all(both.map((worker) => worker.ended));
    const tokens = calls.map(({ token = 0n }) => token);
    assert.deepEqual(
      tokens,
      tokens.toSorted((a, b) => Number(a - b)),
      'a call of a token that another had followed',
    );
    assert.ok(new Set(tokens).size > 1);
    assert.deepEqual(await logBreaches(story.db), []);
    assert.deepEqual(await endState(story), whole.end);
  } finally {
    await story.end();
  }
});

test('a second worker gets no lease while the first is at work, however long that takes', async () => {
  const story = await beginStory('edits');
  const first = startWorker(story, 'after markSent', 'stop');
  try {
    assert.equal(await first.stopped, 'after markSent');
    const [lease] = await story.db.query<{ live: boolean }>('select expires_at > clock_timestamp() as live from lease');
    assert.equal(lease?.live, true);
    const store = pgSyncStore(story.db);
    assert.equal(await store.acquireLease(story.connectionId, 'second', 1_000), undefined);
    wake(first);
    assert.equal((await first.ended).lost, false);
    assert.deepEqual(await logBreaches(story.db), []);
  } finally {
    first.child.kill('SIGKILL');
    await story.end();
  }
});
