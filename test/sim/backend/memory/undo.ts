/** Undo: the scope's log rows folded to one a field and side; what was restored is read from the log (H06). */
import type { UndoRow, UndoScope, UndoSkip, UndoStore } from '@kobling/engine';
import type { SimLogRow } from '../backend.ts';
import { holdLease } from './lease.ts';
import { openRun } from './runs.ts';
import { connectionOf, sameEntity, type State } from './state.ts';

interface Row extends Omit<UndoRow, 'entity' | 'erpField' | 'crmField' | 'target'> {
  readonly entity: SimLogRow['entity'];
  readonly erpField: string | null;
  readonly crmField: string | null;
  readonly target: SimLogRow['target'];
  readonly skipped: UndoSkip | null;
}
export interface StoredUndo {
  readonly connectionId: number;
  readonly runId: number | null;
  readonly upto: number;
  readonly rows: Row[];
}

export const undos = (state: State): UndoStore => ({
  async beginUndo(lease, run, wish) {
    const { id: connectionId } = holdLease(state, lease);
    const known = state.undos.get(wish.requestId);
    if (known !== undefined) {
      const open = known.runId === null ? undefined : state.runs.get(known.runId);
      if (open !== undefined) state.runs.set(open.id, { ...open, status: 'running', error: null });
      if (open !== undefined) run.id = open.id;
      return { total: known.rows.length };
    }
    if (!wish.dry) run.id ??= openRun(state, run);
    const rows = folded(state, connectionId, wish.scope);
    const runId = wish.dry ? null : (run.id ?? null);
    state.undos.set(wish.requestId, { connectionId, runId, upto: state.log.length, rows });
    return { total: rows.length };
  },
  async undoRows(requestId, afterNo, uptoNo, limit) {
    const undo = state.undos.get(requestId);
    if (undo === undefined) return [];
    return undo.rows
      .filter((row) => row.no > afterNo && (uptoNo === null || row.no <= uptoNo) && row.skipped === null)
      .filter((row) => !isRestored(state, undo, row) && !isUnderWay(state, undo, row))
      .slice(0, limit)
      .flatMap(({ entity, erpField, crmField, target, skipped: _skipped, ...row }) =>
        entity === null || erpField === null || crmField === null || target === null
          ? []
          : [{ ...row, entity, erpField, crmField, target }],
      );
  },
  async skipUndoRows(lease, requestId, rows) {
    holdLease(state, lease);
    const undo = state.undos.get(requestId);
    for (const { no, why } of rows) {
      const at = undo?.rows.findIndex((row) => row.no === no) ?? -1;
      const row = undo?.rows[at];
      if (undo !== undefined && row !== undefined) undo.rows[at] = { ...row, skipped: why };
    }
  },
  async undoCounts(requestId) {
    const undo = state.undos.get(requestId);
    const rows = undo?.rows ?? [];
    const skipped = rows.filter((row) => row.skipped !== null).length;
    const restored =
      undo === undefined ? 0 : rows.filter((row) => row.skipped === null && isRestored(state, undo, row)).length;
    return { total: rows.length, skipped, restored };
  },
});

const isRestored = (state: State, undo: StoredUndo, row: Row): boolean =>
  undo.runId !== null &&
  state.log.some(
    ({ id, undoes, kind, target }) =>
      id > undo.upto && kind === 'undo' && undoes === row.logId && target === row.target,
  );

const isUnderWay = (state: State, undo: StoredUndo, row: Row): boolean =>
  [...connectionOf(state, undo.connectionId).intents.values()].some(
    ({ linkId, status, fields }) =>
      linkId === row.linkId &&
      (status === 'open' || status === 'sent' || status === 'unknown') &&
      row.erpField !== null &&
      fields[row.erpField]?.undoes === row.logId,
  );

