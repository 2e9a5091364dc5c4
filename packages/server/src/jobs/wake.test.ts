import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wakeCycles } from './wake.ts';

const minuteMs = 60_000;

/** Connection to milliseconds until its waiting cycle is due. */
function queueOf(waiting: Map<number, number>, beforePut: (id: number) => void = () => undefined) {
  return {
    async pull(ids: readonly number[]) {
      const found = ids.filter((id) => waiting.has(id));
      for (const id of found) waiting.set(id, 0);
      return found;
    },
    async put(id: number) {
      beforePut(id);
      if (waiting.has(id)) return false;
      waiting.set(id, 0);
      return true;
    },
  };
}

test('a waiting cycle is pulled forward, a missing one is put, each once', async () => {
  const waiting = new Map([[1, minuteMs]]);
  await wakeCycles(queueOf(waiting), [1, 2, 2]);
  assert.deepEqual(
    [...waiting],
    [
      [1, 0],
      [2, 0],
    ],
  );
});

test('H24: a turn that ends while its connection is woken leaves no cycle that sleeps on', async () => {
  const waiting = new Map<number, number>();
  let ended = false;
  const queue = queueOf(waiting, (id) => {
    if (!ended) waiting.set(id, minuteMs);
    ended = true;
  });
  await wakeCycles(queue, [7]);
  assert.equal(waiting.get(7), 0);
});
