/**
 * One transaction of the engine: hold the lease, see which links moved, compare-and-set the CRM, then for the links that
 * stand bases, log, conflicts, intents and hints. First everything is worked out, then it is stored: what throws leaves
 * nothing behind.
 */
import type { BaseField, Commit, CommitStore, LinkUpdate, LogEntry } from '@kobling/engine';
import { type CrmWritten, storeWrites, tryWrites } from './crm.ts';
import { hintPersonsOf, keepLate, staleAfter } from './forgotten.ts';
import { storeHeld } from './held.ts';
import { insertIntents, updateIntents } from './intents.ts';
import { holdLease } from './lease.ts';
import { addHints } from './links.ts';
import { addLog, refuseDoubles } from './log.ts';
import { markPlanRows } from './plans.ts';
import { openRun } from './runs.ts';
import { isLive, type State, type StoredConnection, type StoredLink } from './state.ts';
import { stored } from './stored.ts';

export const commits = (state: State): Pick<CommitStore, 'commit'> => ({
  async commit(lease, run, commit) {
    if (Object.values(commit).every((part) => part.length === 0))
      return { moved: new Set(), intents: [], crmWritten: 0 };
    const connection = holdLease(state, lease);
    const moved = movedLinks(connection, commit);
    const stands = (linkId: number | null | undefined): boolean =>
      linkId === null || linkId === undefined || !moved.has(linkId);
    const writes = commit.crmWrites.filter((write) => stands(write.linkId));
    const crm = tryWrites(state, writes);
    for (const linkId of crm.moved) moved.add(linkId);

    const logs = commit.logs.filter((entry) => stands(entry.linkId));
    const intents = commit.intents.filter((intent) => stands(intent.linkId));
    const links = updatedLinks(
      connection,
      merged(commit.links.filter((update) => stands(update.id))),
      writtenFields(new Map(writes.map((write) => [write.linkId, write.fields])), logs, crm),
      state.now(),
    );
    refuseDoubles(state, logs);
    // From here on nothing throws.
    if (run.id === undefined && (logs.length > 0 || intents.length > 0 || crm.count > 0)) run.id = openRun(state, run);
    storeWrites(state, crm.changes);
    for (const link of links) connection.links.set(link.id, link);
    keepLate(state, commit, stands);
    for (const { id, erpKey } of commit.links)
      if (erpKey !== undefined && stands(id)) hintPersonsOf(state, connection, connection.links.get(id)?.entity);
    addLog(state, { connectionId: connection.id, runId: run.id ?? null, by: run.by }, logs, crm.versions);
    storeHeld(state, connection.id, {
      links: commit.links.filter(({ id }) => stands(id)),
      held: commit.held.filter(({ linkId }) => stands(linkId)),
      heldAnswers: commit.heldAnswers.filter(({ linkId }) => stands(linkId)),
      counted: commit.counted.filter(({ linkId }) => stands(linkId)),
    });
    const made = insertIntents(state, connection, intents);
    const standing = commit.intentUpdates.filter((update) => stands(connection.intents.get(update.id)?.linkId));
    updateIntents(connection, standing);
    markPlanRows(
      state,
      (commit.planRows ?? []).filter(({ linkId }) => stands(linkId)),
    );
    serveHints(connection, commit.servedHints, moved);
    addHints(
      state,
      connection,
      commit.hints.filter((hint) => stands(hint.linkId)),
    );
    return { moved, refused: crm.refused, intents: made, crmWritten: crm.count };
  },
});

/** Links that were unlinked, moved or made again since `decide` saw them (H17). */
function movedLinks({ links }: StoredConnection, commit: Commit): Set<number> {
  const moved = new Set<number>();
  const check = (id: number, generation: number): void => {
    const link = links.get(id);
    if (link === undefined || !isLive(link) || link.generation !== generation) moved.add(id);
  };
  for (const update of commit.links) check(update.id, update.generation);
  for (const intent of commit.intents) check(intent.linkId, intent.generation);
  return moved;
}

