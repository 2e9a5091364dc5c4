import type { ApiErrorCode, HubEvent, KnownRoute, LogQuery, RequestOf, ResponseOf } from '@kobling/contract';
import { type FakeState, sessionOf } from './fake-hub.ts';
import { agreementAnswers } from './agreement.ts';
import { findAnswers } from './find.ts';
import { heldAnswers } from './held.ts';
import { restoredAnswers } from './restored.ts';
import { planAnswers } from './plans.ts';
import { recordAnswers } from './record.ts';
import { undoAnswers } from './undo.ts';

/** Thrown by an answer: becomes a coded error. */
export class Refusal extends Error {
  readonly code: ApiErrorCode;
  constructor(code: ApiErrorCode) {
    super(code);
    this.code = code;
  }
}
export interface World {
  readonly state: FakeState;
  readonly emit: (event: HubEvent) => void;
}
type Answers<P extends string> = { readonly [K in Extract<KnownRoute, P>]: (request: RequestOf<K>) => ResponseOf<K> };

/** The one right password; the contract's rules have passed when an answer is asked for. */
export const password = 'correct horse battery';

export function answerers(world: World): (key: KnownRoute, request: unknown) => unknown {
  const answers = {
    ...personAnswers(world),
    ...readAnswers(world),
    ...decisionAnswers(world),
    ...controlAnswers(world),
    ...heldAnswers(world),
    ...restoredAnswers(world),
    ...agreementAnswers(world),
    ...planAnswers(world),
    ...recordAnswers(world),
    ...findAnswers(world),
    ...undoAnswers(world),
  };
  // Pages that are tested on a real hub ask for more than this one knows.
  const known: Partial<Answers<KnownRoute>> = answers;
  return (key, request) => {
    const answer = known[key] as ((request: unknown) => unknown) | undefined;
    if (answer === undefined) throw new Refusal('notFound');
    return answer(request);
  };
}

type PersonRoutes =
  | 'GET /api/names'
  | 'GET /api/session'
  | 'POST /api/setup'
  | 'POST /api/login'
  | 'POST /api/logout'
  | 'POST /api/session/language';
function personAnswers({ state }: World): Answers<PersonRoutes> {
  const { session } = state;
  const logIn = (name: string, fullName: string): FakeState['session'] =>
    Object.assign(session, sessionOf('administrator', session.crmName), {
      language: session.language,
      user: { id: 1, name, fullName, role: 'administrator' },
    });
  return {
    'GET /api/names': () => ({ names: [] }),
    'GET /api/session': () => session,
    'POST /api/setup': ({ body }) => {
      if (body.token !== 'once') throw new Refusal('setupLinkInvalid');
      session.language = body.language ?? 'en';
      return logIn(body.name, body.fullName);
    },
    'POST /api/login': ({ body }) => {
      if (body.password !== password) throw new Refusal('loginFailed');
      return logIn(body.name, 'Ann Nilsen');
    },
    'POST /api/logout': () => {
      Object.assign(session, sessionOf('nobody', session.crmName));
      return { ok: true, leaveTo: null };
    },
    'POST /api/session/language': ({ body }) => Object.assign(session, { language: body.language }),
  };
}

