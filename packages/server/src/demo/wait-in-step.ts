/** Waits as a person would who looks at the overview. */
import { setTimeout as delay } from 'node:timers/promises';
import { agreement, waitForRequest } from '@kobling/store';
import type { Hub } from '../hub.ts';

/** Ten times what it takes on two slow cores. */
const patienceMs = 60_000;
/** Two indexed counts each time. */
const lookEveryMs = 100;

/**
 * Until the requests have ended and every link is in step. Answers the number of links. Throws with the reason when a
 * request failed, or with what is still open when it does not come to rest.
 */
export async function waitUntilInStep(hub: Hub, requests: readonly number[]): Promise<number> {
  const deadline = performance.now() + patienceMs;
  for (const id of requests) {
    const request = await waitForRequest(hub.db, id, Math.max(0, deadline - performance.now()));
    if (request?.status !== 'done')
      throw new Error(`The linking ${id} is ${request?.status ?? 'gone'}: ${JSON.stringify(request?.result ?? null)}`);
  }
  for (;;) {
    const { total, inStep } = await agreement(hub.db);
    if (total > 0 && inStep === total) return total;
    if (performance.now() > deadline)
      throw new Error(`${total - inStep} of ${total} links are not in step. The overview of the page says why.`);
    await delay(lookEveryMs);
  }
}
