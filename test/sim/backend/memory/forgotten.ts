/** What is kept for sides that forgot: parents, answers that went back, holds, late values, walks, new keys. */
import type {
  AmnesiaStore,
  Commit,
  EntityRef,
  LateStore,
  Lease,
  LinkUpdate,
  ParentStore,
  RenumberLook,
  RenumberProposal,
  RenumberStore,
  RunHandle,
  StaleRule,
  WalkStore,
} from '@kobling/engine';
import { holdLease } from './lease.ts';
import { addHints } from './links.ts';
import { addLog } from './log.ts';
import { addRequest } from './requests.ts';
import { openRun } from './runs.ts';
import { connectionOf, isSwept, linkOf, nextId, type State, type StoredConnection, type StoredLink } from './state.ts';

type Forgotten = ParentStore & AmnesiaStore & LateStore & WalkStore & RenumberStore;

export const forgotten = (state: State): Forgotten => ({
  ...parents(state),
  ...amnesia(state),
  ...late(state),
  ...walks(state),
  ...renumbering(state),
});

const parents = (state: State): ParentStore => ({
  async parentsOf(connectionId, personIds) {
    const { links } = connectionOf(state, connectionId);
    const found = new Map<number, { actorType: StoredLink['actorType']; erpKey: string }>();
    for (const id of personIds) {
      const company = state.crm.person.get(id)?.values['company'];
      const link = links
        .values()
        .find(
          ({ entity, ...rest }) =>
            isSwept({ entity, ...rest }) && entity.kind === 'company' && String(entity.id) === company,
        );
      if (link !== undefined && link.erpKey !== null) found.set(id, { actorType: link.actorType, erpKey: link.erpKey });
    }
    return found;
  },
});

/** A company's link changed: its persons' links are looked at again (H33). */
export function hintPersonsOf(state: State, connection: StoredConnection, entity: EntityRef | undefined): void {
  if (entity?.kind !== 'company') return;
  const persons = [...connection.links.values()].filter(
    (link) =>
      isSwept(link) &&
      link.entity.kind === 'person' &&
      state.crm.person.get(link.entity.id)?.values['company'] === String(entity.id),
  );
  addHints(
    state,
    connection,
    persons.map(({ id }) => ({ linkId: id, why: 'parent', dueAt: state.now() })),
  );
}

export function staleAfter({ stale, ...link }: StoredLink, update: LinkUpdate, now: Date): StoredLink {
  if (update.stale === 'none' || (update.stale === undefined && stale === undefined)) return link;
  const reads = (stale?.reads ?? 0) + (update.stale === 'read' ? 1 : 0);
  return { ...link, stale: { reads, since: stale?.since ?? now } };
}

/** What is held waits for a person and is not read again: it says nothing more of the others. */
const isStale = (link: StoredLink): boolean => isSwept(link) && link.state !== 'held' && (link.stale?.reads ?? 0) > 0;
const isLasting = (link: StoredLink, rule: StaleRule): boolean =>
  isStale(link) && link.stale !== undefined && link.stale.reads >= rule.reads && link.stale.since <= rule.since;

const amnesia = (state: State): AmnesiaStore => ({
  async staleLinks(connectionId, rule) {
    const links = [...connectionOf(state, connectionId).links.values()].filter(isStale);
    return {
      stale: links.length,
      lasting: links.filter((link) => isLasting(link, rule)).length,
    };
  },
  async believeStale(lease, rule) {
    const connection = holdLease(state, lease);
    const believed = [...connection.links.values()].filter((link) => isLasting(link, rule));
    for (const link of believed) connection.links.set(link.id, { ...link, ...forgottenStamp(link, state.now()) });
    addHints(
      state,
      connection,
      believed.map(({ id }) => ({ linkId: id, why: 'went back', dueAt: state.now() })),
    );
    return believed.length;
  },
  async latestLinks(connectionId, limit) {
    const ids = new Set<number>();
    for (const row of state.log.toReversed()) {
      if (row.connectionId === connectionId && row.linkId !== null) ids.add(row.linkId);
      if (ids.size === limit) break;
    }
    return [...ids];
  },
  async hold(connectionId) {
    return connectionOf(state, connectionId).hold;
  },
  async holdConnection(lease, hold, ask) {
    const connection = holdLease(state, lease);
    if (connection.hold !== undefined) return false;
    connection.hold = hold;
    connection.health = Object.freeze({ ...connection.health, status: 'held', message: hold.message });
    addRequest(state, connection.id, ask, '');
    return true;
  },
  async releaseHold(lease) {
    const connection = holdLease(state, lease);
    connection.hold = undefined;
    connection.health = Object.freeze({ status: 'ok', message: null, failures: 0, nextTryAt: null });
  },
  async forgetStamps(lease: Lease) {
    const connection = holdLease(state, lease);
    for (const link of connection.links.values())
      if (isSwept(link)) connection.links.set(link.id, { ...link, ...forgottenStamp(link, state.now()) });
    connection.marks.clear();
    connection.walks.clear();
  },
});

const forgottenStamp = (link: StoredLink, now: Date) => ({
  lastModified: null,
  rowHash: null,
  stale: { reads: 0, since: link.stale?.since ?? now },
});

