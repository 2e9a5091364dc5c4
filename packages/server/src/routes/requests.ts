/** What people asked of the sync, as its page shows it. */
import type { ApiError, SyncRequest } from '@kobling/contract';
import { getRequest, type RequestView } from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse, refuseOutcome } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { stopRequest } from '../services/index.ts';

/** A request's result is whatever its kind leaves; of it the counts and the error are shown. */
export function toRequest(view: RequestView): SyncRequest {
  return {
    id: view.id,
    connectionId: view.connectionId,
    kind: view.body.kind,
    status: view.status,
    progress: view.progress,
    counts: countsIn(view.result),
    error: view.status === 'failed' ? errorIn(view.result) : null,
  };
}

function part(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function countsIn(result: unknown): SyncRequest['counts'] {
  const counts = part(result, 'counts');
  const number = (name: string): number => {
    const found = part(counts, name);
    return typeof found === 'number' && found >= 0 ? found : 0;
  };
  if (counts === undefined) return null;
  return {
    crmWrites: number('crmWrites'),
    erpWrites: number('erpWrites'),
    conflicts: number('conflicts'),
    failures: number('failures'),
  };
}

function errorIn(result: unknown): ApiError {
  const error = part(result, 'error') ?? part(result, 'reason') ?? result;
  const text = (name: string, otherwise: string): string => {
    const found = part(error, name);
    return typeof found === 'string' && found !== '' ? found : otherwise;
  };
  return {
    code: text('code', 'request.failed'),
    message: text('message', typeof error === 'string' ? error : 'It could not be carried out.'),
    remedy: text('remedy', 'Look at the connection in the sync overview, mend what it says, then ask again.'),
  };
}

export const requestRoutes = (
  hub: Hub,
): Pick<Handlers, 'GET /api/sync/requests/:id' | 'POST /api/sync/requests/:id/cancel'> => ({
  async 'POST /api/sync/requests/:id/cancel'({ params }, call) {
    const { name, language } = personOf(call);
    const stopped = await stopRequest(hub, params.id, name);
    return stopped.status === 'done' ? { ok: true } : refuseOutcome(stopped, language);
  },
  async 'GET /api/sync/requests/:id'({ params }) {
    const request = await getRequest(hub.db, params.id);
    return request === undefined ? refuse('notFound') : toRequest(request);
  },
});
