/** SQL pieces that put names to ids: records, fields, list items. They are joined to one page, never to a whole table. */
import type { CrmFieldType, EntityKind } from '@kobling/engine';
import type { FieldType } from '@kobling/sdk';
import type { Queryable } from '../../database.ts';

/** `name` is empty when the record has none or is gone. */
export interface RecordName {
  readonly kind: EntityKind;
  readonly id: number;
  readonly name: string;
}
/** A field by its keys, with the ERP's label and type where the mapping still has it. */
export interface FieldNames {
  readonly erpField: string | null;
  /** As the connector sent it: may be a multi-language string. */
  readonly erpLabel: string | null;
  readonly erpType: FieldType | null;
  readonly crmField: string | null;
}
export type { CrmFieldType };

/** The record's name; `kind` and `id` are SQL expressions. */
export const recordName = (kind: string, id: string): string => `coalesce(case ${kind}
  when 'company' then (select name from company where company.id = ${id})
  when 'person' then (select concat_ws(' ', nullif(first_name, ''), nullif(middle_name, ''), nullif(last_name, ''))
    from person where person.id = ${id})
  when 'project' then (select name from project where project.id = ${id}) end, '')`;

/** Joins the ERP field's metadata as `alias`: by the connection's mapping of the link's actor type. */
export const joinField = (alias: string, link: string, erpField: string): string => `
  left join actor_mapping ${alias}_m on ${alias}_m.connection_id = ${link}.connection_id
    and ${alias}_m.actor_type = ${link}.actor_type
  left join erp_field ${alias} on ${alias}.mapping_id = ${alias}_m.id and ${alias}.field_key = ${erpField}`;

/** A value as its side shows it: list items by name, everything else as it is. `side` is an SQL expression. */
export const shown = (field: string, connectionId: string, side: string, value: string): string => `case
  when ${field}.type is distinct from 'list' or ${value} is null or ${value} = '' then ${value}
  when ${side} = 'erp' then coalesce((select i.name from erp_list_item i where i.connection_id = ${connectionId}
    and i.list_name = ${field}.list_name and i.item_key = ${value}), ${value})
  else coalesce((select i.name from crm_list_item i
    where i.id = case when ${value} ~ '^[0-9]{1,9}$' then ${value}::int end), ${value}) end`;

/** In the order asked for. */
export const recordNames = (
  db: Queryable,
  records: readonly { readonly kind: EntityKind; readonly id: number }[],
): Promise<readonly RecordName[]> =>
  db.query(
    `select r.kind, r.id, ${recordName('r.kind', 'r.id')} as name
     from unnest($1::text[], $2::int[]) with ordinality as r (kind, id, place) order by r.place`,
    [records.map((record) => record.kind), records.map((record) => record.id)],
  );
