/** Scores and findings as people see them, and what the engine asks about them. */
import type { AuditReason, EntityKind } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../../database.ts';
import { type FieldNames, joinField, type RecordName, recordName, shown } from '../read/names.ts';

/** Fields with an open conflict, by link. */
export async function openConflictFields(
  db: Queryable,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await db.query<{ link_id: number; fields: string[] }>(
    `select link_id, array_agg(distinct erp_field) as fields from conflict
     where status = 'open' and link_id = any($1::int[]) group by link_id`,
    [linkIds],
  );
  return new Map(rows.map((row) => [row.link_id, new Set(row.fields)]));
}

export async function auditedLinks(
  db: Queryable,
  page: {
    readonly connectionId: number;
    readonly auditId: number;
    readonly afterLinkId: number;
    readonly limit: number;
  },
): Promise<readonly number[]> {
  const rows = await db.query<{ link_id: number }>(
    `select distinct f.link_id from agreement_finding f join agreement a on a.id = f.audit_id and a.connection_id = $1
     where f.audit_id = $2 and f.link_id > $3 order by f.link_id limit $4`,
    [page.connectionId, page.auditId, page.afterLinkId, page.limit],
  );
  return rows.map((row) => row.link_id);
}

type Counts = Readonly<Partial<Record<AuditReason, number>>>;

export interface AuditScore {
  readonly pairs: number;
  readonly agreeing: number;
}
export interface AuditView extends AuditScore {
  readonly id: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly by: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly byHash: number;
  /** Differing pairs, each under its gravest reason. */
  readonly reasons: Counts;
  /** Findings by reason: fields, or pairs as a whole. Counted to the end, kept up to 100,000. */
  readonly findings: Counts;
}

/** The newest finished audit of every connection that was not deleted, and one that is under way, in priority order. */
export async function latestAudits(db: Queryable, connectionId?: number): Promise<readonly AuditView[]> {
  const rows = await db.query<Omit<AuditView, 'connection'> & { connectionId: number; connectionName: string }>(
    `select a.id, c.id as "connectionId", c.name as "connectionName", a.status, a.by_name as by,
       a.started_at as "startedAt", a.ended_at as "endedAt", a.pairs, a.agreeing, a.by_hash as "byHash", a.reasons,
       a.findings
     from connection c
     cross join lateral (
       (select * from agreement where connection_id = c.id and status = 'done' order by id desc limit 1)
       union all
       (select a.* from agreement a join request r on r.id = a.request_id and r.status in ('queued', 'running')
        where a.connection_id = c.id and a.status = 'running' order by a.id desc limit 1)) a
     where not c.deleted and ($1::int is null or c.id = $1) order by c.rank, c.id, a.id`,
    [connectionId ?? null],
  );
  return rows.map(({ connectionId: id, connectionName: name, ...row }) => ({ ...row, connection: { id, name } }));
}

/** One point a day, oldest first: all connections together, each with its last score up to that day. */
export function scoreTrend(db: Queryable, days: number, now: Date): Promise<readonly (AuditScore & { day: string })[]> {
  return db.query<AuditScore & { day: string }>(
    `with d as (select generate_series(date_trunc('day', $1::timestamptz) - ($2 - 1) * interval '1 day',
         date_trunc('day', $1::timestamptz), interval '1 day') as day)
     select d.day::date as day, sum(a.pairs)::int as pairs, sum(a.agreeing)::int as agreeing
     from d cross join connection c
     cross join lateral (select pairs, agreeing from agreement
       where connection_id = c.id and status = 'done' and ended_at < d.day + interval '1 day'
       order by id desc limit 1) a
     where not c.deleted group by d.day order by d.day`,
    [now, days],
  );
}

export interface AuditFindingView {
  readonly no: number;
  readonly record: RecordName;
  readonly actorType: ErpActorType;
  readonly erpKey: string | null;
  /** Null: the pair as a whole. */
  readonly field: FieldNames | null;
  readonly reason: AuditReason;
  /** As each side shows it; list items by name. */
  readonly erpValue: string | null;
  readonly crmValue: string | null;
}
export interface FindingQuery {
  readonly auditId: number;
  readonly reason?: AuditReason | undefined;
  readonly afterNo: number;
  readonly limit: number;
}

interface StoredFinding {
  readonly no: number;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly record_name: string;
  readonly actor_type: ErpActorType;
  readonly erp_key: string | null;
  readonly erp_field: string | null;
  readonly crm_field: string | null;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly reason: AuditReason;
  readonly erp_value: string | null;
  readonly crm_value: string | null;
}

/** By number, after the given one. */
export async function auditFindings(db: Queryable, query: FindingQuery): Promise<readonly AuditFindingView[]> {
  const rows = await db.query<StoredFinding>(
    `select p.no, p.entity, p.entity_id, ${recordName('p.entity', 'p.entity_id')} as record_name, p.actor_type,
       p.erp_key, p.erp_field, p.crm_field, f.display_name as erp_label, f.type as erp_type, p.reason,
       ${shown('f', 'p.connection_id', `'erp'`, 'p.erp_value')} as erp_value,
       ${shown('f', 'p.connection_id', `'crm'`, 'p.crm_value')} as crm_value
     from (select f.*, a.connection_id from agreement_finding f join agreement a on a.id = f.audit_id
       where f.audit_id = $1 and ($2::text is null or f.reason = $2) and f.no > $3 order by f.no limit $4) p
     ${joinField('f', 'p', 'p.erp_field')}
     order by p.no`,
    [query.auditId, query.reason ?? null, query.afterNo, query.limit],
  );
  return rows.map((row) => ({
    no: row.no,
    record: { kind: row.entity, id: row.entity_id, name: row.record_name },
    actorType: row.actor_type,
    erpKey: row.erp_key,
    field:
      row.erp_field === null
        ? null
        : { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
    reason: row.reason,
    erpValue: row.erp_value,
    crmValue: row.crm_value,
  }));
}
