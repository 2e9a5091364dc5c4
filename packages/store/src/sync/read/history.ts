/** The newest rows of the log about a record, with list items by name. */
import type { EntityRef, LogKind, Side } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import { joinField, shown } from './names.ts';

/** Rows of a record that are looked at, newest first: further back only the log page goes. */
export const recordHistory = 1_000;

export interface HistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly kind: LogKind;
  readonly target: Side | null;
  readonly erpField: string | null;
  readonly crmField: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly loserValue: string | null;
  readonly message: string | null;
  readonly by: string;
  readonly runId: number | null;
  /** Of the CRM row, after a write to it. */
  readonly version: number | null;
}

/** Newest first, by the index of the record's own rows. */
export const readHistory = (db: Queryable, entity: EntityRef): Promise<readonly HistoryRow[]> =>
  db.query(
    `with page as (select * from sync_log where entity = $1 and entity_id = $2 order by id desc limit $3)
     select p.id, p.at, p.connection_id as "connectionId", coalesce(c.name, '') as "connectionName", p.kind, p.target,
       p.erp_field as "erpField", p.crm_field as "crmField",
       ${shown('f', 'p.connection_id', 'p.target', 'p.old_value')} as "oldValue",
       ${shown('f', 'p.connection_id', 'p.target', 'p.new_value')} as "newValue",
       ${shown('f', 'p.connection_id', 'p.target', 'p.loser_value')} as "loserValue",
       p.message, p.by_name as by, p.run_id as "runId", p.version
     from page p left join connection c on c.id = p.connection_id
     left join link l on l.id = p.link_id ${joinField('f', 'l', 'p.erp_field')}
     order by p.id desc`,
    [entity.kind, entity.id, recordHistory],
  );
