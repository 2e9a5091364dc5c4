/**
 * One transaction of the engine, a handful of statements whatever its size:
 * hold the lease → lock the links and see which moved → compare-and-set the CRM → then, for the links that stand,
 * bases, log, conflicts, intents and hints. All of a link or nothing of it (H04, H07, H17).
 */
import type { Commit, CommitResult, CrmWrite, Lease, LinkUpdate, LogEntry, RunHandle } from '@kobling/engine';
import { writeCrm } from '../../crm/index.ts';
import type { Database, Transaction } from '../../database.ts';
import { addCounts, storeHeld } from '../held/index.ts';
import { deleteServedHints, upsertHints } from '../hints.ts';
import { insertIntents } from '../intents.ts';
import { keepLate } from '../late.ts';
import { holdLease } from '../lease.ts';
import { hintPersonsOf } from '../parents.ts';
import { markPlanRows } from '../plans/apply.ts';
import { openRun } from '../runs.ts';
import { lockIntents, updateIntents } from './intent-updates.ts';
import { type LockedLink, lockLinks, movedLinks, updateLinks } from './link-updates.ts';
import { insertLog } from './log.ts';

interface Stored {
  readonly result: CommitResult;
  readonly runId: number | undefined;
}

const isEmpty = (commit: Commit): boolean => Object.values(commit).every((part) => part.length === 0);

/** See SyncStore.commit. `run.id` is set only once the transaction is through, so that a retried one opens its own. */
export async function storeCommit(
  db: Database,
  lease: Lease,
  run: RunHandle,
  commit: Commit,
  now: Date,
): Promise<CommitResult> {
  if (isEmpty(commit)) return { moved: new Set(), intents: [], crmWritten: 0 };
  const stored = await db.transaction((tx) => storeIn(tx, lease, run, commit, now));
  run.id = stored.runId;
  return stored.result;
}

async function storeIn(tx: Transaction, lease: Lease, run: RunHandle, commit: Commit, now: Date): Promise<Stored> {
  await holdLease(tx, lease);
  const links = await lockLinks(tx, lease.connectionId, linksOf(commit));
  const intentLinks = await lockIntents(tx, commit.intentUpdates);
  const moved = movedLinks(commit, links);
  const stands = (linkId: number | null | undefined): boolean =>
    linkId === null || linkId === undefined || !moved.has(linkId);

  const writes = commit.crmWrites.filter((write) => stands(write.linkId));
  const crm = await writeCrm(tx, writes, run.by);
  for (const linkId of crm.moved) moved.add(linkId);

  const logs = commit.logs.filter((entry) => stands(entry.linkId));
  const intents = commit.intents.filter((intent) => stands(intent.linkId));
  const records = logs.length > 0 || intents.length > 0 || crm.written > 0;
  const runId = run.id ?? (records ? await openRun(tx, run, now) : undefined);

  const updates = commit.links.filter((update) => stands(update.id));
  await updateLinks(tx, updates, writtenFields(writes, logs, crm.versions), now);
  await hintPersonsOf(tx, lease.connectionId, newlyKeyed(updates, links), now);
  await keepLate(
    tx,
    lease.connectionId,
    (commit.late ?? []).filter((value) => stands(value.linkId)),
    (commit.servedLate ?? []).filter((value) => stands(value.linkId)).map((value) => value.id),
    now,
  );
  if (runId !== undefined)
    await insertLog(tx, { connectionId: lease.connectionId, runId, by: run.by, now }, logs, links, crm.versions);
  await storeHeld(
    tx,
    { connectionId: lease.connectionId, runId, by: run.by, now },
    {
      links: updates,
      heldAnswers: commit.heldAnswers.filter((answer) => stands(answer.linkId)),
      held: commit.held.filter((held) => stands(held.linkId)),
    },
  );
  await addCounts(
    tx,
    lease.connectionId,
    commit.counted.filter((write) => stands(write.linkId)),
    now,
  );
  const newIntents = runId === undefined ? [] : await insertIntents(tx, lease.connectionId, runId, intents, now);
  await updateIntents(
    tx,
    commit.intentUpdates.filter((update) => stands(intentLinks.get(update.id))),
    now,
  );
  await markPlanRows(
    tx,
    (commit.planRows ?? []).filter((row) => stands(row.linkId)),
  );
  await deleteServedHints(tx, lease.connectionId, commit.servedHints, [...moved]);
  await upsertHints(
    tx,
    lease.connectionId,
    commit.hints.filter((hint) => stands(hint.linkId)),
  );
  return { result: { moved, refused: crm.refused, intents: newIntents, crmWritten: crm.written }, runId };
}

/** Companies that got a key: their persons may sync now (H33). */
const newlyKeyed = (updates: readonly LinkUpdate[], links: ReadonlyMap<number, LockedLink>): readonly number[] =>
  updates.flatMap((update) => {
    const link = links.get(update.id);
    return update.erpKey !== undefined && link?.entity === 'company' ? [link.entity_id] : [];
  });

const linksOf = (commit: Commit): readonly number[] => {
  const ids = new Set<number>();
  for (const update of commit.links) ids.add(update.id);
  for (const write of commit.crmWrites) ids.add(write.linkId);
  for (const intent of commit.intents) ids.add(intent.linkId);
  for (const entry of commit.logs) if (entry.kind === 'conflict' && entry.linkId !== null) ids.add(entry.linkId);
  return [...ids];
};

/**
 * Link to (ERP field to the CRM row's new version), for `r` of the new bases. A CRM write names CRM fields, a base ERP
 * fields; the log row that every written field has (invariant 10) names both.
 */
function writtenFields(
  writes: readonly CrmWrite[],
  logs: readonly LogEntry[],
  versions: ReadonlyMap<number, number>,
): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const written = new Map(writes.map((write) => [write.linkId, write.fields]));
  const result = new Map<number, Map<string, number>>();
  for (const entry of logs) {
    if (entry.target !== 'crm' || entry.linkId === null || entry.erpField === null || entry.crmField === null) continue;
    const version = versions.get(entry.linkId);
    if (version === undefined || written.get(entry.linkId)?.[entry.crmField] === undefined) continue;
    const fields = result.get(entry.linkId) ?? new Map<string, number>();
    result.set(entry.linkId, fields.set(entry.erpField, version));
  }
  return result;
}
