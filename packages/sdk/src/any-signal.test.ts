import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anySignal } from './any-signal.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whoever met the limit keeps nothing of it. */
function met(): { readonly signal: AbortSignal; readonly end: () => void } {
  let controller: AbortController | undefined = new AbortController();
  const signal = anySignal([new AbortController().signal, anySignal([controller.signal])]);
  return {
    signal,
    end: () => {
      controller?.abort(new DOMException('late', 'TimeoutError'));
      controller = undefined;
    },
  };
}

test('a limit that was met is seen although all trace of it was collected', async () => {
  const { signal, end } = met();
  assert.equal(signal.aborted, false);
  end();
  for (let round = 0; round < 3; round += 1) {
    await setImmediate();
    collect();
  }
  assert.equal(signal.aborted, true);
  assert.equal((signal.reason as DOMException).message, 'late');
});

test('listeners hear of it, and of one that was aborted before', () => {
  const controller = new AbortController();
  let heard = 0;
  anySignal([controller.signal]).addEventListener('abort', () => {
    heard += 1;
  });
  controller.abort();
  assert.equal(heard, 1);
  assert.equal(anySignal([new AbortController().signal, AbortSignal.abort()]).aborted, true);
});
