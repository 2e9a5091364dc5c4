/** Requests under way: how far they are, and what they came to. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addAudit, cancelRequest, getRequest, type RequestView, waitForRequest } from '@kobling/store';
import type { ServiceHub } from './service-hub.ts';

export interface StartedRequest {
  readonly requestId: number;
  readonly connection: string;
}

/** A request as a program reads it. `result` is what its kind leaves: see engine requests.ts. */
export interface RequestState {
  readonly id: number;
  readonly kind: RequestView['body']['kind'];
  readonly status: RequestView['status'];
  readonly progress: RequestView['progress'];
  readonly result: unknown;
  readonly message: string | null;
  readonly runId: number | null;
}

/** It ends at its next step; what it did stays done. Rejected `request.unknown`; one that has ended stays as it is. */
export async function stopRequest(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  const request = await getRequest(hub.db, id);
  if (request === undefined)
    return rejected('request.unknown', `There is no request ${id}. It may have been cleared away; look at the log.`);
  if (await cancelRequest(hub.db, id))
    await addAudit(hub.db, { by, action: 'request.cancel', subject: `request ${id} (${request.body.kind})` });
  return done(undefined);
}

/** At most this long does one look wait; the asker looks again. */
export const longestLookMs = 10_000;

/** The state of these requests; waits up to `waitMs` for the first of them that has not ended. */
export async function requestStates(
  hub: ServiceHub,
  ids: readonly number[],
  waitMs: number,
): Promise<Outcome<readonly RequestState[]>> {
  const views: RequestView[] = [];
  let waited = false;
  for (const id of ids) {
    let view = await getRequest(hub.db, id);
    if (!waited && view !== undefined && isOpen(view)) {
      view = await waitForRequest(hub.db, id, Math.min(waitMs, longestLookMs));
      waited = true;
    }
    if (view === undefined)
      return rejected('request.unknown', `There is no request ${id}. It may have been cleared away; look at the log.`);
    views.push(view);
  }
  return done(views.map(toState));
}

const isOpen = (view: RequestView): boolean => view.status === 'queued' || view.status === 'running';

const toState = (view: RequestView): RequestState => ({
  id: view.id,
  kind: view.body.kind,
  status: view.status,
  progress: view.progress,
  result: view.result,
  message: messageIn(view.result),
  runId: view.runId,
});

/** What a kind says in the end, or why the connection could not be opened at all. */
function messageIn(result: unknown): string | null {
  if (typeof result !== 'object' || result === null) return null;
  if ('message' in result && typeof result.message === 'string') return result.message;
  return 'error' in result ? messageIn(result.error) : null;
}
