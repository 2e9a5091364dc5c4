/** Intents: stored before they are sent, resolved whatever happens (H17). */
import type { CommitStore, Intent, IntentUpdate, NewIntent } from '@kobling/engine';
import { holds } from './lease.ts';
import { connectionOf, isLive, nextId, type State, type StoredConnection, type StoredIntent } from './state.ts';
import { stored } from './stored.ts';

type IntentStore = Omit<CommitStore, 'commit'>;

const underWay = new Set(['open', 'sent', 'unknown']);
const unsettled = new Set([...underWay, 'asking']);

export const toIntent = ({ dueAt: _due, token: _token, reason: _reason, ...intent }: StoredIntent): Intent =>
  Object.freeze(intent);

export const intents = (state: State): IntentStore => ({
  async intentsDue(lease, now, limit) {
    const due = [...connectionOf(state, lease.connectionId).intents.values()].filter(
      (intent) =>
        intent.dueAt <= now &&
        underWay.has(intent.status) &&
        (intent.status !== 'sent' || intent.token === null || intent.token < lease.token),
    );
    due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
    return due
      .slice(0, limit)
      .map((intent) => toIntent({ ...intent, status: intent.status === 'sent' ? 'unknown' : intent.status }));
  },
  async markSent(lease, intentIds) {
    if (!holds(state, lease)) return false;
    const rows = connectionOf(state, lease.connectionId).intents;
    for (const id of intentIds) {
      const intent = rows.get(id);
      if (intent !== undefined && underWay.has(intent.status))
        rows.set(id, { ...intent, status: 'sent', token: lease.token, sentAt: state.now() });
    }
    return true;
  },
  async fieldsUnderWay(linkIds) {
    const wanted = new Set(linkIds);
    const fields = new Map<number, Set<string>>();
    for (const connection of state.connections.values()) {
      for (const intent of connection.intents.values()) {
        if (!wanted.has(intent.linkId) || !unsettled.has(intent.status)) continue;
        const known = fields.get(intent.linkId) ?? new Set();
        // A link whose intents carry no field is not answered.
        for (const field of Object.keys(intent.fields)) fields.set(intent.linkId, known.add(field));
      }
    }
    return fields;
  },
  async claimedKeys(connectionId, actorType, erpKeys) {
    const { links, intents: rows } = connectionOf(state, connectionId);
    const claimed = new Set<string | null>();
    for (const link of links.values()) if (isLive(link) && link.actorType === actorType) claimed.add(link.erpKey);
    for (const intent of rows.values())
      if (intent.kind === 'create' && intent.actorType === actorType && unsettled.has(intent.status))
        claimed.add(intent.erpKey);
    return new Set(erpKeys.filter((key) => claimed.has(key)));
  },
});

export function insertIntents(
  state: State,
  connection: StoredConnection,
  wanted: readonly NewIntent[],
): readonly Intent[] {
  return wanted.map((intent) => {
    const row: StoredIntent = {
      id: nextId(state, 'intent'),
      connectionId: connection.id,
      linkId: intent.linkId,
      generation: intent.generation,
      actorType: intent.actorType,
      erpKey: intent.erpKey,
      kind: intent.kind,
      fields: stored(intent.fields),
      status: 'open',
      attempts: 0,
      mappingVersion: intent.mappingVersion,
      foundBefore: null,
      parent: stored(intent.parent ?? null),
      sentAt: null,
      dueAt: state.now(),
      token: null,
      reason: null,
    };
    connection.intents.set(row.id, row);
    return toIntent(row);
  });
}

/** One that was settled, dropped or given up stays so. */
export function updateIntents({ intents: rows }: StoredConnection, updates: readonly IntentUpdate[]): void {
  for (const update of updates) {
    const intent = rows.get(update.id);
    if (intent === undefined || !unsettled.has(intent.status)) continue;
    rows.set(update.id, {
      ...intent,
      status: update.status,
      attempts: update.attempts ?? intent.attempts,
      dueAt: update.dueAt ?? intent.dueAt,
      foundBefore: stored(update.foundBefore ?? intent.foundBefore),
      reason: update.reason === undefined ? intent.reason : update.reason,
      fields: stored(update.fields ?? intent.fields),
    });
  }
}
