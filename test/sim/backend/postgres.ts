/**
 * The product's own store over a fresh PostgreSQL database. Set-up and people go the product's ways too, so that a history
 * played here proves them along.
 */
import type { CrmRow, EntityKind, EntityRef, Intent, SyncStore } from '@kobling/engine';
import type { Outcome } from '@kobling/sdk';
import {
  addRequest,
  addUdefField,
  createEntity,
  crmFields,
  type Database,
  deleteEntity,
  ensureEpoch,
  getRequest,
  mergeEntities,
  pgSyncStore,
  savePriority,
  setConnectionActive,
  unlink,
  updateEntity,
} from '@kobling/store';
import { feedSettled, testDatabase } from '@kobling/store/testing';
import type { Backend, OpenBackend, SimConflict, SimLogRow } from './backend.ts';
import { simItems, simUdef } from './crm-fields.ts';
import { addConnection, saveMappings } from './postgres/setup.ts';

export const openPostgres: OpenBackend = async ({ now }) => {
  const { db, drop } = await testDatabase();
  await ensureEpoch(db);
  await addFields(db);
  const store = onSimulatedTime(db, pgSyncStore(db, { now }), now);
  return {
    store,
    addConnection: (connection) => addConnection(db, connection),
    savePriority: (order) => savePriority(db, order),
    saveMappings: async (connectionId, mappings) => {
      const lease = await store.acquireLease(connectionId, 'setup', 60_000);
      if (lease === undefined) return false;
      await saveMappings(db, connectionId, mappings, now());
      await store.releaseLease(lease);
      return true;
    },
    setActive: async (connectionId, active) => {
      await setConnectionActive(db, connectionId, active);
    },
    crm: crmUsers(db, store),
    request: (connectionId, body, by) => addRequest(db, connectionId, body, by),
    requestOf: async (id) => {
      const request = await getRequest(db, id);
      if (request === undefined) throw new Error(`There is no request ${id}.`);
      const { status, result } = request;
      return { status, result: typeof result === 'object' && result !== null ? { ...result } : null };
    },
    unlink: async (linkId, by) => {
      const [link] = await store.linksByIds([linkId]);
      if (link !== undefined) await unlink(db, link.connectionId, [linkId], by, 'unlinked', now());
    },
    endLease: async (connectionId) => {
      await db.run(`update lease set expires_at = 'epoch' where connection_id = $1 and expires_at > '-infinity'`, [
        connectionId,
      ]);
    },
    feedReady: () => feedSettled(db),
    ...contents(db, store),
    close: drop,
  };
};

/** Throws when the database gives items other ids than the histories name. */
async function addFields(db: Database): Promise<void> {
  for (const [list, items] of Object.entries(simItems)) {
    const added = await db.query<{ id: number }>(
      `insert into crm_list_item (list_id, name) select l.id, i.name from crm_list l, unnest($2::text[]) as i (name)
       where l.name = $1 returning id`,
      [list, items],
    );
    if (added.some(({ id }, index) => String(id) !== items[index])) throw new Error(`Items of ${list} have other ids.`);
  }
  for (const [rank, { key, type }] of simUdef.entries()) {
    accepted(await addUdefField(db, { entity: 'company', key, type, label: key, list: null, maxLength: 0, rank }));
  }
}

/** What reads the feed or takes a place in it: a connection's first link does (H16). */
const readsFeed = new Set<keyof SyncStore>(['readFeed', 'createLink', 'linkMatches']);

/** The log is moved in such steps: it is long, and what is asked of its times is a day (H29). */
const logStepMs = 600_000;

/**
 * Leases and the log run on the database's clock. As far as the simulated one has moved since the last call, they are moved back,
 * so that a worker that sleeps in the simulation sleeps through its lease here too, and what was logged a day ago is a day old.
 */
