/** The lease of a connection, on the simulated clock; its token fences every write (H13). */
import { type Lease, LeaseLost, type LeaseStore } from '@kobling/engine';
import { defaultCard } from '@kobling/sdk';
import { connectionOf, type State, type StoredConnection } from './state.ts';

/** As a released lease's end: nobody held it, so nothing of theirs can land late. */
export const released = Number.NEGATIVE_INFINITY;

export const leases = (state: State): LeaseStore => ({
  async acquireLease(connectionId, holder, ttlMs) {
    const connection = connectionOf(state, connectionId);
    const at = state.now().getTime();
    const { lease } = connection;
    if (lease !== undefined && (lease.endsAt > at || mayLandLate(connection, at))) return undefined;
    const token = (lease?.token ?? 0n) + 1n;
    connection.lease = { token, endsAt: at + ttlMs };
    endRuns(state, connectionId);
    return { connectionId, holder, token };
  },
  async renewLease(lease, ttlMs) {
    if (!holds(state, lease)) return false;
    const connection = connectionOf(state, lease.connectionId);
    const endsAt = Math.max(connection.lease?.endsAt ?? 0, state.now().getTime() + ttlMs);
    connection.lease = { token: lease.token, endsAt };
    return true;
  },
  async releaseLease(lease) {
    const connection = connectionOf(state, lease.connectionId);
    if (connection.lease?.token === lease.token) connection.lease = { token: lease.token, endsAt: released };
  },
});

export const isHeld = (state: State, connectionId: number): boolean =>
  (connectionOf(state, connectionId).lease?.endsAt ?? released) > state.now().getTime();

export const holds = (state: State, lease: Lease): boolean =>
  isHeld(state, lease.connectionId) && connectionOf(state, lease.connectionId).lease?.token === lease.token;

/** Throws LeaseLost; answers the connection. */
export function holdLease(state: State, lease: Lease): StoredConnection {
  if (!holds(state, lease)) throw new LeaseLost(lease.connectionId);
  return connectionOf(state, lease.connectionId);
}

/** A write of the old holder that was sent and not settled may still be on its way, unless the connector itself fences. */
function mayLandLate({ lease, intents, card }: StoredConnection, at: number): boolean {
  if (lease === undefined || lease.endsAt === released || card.fencesWrites === true) return false;
  if (lease.endsAt + defaultCard.callDeadlineMs <= at) return false;
  return intents.values().some((intent) => intent.status === 'sent' && intent.token === lease.token);
}

/** Runs that the old holder left open are over. */
function endRuns(state: State, connectionId: number): void {
  for (const run of state.runs.values())
    if (run.connectionId === connectionId && run.status === 'running')
      state.runs.set(run.id, { ...run, status: 'failed', error: 'Its worker ended before the run did.' });
}
