/**
 * Undo's part of the store: the scope's log rows are folded once (stage.ts), then read page by page; what was restored is
 * read from the log, what was left has its reason in `undo_row` (H06).
 */
import type { EntityKind, Lease, Side, UndoCounts, UndoRow, UndoSkipped, UndoStore } from '@kobling/engine';
import type { Database, Queryable } from '../../database.ts';
import { holdLease } from '../lease.ts';
import { beginUndo } from './stage.ts';

export const undoStore = (db: Database, now: () => Date): UndoStore => ({
  beginUndo: (lease, run, undo) => beginUndo(db, lease, run, undo, now()),
  undoRows: (requestId, afterNo, uptoNo, limit) => undoRows(db, requestId, afterNo, uptoNo, limit),
  skipUndoRows: (lease, requestId, rows) => skipUndoRows(db, lease, requestId, rows),
  undoCounts: (requestId) => undoCounts(db, requestId),
});

/** The log says that row `r` of undo `u` was put back. A preview has put back nothing, whatever others did later. */
export const isRestored = `u.run_id is not null and exists (select from sync_log s where s.undoes = r.log_id
  and s.target = r.target and s.kind = 'undo' and s.id > u.upto)`;
/** A write of this very undo is on its way to the ERP. */
export const isUnderWay = `exists (select from intent i where i.link_id = r.link_id
  and i.status in ('open', 'sent', 'unknown') and i.fields -> r.erp_field ->> 'undoes' = r.log_id::text)`;

interface StoredRow {
  readonly no: number;
  readonly log_id: number;
  readonly link_id: number;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly erp_field: string;
  readonly crm_field: string;
  readonly target: Side;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly version: number | null;
}

async function undoRows(
  db: Queryable,
  requestId: number,
  afterNo: number,
  uptoNo: number | null,
  limit: number,
): Promise<readonly UndoRow[]> {
  const rows = await db.query<StoredRow>(
    `select r.no, r.log_id, r.link_id, r.entity, r.entity_id, r.erp_field, r.crm_field, r.target, r.old_value,
       r.new_value, r.version
     from undo_row r join undo u on u.request_id = r.request_id
     where r.request_id = $1 and r.no > $2 and ($3::int is null or r.no <= $3) and r.skipped is null
       and not (${isRestored}) and not (${isUnderWay})
     order by r.no limit $4`,
    [requestId, afterNo, uptoNo, limit],
  );
  return rows.map((row) => ({
    no: row.no,
    logId: row.log_id,
    linkId: row.link_id,
    entity: { kind: row.entity, id: row.entity_id },
    erpField: row.erp_field,
    crmField: row.crm_field,
    target: row.target,
    oldValue: row.old_value,
    newValue: row.new_value ?? '',
    version: row.version,
  }));
}

async function skipUndoRows(
  db: Database,
  lease: Lease,
  requestId: number,
  rows: readonly UndoSkipped[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run(
      `update undo_row r set skipped = s.why, said = s.said
       from unnest($2::int[], $3::text[], $4::text[]) as s (no, why, said)
       where r.request_id = $1 and r.no = s.no`,
      [requestId, rows.map((row) => row.no), rows.map((row) => row.why), rows.map((row) => row.said ?? null)],
    );
  });
}

async function undoCounts(db: Queryable, requestId: number): Promise<UndoCounts> {
  const rows = await db.query<UndoCounts>(
    `select count(*) as total, count(*) filter (where r.skipped is not null) as skipped,
       count(*) filter (where r.skipped is null and ${isRestored}) as restored
     from undo_row r join undo u on u.request_id = r.request_id where r.request_id = $1`,
    [requestId],
  );
  return rows[0] ?? { total: 0, restored: 0, skipped: 0 };
}
