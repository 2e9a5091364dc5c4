/**
 * The engine's store and the CRM in memory, with the meaning of packages/store/src/sync: topic by topic as the ports are.
 * Each method takes effect in one go when it is called, so a run can be stopped between any two of them.
 */
import type { SyncStore } from '@kobling/engine';
import type { Backend, OpenBackend } from '../backend.ts';
import { audits } from './audit.ts';
import { commits } from './commit.ts';
import { crmStore, crmUsers } from './crm.ts';
import { forgotten } from './forgotten.ts';
import { health } from './health.ts';
import { heldFields } from './held.ts';
import { intents, toIntent } from './intents.ts';
import { leases, released } from './lease.ts';
import { breakLinks, linkChanges } from './link-changes.ts';
import { linkReading, toLink } from './links.ts';
import { matches } from './matches.ts';
import { plans } from './plans.ts';
import { addRequest, requests } from './requests.ts';
import { runs } from './runs.ts';
import { addConnection, saveMappings, savePriority, setupOf } from './setup.ts';
import { connectionOf, linkOf, newState, type State } from './state.ts';
import { undos } from './undo.ts';
import { windows } from './windows.ts';

const memoryStore = (state: State): SyncStore => ({
  setup: async (connectionId) => setupOf(state, connectionId),
  ...leases(state),
  ...crmStore(state),
  ...linkReading(state),
  ...linkChanges(state),
  ...commits(state),
  ...intents(state),
  ...runs(state),
  ...requests(state),
  ...matches(state),
  ...plans(state),
  ...health(state),
  ...forgotten(state),
  ...heldFields(state),
  ...audits(state),
  ...undos(state),
  ...windows(),
});

export const openMemory: OpenBackend = async ({ now }) => {
  const state = newState(now);
  return {
    store: memoryStore(state),
    ...administration(state),
    crm: crmUsers(state),
    request: async (connectionId, body, by) => addRequest(state, connectionId, body, by),
    requestOf: async (id) => {
      const request = state.requests.get(id);
      if (request === undefined) throw new Error(`There is no request ${id}.`);
      return { status: request.status, result: request.result };
    },
    unlink: async (linkId, by) => {
      const link = linkOf(state, linkId);
      if (link !== undefined) breakLinks(state, connectionOf(state, link.connectionId), [linkId], by, 'unlinked');
    },
    feedReady: async () => undefined,
    ...contents(state),
    close: async () => undefined,
  };
};

const administration = (
  state: State,
): Pick<Backend, 'addConnection' | 'savePriority' | 'saveMappings' | 'setActive' | 'endLease'> => ({
  addConnection: async (connection) => addConnection(state, connection),
  savePriority: async (order) => savePriority(state, order),
  saveMappings: async (connectionId, mappings) => {
    const { acquireLease, releaseLease } = leases(state);
    const lease = await acquireLease(connectionId, 'setup', 60_000);
    if (lease === undefined) return false;
    saveMappings(state, connectionOf(state, connectionId), mappings);
    await releaseLease(lease);
    return true;
  },
  setActive: async (connectionId, active) => {
    const connection = connectionOf(state, connectionId);
    if (connection.active === active) return;
    connection.active = active;
    const { failures, status } = connection.health;
    connection.health = {
      status: active && connection.hold === undefined ? 'ok' : status,
      message: connection.hold?.message ?? null,
      failures: active ? 0 : failures,
      nextTryAt: null,
    };
    state.setups.clear();
  },
  // Long ago: a write of its holder cannot land any more.
  endLease: async (connectionId) => {
    const connection = connectionOf(state, connectionId);
    const { lease } = connection;
    if (lease !== undefined && lease.endsAt !== released) connection.lease = { token: lease.token, endsAt: 0 };
  },
});

/** What the checks look at. */
const contents = (state: State): Pick<Backend, 'log' | 'links' | 'intents' | 'conflicts' | 'hints'> => {
  const connections = () => [...state.connections.values()];
  return {
    log: async () => [...state.log],
    links: async () =>
      connections()
        .flatMap(({ links }) => [...links.values()].map(toLink))
        .sort((a, b) => a.id - b.id),
    intents: async () =>
      connections()
        .flatMap((connection) => [...connection.intents.values()].map(toIntent))
        .sort((a, b) => a.id - b.id),
    conflicts: async () =>
      [...state.conflicts.values()].map(({ generation: _generation, crmField: _field, ...conflict }) => conflict),
    hints: async () =>
      connections().flatMap(({ hints }) => [...hints.values()].map(({ linkId, why }) => ({ linkId, why }))),
  };
};
