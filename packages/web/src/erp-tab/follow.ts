/** Waits for a request of the tab's to end, however long that takes; a lost line is waited out. */
import type { ErpRequest } from '@kobling/contract';
import { type Hub, HubError } from '../hub/client.ts';

const againMs = 2_000;

/** Undefined: nobody waits any more. */
export async function untilEnded(hub: Hub, id: number, signal: AbortSignal): Promise<ErpRequest | undefined> {
  while (!signal.aborted) {
    try {
      // The hub answers at the end, or after a few seconds.
      const request = await hub.call('GET /api/erp-tab/requests/:id', { params: { id } }, { signal });
      if (request.status !== 'underWay') return request;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof HubError) || (error.status !== 0 && error.status < 500)) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
  return undefined;
}