function onSimulatedTime(db: Database, store: SyncStore, now: () => Date): SyncStore {
  let at = now().getTime();
  let logBehindMs = 0;
  let moved: Promise<unknown> = Promise.resolve();
  const moveOn = (): Promise<unknown> => {
    const ms = now().getTime() - at;
    at += ms;
    if (ms !== 0) {
      moved = moved.then(() =>
        db.run(`update lease set expires_at = expires_at - $1 * interval '1 ms' where expires_at > '-infinity'`, [ms]),
      );
    }
    logBehindMs += ms;
    if (logBehindMs >= logStepMs) {
      const behindMs = logBehindMs;
      logBehindMs = 0;
      moved = moved.then(() => db.run(`update sync_log set at = at - $1 * interval '1 ms'`, [behindMs]));
    }
    return moved;
  };
  return new Proxy(store, {
    get(target, name: keyof SyncStore) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        await moveOn();
        // What other tests do on the same server holds the feed back (H26), and the history would take another way.
        if (readsFeed.has(name)) await feedSettled(db);
        return method(...args);
      };
    },
  });
}

/** A history asks for what the CRM takes; anything else is its own mistake. */
function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.status !== 'done') throw new Error(outcome.reason.message);
  return outcome.value;
}

const crmUsers = (db: Database, store: SyncStore): Backend['crm'] => ({
  async add(kind, values, companyId) {
    const all = companyId === undefined ? values : { ...values, company: String(companyId) };
    return accepted(await createEntity(db, kind, all, { by: 'ann' })).ref;
  },
  async edit(ref, values, by) {
    const outcome = await updateEntity(db, ref, values, { by });
    if (outcome.status === 'clash') throw new Error('A save without a base met a clash.');
    if (outcome.status === 'rejected' && outcome.reason.code === 'crm.gone') return false;
    accepted(outcome);
    return true;
  },
  async remove(ref) {
    ifThere(await deleteEntity(db, ref, { by: 'ann', withPersons: true }));
  },
  async merge(loser: EntityRef, survivor: EntityRef) {
    ifThere(await mergeEntities(db, loser, survivor, { by: 'ann' }));
  },
  async all(kind: EntityKind): Promise<readonly CrmRow[]> {
    const rows = await db.query<{ id: number }>(`select id from ${kind} where not deleted order by id`);
    const fields = (await crmFields(db, kind)).map(({ key }) => key);
    const found = await store.readCrm(
      kind,
      rows.map(({ id }) => id),
      fields,
    );
    return rows.flatMap(({ id }) => found.get(id) ?? []);
  },
});

/** A record that is gone already is no mistake: nothing happens. */
function ifThere(outcome: Outcome<unknown>): void {
  if (outcome.status !== 'rejected' || outcome.reason.code !== 'crm.gone') accepted(outcome);
}

/** What the checks look at. */
const contents = (
  db: Database,
  store: SyncStore,
): Pick<Backend, 'log' | 'links' | 'intents' | 'conflicts' | 'hints'> => ({
  log: () =>
    db.query<SimLogRow & { readonly id: number }>(
      `select id, at, connection_id as "connectionId", run_id as "runId", by_name as by, link_id as "linkId",
         case when entity is not null then jsonb_build_object('kind', entity, 'id', entity_id) end as entity,
         erp_field as "erpField", crm_field as "crmField", kind, target, old_value as "oldValue", new_value as "newValue",
         loser_value as "loserValue", message, intent_id as "intentId", undoes
       from sync_log order by id`,
    ),
  async links() {
    const rows = await db.query<{ id: number }>('select id from link order by id');
    const links = await store.linksByIds(rows.map(({ id }) => id));
    return links.toSorted((a, b) => a.id - b.id);
  },
  intents: () =>
    db.query<Intent & { readonly id: number }>(
      `select id, connection_id as "connectionId", link_id as "linkId", generation, actor_type as "actorType",
         erp_key as "erpKey", kind, fields, status, attempts, mapping_version as "mappingVersion",
         found_before as "foundBefore", parent, sent_at as "sentAt"
       from intent order by id`,
    ),
  conflicts: () =>
    db.query<SimConflict & { readonly id: number }>(
      `select log_id as id, link_id as "linkId", erp_field as "erpField", erp_value as "erpValue",
         crm_value as "crmValue", winner, status
       from conflict order by log_id`,
    ),
  hints: () => db.query<{ linkId: number; why: string }>('select link_id as "linkId", why from hint order by id'),
});
