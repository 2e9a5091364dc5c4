/** Plans as people read them: the list, one plan with its counts, its rows page by page. */
import type { EntityKind, PlanRow, PlanScope, PlanStatus, Side, Skip, StoredPlanRow } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import { joinField, recordName, shown } from '../read/names.ts';
import type { FieldNames, RecordName } from '../read/names.ts';
import type { PlanSelection } from './decide.ts';
import { type PlanRowStatus, reasonOf, rowColumns, type StoredRow, toRow } from './rows.ts';

/** Rows of one kind: the same action for the same reason on the same field. */
export interface PlanSummary {
  readonly action: PlanRow['action'];
  readonly target: Side | null;
  readonly reason: string;
  readonly erpField: string;
  readonly crmField: string;
  readonly rows: number;
  readonly records: number;
}
export interface PlanListRow {
  readonly id: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly kind: string;
  readonly scope: PlanScope;
  readonly status: PlanStatus;
  readonly counts: Readonly<Record<string, number>>;
  /** CRM records concerned. */
  readonly records: number;
  readonly by: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  readonly runId: number | null;
  /** Newly mapped fields that cycles leave alone until it is decided (H19). */
  readonly waiting: number;
}
export interface PlanView extends PlanListRow {
  readonly connectionId: number;
  readonly mappingVersion: number;
  readonly summary: readonly PlanSummary[];
  /** Rows by where they stand; those that only tell are left out. */
  readonly progress: Readonly<Record<PlanRowStatus, number>>;
}

const columns = `p.id, jsonb_build_object('id', c.id, 'name', c.name) as connection, p.connection_id as "connectionId", p.kind,
  p.scope, p.mapping_version as "mappingVersion", p.counts, p.records, p.by_name as by, p.created_at as "createdAt",
  p.expires_at as "expiresAt", p.decided_by as "decidedBy", p.decided_at as "decidedAt", p.ended_at as "endedAt",
  p.run_id as "runId", case when p.status in ('building', 'open', 'approved') and p.expires_at <= $1 then 'expired'
    else p.status end as status,
  (select count(*) from field_waiting w where w.plan_id = p.id) as waiting`;

/** Newest first. An expired one says so, also before the upkeep has seen it. */
export const plans = (
  db: Queryable,
  query: { readonly connectionId?: number | undefined; readonly beforeId?: number | undefined; readonly limit: number },
  now: Date,
): Promise<PlanListRow[]> =>
  db.query<PlanListRow>(
    `select ${columns} from plan p join connection c on c.id = p.connection_id
     where ($2::int is null or p.connection_id = $2) and ($3::bigint is null or p.id < $3)
     order by p.id desc limit $4`,
    [now, query.connectionId ?? null, query.beforeId ?? null, query.limit],
  );

/**
 * Plans that something waits for: newly mapped fields, an approval not carried out, a restored ERP. A dry run that somebody
 * only looked at is none of them.
 */
