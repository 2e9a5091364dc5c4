/** Conflicts, newest first: both values, who won. */
import type { EntityKind, Side } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import type { FieldNames, RecordName } from './names.ts';
import { joinField, recordName, shown } from './names.ts';

export interface ConflictQuery {
  readonly connectionId?: number;
  readonly entity?: { readonly kind: EntityKind; readonly id: number };
  /** Default: open ones. */
  readonly status?: 'open' | 'kept' | 'turned' | 'superseded';
  readonly beforeId?: number;
  readonly limit: number;
}
export interface ConflictRow {
  /** The log row's. */
  readonly id: number;
  readonly at: Date;
  readonly linkId: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly record: RecordName;
  readonly field: FieldNames;
  /** As each side shows it; list items by name. */
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly winner: Side;
  readonly status: string;
  readonly by: string | null;
  /** What the log says of it. */
  readonly message: string | null;
}

/** A page of conflicts and how many there are in all. */
export async function conflicts(
  db: Queryable,
  query: ConflictQuery,
): Promise<{ readonly rows: readonly ConflictRow[]; readonly total: number }> {
  const status = query.status ?? 'open';
  const entity = query.entity ?? null;
  const filter = `status = $1 and ($2::int is null or connection_id = $2)
    and ($3::text is null or (entity = $3 and entity_id = $4))`;
  const params = [status, query.connectionId ?? null, entity?.kind ?? null, entity?.id ?? null];
  const rows = await db.query<StoredConflict>(
    `with page as (select * from conflict where ${filter} and ($5::bigint is null or log_id < $5)
       order by log_id desc limit $6)
     select p.*, coalesce(c.name, '') as connection_name, ${recordName('p.entity', 'p.entity_id')} as record_name,
       f.display_name as erp_label, f.type as erp_type,
       ${shown('f', 'p.connection_id', `'erp'`, 'p.erp_value')} as erp_shown,
       ${shown('f', 'p.connection_id', `'crm'`, 'p.crm_value')} as crm_shown, s.message
     from page p left join connection c on c.id = p.connection_id left join sync_log s on s.id = p.log_id
     left join link l on l.id = p.link_id ${joinField('f', 'l', 'p.erp_field')}
     order by p.log_id desc`,
    [...params, query.beforeId ?? null, query.limit],
  );
  const total = await db.query<{ count: number }>(`select count(*) from conflict where ${filter}`, params);
  return { rows: rows.map(toRow), total: total[0]?.count ?? 0 };
}

interface StoredConflict {
  readonly log_id: number;
  readonly at: Date;
  readonly link_id: number;
  readonly connection_id: number;
  readonly connection_name: string;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly record_name: string;
  readonly erp_field: string;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly crm_field: string;
  readonly erp_shown: string | null;
  readonly crm_shown: string | null;
  readonly winner: Side;
  readonly status: string;
  readonly resolved_by: string | null;
  readonly message: string | null;
}

const toRow = (row: StoredConflict): ConflictRow => ({
  id: row.log_id,
  at: row.at,
  linkId: row.link_id,
  connection: { id: row.connection_id, name: row.connection_name },
  record: { kind: row.entity, id: row.entity_id, name: row.record_name },
  field: { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
  erpValue: row.erp_shown,
  crmValue: row.crm_shown,
  winner: row.winner,
  status: row.status,
  by: row.resolved_by,
  message: row.message,
});
