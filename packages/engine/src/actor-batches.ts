/** Actors of one call in batches. The deadline is for silence: it stands still while the engine works on a batch (H30). */
import { type Actor, type ActorStream, anySignal, type CallOptions, type End, inBatches } from '@kobling/sdk';
import { limits } from './limits.ts';
import type { Work } from './work.ts';

/** Returns how the stream ended; only one that ended `done` was complete. */
export async function* actorBatches(
  work: Work,
  send: (call: CallOptions) => ActorStream,
): AsyncGenerator<readonly Actor[], End, undefined> {
  const deadline = work.world.clock.deadline(work.setup.card.callDeadlineMs);
  const signal = anySignal([work.signal, deadline.signal]);
  const batches = inBatches(send({ signal, token: work.lease.token }), limits.batch);
  let ended = false;
  try {
    for (;;) {
      deadline.restart();
      const step = await batches.next();
      deadline.stop();
      if (step.done === true) {
        ended = true;
        return deadline.signal.aborted && !work.signal.aborted ? timedOut(step.value) : step.value;
      }
      yield step.value;
    }
  } finally {
    deadline.stop();
    // Whoever reads no further closes the call.
    if (!ended) await batches.return({ status: 'done', value: undefined });
  }
}

/** Whatever the connector calls it: it was silent for too long. */
const timedOut = (end: End): End =>
  end.status === 'done' ? end : { ...end, reason: { ...end.reason, code: 'call.timeout' } };
