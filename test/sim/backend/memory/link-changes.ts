/** Making, breaking and moving links. A broken one stays as history; its intents are resolved all the same (H17). */
import type { EntityRef, LinkStore, LogEntry, RunHandle } from '@kobling/engine';
import { rowOf } from './crm.ts';
import { hintPersonsOf } from './forgotten.ts';
import { endHeld } from './held.ts';
import { holdLease } from './lease.ts';
import { addHints, toLink } from './links.ts';
import { addLog, supersedeAll } from './log.ts';
import { openRun } from './runs.ts';
import { isLive, nextId, sameEntity, type State, type StoredConnection, type StoredLink } from './state.ts';
import { stored } from './stored.ts';

type Changing = Pick<LinkStore, 'breakLinks' | 'moveLink' | 'createLink' | 'parentOf'>;
export type WantedLink = Parameters<LinkStore['createLink']>[2];

export const linkChanges = (state: State): Changing => ({
  async createLink(lease, run, wanted) {
    const connection = holdLease(state, lease);
    const refused = whyNot(state, connection, wanted);
    if (refused !== undefined) return { status: refused };
    const link = insertLink(state, connection, wanted);
    logLink(state, connection, link, 'link', { run });
    if (link.erpKey !== null) hintPersonsOf(state, connection, link.entity);
    if (wanted.state === 'active')
      addHints(state, connection, [{ linkId: link.id, why: 'linked', dueAt: state.now() }]);
    return { status: 'linked', link: toLink(link) };
  },
  async parentOf(connectionId, entity) {
    const connection = state.connections.get(connectionId);
    return connection && parentOf(state, connection, entity);
  },
  async breakLinks(lease, linkIds, why) {
    breakLinks(state, holdLease(state, lease), linkIds, '', why);
  },
  async moveLink(lease, linkId, survivor) {
    const connection = holdLease(state, lease);
    const others = connection.links
      .values()
      .some((link) => isLive(link) && link.id !== linkId && sameEntity(link.entity, survivor));
    if (others) {
      breakLinks(state, connection, [linkId], '', 'merged: the record that stays is linked already');
      return 'taken';
    }
    const link = connection.links.get(linkId);
    if (link === undefined || !isLive(link) || link.entity.kind !== survivor.kind) return 'taken';
    const base = Object.fromEntries(Object.entries(link.base).map(([field, pair]) => [field, { ...pair, r: 0 }]));
    const moved = { ...link, entity: { ...survivor }, generation: link.generation + 1, base: stored(base) };
    connection.links.set(linkId, moved);
    logLink(state, connection, moved, 'link', { message: 'merged: follows the record that stays' });
    addHints(state, connection, [{ linkId, why: 'merged', dueAt: state.now() }]);
    hintPersonsOf(state, connection, survivor);
    return 'moved';
  },
});

function whyNot(
  state: State,
  connection: StoredConnection,
  wanted: WantedLink,
): 'parent' | 'gone' | 'taken' | undefined {
  if (rowOf(state, wanted.entity) === undefined) return 'gone';
  if (wanted.entity.kind === 'person') {
    const parent = parentOf(state, connection, wanted.entity);
    if (parent === undefined) return 'parent';
    if (wanted.parentKey !== null && wanted.parentKey !== parent.erpKey) return 'parent';
  }
  if (!isTaken(connection, wanted)) return undefined;
  // The refused row has drawn its number, as PostgreSQL's has.
  nextId(state, 'link');
  return 'taken';
}

/** The entity or the key has a link on this connection (domain rule 1). */
export const isTaken = (
  connection: StoredConnection,
  wanted: Pick<WantedLink, 'actorType' | 'erpKey' | 'entity'>,
): boolean =>
  connection.links
    .values()
    .some(
      (link) =>
        isLive(link) &&
        (sameEntity(link.entity, wanted.entity) ||
          (wanted.erpKey !== null && link.actorType === wanted.actorType && link.erpKey === wanted.erpKey)),
    );

/** The actor that the person's company is linked to there (rule 2). */
export function parentOf(
  state: State,
  connection: StoredConnection,
  entity: EntityRef,
): Awaited<ReturnType<LinkStore['parentOf']>> {
  if (entity.kind !== 'person') return undefined;
  const company = state.crm.person.get(entity.id)?.values['company'];
  for (const link of connection.links.values()) {
    if (isLive(link) && link.erpKey !== null && link.entity.kind === 'company' && String(link.entity.id) === company)
      return { actorType: link.actorType, erpKey: link.erpKey };
  }
  return undefined;
}

export function insertLink(state: State, connection: StoredConnection, wanted: WantedLink): StoredLink {
  // What happens to the record from here on is still ahead in the feed.
  connection.feedPosition ??= { epoch: state.epoch, xid: String(state.feed.length), seq: '0' };
  if ((wanted.erpKey?.length ?? 0) > 254) throw new Error(`The key ${wanted.erpKey} has more than 254 characters.`);
  const before = [...connection.links.values()].filter(
    (link) => !isLive(link) && sameEntity(link.entity, wanted.entity),
  );
  const link: StoredLink = {
    id: nextId(state, 'link'),
    connectionId: connection.id,
    ...wanted,
    entity: { ...wanted.entity },
    generation: 1 + Math.max(0, ...before.map(({ generation }) => generation)),
    base: stored({}),
    rowHash: null,
    attempts: 0,
    reason: null,
    dueAt: null,
    verifiedAt: null,
  };
  connection.links.set(link.id, link);
  state.linkOwner.set(link.id, connection.id);
  return link;
}

/** In a run where one is given, which then begins if it had not. */
export function logLink(
  state: State,
  connection: StoredConnection,
  link: StoredLink,
  kind: 'link' | 'unlink',
  { run, by, message = null }: { readonly run?: RunHandle; readonly by?: string; readonly message?: string | null },
): void {
  const entry: LogEntry = {
    linkId: link.id,
    entity: link.entity,
    erpField: null,
    crmField: null,
    kind,
    target: null,
    oldValue: kind === 'unlink' ? link.erpKey : null,
    newValue: kind === 'link' ? link.erpKey : null,
    message,
  };
  const runId = run === undefined ? null : (run.id ??= openRun(state, run));
  addLog(state, { connectionId: connection.id, runId, by: run?.by ?? by ?? '' }, [entry]);
}

/** Answers how many were broken. */
export function breakLinks(
  state: State,
  connection: StoredConnection,
  linkIds: readonly number[],
  by: string,
  why: string,
): number {
  const links = [...new Set(linkIds)].flatMap((id) => connection.links.get(id) ?? []).filter(isLive);
  for (const link of links) {
    connection.links.set(link.id, { ...link, state: 'broken', dueAt: null, reason: why });
    logLink(state, connection, link, 'unlink', { by, message: why });
    for (const [key, hint] of connection.hints) if (hint.linkId === link.id) connection.hints.delete(key);
    supersedeAll(state, (conflict) => conflict.linkId === link.id);
    hintPersonsOf(state, connection, link.entity);
  }
  endHeld(state, new Set(links.map(({ id }) => id)));
  return links.length;
}
