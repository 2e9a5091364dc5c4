/** The sync log, newest first, with names instead of ids. */
import type { EntityKind, LogKind, Side } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import type { FieldNames, RecordName } from './names.ts';
import { joinField, recordName, shown } from './names.ts';

export interface SyncLogQuery {
  readonly connectionId?: number;
  readonly entity?: { readonly kind: EntityKind; readonly id?: number };
  readonly kind?: readonly LogKind[];
  /** Part of a field's key on either side, without regard to case. */
  readonly field?: string;
  readonly side?: Side;
  /** Inclusive. */
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
  /** Part of a value or message, without regard to case. */
  readonly text?: string;
  readonly runId?: number;
  readonly linkId?: number;
  /** Rows older than this one. */
  readonly beforeId?: number;
  readonly limit: number;
}

/** Old, new and loser values with list items by name; `raw` holds them as written. */
export interface SyncLogRow {
  readonly id: number;
  readonly at: Date;
  readonly kind: LogKind;
  readonly connection: { readonly id: number; readonly name: string };
  readonly record: RecordName | null;
  readonly field: FieldNames | null;
  readonly side: Side | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly loserValue: string | null;
  readonly raw: { readonly oldValue: string | null; readonly newValue: string | null };
  readonly message: string | null;
  readonly by: string;
  readonly runId: number | null;
  readonly linkId: number | null;
  readonly undoes: number | null;
}

const likely = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;

/** Only the conditions asked for reach the statement, so that each combination gets the index that fits it. */
function conditions(query: SyncLogQuery, params: unknown[]): string {
  const parts = ['true'];
  const add = (value: unknown, sql: (place: string) => string): void => {
    if (value === undefined) return;
    params.push(value);
    parts.push(sql(`$${params.length}`));
  };
  add(query.connectionId, (p) => `connection_id = ${p}`);
  add(query.entity?.kind, (p) => `entity = ${p}`);
  add(query.entity?.id, (p) => `entity_id = ${p}`);
  add(query.kind, (p) => `kind = any(${p}::text[])`);
  add(query.side, (p) => `target = ${p}`);
  add(query.from, (p) => `at >= ${p}`);
  add(query.to, (p) => `at < ${p}`);
  add(query.runId, (p) => `run_id = ${p}`);
  add(query.linkId, (p) => `link_id = ${p}`);
  add(query.beforeId, (p) => `id < ${p}`);
  add(query.field && likely(query.field), (p) => `(erp_field ilike ${p} or crm_field ilike ${p})`);
  add(
    query.text && likely(query.text),
    (p) => `(old_value ilike ${p} or new_value ilike ${p} or loser_value ilike ${p} or message ilike ${p})`,
  );
  return parts.join(' and ');
}

/** At most `limit` rows, newest first; page on with `beforeId`. */
export async function syncLog(db: Queryable, query: SyncLogQuery): Promise<readonly SyncLogRow[]> {
  const params: unknown[] = [query.limit];
  const rows = await db.query<StoredRow>(
    `with page as (select * from sync_log where ${conditions(query, params)} order by id desc limit $1)
     select p.id, p.at, p.kind, p.connection_id, coalesce(c.name, '') as connection_name, p.entity, p.entity_id,
       ${recordName('p.entity', 'p.entity_id')} as record_name,
       p.erp_field, f.display_name as erp_label, f.type as erp_type, p.crm_field, p.target,
       p.old_value, p.new_value,
       ${shown('f', 'p.connection_id', 'p.target', 'p.old_value')} as old_shown,
       ${shown('f', 'p.connection_id', 'p.target', 'p.new_value')} as new_shown,
       ${shown('f', 'p.connection_id', 'p.target', 'p.loser_value')} as loser_shown,
       p.message, p.by_name, p.run_id, p.link_id, p.undoes
     from page p left join connection c on c.id = p.connection_id
     left join link l on l.id = p.link_id ${joinField('f', 'l', 'p.erp_field')}
     order by p.id desc`,
    params,
  );
  return rows.map(toRow);
}

interface StoredRow {
  readonly id: number;
  readonly at: Date;
  readonly kind: LogKind;
  readonly connection_id: number;
  readonly connection_name: string;
  readonly entity: EntityKind | null;
  readonly entity_id: number | null;
  readonly record_name: string;
  readonly erp_field: string | null;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly crm_field: string | null;
  readonly target: Side | null;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly old_shown: string | null;
  readonly new_shown: string | null;
  readonly loser_shown: string | null;
  readonly message: string | null;
  readonly by_name: string;
  readonly run_id: number | null;
  readonly link_id: number | null;
  readonly undoes: number | null;
}

const toRow = (row: StoredRow): SyncLogRow => ({
  id: row.id,
  at: row.at,
  kind: row.kind,
  connection: { id: row.connection_id, name: row.connection_name },
  record:
    row.entity === null || row.entity_id === null
      ? null
      : { kind: row.entity, id: row.entity_id, name: row.record_name },
  field:
    row.erp_field === null && row.crm_field === null
      ? null
      : { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
  side: row.target,
  oldValue: row.old_shown,
  newValue: row.new_shown,
  loserValue: row.loser_shown,
  raw: { oldValue: row.old_value, newValue: row.new_value },
  message: row.message,
  by: row.by_name,
  runId: row.run_id,
  linkId: row.link_id,
  undoes: row.undoes,
});