/** Two updates of one link in a commit are one after the other. */
function merged(updates: readonly LinkUpdate[]): readonly LinkUpdate[] {
  const byId = new Map<number, LinkUpdate>();
  for (const update of updates) {
    const before = byId.get(update.id);
    const base = before?.base || update.base ? { base: { ...before?.base, ...update.base } } : {};
    byId.set(update.id, { ...before, ...update, ...base });
  }
  return [...byId.values()];
}

/** Link to (ERP field to the CRM row's new version): the `r` of new bases (H28). The log row names both sides' fields. */
function writtenFields(
  written: ReadonlyMap<number, Readonly<Record<string, unknown>>>,
  logs: readonly LogEntry[],
  crm: CrmWritten,
): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const result = new Map<number, Map<string, number>>();
  for (const { target, linkId, erpField, crmField } of logs) {
    if (target !== 'crm' || linkId === null || erpField === null || crmField === null) continue;
    const version = crm.versions.get(linkId);
    if (version === undefined || written.get(linkId)?.[crmField] === undefined) continue;
    result.set(linkId, (result.get(linkId) ?? new Map<string, number>()).set(erpField, version));
  }
  return result;
}

/** Throws where a key has a link already, as the unique index does. */
function updatedLinks(
  connection: StoredConnection,
  updates: readonly LinkUpdate[],
  written: ReadonlyMap<number, ReadonlyMap<string, number>>,
  now: Date,
): readonly StoredLink[] {
  const result = updates.flatMap((update) => {
    const link = connection.links.get(update.id);
    return link === undefined ? [] : [staleAfter(updated(link, update, written.get(update.id), now), update, now)];
  });
  for (const link of result) {
    if (link.erpKey === connection.links.get(link.id)?.erpKey) continue;
    const other = [...connection.links.values(), ...result].find(
      ({ id, erpKey, actorType, state }) =>
        id !== link.id && state !== 'broken' && actorType === link.actorType && erpKey === link.erpKey,
    );
    if (other !== undefined)
      throw new Error(`Links ${other.id} and ${link.id} would both hold ${link.actorType} ${link.erpKey}.`);
  }
  return result;
}

const updated = (
  link: StoredLink,
  update: LinkUpdate,
  written: ReadonlyMap<string, number> | undefined,
  now: Date,
): StoredLink => ({
  ...link,
  base: update.base === undefined ? link.base : mergedBase(link.base, update.base, written),
  erpKey: update.erpKey ?? link.erpKey,
  lastModified: update.lastModified === undefined ? link.lastModified : update.lastModified,
  rowHash: update.rowHash === undefined ? link.rowHash : update.rowHash,
  parentKey: update.parentKey === undefined ? link.parentKey : update.parentKey,
  verifiedAt: update.verified === true ? now : link.verifiedAt,
  state: update.state ?? link.state,
  attempts: update.attempts ?? link.attempts,
  dueAt: update.dueAt === undefined ? link.dueAt : update.dueAt,
  reason: update.reason === undefined ? link.reason : update.reason,
});

function mergedBase(
  base: StoredLink['base'],
  changes: Readonly<Record<string, BaseField | null>>,
  written: ReadonlyMap<string, number> | undefined,
): StoredLink['base'] {
  const result: Record<string, BaseField> = { ...base };
  for (const [field, pair] of Object.entries(changes)) {
    const version = written?.get(field);
    if (pair === null) delete result[field];
    else result[field] = version === undefined ? pair : { ...pair, r: version };
  }
  return stored(result);
}

/** Those of links that moved stay: they are decided again. */
function serveHints({ hints }: StoredConnection, ids: readonly number[], moved: ReadonlySet<number>): void {
  if (ids.length === 0) return;
  const served = new Set(ids);
  for (const [key, hint] of hints) if (served.has(hint.id) && !moved.has(hint.linkId)) hints.delete(key);
}
