import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReplay, keptMs, mostKept } from './replay.ts';

let clockMs = 0;
let epochs = 0;
const fresh = () =>
  createReplay(
    () => new Date(clockMs),
    () => `epoch${(epochs += 1)}`,
  );
const overview = (): { type: 'overviewChanged' } => ({ type: 'overviewChanged' });

test('what came after an id is known, steps of progress aside', () => {
  const replay = fresh();
  const start = replay.last;
  const one = replay.put(overview, true);
  replay.put(overview, false);
  const three = replay.put(overview, true);
  assert.deepEqual(
    replay.after(start)?.map(({ id }) => id),
    [one.id, three.id],
  );
  assert.deepEqual(
    replay.after(one.id)?.map(({ id }) => id),
    [three.id],
  );
  assert.deepEqual(replay.after(replay.last), []);
});

test('what was dropped, never said, said by another process or before a pause is not pretended to be known', () => {
  const replay = fresh();
  const first = replay.put(overview, true);
  for (let count = 0; count < mostKept; count++) replay.put(overview, true);
  assert.equal(replay.after(first.id)?.length, mostKept, 'the first was heard, the rest is all there');
  replay.put(overview, true);
  assert.equal(replay.after(first.id), undefined, 'one is gone');
  const late = replay.last;
  clockMs += keptMs + 1;
  assert.deepEqual(replay.after(late), [], 'all of it was heard, old as it is');
  replay.put(overview, true);
  assert.equal(replay.after(late)?.length, 1);
  for (const id of ['', 'x', `${late}0`, fresh().last, '-1', 'epoch1-']) assert.equal(replay.after(id), undefined, id);
  replay.forget();
  assert.equal(replay.after(late), undefined);
});
