/**
 * The engine's store over PostgreSQL. What a cycle does, in the order it does it: lease.ts takes the connection;
 * cursors.ts, hints.ts and links.ts say what to look at; commit/ stores what was decided; intents.ts carries it to the
 * ERP; requests.ts drains what people asked for. read/ answers the web and the command line.
 */
import type { SyncStore } from '@kobling/engine';
import { defaultCard } from '@kobling/sdk';
import { currentFeedPosition, endedEntities, readCrm, readFeed } from '../crm/index.ts';
import type { Database, Queryable } from '../database.ts';
import { auditStore } from './agreement/index.ts';
import { sayingWhenAway } from './away.ts';
import { storeCommit } from './commit/index.ts';
import { openConflict, resolveConflict } from './conflicts.ts';
import { feedPosition, marks, saveFeedPosition, saveMarks } from './cursors.ts';
import { health, raiseOverlap, saveHealth } from './health.ts';
import { pgHeldStore } from './held/index.ts';
import { hintsDue } from './hints.ts';
import { claimedKeys, fieldsUnderWay, intentsDue, markSent } from './intents.ts';
import { acquireLease, releaseLease, renewLease } from './lease.ts';
import { breakLinks, createLink, moveLink, parentOf } from './link-changes.ts';
import {
  connectionsOf,
  countLinks,
  linksByEntities,
  linksByIds,
  linksByKeys,
  linksDue,
  linksInKeyOrder,
  linksToVerify,
} from './links.ts';
import { linkMatches, stageMatch } from './matches.ts';
import { planStore } from './plans/store.ts';
import { nextRequest, updateRequest } from './requests.ts';
import { finishRun, logOfRun } from './runs.ts';
import { undoStore } from './undo/index.ts';
import { windowStore } from './windows.ts';
import { memoryOfSides } from './sides.ts';
import type { CardOf } from './setup.ts';
import { fencesWrites, loadSetup } from './setup.ts';

export {
  auditFindings,
  type AuditFindingView,
  type AuditScore,
  type AuditView,
  type FindingQuery,
  latestAudits,
  queueAudits,
  scoreTrend,
} from './agreement/index.ts';
export { keepConflict } from './conflicts.ts';
export type { HeldGroup, HeldRow } from './held/index.ts';
export { connectionsOfHeld, connectionsTurning, heldGroups, heldRows, pruneBrakeCounts } from './held/index.ts';
export { readHold } from './amnesia.ts';
export { unlink } from './link-changes.ts';
export {
  type DoubtedKey,
  doubtedKeys,
  proposalConnection,
  proposalOfLink,
  rejectRenumbering,
  type RenumberProposalView,
  renumberProposals,
} from './renumbering.ts';
export * from './plans/index.ts';
export * from './read/index.ts';
export type { RequestStatus, RequestView } from './requests.ts';
export { addRequest, cancelRequest, getRequest, lanes, openRequestOf, requestsOf, waitForRequest } from './requests.ts';
export type { CardOf, PriorityOrder } from './setup.ts';
export { priorityOrder } from './setup.ts';
export { type SaveWindow, saveWindows } from './windows.ts';

export interface PgSyncStoreOptions {
  /** What a connector says of itself, by its URL; the connection's own card goes over it. */
  readonly cardOf?: CardOf;
  /**
   * How long after a lease's end a write of its holder may still land, in ms (H13). Default: the longest write
   * deadline, which is the default card's. Only a holder that left sent intents behind makes its successor wait, and not
   * where the connector itself fences writes.
   */
  readonly lateEffectMs?: number;
  /** The engine's clock, for due times and time stamps. Leases run on the database's own. */
  readonly now?: () => Date;
}

