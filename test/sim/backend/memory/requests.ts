/** What people asked for, and the conflicts they answer. */
import type { RequestBody, RequestStore } from '@kobling/engine';
import { holdLease } from './lease.ts';
import { connectionOf, nextId, type State, type StoredRequest } from './state.ts';
import { stored } from './stored.ts';

type Requests = Omit<RequestStore, 'stageMatch' | 'linkMatches'>;

export const requests = (state: State): Requests => ({
  async nextRequest(connectionId, urgentOnly = false) {
    const token = connectionOf(state, connectionId).lease?.token ?? null;
    const waiting = [...state.requests.values()].filter(
      (request) =>
        request.connectionId === connectionId &&
        (!urgentOnly || request.lane === 0) &&
        (request.status === 'queued' || (request.status === 'running' && request.token !== token)),
    );
    const running = (request: StoredRequest): number => (request.status === 'running' ? 0 : 1);
    waiting.sort((a, b) => a.lane - b.lane || running(a) - running(b) || a.id - b.id);
    const next = waiting[0];
    return next && { id: next.id, connectionId, body: next.body, by: next.by, position: next.position ?? undefined };
  },
  async updateRequest(lease, requestId, update) {
    holdLease(state, lease);
    const request = state.requests.get(requestId);
    if (request === undefined || request.connectionId !== lease.connectionId) return { cancelAsked: false };
    state.requests.set(requestId, {
      ...request,
      status: update.status ?? request.status,
      token: update.status === 'running' ? lease.token : request.token,
      position: update.position === undefined ? request.position : stored(update.position),
      result: update.result === undefined ? request.result : resultOf(update.result),
    });
    return { cancelAsked: request.cancelAsked };
  },
  async openConflict(id) {
    const conflict = state.conflicts.get(id);
    if (conflict?.status !== 'open') return undefined;
    const { status: _status, ...open } = conflict;
    return open;
  },
  async resolveConflict(lease, id, status) {
    holdLease(state, lease);
    const conflict = state.conflicts.get(id);
    if (conflict?.status === 'open' || (status === 'turned' && conflict?.status === 'superseded'))
      state.conflicts.set(id, { ...conflict, status });
  },
});

const resultOf = (value: unknown): StoredRequest['result'] => {
  const kept = stored(value);
  return typeof kept === 'object' && kept !== null ? { ...kept } : null;
};

/** What a person waits for goes before work of hours. */
const inBackground = new Set<RequestBody['kind']>(['resync', 'match', 'undo', 'audit', 'repair']);

export function addRequest(state: State, connectionId: number, body: RequestBody, by: string): number {
  const id = nextId(state, 'request');
  state.requests.set(id, {
    id,
    connectionId,
    body: stored(body),
    by,
    position: undefined,
    status: 'queued',
    result: null,
    lane: inBackground.has(body.kind) ? 10 : 0,
    token: null,
    cancelAsked: false,
  });
  return id;
}
