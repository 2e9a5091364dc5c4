import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { silenceDeadline } from './deadline.ts';

test('H30 a deadline counts silence only: a stream that keeps answering never meets it', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const deadline = silenceDeadline(1_000);
    for (let n = 0; n < 10; n += 1) {
      deadline.restart();
      mock.timers.tick(900);
      deadline.stop();
      mock.timers.tick(10_000);
    }
    assert.equal(deadline.signal.aborted, false);
    deadline.restart();
    mock.timers.tick(1_000);
    assert.equal(deadline.signal.aborted, true);
  } finally {
    mock.timers.reset();
  }
});