export async function openPlanCount(db: Queryable, now: Date): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*) from plan p
     where (expires_at > $1 and (status = 'approved' or (status = 'open' and kind = 'restored')))
       or exists (select from field_waiting w where w.plan_id = p.id)`,
    [now],
  );
  return rows[0]?.count ?? 0;
}

export async function getPlan(db: Queryable, planId: number, now: Date = new Date()): Promise<PlanView | undefined> {
  const rows = await db.query<PlanView>(
    `select ${columns}, p.summary, (select jsonb_build_object(
         'open', count(*) filter (where r.status = 'open'), 'approved', count(*) filter (where r.status = 'approved'),
         'sent', count(*) filter (where r.status = 'sent'), 'applied', count(*) filter (where r.status = 'applied'),
         'skipped', count(*) filter (where r.status = 'skipped'), 'rejected', count(*) filter (where r.status = 'rejected'))
       from plan_row r where r.plan_id = p.id and r.target is not null) as progress
     from plan p join connection c on c.id = p.connection_id where p.id = $2`,
    [now, planId],
  );
  return rows[0];
}

/** How many rows were left out for which reason, most frequent first. */
export interface SkipCount {
  readonly code: Skip['code'];
  readonly rows: number;
}
export const skipCounts = (db: Queryable, planId: number): Promise<SkipCount[]> =>
  db.query<SkipCount>(
    `select skip ->> 'code' as code, count(*) as rows from plan_row
     where plan_id = $1 and status = 'skipped' group by 1 order by 2 desc, 1`,
    [planId],
  );

export interface PlanRowQuery extends Omit<PlanSelection, 'rows'> {
  readonly planId: number;
  readonly status?: PlanRowStatus | undefined;
  /** 0 for the first page. */
  readonly afterRow: number;
  readonly limit: number;
}

const filter = `r.plan_id = $1 and r.row_no > $2 and ($3::text is null or r.erp_field = $3 or r.crm_field = $3)
  and ($4::text is null or r.action = $4) and ($5::text is null or r.status = $5)
  and ($6::text is null or $6 = ${reasonOf('r')})`;
const params = (query: PlanRowQuery) => [
  query.planId,
  query.afterRow,
  query.field ?? null,
  query.action ?? null,
  query.status ?? null,
  query.reason ?? null,
];

export type PlanRowState = StoredPlanRow & { readonly status: PlanRowStatus; readonly skip: Skip | null };

/** A page of a plan: rows after `afterRow`, with their numbers; values as stored. */
export async function planRows(db: Queryable, query: PlanRowQuery): Promise<readonly PlanRowState[]> {
  const rows = await db.query<StoredRow>(
    `select ${rowColumns} from plan_row r where ${filter} order by r.row_no limit $7`,
    [...params(query), query.limit],
  );
  return rows.map((row) => ({ ...toRow(row), status: row.status, skip: row.skip }));
}

/** A row with names: values as their side shows them, list items by name. */
export interface PlanRowView {
  readonly rowNo: number;
  readonly record: RecordName;
  readonly erpKey: string | null;
  readonly field: FieldNames;
  readonly action: PlanRow['action'];
  readonly target: Side | null;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly newValue: string | null;
  readonly why: string;
  readonly reason: string;
  readonly status: PlanRowStatus;
  readonly skip: Skip | null;
}

export async function planRowViews(db: Queryable, query: PlanRowQuery): Promise<readonly PlanRowView[]> {
  const rows = await db.query<ViewRow>(
    `with page as (select r.*, p.connection_id from plan_row r join plan p on p.id = r.plan_id
       where ${filter} order by r.row_no limit $7)
     select r.row_no, r.entity, r.entity_id, r.erp_key, r.erp_field, r.crm_field, r.action, r.target, r.why,
       ${reasonOf('r')} as reason, r.status, r.skip,
       ${recordName('r.entity', 'r.entity_id')} as record_name, f.display_name as erp_label, f.type as erp_type,
       ${shown('f', 'r.connection_id', `'erp'`, 'r.erp_value')} as erp_value,
       ${shown('f', 'r.connection_id', `'crm'`, 'r.crm_value')} as crm_value,
       ${shown('f', 'r.connection_id', 'r.target', 'r.new_value')} as new_value
     from page r ${joinField('f', 'r', 'r.erp_field')}
     order by r.row_no`,
    [...params(query), query.limit],
  );
  return rows.map((row) => ({
    rowNo: row.row_no,
    record: { kind: row.entity, id: row.entity_id, name: row.record_name },
    erpKey: row.erp_key,
    field: { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
    action: row.action,
    target: row.target,
    erpValue: row.erp_value,
    crmValue: row.crm_value,
    newValue: row.new_value,
    why: row.why,
    reason: row.reason,
    status: row.status,
    skip: row.skip,
  }));
}

interface ViewRow {
  readonly row_no: number;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly record_name: string;
  readonly erp_key: string | null;
  readonly erp_field: string;
  readonly crm_field: string;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly action: PlanRow['action'];
  readonly target: Side | null;
  readonly erp_value: string | null;
  readonly crm_value: string | null;
  readonly new_value: string | null;
  readonly why: string;
  readonly reason: string;
  readonly status: PlanRowStatus;
  readonly skip: Skip | null;
}

/** ERP fields of a connection with their labels and the entity they belong to, for the summary. */
export const erpFieldNames = (
  db: Queryable,
  connectionId: number,
): Promise<(FieldNames & { readonly kind: EntityKind })[]> =>
  db.query(
    `select f.field_key as "erpField", f.display_name as "erpLabel", f.type as "erpType", f.crm_field as "crmField",
       m.entity as kind
     from actor_mapping m join erp_field f on f.mapping_id = m.id where m.connection_id = $1 order by m.id, f.id`,
    [connectionId],
  );
