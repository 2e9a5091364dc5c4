/** Bulk linking: the ERP's side is staged, then joined with the CRM on one field, unique on both sides. */
import type { MatchCandidate, RequestStore } from '@kobling/engine';
import { rowOf } from './crm.ts';
import { hintPersonsOf } from './forgotten.ts';
import { holdLease } from './lease.ts';
import { insertLink, isTaken, logLink, parentOf } from './link-changes.ts';
import { addHints } from './links.ts';
import { connectionOf, isLive, type State, type StoredConnection, type StoredEntity } from './state.ts';

type Matches = Pick<RequestStore, 'stageMatch' | 'linkMatches'>;
type Match = Parameters<RequestStore['linkMatches']>[2];
interface Pair {
  readonly erp: MatchCandidate;
  readonly crm: StoredEntity;
}

export const matches = (state: State): Matches => ({
  async stageMatch(requestId, candidates) {
    if (candidates.length === 0) state.stages.delete(requestId);
    else
      state.stages.set(requestId, [...(state.stages.get(requestId) ?? []), ...candidates.map((one) => ({ ...one }))]);
  },
  async linkMatches(lease, run, match) {
    const { pairs, ambiguous, withoutCounterpart } = compare(state, connectionOf(state, lease.connectionId), match);
    let linked = 0;
    if (!match.dryRun && pairs.length > 0) {
      const connection = holdLease(state, lease);
      for (const { erp, crm } of pairs) {
        const entity = { kind: match.entity, id: crm.id };
        const { erpKey, parentKey, lastModified } = erp;
        const wanted = {
          actorType: match.actorType,
          erpKey,
          entity,
          parentKey,
          lastModified,
          state: 'active' as const,
        };
        if (rowOf(state, entity) === undefined || isTaken(connection, wanted)) continue;
        const link = insertLink(state, connection, wanted);
        hintPersonsOf(state, connection, link.entity);
        logLink(state, connection, link, 'link', { run });
        addHints(state, connection, [{ linkId: link.id, why: 'linked', dueAt: state.now() }]);
        linked += 1;
      }
    }
    state.stages.delete(match.requestId);
    const listed = match.dryRun ? pairs.slice(0, 1_000) : [];
    return {
      linked: match.dryRun ? pairs.length : linked,
      ambiguous: ambiguous.slice(0, 100),
      ambiguousCount: ambiguous.length,
      withoutCounterpart,
      pairs: listed.map(({ erp, crm }) => ({ erpKey: erp.erpKey, entityId: crm.id, value: erp.value })),
    };
  },
});

function compare(state: State, connection: StoredConnection, match: Match) {
  const keyOf = (row: StoredEntity): string => trimmed(row.values[match.crmField] ?? '').toLowerCase();
  const live = [...connection.links.values()].filter(isLive);
  const linkedKeys = new Set(live.flatMap((link) => (link.actorType === match.actorType ? [link.erpKey] : [])));
  const linkedIds = new Set(live.flatMap((link) => (link.entity.kind === match.entity ? [link.entity.id] : [])));
  // A stream may deliver an actor twice.
  const staged = new Map((state.stages.get(match.requestId) ?? []).map((one) => [one.erpKey, one])).values();
  const erp = Map.groupBy(staged, (one) => one.value);
  const rows = [...state.crm[match.entity].values()].filter((row) => !row.deleted && keyOf(row) !== '');
  const crm = Map.groupBy(rows, keyOf);

  const pairs: Pair[] = [];
  const ambiguous: { value: string; inErp: number; inCrm: number }[] = [];
  let withoutCounterpart = 0;
  for (const [value, actors] of erp) {
    const records = crm.get(value) ?? [];
    const freeActors = actors.filter((one) => !linkedKeys.has(one.erpKey));
    const freeRecords = records.filter((row) => !linkedIds.has(row.id));
    const [actor, record] = [freeActors[0], freeRecords[0]];
    if (record === undefined) withoutCounterpart += freeActors.length;
    if (actor === undefined || record === undefined || value === '') continue;
    if (actors.length > 1 || records.length > 1) ambiguous.push({ value, inErp: actors.length, inCrm: records.length });
    else if (parentFits(state, connection, match, actor, record)) pairs.push({ erp: actor, crm: record });
  }
  pairs.sort((a, b) => (a.erp.erpKey < b.erp.erpKey ? -1 : 1));
  ambiguous.sort((a, b) => (a.value < b.value ? -1 : 1));
  return { pairs, ambiguous, withoutCounterpart };
}

/** A person only where its company's actor is its parent (H33). */
function parentFits(
  state: State,
  connection: StoredConnection,
  match: Match,
  actor: MatchCandidate,
  record: StoredEntity,
): boolean {
  if (match.entity !== 'person') return true;
  const parent = parentOf(state, connection, { kind: 'person', id: record.id });
  return parent !== undefined && (actor.parentKey === null || actor.parentKey === parent.erpKey);
}

const trimmed = (text: string): string => text.replaceAll(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, '');