/** Of a commit: what may still land, and what did. */
export function keepLate(state: State, commit: Commit, stands: (linkId: number) => boolean): void {
  for (const { id, linkId } of commit.servedLate ?? []) if (stands(linkId)) state.late.delete(id);
  for (const value of commit.late ?? []) if (stands(value.linkId)) state.late.set(nextId(state, 'late'), value);
}

const late = (state: State): LateStore => ({
  async lateValues(linkIds, now) {
    const wanted = new Set(linkIds);
    const values = [...state.late].filter(
      ([, value]) =>
        wanted.has(value.linkId) && value.until > now && linkOf(state, value.linkId)?.generation === value.generation,
    );
    return Map.groupBy(
      values.map(([id, { linkId, erpField, value }]) => ({ id, linkId, erpField, value })),
      ({ linkId }) => linkId,
    );
  },
});

const walks = (state: State): WalkStore => ({
  async walk(connectionId, name) {
    return connectionOf(state, connectionId).walks.get(name);
  },
  async saveWalk(lease, name, walk) {
    const connection = holdLease(state, lease);
    if (walk === undefined) connection.walks.delete(name);
    else connection.walks.set(name, Object.freeze({ ...walk }));
  },
  async saveBatchSizes(lease, sizes) {
    holdLease(state, lease).batchSizes = Object.freeze({ ...sizes });
    state.setups.clear();
  },
});

const renumbering = (state: State): RenumberStore => ({
  async missingUnsought(connectionId, lookedBefore, limit) {
    const links = [...connectionOf(state, connectionId).links.values()].filter((link) => {
      const look = state.renumberings.get(`${link.id} ${link.generation}`);
      return (
        link.state === 'missingInErp' &&
        (look === undefined || ((look.status === 'none' || look.status === 'open') && look.lookedAt < lookedBefore))
      );
    });
    return links.slice(0, limit).map(({ id }) => id);
  },
  async saveLooks(lease, looks) {
    holdLease(state, lease);
    for (const look of looks) {
      const key = `${look.linkId} ${look.generation}`;
      const before = state.renumberings.get(key);
      if (before?.status === 'approved' || before?.status === 'rejected') continue;
      const id = before?.id ?? nextId(state, 'renumbering');
      state.renumberings.set(key, {
        ...look,
        id,
        status: look.newKey === null ? 'none' : 'open',
        lookedAt: state.now(),
      });
    }
    const open = [...state.renumberings].filter(([, look]) => look.status === 'open');
    const print = (look: RenumberLook): string =>
      JSON.stringify(Object.entries(look.fingerprint).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const twins = open.filter(([key, look]) =>
      [...state.renumberings].some(
        ([other, { linkId, status, ...rest }]) =>
          other !== key &&
          (status === 'none' || status === 'open') &&
          linkOf(state, linkId)?.state === 'missingInErp' &&
          print({ linkId, ...rest }) === print(look),
      ),
    );
    for (const [key, look] of twins) state.renumberings.set(key, { ...look, status: 'none', newKey: null });
  },
  async proposal(id) {
    const look = [...state.renumberings.values()].find((row) => row.id === id && row.status === 'open');
    const link = look && linkOf(state, look.linkId);
    if (look === undefined || link === undefined || look.newKey === null) return undefined;
    const { linkId, generation, oldKey, newKey } = look;
    return { id, linkId, generation, actorType: link.actorType, oldKey, newKey };
  },
  renumber: async (lease, run, proposal, by) => renumber(state, holdLease(state, lease), run, proposal, by),
});

function renumber(
  state: State,
  connection: StoredConnection,
  run: RunHandle,
  proposal: RenumberProposal,
  by: string,
): 'done' | 'taken' | 'moved' {
  const { linkId, generation, actorType, oldKey, newKey } = proposal;
  const taken = connection.links
    .values()
    .some((link) => link.state !== 'broken' && link.actorType === actorType && link.erpKey === newKey);
  if (taken) return 'taken';
  const link = connection.links.get(linkId);
  if (link === undefined || link.generation !== generation || link.erpKey !== oldKey || link.state !== 'missingInErp')
    return 'moved';
  const { stale: _stale, ...rest } = link;
  connection.links.set(linkId, {
    ...rest,
    erpKey: newKey,
    generation: generation + 1,
    state: 'active',
    reason: null,
    lastModified: null,
    rowHash: null,
    attempts: 0,
    dueAt: null,
  });
  const look = state.renumberings.get(`${linkId} ${generation}`);
  if (look !== undefined) state.renumberings.set(`${linkId} ${generation}`, { ...look, status: 'approved' });
  run.id ??= openRun(state, run);
  addLog(state, { connectionId: connection.id, runId: run.id, by }, [
    {
      linkId,
      entity: link.entity,
      erpField: null,
      crmField: null,
      kind: 'link',
      target: null,
      oldValue: oldKey,
      newValue: newKey,
      message: `${actorType} ${oldKey} has the key ${newKey} now.`,
    },
  ]);
  addHints(state, connection, [{ linkId, why: 'renumbered', dueAt: state.now() }]);
  hintPersonsOf(state, connection, link.entity);
  return 'done';
}