function folded(state: State, connectionId: number, scope: UndoScope): Row[] {
  const covers = covering(state, connectionId, scope);
  const isCovered = (row: SimLogRow): boolean => row.connectionId === connectionId && covers(row);
  const all = state.log.filter((row) => row.connectionId === connectionId && covers(row));
  const writes = all.filter((row) => row.target !== null && row.kind !== 'create' && isField(row));
  const items = [...Map.groupBy(writes, fieldKey).values()].flatMap((chain): Omit<Row, 'no'>[] => {
    const last = chain.at(-1);
    if (last === undefined) return [];
    // Where somebody wrote in between, the chain begins after that.
    let first = last;
    for (const older of chain.slice(0, -1).toReversed()) {
      if (older.newValue !== first.oldValue) break;
      first = older;
    }
    // It ends with what it began with: nothing was changed.
    if (first.oldValue === last.newValue) return [];
    const touched = state.log.some((later) => later.id > last.id && isTouch(last, later) && !isCovered(later));
    return [{ ...common(state, last), oldValue: first.oldValue, skipped: touched ? 'later' : null }];
  });
  const left = all
    .filter((row) => row.kind === 'create' || row.kind === 'link' || (row.target !== null && !isField(row)))
    .map(
      (row): Omit<Row, 'no'> => ({
        ...common(state, row),
        oldValue: row.oldValue,
        skipped: row.kind === 'create' ? 'created' : row.kind === 'link' ? 'linked' : 'noLink',
      }),
    );
  return [...items.toSorted(inOrder), ...left].map((row, index) => ({ ...row, no: index + 1 }));
}

/** By link, then field by field: the order in which one commit writes and tells of them. */
const inOrder = (a: Omit<Row, 'no'>, b: Omit<Row, 'no'>): number =>
  a.linkId - b.linkId || byText(a.erpField, b.erpField) || byText(a.crmField, b.crmField) || byText(a.target, b.target);
const byText = (a: string | null, b: string | null): number =>
  Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? ''));

const isField = (row: SimLogRow): boolean => row.linkId !== null && row.erpField !== null && row.crmField !== null;
const fieldKey = (row: SimLogRow): string => `${row.linkId} ${row.erpField} ${row.crmField} ${row.target}`;
const common = (state: State, row: SimLogRow) => ({
  logId: row.id,
  linkId: row.linkId ?? 0,
  entity: row.entity,
  erpField: row.erpField,
  crmField: row.crmField,
  target: row.target,
  newValue: row.newValue ?? '',
  version: row.target === 'crm' ? (state.logVersions.get(row.id) ?? null) : null,
});

function isTouch(last: SimLogRow, later: SimLogRow): boolean {
  if (last.entity === null || later.entity === null || !sameEntity(last.entity, later.entity)) return false;
  const sameField = later.linkId === last.linkId && later.erpField === last.erpField;
  return (
    (sameField && (later.target !== null || later.kind === 'drift')) ||
    (last.target === 'crm' && later.target === 'crm' && later.crmField === last.crmField)
  );
}

/** The simulator changes mappings without a record of it: such an undo covers nothing here. */
function covering(state: State, connectionId: number, scope: UndoScope): (row: SimLogRow) => boolean {
  if (scope.kind === 'run') return (row) => row.runId === scope.runId || settledLater(state, scope.runId, row);
  if (scope.kind === 'mapping') return () => false;
  const ofRecord = (row: SimLogRow): boolean =>
    row.entity !== null &&
    sameEntity(row.entity, scope.entity) &&
    (scope.fields === undefined || scope.fields.includes(row.erpField ?? ''));
  const { since } = scope;
  if (since !== undefined) return (row) => row.id >= since && ofRecord(row);
  const last = state.log.findLast(
    (row) => row.connectionId === connectionId && row.target !== null && row.runId !== null && ofRecord(row),
  );
  return (row) =>
    last?.runId !== undefined &&
    last.runId !== null &&
    (row.runId === last.runId || settledLater(state, last.runId, row)) &&
    ofRecord(row);
}

/** Of an undo also what a later cycle settled, since its intents were open when it ended. */
const settledLater = (state: State, runId: number, row: SimLogRow): boolean =>
  row.kind === 'undo' &&
  [...state.undos.values()].some(
    (undo) => undo.runId === runId && row.id > undo.upto && undo.rows.some(({ logId }) => logId === row.undoes),
  ) &&
  ![...state.undos.values()].some((undo) => undo.runId === row.runId);