/** The engine's SyncStore over PostgreSQL. Throws LeaseLost where the contract says so, StoreAway when the database is; other SQL errors are bugs. */
export function pgSyncStore(database: Database, options: PgSyncStoreOptions = {}): SyncStore {
  const db = sayingWhenAway(database);
  const cardOf = options.cardOf ?? (() => undefined);
  const now = options.now ?? (() => new Date());
  const lateEffectMs = options.lateEffectMs ?? defaultCard.callDeadlineMs;
  return {
    setup: (connectionId) => loadSetup(db, connectionId, cardOf),

    acquireLease: (connectionId, holder, ttlMs) => takeLease(db, cardOf, { connectionId, holder, ttlMs, lateEffectMs }),
    renewLease: (lease, ttlMs) => renewLease(db, lease, ttlMs),
    releaseLease: (lease) => releaseLease(db, lease),

    ...linkReads(db),

    readCrm: (kind, ids, fields) => readCrm(db, kind, ids, fields),
    endedEntities: (kind, ids) => endedEntities(db, kind, ids),
    readFeed: async (connectionId, limit) => {
      const position = await feedPosition(db, connectionId);
      if (position !== undefined) return readFeed(db, connectionId, position, limit);
      // A connection's first look: what lies before it is covered by the hints of its links (H16).
      return { changes: [], next: await currentFeedPosition(db), more: false, fullCompare: false };
    },
    saveFeedPosition: (lease, position) => saveFeedPosition(db, lease, position),
    breakLinks: (lease, linkIds, why) => breakLinks(db, lease, linkIds, why, now()),
    moveLink: (lease, linkId, survivor) => moveLink(db, lease, linkId, survivor, now()),

    marks: (connectionId, actorType) => marks(db, connectionId, actorType),
    saveMarks: (lease, actorType, values) => saveMarks(db, lease, actorType, values),

    hintsDue: (connectionId, at, limit) => hintsDue(db, connectionId, at, limit),
    intentsDue: (lease, at, limit) => intentsDue(db, lease, at, limit),
    markSent: (lease, intentIds) => markSent(db, lease, intentIds, now()),
    fieldsUnderWay: (linkIds) => fieldsUnderWay(db, linkIds),
    claimedKeys: (connectionId, actorType, erpKeys) => claimedKeys(db, connectionId, actorType, erpKeys),

    commit: (lease, run, commit) => storeCommit(db, lease, run, commit, now()),
    finishRun: (run, status, counts, error) => finishRun(db, run, status, counts, error, now()),
    logOfRun: (runId, beforeId, limit) => logOfRun(db, runId, beforeId, limit),

    parentOf: (connectionId, entity) => parentOf(db, connectionId, entity),
    createLink: (lease, run, link) => createLink(db, lease, run, link, now()),
    stageMatch: (requestId, candidates) => stageMatch(db, requestId, candidates),
    linkMatches: (lease, run, match) => linkMatches(db, lease, run, match, now()),

    nextRequest: (connectionId, urgentOnly) => nextRequest(db, connectionId, urgentOnly),
    updateRequest: (lease, requestId, update) => updateRequest(db, lease, requestId, update),
    openConflict: (id) => openConflict(db, id),
    resolveConflict: (lease, id, status, by) => resolveConflict(db, lease, id, status, by, now()),

    ...planStore(db, now),

    raiseOverlap: (lease, overlapMs) => raiseOverlap(db, lease, overlapMs),
    health: (connectionId) => health(db, connectionId),
    saveHealth: (lease, value) => saveHealth(db, lease, value, now()),
    ...pgHeldStore(db, now),
    ...auditStore(db, now),
    ...undoStore(db, now),
    ...windowStore(db, now),
    ...memoryOfSides(db, now),
    connectionsOf: (entities, except) =>
      connectionsOf(
        db,
        entities.map((entity) => entity.kind),
        entities.map((entity) => entity.id),
        except,
      ),
  };
}

const linkReads = (
  db: Queryable,
): Pick<
  SyncStore,
  'linksByKeys' | 'linksByEntities' | 'linksByIds' | 'linksToVerify' | 'linksInKeyOrder' | 'countLinks' | 'linksDue'
> => ({
  linksByKeys: (connectionId, actorType, erpKeys) => linksByKeys(db, connectionId, actorType, erpKeys),
  linksByEntities: (connectionId, kind, ids) => linksByEntities(db, connectionId, kind, ids),
  linksByIds: (ids) => linksByIds(db, ids),
  linksToVerify: (connectionId, limit) => linksToVerify(db, connectionId, limit),
  linksInKeyOrder: (connectionId, actorType, afterKey, limit) =>
    linksInKeyOrder(db, connectionId, actorType, afterKey, limit),
  countLinks: (connectionId) => countLinks(db, connectionId),
  linksDue: (connectionId, at, limit) => linksDue(db, connectionId, at, limit),
});

/** Asks for the card only when the lease is not to be had: that is seldom. */
const takeLease = async (
  db: Database,
  cardOf: CardOf,
  lease: Parameters<typeof acquireLease>[1],
): ReturnType<typeof acquireLease> =>
  (await acquireLease(db, lease)) ??
  ((await fencesWrites(db, lease.connectionId, cardOf)) ? acquireLease(db, { ...lease, lateEffectMs: 0 }) : undefined);
