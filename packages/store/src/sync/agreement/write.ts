/** An audit as it goes: begun or taken up, one batch after the other, ended. */
import type { AuditBatch, AuditProgress, Lease } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Database } from '../../database.ts';
import { holdLease } from '../lease.ts';

/** Findings kept of one audit; beyond them only the counts go on. A page of a hundred thousand rows helps nobody. */
const findingsKept = 100_000;
/** Scores kept of a connection: more than a year of nights. */
const scoresKept = 400;

interface StoredAudit {
  readonly id: number;
  readonly actor_type: ErpActorType | null;
  readonly after_key: string | null;
  readonly pairs: number;
}

export function beginAudit(
  db: Database,
  lease: Lease,
  { requestId, by }: { readonly requestId: number; readonly by: string },
  now: Date,
): Promise<AuditProgress> {
  return db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const rows = await tx.query<StoredAudit>(
      `insert into agreement (connection_id, request_id, by_name, started_at) values ($1, $2, $3, $4)
       on conflict (request_id) do update set status = 'running' returning id, actor_type, after_key, pairs`,
      [lease.connectionId, requestId, by, now],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
    const { id, actor_type: actorType, after_key: afterKey, pairs } = row;
    return { id, pairs, place: actorType === null || afterKey === null ? undefined : { actorType, afterKey } };
  });
}

const counted = (column: string, parameter: string): string =>
  `${column} || (select coalesce(jsonb_object_agg(key, coalesce((${column} ->> key)::int, 0) + value::int), '{}')
     from jsonb_each_text(${parameter}::jsonb))`;

export function addAuditBatch(db: Database, lease: Lease, auditId: number, batch: AuditBatch): Promise<void> {
  const { findings } = batch;
  const byReason: Record<string, number> = {};
  for (const { reason } of findings) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return db.transaction(async (tx) => {
    await holdLease(tx, lease);
    if (findings.length > 0) {
      await tx.run(
        `insert into agreement_finding (audit_id, no, link_id, entity, entity_id, actor_type, erp_key, erp_field,
           crm_field, reason, erp_value, crm_value)
         select $1, f.first + r.place, r."linkId", r.entity ->> 'kind', (r.entity ->> 'id')::int, r."actorType",
           r."erpKey", r."erpField", r."crmField", r.reason, r."erpValue", r."crmValue"
         from rows from (jsonb_to_recordset($2::jsonb) as ("linkId" int, entity jsonb, "actorType" text, "erpKey" text,
           "erpField" text, "crmField" text, reason text, "erpValue" text, "crmValue" text)) with ordinality
           as r ("linkId", entity, "actorType", "erpKey", "erpField", "crmField", reason, "erpValue", "crmValue", place),
           (select coalesce(max(no), 0) as first from agreement_finding where audit_id = $1) f
         where f.first + r.place <= ${findingsKept}`,
        [auditId, JSON.stringify(findings)],
      );
    }
    await tx.run(
      `update agreement set actor_type = $2, after_key = $3, pairs = pairs + $4, agreeing = agreeing + $5,
         by_hash = by_hash + $6, reasons = ${counted('reasons', '$7')}, findings = ${counted('findings', '$8')}
       where id = $1`,
      [
        auditId,
        batch.actorType,
        batch.afterKey,
        batch.pairs,
        batch.agreeing,
        batch.byHash,
        JSON.stringify(batch.reasons),
        JSON.stringify(byReason),
      ],
    );
  });
}

export function endAudit(
  db: Database,
  lease: Lease,
  { auditId, status }: { readonly auditId: number; readonly status: 'done' | 'cancelled' | 'failed' },
  now: Date,
): Promise<void> {
  return db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run('update agreement set status = $2, ended_at = $3 where id = $1', [auditId, status, now]);
    // What differed in one that did not come to its end says too little to take the place of an earlier one's.
    await tx.run(
      `delete from agreement_finding f using agreement a
       where a.id = f.audit_id and a.connection_id = $1 and ($3 and a.id < $2 or not $3 and a.id = $2)`,
      [lease.connectionId, auditId, status === 'done'],
    );
    await tx.run(
      `delete from agreement where connection_id = $1 and id <= (
         select id from agreement where connection_id = $1 order by id desc offset ${scoresKept} limit 1)`,
      [lease.connectionId],
    );
  });
}
