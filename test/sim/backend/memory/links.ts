/** Reading links, and what says which of them to look at: due times, hints, marks. */
import type { Link, LinkStore, NewHint } from '@kobling/engine';
import { holdLease } from './lease.ts';
import { connectionOf, isLive, isSwept, linkOf, nextId, type State, type StoredConnection } from './state.ts';

type Reading = Omit<LinkStore, 'breakLinks' | 'moveLink' | 'createLink' | 'parentOf'>;

/** Without the columns that only the store reads. */
export const toLink = ({
  dueAt: _due,
  verifiedAt: _verified,
  ...link
}: Link & { dueAt?: unknown; verifiedAt?: unknown }): Link => Object.freeze(link);

export const linkReading = (state: State): Reading => ({
  async linksByKeys(connectionId, actorType, erpKeys) {
    const keys = new Set<string | null>(erpKeys);
    return where(state, connectionId, (link) => isLive(link) && link.actorType === actorType && keys.has(link.erpKey));
  },
  async linksByEntities(connectionId, kind, ids) {
    const wanted = new Set(ids);
    return where(
      state,
      connectionId,
      (link) => isLive(link) && link.entity.kind === kind && wanted.has(link.entity.id),
    );
  },
  async linksByIds(ids) {
    return [...new Set(ids)]
      .sort((a, b) => a - b)
      .flatMap((id) => linkOf(state, id) ?? [])
      .map(toLink);
  },
  async linksToVerify(connectionId, limit) {
    const links = [...connectionOf(state, connectionId).links.values()].filter(isSwept);
    links.sort((a, b) => (a.verifiedAt?.getTime() ?? 0) - (b.verifiedAt?.getTime() ?? 0) || a.id - b.id);
    return links.slice(0, limit).map(toLink);
  },
  async linksInKeyOrder(connectionId, actorType, afterKey, limit) {
    const links = where(
      state,
      connectionId,
      (link) => isSwept(link) && link.actorType === actorType && byCodePoint(link.erpKey ?? '', afterKey) > 0,
    );
    return links.sort((a, b) => byCodePoint(a.erpKey ?? '', b.erpKey ?? '')).slice(0, limit);
  },
  async countLinks(connectionId) {
    return where(state, connectionId, isSwept).length;
  },
  async linksDue(connectionId, now, limit) {
    const due = [...connectionOf(state, connectionId).links.values()].flatMap((link) =>
      link.dueAt !== null && link.dueAt <= now && (link.state === 'failing' || link.state === 'parked')
        ? [{ link, at: link.dueAt.getTime() }]
        : [],
    );
    due.sort((a, b) => a.at - b.at || a.link.id - b.link.id);
    return due.slice(0, limit).map(({ link }) => toLink(link));
  },

  async marks(connectionId, actorType) {
    return connectionOf(state, connectionId).marks.get(actorType) ?? [];
  },
  async saveMarks(lease, actorType, marks) {
    holdLease(state, lease).marks.set(actorType, Object.freeze(marks.map((mark) => Object.freeze({ ...mark }))));
  },
  async raiseOverlap(lease, overlapMs) {
    const connection = holdLease(state, lease);
    connection.card = { ...connection.card, overlapMs: Math.max(Math.ceil(overlapMs), connection.card.overlapMs) };
    state.setups.clear();
  },

  async hintsDue(connectionId, now, limit) {
    const due = [...connectionOf(state, connectionId).hints.values()].filter((hint) => hint.dueAt <= now);
    due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
    return due.slice(0, limit).map(({ id, linkId, why }) => ({ id, linkId, why }));
  },
});

const where = (state: State, connectionId: number, fits: (link: Link) => boolean): Link[] =>
  [...connectionOf(state, connectionId).links.values()].filter(fits).map(toLink);

/** Keys compare code point by code point (H34), not by UTF-16 unit as JavaScript does. */
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** One hint a link and reason; the earlier due time stands, under a new id: who serves the older one leaves it. */
export function addHints(
  state: State,
  { id: connectionId, hints }: StoredConnection,
  wanted: readonly NewHint[],
): void {
  for (const { linkId, why, dueAt } of wanted) {
    const key = `${linkId} ${why}`;
    const before = hints.get(key);
    const due = before !== undefined && before.dueAt < dueAt ? before.dueAt : dueAt;
    hints.set(key, { id: nextId(state, 'hint'), connectionId, linkId, why, dueAt: due });
  }
}