function readAnswers({ state }: World): Answers<`GET /api/sync/${'overview' | 'log' | 'conflicts' | 'failures'}`> {
  const of = (connection: number | undefined) => (row: { readonly connection: { readonly id: number } }) =>
    connection === undefined || row.connection.id === connection;
  return {
    'GET /api/sync/overview': () => state.scene.overview,
    'GET /api/sync/log': ({ query }) => {
      const limit = query.limit ?? 50;
      const rows = state.scene.log.filter((row) => fitsQuery(row, query));
      return { rows: rows.slice(0, limit), nextBeforeId: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
    },
    'GET /api/sync/conflicts': ({ query }) => {
      const rows = state.scene.conflicts.filter(of(query.connection));
      return { rows: [...rows], total: rows.length, nextBeforeId: null };
    },
    'GET /api/sync/failures': ({ query }) => {
      const rows = state.scene.failures.filter(of(query.connection));
      return { rows: [...rows], total: rows.length, nextAfterLinkId: null };
    },
  };
}

function decisionAnswers({
  state,
}: World): Answers<`POST /api/sync/conflicts/${string}` | 'POST /api/sync/failures/:linkId/retry'> {
  const settle = (id: number): void => {
    const left = state.scene.conflicts.filter((each) => each.id !== id);
    if (left.length === state.scene.conflicts.length) throw new Refusal('conflictClosed');
    state.scene.conflicts = left;
    state.scene.overview = { ...state.scene.overview, openConflicts: left.length };
  };
  return {
    'POST /api/sync/conflicts/:id/use-other': ({ params }) => {
      settle(params.id);
      return { requestId: ++state.requests };
    },
    'POST /api/sync/conflicts/:id/keep': ({ params }) => {
      settle(params.id);
      return { ok: true };
    },
    'POST /api/sync/failures/:linkId/retry': ({ params }) => {
      state.scene.failures = state.scene.failures.filter((row) => row.linkId !== params.linkId);
      state.scene.overview = { ...state.scene.overview, openFailures: state.scene.failures.length };
      return { ok: true };
    },
  };
}

type ControlRoutes =
  | `POST /api/sync/${'now' | 'running' | 'interval'}`
  | 'GET /api/sync/requests/:id'
  | 'GET /api/events';
function controlAnswers({ state, emit }: World): Answers<ControlRoutes> {
  return {
    'POST /api/sync/now': ({ body }) => {
      const active = state.scene.overview.connections.filter(
        (each) => each.active && (body.connectionId === undefined || each.id === body.connectionId),
      );
      if (active.length === 0) throw new Refusal('connectionInactive');
      return { requestIds: active.map((each) => each.id) };
    },
    'POST /api/sync/running': ({ body }) => {
      state.scene.overview = { ...state.scene.overview, running: body.running };
      emit({ type: 'overviewChanged' });
      return { ok: true };
    },
    'POST /api/sync/interval': ({ body }) => {
      state.scene.overview = { ...state.scene.overview, intervalMs: body.intervalMs };
      return { ok: true };
    },
    // Request ids are those of their connections: each ends at once with that connection's last run.
    'GET /api/sync/requests/:id': ({ params }) => {
      const connection = state.scene.overview.connections.find((each) => each.id === params.id);
      if (connection === undefined) throw new Refusal('notFound');
      return {
        id: params.id,
        connectionId: params.id,
        kind: 'cycle',
        status: 'done',
        progress: null,
        counts: connection.lastRun,
        error: null,
      };
    },
    'GET /api/events': () => ({ type: 'overviewChanged' }),
  };
}

function fitsQuery(row: FakeState['scene']['log'][number], query: LogQuery): boolean {
  const has = (text: string | null): boolean => text?.toLowerCase().includes((query.text ?? '').toLowerCase()) === true;
  return (
    (query.beforeId === undefined || row.id < query.beforeId) &&
    (query.connection === undefined || row.connection.id === query.connection) &&
    (query.kind === undefined || row.kind === query.kind) &&
    (query.run === undefined || row.runId === query.run) &&
    (query.field === undefined ||
      [row.field?.erpField, row.field?.crmField].some(
        (key) => key?.toLowerCase().includes((query.field ?? '').toLowerCase()) === true,
      )) &&
    (query.side === undefined || row.side === query.side) &&
    (query.entity === undefined || row.record?.kind === query.entity) &&
    (query.entityId === undefined || row.record?.id === query.entityId) &&
    (query.from === undefined || row.at >= query.from) &&
    (query.to === undefined || row.at < query.to) &&
    (query.text === undefined || has(row.oldValue) || has(row.newValue) || has(row.message))
  );
}
