/** What people ask of the sync, and what they see of it: log, conflicts, failures, now, on and off. */
import type { LogQuery } from '@kobling/contract';
import {
  activeConnections,
  addAudit,
  addRequest,
  connectionNextTry,
  conflicts,
  conflictState,
  failures,
  keepConflict,
  retryFailures,
  retryLink,
  syncLog,
  type SyncLogQuery,
  waitForFeed,
  waitForRequest,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse, refuseOutcome } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { siteMustBeLicensed } from '../services/index.ts';
import { changeSyncSetting } from '../jobs/sync-setting.ts';
import { feedPatienceMs } from '../services/sync.ts';
import { crmNameOf } from './session.ts';
import { readLabels, toConflict, toFailure, toLogRow } from './shapes.ts';

const pageSize = 50;
/** Longer than a cycle usually takes; beyond it the page says that it is under way (H25). */
const waitMs = 10_000;

export type SyncRoutes =
  | 'GET /api/sync/log'
  | 'GET /api/sync/conflicts'
  | 'POST /api/sync/conflicts/:id/use-other'
  | 'POST /api/sync/conflicts/:id/keep'
  | 'GET /api/sync/failures'
  | 'POST /api/sync/failures/retry'
  | 'POST /api/sync/failures/:linkId/retry'
  | 'POST /api/sync/now'
  | 'POST /api/sync/running'
  | 'POST /api/sync/interval';

export const syncRoutes = (hub: Hub): Pick<Handlers, SyncRoutes> => ({
  ...lists(hub),
  ...decisions(hub),
  ...controls(hub),
});

