/** A plan's row as stored, and as the engine reads it. */
import type { BaseField, EntityKind, PlanRow, Side, Skip, StoredPlanRow } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';

export interface StoredRow {
  readonly row_no: number;
  readonly link_id: number;
  readonly generation: number;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly erp_key: string | null;
  readonly actor_type: ErpActorType;
  readonly erp_field: string;
  readonly crm_field: string;
  readonly action: PlanRow['action'];
  readonly target: Side | null;
  readonly erp_value: string | null;
  readonly crm_value: string | null;
  readonly new_value: string | null;
  readonly why: string;
  readonly base: BaseField | null;
  readonly field_version: number | null;
  readonly erp_rank: number | null;
  readonly crm_rank: number | null;
  readonly undo: StoredPlanRow['undo'] | null;
  readonly status: PlanRowStatus;
  readonly skip: Skip | null;
}
export const planRowStatuses = ['open', 'approved', 'sent', 'applied', 'skipped', 'rejected'] as const;
export type PlanRowStatus = (typeof planRowStatuses)[number];

export const rowColumns = `r.row_no, r.link_id, r.generation, r.entity, r.entity_id, r.erp_key, r.actor_type, r.erp_field,
  r.crm_field, r.action, r.target, r.erp_value, r.crm_value, r.new_value, r.why, r.base, r.field_version, r.erp_rank,
  r.crm_rank, r.undo, r.status, r.skip`;

export const toRow = (row: StoredRow): StoredPlanRow => ({
  rowNo: row.row_no,
  linkId: row.link_id,
  generation: row.generation,
  entity: { kind: row.entity, id: row.entity_id },
  erpKey: row.erp_key,
  actorType: row.actor_type,
  erpField: row.erp_field,
  crmField: row.crm_field,
  action: row.action,
  target: row.target,
  erpValue: row.erp_value,
  crmValue: row.crm_value,
  newValue: row.new_value,
  why: row.why,
  basis: {
    base: row.base,
    version: row.field_version ?? 0,
    erpRank: row.erp_rank ?? 0,
    crmRank: row.crm_rank ?? 0,
  },
  ...(row.undo !== null && row.undo !== undefined && { undo: row.undo }),
});

/** SQL: why a row writes or does not, as one of few words. */
export const reasonOf = (row: string): string => `case when ${row}.action = 'fail' then 'failed'
  when ${row}.action = 'conflict' and ${row}.target is null then 'ask' else ${row}.why end`;
