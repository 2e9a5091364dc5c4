/** Waits until what was asked for is carried out. A plan is looked at by the page meanwhile. */
import type { ApiError } from '@kobling/contract';
import { useHub } from '../hub/hub.tsx';
import { HubError } from '../hub/client.ts';
import { useLive } from '../hub/live.tsx';
import { untilFinished } from '../hub/sync-control.tsx';

export const unknownError: ApiError = {
  code: 'request.failed',
  message: 'It could not be carried out.',
  remedy: 'Look at the connection in the overview, then ask again.',
};

/** Throws with the hub's sentence where it failed. `requestId` null: it is done already. */
export function useCarryOut(): (asked: { readonly requestId: number | null }) => Promise<void> {
  const hub = useHub();
  const live = useLive();
  return async ({ requestId }) => {
    if (requestId === null) return;
    const ended = await untilFinished(hub, live, requestId);
    if (ended.status !== 'done') throw new HubError(200, ended.error ?? unknownError);
  };
}