function lists(hub: Hub): Pick<Handlers, 'GET /api/sync/log' | 'GET /api/sync/conflicts' | 'GET /api/sync/failures'> {
  return {
    async 'GET /api/sync/log'({ query }, call) {
      const { language } = personOf(call);
      const limit = query.limit ?? pageSize;
      const found = await syncLog(hub.db, toLogQuery(query, limit + 1));
      const labels = await readLabels(hub.db);
      const rows = found.slice(0, limit).map((row) => toLogRow(row, labels, language));
      return { rows, nextBeforeId: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
    async 'GET /api/sync/conflicts'({ query }, call) {
      const { language } = personOf(call);
      const limit = query.limit ?? pageSize;
      const { rows: found, total } = await conflicts(hub.db, {
        limit: limit + 1,
        ...(query.connection === undefined ? {} : { connectionId: query.connection }),
        ...(query.beforeId === undefined ? {} : { beforeId: query.beforeId }),
      });
      const [labels, crmName] = await Promise.all([readLabels(hub.db), crmNameOf(hub)]);
      const rows = found.slice(0, limit).map((row) => toConflict(row, labels, language, crmName));
      return { rows, total, nextBeforeId: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
    async 'GET /api/sync/failures'({ query }, call) {
      const { language } = personOf(call);
      const limit = query.limit ?? pageSize;
      const { rows: found, total } = await failures(hub.db, {
        limit: limit + 1,
        ...(query.connection === undefined ? {} : { connectionId: query.connection }),
        ...(query.afterLinkId === undefined ? {} : { afterLinkId: query.afterLinkId }),
      });
      const labels = await readLabels(hub.db);
      const page = found.slice(0, limit);
      const rows = page.map((row) => toFailure(row, labels, language)).filter((row) => row !== undefined);
      return { rows, total, nextAfterLinkId: found.length > limit ? (page.at(-1)?.linkId ?? null) : null };
    },
  };
}

function toLogQuery(query: LogQuery, limit: number): SyncLogQuery {
  const { connection, entity, entityId, kind, field, side, from, to, text, run, beforeId } = query;
  return {
    limit,
    ...(connection === undefined ? {} : { connectionId: connection }),
    ...(entity === undefined ? {} : { entity: { kind: entity, ...(entityId === undefined ? {} : { id: entityId }) } }),
    ...(kind === undefined ? {} : { kind: [kind] }),
    ...(field === undefined ? {} : { field }),
    ...(side === undefined ? {} : { side }),
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
    ...(text === undefined ? {} : { text }),
    ...(run === undefined ? {} : { runId: run }),
    ...(beforeId === undefined ? {} : { beforeId }),
  };
}

type Decisions =
  | 'POST /api/sync/conflicts/:id/use-other'
  | 'POST /api/sync/conflicts/:id/keep'
  | 'POST /api/sync/failures/retry'
  | 'POST /api/sync/failures/:linkId/retry';

function decisions(hub: Hub): Pick<Handlers, Decisions> {
  return {
    async 'POST /api/sync/conflicts/:id/use-other'({ params }, call) {
      const { name } = personOf(call);
      const conflict = await conflictState(hub.db, params.id);
      if (conflict === undefined) return refuse('notFound');
      if (conflict.status !== 'open') return refuse('conflictClosed');
      const requestId = await addRequest(
        hub.db,
        conflict.connectionId,
        { kind: 'useOther', conflict: params.id },
        name,
      );
      await hub.wake([conflict.connectionId]);
      await waitForRequest(hub.db, requestId, waitMs);
      hub.events.send({ type: 'overview' });
      return { requestId };
    },
    async 'POST /api/sync/conflicts/:id/keep'({ params }, call) {
      const { name } = personOf(call);
      if (!(await keepConflict(hub.db, params.id, name, hub.now()))) {
        return refuse((await conflictState(hub.db, params.id)) === undefined ? 'notFound' : 'conflictClosed');
      }
      await addAudit(hub.db, { by: name, action: 'conflict kept', subject: `conflict ${params.id}` });
      hub.events.send({ type: 'overview' });
      return { ok: true };
    },
    async 'POST /api/sync/failures/retry'({ body }) {
      const { count, connectionIds } = await retryFailures(hub.db, body.connection, hub.now());
      await hub.wake(connectionIds);
      return { count };
    },
    async 'POST /api/sync/failures/:linkId/retry'({ params }) {
      const connectionId = await retryLink(hub.db, params.linkId, hub.now());
      if (connectionId === undefined) return refuse('notFound');
      await hub.wake([connectionId]);
      return { ok: true };
    },
  };
}

function controls(
  hub: Hub,
): Pick<Handlers, 'POST /api/sync/now' | 'POST /api/sync/running' | 'POST /api/sync/interval'> {
  return {
    async 'POST /api/sync/now'({ body }, call) {
      const { name } = personOf(call);
      const ids = body.connectionId === undefined ? await activeConnections(hub.db) : [body.connectionId];
      for (const id of ids) {
        const state = await connectionNextTry(hub.db, id);
        if (state === undefined) return refuse('notFound');
        if (!state.active) return refuse('connectionInactive');
      }
      await waitForFeed(hub.db, feedPatienceMs);
      const requestIds: number[] = [];
      for (const id of ids) requestIds.push(await addRequest(hub.db, id, { kind: 'cycle' }, name));
      await hub.wake(ids);
      return { requestIds };
    },
    async 'POST /api/sync/running'({ body: { running } }, call) {
      const { name, language } = personOf(call);
      const licence = running ? await siteMustBeLicensed(hub) : undefined;
      if (licence !== undefined && licence.status !== 'done') return refuseOutcome(licence, language);
      await changeSyncSetting(hub.db, { running }, name);
      if (running) await hub.wake(await activeConnections(hub.db));
      hub.events.send({ type: 'overview' });
      return { ok: true };
    },
    async 'POST /api/sync/interval'({ body: { intervalMs } }, call) {
      await changeSyncSetting(hub.db, { intervalMs }, personOf(call).name);
      // The waiting turns were sent with the old interval; one turn now and the new one holds.
      await hub.wake(await activeConnections(hub.db));
      hub.events.send({ type: 'overview' });
      return { ok: true };
    },
  };
}
