/** Undo: started as a preview or for good, then looked at by its request. */
import type { CrmRecord, MappingChange, Run, Undo } from '@kobling/contract';
import type { RequestBody } from '@kobling/engine';
import type { Outcome } from '@kobling/sdk';
import {
  connectionNames,
  type Database,
  getRequest,
  latestUndos,
  type MappingChangeView,
  mappingChanges,
  recordNames,
  type RunView,
  runs,
  undoRowsOf,
  undoView,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { startMappingUndo, startRecordUndo, type StartedRequest, startUndo } from '../services/index.ts';
import { toRequest } from './requests.ts';
import { readLabels, toField } from './shapes.ts';

const pageSize = 50;
const latest = 20;

export type UndoRoutes =
  | `${'POST' | 'GET'} /api/sync/undo`
  | 'GET /api/sync/undo/:id'
  | 'GET /api/sync/undo/:id/rows'
  | 'GET /api/sync/runs'
  | 'GET /api/sync/mapping-changes';

export const undoRoutes = (hub: Hub): Pick<Handlers, UndoRoutes> => ({ ...startRoutes(hub), ...readRoutes(hub) });

type Started = 'POST /api/sync/undo';
const startRoutes = (hub: Hub): Pick<Handlers, Started> => ({
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
});

const readRoutes = (hub: Hub): Pick<Handlers, Exclude<UndoRoutes, Started>> => ({
  async 'GET /api/sync/undo/:id'({ params }) {
    const request = await getRequest(hub.db, params.id);
    const scope = request && scopeOf(request.body);
    if (request === undefined || scope === undefined) return refuse('notFound');
    const view = await undoView(hub.db, params.id);
    const names = await connectionNames(hub.db);
    const { id, status, progress, error } = toRequest(request);
    return {
      requestId: id,
      connection: { id: request.connectionId, name: names.find((one) => one.id === request.connectionId)?.name ?? '' },
      ...scope,
      record: (await namesOf(hub.db, [scope]))[0] ?? null,
      status,
      by: request.by,
      at: request.createdAt.toISOString(),
      progress,
      error,
      runId: view?.runId ?? null,
      counts: view?.counts ?? { total: 0, restored: 0, skipped: 0, underWay: 0 },
    };
  },
  async 'GET /api/sync/undo'() {
    const undos = (await latestUndos(hub.db, latest)).flatMap(({ body, id, at, ...undone }) => {
      const scope = scopeOf(body);
      return scope === undefined ? [] : [{ ...undone, ...scope, requestId: id, at: at.toISOString() }];
    });
    const names = await namesOf(hub.db, undos);
    return { undos: undos.map((undone, index) => ({ ...undone, record: names[index] ?? null })) };
  },
  async 'GET /api/sync/runs'({ query: { beforeId } }) {
    const wish = { ...(beforeId !== undefined && { beforeId }), limit: latest + 1 };
    const found = (await runs(hub.db, wish)).map(toRun);
    const shown = found.slice(0, latest);
    return { runs: shown, nextBeforeId: found.length > latest ? (shown.at(-1)?.id ?? null) : null };
  },
  async 'GET /api/sync/mapping-changes'({ query }) {
    const found = await mappingChanges(hub.db, { beforeId: query.beforeId, limit: latest + 1 });
    const changes = found.slice(0, latest).map(toChange);
    return { changes, nextBeforeId: found.length > latest ? (changes.at(-1)?.id ?? null) : null };
  },
  async 'GET /api/sync/undo/:id/rows'({ params, query }, call) {
    const { language } = personOf(call);
    const limit = query.limit ?? pageSize;
    const wish = { requestId: params.id, afterNo: query.afterNo ?? 0, only: query.only, limit: limit + 1 };
    const found = await undoRowsOf(hub.db, wish);
    const labels = await readLabels(hub.db);
    const rows = found.slice(0, limit).map(({ no, record, field, side, oldValue, newValue, status, why, said }) => ({
      no,
      record,
      field: field && toField(field, record?.kind, labels, language),
      side,
      oldValue,
      newValue,
      status,
      why,
      said,
    }));
    return { rows, nextAfterNo: found.length > limit ? (rows.at(-1)?.no ?? null) : null };
  },
});

type Scoped = Pick<Undo, 'scope' | 'both' | 'preview'>;

/** Of each its record, null where it is not about one; in one look-up. */
async function namesOf(db: Database, scopes: readonly Scoped[]): Promise<readonly (CrmRecord | null)[]> {
  const entities = scopes.map(({ scope }) => (scope.kind === 'record' ? scope.entity : undefined));
  const names = await recordNames(
    db,
    entities.flatMap((entity) => entity ?? []),
  );
  return entities.map((entity) => names.find((one) => one.kind === entity?.kind && one.id === entity.id) ?? null);
}

function toRun({ id, connection, kind, status, by, startedAt, counts }: RunView): Run {
  const { crmWrites = 0, erpWrites = 0, conflicts = 0, failures = 0 } = counts;
  return { id, connection, kind, status, by, at: startedAt.toISOString(), crmWrites, erpWrites, conflicts, failures };
}

function toChange({ id, connection, actorType, at, by, changes }: MappingChangeView): MappingChange {
  const shape = (side: (typeof changes)[number]['before']) =>
    side === null ? null : { crmField: side.crmField, direction: side.direction };
  return {
    id,
    connection,
    actorType,
    at: at.toISOString(),
    by,
    fields: changes.map(({ erpField, before, after }) => ({ erpField, before: shape(before), after: shape(after) })),
  };
}

/** Undefined: the request is another kind of work. */
function scopeOf(body: RequestBody): Scoped | undefined {
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
