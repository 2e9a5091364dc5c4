/** Undo as a request: of a run, a record or a mapping change, with progress, cancelled between pages, resumed after a crash. */
import type { RequestBody, SyncRequest, UndoScope } from '../ports.ts';
import { undo } from '../undo/undo.ts';
import { stopping, type Work } from '../work.ts';
import type { Served } from './served.ts';

export type UndoBody = Extract<RequestBody, { kind: 'undo' | 'undoRecord' | 'undoMapping' }>;

export async function serveUndo(work: Work, request: SyncRequest, body: UndoBody): Promise<Served> {
  const { store } = work.world;
  const { end, cancelled, report } = await undo(work, {
    requestId: request.id,
    scope: scopeOf(body),
    both: body.both === true,
    onPage: async (done, total) => {
      const { cancelAsked } = await store.updateRequest(work.lease, request.id, { progress: { done, total } });
      work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: body.kind, done, total });
      return !cancelAsked;
    },
  });
  if (end.status !== 'done')
    return {
      status: 'failed',
      message: `${end.reason.message} ${report.restored} of ${report.total} fields are put back; ask again for the rest.`,
      result: report,
    };
  if (cancelled) return { status: 'cancelled', result: report };
  return stopping(work) ? { status: 'again' } : { status: 'done', result: report };
}

function scopeOf(body: UndoBody): UndoScope {
  switch (body.kind) {
    case 'undo':
      return { kind: 'run', runId: body.runId };
    case 'undoRecord':
      return { kind: 'record', entity: body.entity, since: body.since, fields: body.fields };
    case 'undoMapping':
      return { kind: 'mapping', change: body.change };
  }
}
