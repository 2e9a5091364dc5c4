/** What can be undone, and what became of an undo. All by index, paged. */
import type { EntityKind, RequestBody, Side, UndoScope, UndoSkip } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import type { FieldChange } from '../../setup/mapping-change.ts';
import type { RequestStatus } from '../requests.ts';
import { isRestored, isUnderWay } from '../undo/index.ts';
import type { FieldNames, RecordName } from './names.ts';
import { joinField, recordName, shown } from './names.ts';

/** `waiting`: neither restored nor skipped yet; of a preview: would be restored. */
export type UndoRowStatus = 'restored' | 'skipped' | 'underWay' | 'waiting';
export interface UndoRowView {
  readonly no: number;
  readonly logId: number;
  readonly record: RecordName | null;
  readonly field: FieldNames | null;
  readonly side: Side | null;
  /** What it held before, and what was written over it; list items by name. */
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly status: UndoRowStatus;
  readonly why: UndoSkip | null;
  readonly said: string | null;
}
export interface UndoView {
  readonly requestId: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly runId: number | null;
  readonly scope: UndoScope;
  readonly preview: boolean;
  readonly counts: {
    readonly total: number;
    readonly restored: number;
    readonly skipped: number;
    readonly underWay: number;
  };
}

const status = `case when r.skipped is not null then 'skipped' when ${isRestored} then 'restored'
  when ${isUnderWay} then 'underWay' else 'waiting' end`;

/** An undo by its request. Undefined: it has not begun, or there is none. */
export async function undoView(db: Queryable, requestId: number): Promise<UndoView | undefined> {
  const rows = await db.query<{
    connection_id: number;
    name: string;
    run_id: number | null;
    scope: UndoScope;
    counts: Partial<Record<UndoRowStatus, number>>;
  }>(
    `select u.connection_id, c.name, u.run_id, u.scope, coalesce((select jsonb_object_agg(status, n) from (
       select ${status} as status, count(*) as n from undo_row r where r.request_id = u.request_id group by 1) s), '{}') as counts
     from undo u join connection c on c.id = u.connection_id where u.request_id = $1`,
    [requestId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { restored = 0, skipped = 0, underWay = 0, waiting = 0 } = row.counts;
  return {
    requestId,
    connection: { id: row.connection_id, name: row.name },
    runId: row.run_id,
    scope: row.scope,
    preview: row.run_id === null,
    counts: { total: restored + skipped + underWay + waiting, restored, skipped, underWay },
  };
}

/** Rows after `afterNo`; `only`: of one status. */
export async function undoRowsOf(
  db: Queryable,
  query: {
    readonly requestId: number;
    readonly afterNo: number;
    readonly only?: UndoRowStatus | undefined;
    readonly limit: number;
  },
): Promise<readonly UndoRowView[]> {
  const rows = await db.query<StoredRow>(
    `with page as (select * from (select r.*, ${status} as status, u.connection_id
         from undo_row r join undo u on u.request_id = r.request_id where r.request_id = $1 and r.no > $2) a
       where $3::text is null or status = $3 order by no limit $4)
     select p.no, p.log_id, p.entity, p.entity_id, ${recordName('p.entity', 'p.entity_id')} as record_name, p.erp_field,
       f.display_name as erp_label, f.type as erp_type, p.crm_field, p.target, p.status, p.skipped, p.said,
       ${shown('f', 'p.connection_id', 'p.target', 'p.old_value')} as old_shown,
       ${shown('f', 'p.connection_id', 'p.target', 'p.new_value')} as new_shown
     from page p left join link l on l.id = p.link_id ${joinField('f', 'l', 'p.erp_field')} order by p.no`,
    [query.requestId, query.afterNo, query.only ?? null, query.limit],
  );
  return rows.map((row) => ({
    no: row.no,
    logId: row.log_id,
    record:
      row.entity === null || row.entity_id === null
        ? null
        : { kind: row.entity, id: row.entity_id, name: row.record_name },
    field:
      row.erp_field === null
        ? null
        : { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
    side: row.target,
    oldValue: row.old_shown,
    newValue: row.new_shown,
    status: row.status,
    why: row.skipped,
    said: row.said,
  }));
}

interface StoredRow {
  readonly no: number;
  readonly log_id: number;
  readonly entity: EntityKind | null;
  readonly entity_id: number | null;
  readonly record_name: string;
  readonly erp_field: string | null;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly crm_field: string | null;
  readonly target: Side | null;
  readonly old_shown: string | null;
  readonly new_shown: string | null;
  readonly status: UndoRowStatus;
  readonly skipped: UndoSkip | null;
  readonly said: string | null;
}

export interface UndoneView {
  readonly id: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly body: RequestBody;
  readonly status: RequestStatus;
  readonly by: string;
  readonly at: Date;
  /** Fields that it looked at. */
  readonly total: number;
}

/** The latest undos and previews, newest first. */
export const latestUndos = async (db: Queryable, limit: number): Promise<readonly UndoneView[]> =>
  (
    await db.query<Omit<UndoneView, 'connection'> & { connection_id: number; name: string }>(
      `select q.id, u.connection_id, c.name, q.payload as body, q.status, q.by_name as by, q.created_at as at, u.total
       from undo u join request q on q.id = u.request_id join connection c on c.id = u.connection_id
       order by u.request_id desc limit $1`,
      [limit],
    )
  ).map(({ connection_id: id, name, ...undone }) => ({ ...undone, connection: { id, name } }));

export interface MappingChangeView {
  readonly id: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly actorType: string;
  readonly at: Date;
  readonly by: string;
  readonly changes: readonly FieldChange[];
}

/** Newest first, before `beforeId`. */
export const mappingChanges = async (
  db: Queryable,
  query: { readonly connectionId?: number | undefined; readonly beforeId?: number | undefined; readonly limit: number },
): Promise<readonly MappingChangeView[]> =>
  (
    await db.query<Omit<MappingChangeView, 'connection'> & { connection_id: number; name: string }>(
      `select m.id, m.connection_id, c.name, m.actor_type as "actorType", m.at, m.by_name as by, m.changes
       from mapping_change m join connection c on c.id = m.connection_id
       where ($1::int is null or m.connection_id = $1) and ($2::int is null or m.id < $2) order by m.id desc limit $3`,
      [query.connectionId ?? null, query.beforeId ?? null, query.limit],
    )
  ).map(({ connection_id: id, name, ...change }) => ({ ...change, connection: { id, name } }));

/** Which connection made a mapping change. Undefined: there is no such change. */
export async function connectionOfChange(db: Queryable, change: number): Promise<number | undefined> {
  const rows = await db.query<{ connection_id: number }>('select connection_id from mapping_change where id = $1', [
    change,
  ]);
  return rows[0]?.connection_id;
}

/** Connections that have a log of the record, latest write first. */
export async function connectionsOfRecord(
  db: Queryable,
  entity: { readonly kind: EntityKind; readonly id: number },
): Promise<readonly number[]> {
  const rows = await db.query<{ connection_id: number }>(
    `select connection_id from sync_log where entity = $1 and entity_id = $2 and target is not null
     group by connection_id order by max(id) desc`,
    [entity.kind, entity.id],
  );
  return rows.map((row) => row.connection_id);
}
