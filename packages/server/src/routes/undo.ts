/** Undo: started as a preview or for good, then looked at by its request. */
import type { Undo } from '@kobling/contract';
import type { Outcome } from '@kobling/sdk';
import { connectionNames, getRequest, type RequestView, undoRowsOf, undoView } from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { startMappingUndo, startRecordUndo, type StartedRequest, startUndo } from '../services/index.ts';
import { toRequest } from './requests.ts';
import { readLabels, toField } from './shapes.ts';

const pageSize = 50;

export type UndoRoutes = 'POST /api/sync/undo' | 'GET /api/sync/undo/:id' | 'GET /api/sync/undo/:id/rows';

export const undoRoutes = (hub: Hub): Pick<Handlers, UndoRoutes> => ({
  async 'POST /api/sync/undo'({ body }, call) {
    const { name } = personOf(call);
    const how = { both: body.both, dryRun: body.preview };
    const { scope } = body;
    const started = (outcome: Outcome<StartedRequest>) =>
      outcome.status === 'done'
        ? { requestId: outcome.value.requestId }
        : refuse(outcome.reason.code === 'connection.inactive' ? 'connectionInactive' : 'notFound');
    switch (scope.kind) {
      case 'run':
        return started(await startUndo(hub, { runId: scope.runId, ...how }, name));
      case 'mapping':
        return started(await startMappingUndo(hub, { change: scope.change, ...how }, name));
      case 'record': {
        const connection = (await connectionNames(hub.db)).find(({ id }) => id === body.connectionId)?.name;
        const { entity, since, fields } = scope;
        return started(await startRecordUndo(hub, { entity, since, fields, connection, ...how }, name));
      }
    }
  },
  async 'GET /api/sync/undo/:id'({ params }) {
    const request = await getRequest(hub.db, params.id);
    const scope = request && scopeOf(request);
    if (request === undefined || scope === undefined) return refuse('notFound');
    const view = await undoView(hub.db, params.id);
    const names = await connectionNames(hub.db);
    const { id, status, progress, error } = toRequest(request);
    return {
      requestId: id,
      connection: { id: request.connectionId, name: names.find((one) => one.id === request.connectionId)?.name ?? '' },
      ...scope,
      status,
      progress,
      error,
      runId: view?.runId ?? null,
      counts: view?.counts ?? { total: 0, restored: 0, skipped: 0, underWay: 0 },
    };
  },
  async 'GET /api/sync/undo/:id/rows'({ params, query }, call) {
    const { language } = personOf(call);
    const limit = query.limit ?? pageSize;
    const wish = { requestId: params.id, afterNo: query.afterNo ?? 0, only: query.only, limit: limit + 1 };
    const found = await undoRowsOf(hub.db, wish);
    const labels = await readLabels(hub.db);
    const rows = found.slice(0, limit).map(({ logId: _, ...row }) => ({
      ...row,
      field: row.field && toField(row.field, row.record?.kind, labels, language),
    }));
    return { rows, nextAfterNo: found.length > limit ? (rows.at(-1)?.no ?? null) : null };
  },
});

/** Undefined: the request is another kind of work. */
function scopeOf({ body }: RequestView): Pick<Undo, 'scope' | 'both' | 'preview'> | undefined {
  switch (body.kind) {
    case 'undo':
      return { scope: { kind: 'run', runId: body.runId }, both: body.both === true, preview: body.dryRun === true };
    case 'undoMapping':
      return {
        scope: { kind: 'mapping', change: body.change },
        both: body.both === true,
        preview: body.dryRun === true,
      };
    case 'undoRecord': {
      const { entity, since, fields } = body;
      return {
        scope: {
          kind: 'record',
          entity,
          ...(since !== undefined && { since }),
          ...(fields !== undefined && { fields: [...fields] }),
        },
        both: body.both === true,
        preview: body.dryRun === true,
      };
    }
    default:
      return undefined;
  }
}
