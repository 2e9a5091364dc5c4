/** The append-only log, and the conflicts that its rows open and close. */
import type { LogEntry } from '@kobling/engine';
import { linkOf, type State, type StoredConflict } from './state.ts';

export interface LogContext {
  readonly connectionId: number;
  readonly runId: number | null;
  readonly by: string;
}

/**
 * Throws where two rows would name one intent and field: PostgreSQL drops the second, which leaves the log right; here it
 * shows that something was settled twice (invariant 10). Asked before anything is stored.
 */
export function refuseDoubles(state: State, entries: readonly LogEntry[]): void {
  const fresh = new Set<string>();
  for (const entry of entries) {
    const key = intentKey(entry);
    if (key === undefined) continue;
    if (state.logged.has(key) || fresh.has(key))
      throw new Error(`Invariant 10: a second log row for ${entry.erpField} of intent ${entry.intentId}.`);
    fresh.add(key);
  }
}

const intentKey = ({ intentId, erpField }: LogEntry): string | undefined =>
  intentId === undefined || intentId === null || erpField === null ? undefined : `intent ${intentId} ${erpField}`;

/** A second undo of one row and side in one run is dropped. `versions`: of the CRM rows just written, by link. */
export function addLog(
  state: State,
  context: LogContext,
  entries: readonly LogEntry[],
  versions: ReadonlyMap<number, number> = new Map(),
): void {
  const opening: StoredConflict[] = [];
  for (const entry of entries) {
    const undo = (entry.undoes ?? null) === null ? undefined : `undo ${entry.undoes} ${context.runId} ${entry.target}`;
    const intent = intentKey(entry);
    if ((undo !== undefined && state.logged.has(undo)) || (intent !== undefined && state.logged.has(intent))) continue;
    if (undo !== undefined) state.logged.add(undo);
    if (intent !== undefined) state.logged.add(intent);
    const id = state.log.length + 1;
    const version = entry.target === 'crm' && entry.linkId !== null ? versions.get(entry.linkId) : undefined;
    if (version !== undefined) state.logVersions.set(id, version);
    const { winnerValue: _winner, ...columns } = entry;
    state.log.push(
      Object.freeze({
        ...columns,
        entity: entry.entity === null ? null : { ...entry.entity },
        loserValue: entry.loserValue ?? null,
        message: entry.message ?? null,
        intentId: entry.intentId ?? null,
        undoes: entry.undoes ?? null,
        ...context,
        id,
        at: state.now(),
      }),
    );
    const conflict = opened(state, entry, entries, id);
    if (conflict !== undefined) opening.push(conflict);
  }
  endWritten(state, entries);
  // Of two on one field the later stands.
  const latest = new Map(opening.map((conflict) => [`${conflict.linkId} ${conflict.erpField}`, conflict]));
  for (const conflict of latest.values()) state.conflicts.set(conflict.id, conflict);
}

/** The values are those of the last such row in the commit, as the store's statement joins them. */
function opened(state: State, entry: LogEntry, entries: readonly LogEntry[], id: number): StoredConflict | undefined {
  if (entry.kind !== 'conflict' || entry.target === null || entry.linkId === null || entry.erpField === null)
    return undefined;
  const last =
    entries.findLast(
      (other) =>
        other.kind === 'conflict' &&
        other.linkId === entry.linkId &&
        other.erpField === entry.erpField &&
        other.target === entry.target,
    ) ?? entry;
  const loser = last.loserValue ?? last.oldValue;
  const winner = last.winnerValue ?? last.newValue;
  const loserIsCrm = entry.target === 'crm';
  return {
    id,
    linkId: entry.linkId,
    generation: linkOf(state, entry.linkId)?.generation ?? 0,
    erpField: entry.erpField,
    crmField: last.crmField ?? '',
    erpValue: loserIsCrm ? winner : loser,
    crmValue: loserIsCrm ? loser : winner,
    winner: loserIsCrm ? 'erp' : 'crm',
    status: 'open',
  };
}

/** An open conflict ends when its field is written again. */
function endWritten(state: State, entries: readonly LogEntry[]): void {
  const written = new Set(
    entries.flatMap(({ target, linkId, erpField }) =>
      target === null || linkId === null || erpField === null ? [] : [`${linkId} ${erpField}`],
    ),
  );
  if (written.size > 0) supersedeAll(state, ({ linkId, erpField }) => written.has(`${linkId} ${erpField}`));
}

export function supersedeAll(state: State, concerned: (conflict: StoredConflict) => boolean): void {
  for (const conflict of state.conflicts.values())
    if (conflict.status === 'open' && concerned(conflict))
      state.conflicts.set(conflict.id, { ...conflict, status: 'superseded' });
}
