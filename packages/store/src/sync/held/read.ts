/** Held fields as people see them: groups of one field, side and value, and the rows of a group. */
import type { EntityKind, HeldSelection, HeldWhy, Side } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../../database.ts';
import { type FieldNames, joinField, type RecordName, recordName, shown } from '../read/names.ts';
import { selected } from './open.ts';

export interface HeldRow {
  readonly id: number;
  readonly at: Date;
  readonly record: RecordName;
  /** As its side shows it; list items by name. */
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly message: string;
}
export interface HeldGroup {
  readonly connection: { readonly id: number; readonly name: string };
  readonly why: HeldWhy;
  readonly actorType: ErpActorType;
  readonly kind: EntityKind;
  readonly field: FieldNames & { readonly erpField: string; readonly crmField: string };
  /** Null where both sides are concerned. */
  readonly target: Side | null;
  /** The value that would be written, as shown and as it is; null where each record has its own. */
  readonly value: string | null;
  readonly raw: string | null;
  readonly count: number;
  readonly since: Date;
  readonly examples: readonly HeldRow[];
  /** Of a field that is turned back and forth: who turns it. */
  readonly turnedBy: readonly string[];
}

const mostGroups = 200;
const exampleCount = 3;

/** Open ones, the largest group first. */
export async function heldGroups(
  db: Queryable,
  connectionId?: number,
): Promise<{ readonly groups: readonly HeldGroup[]; readonly total: number }> {
  const rows = await db.query<StoredGroup>(
    `with g as (
       select connection_id, why, actor_type, entity, erp_field, case when why <> 'oscillating' then target end as target,
         case when why in ('blanking', 'sameValue') then value_hash end as hash, count(*) as count, min(at) as since,
         (array_agg(id order by id desc))[1:${exampleCount}] as examples
       from held where status = 'open' and ($1::int is null or connection_id = $1)
       group by 1, 2, 3, 4, 5, 6, 7)
     select g.connection_id, c.name as connection_name, g.why, g.actor_type, g.entity, g.target, g.count, g.since,
       g.examples, g.erp_field, e.crm_field, f.display_name as erp_label, f.type as erp_type,
       case when g.hash is not null then e.new_value end as raw,
       case when g.hash is not null then ${shown('f', 'g.connection_id', 'g.target', 'e.new_value')} end as value,
       coalesce((select array_agg(o.name order by o.rank, o.id) from turned_field t
         join connection o on o.id = any (t.connections)
         where g.why = 'oscillating' and t.entity = g.entity and t.crm_field = e.crm_field), '{}') as turned_by
     from g join connection c on c.id = g.connection_id and not c.deleted join held e on e.id = g.examples[1]
     ${joinField('f', 'g', 'g.erp_field')}
     order by g.count desc, g.connection_id, g.erp_field limit ${mostGroups}`,
    [connectionId ?? null],
  );
  const examples = new Map(
    (
      await rowsWhere(db, 'id = any($1::bigint[])', [rows.flatMap((row) => row.examples)], exampleCount * mostGroups)
    ).map((row) => [row.id, row]),
  );
  return {
    groups: rows.map((row) => toGroup(row, examples)),
    total: rows.reduce((sum, row) => sum + Number(row.count), 0),
  };
}

/** A page of the open rows that a selection means, by id. */
export function heldRows(
  db: Queryable,
  connectionId: number,
  selection: HeldSelection,
  afterId: number,
  limit: number,
): Promise<readonly HeldRow[]> {
  const { sql, params } = selected(connectionId, selection);
  return rowsWhere(db, `${sql} and id > $${params.length + 1}`, [...params, afterId], limit);
}

async function rowsWhere(
  db: Queryable,
  filter: string,
  params: readonly unknown[],
  limit: number,
): Promise<readonly HeldRow[]> {
  const value = (side: string, column: string): string => shown('f', 'h.connection_id', side, `h.${column}`);
  const rows = await db.query<StoredRow>(
    `with page as (select * from held where ${filter} order by id limit ${limit})
     select h.id, h.at, h.entity, h.entity_id, ${recordName('h.entity', 'h.entity_id')} as record_name,
       ${value('h.target', 'old_value')} as "oldValue", ${value('h.target', 'new_value')} as "newValue",
       ${value(`'erp'`, 'erp_value')} as "erpValue", ${value(`'crm'`, 'crm_value')} as "crmValue", h.message
     from page h ${joinField('f', 'h', 'h.erp_field')} order by h.id`,
    params,
  );
  return rows.map(({ entity, entity_id: id, record_name: name, ...row }) => ({
    ...row,
    record: { kind: entity, id, name },
  }));
}

/** Open oscillating rows of the same CRM field on other connections: an answer is for all of them. */
export const connectionsTurning = async (
  db: Queryable,
  connectionId: number,
  actorType: string,
  erpField: string,
): Promise<readonly { readonly connectionId: number; readonly actorType: ErpActorType; readonly erpField: string }[]> =>
  db.query(
    `select distinct h.connection_id as "connectionId", h.actor_type as "actorType", h.erp_field as "erpField"
     from held h join (select distinct entity, crm_field from held
       where connection_id = $1 and actor_type = $2 and erp_field = $3 and status = 'open' and why = 'oscillating') o
       on o.entity = h.entity and o.crm_field = h.crm_field
     where h.status = 'open' and h.why = 'oscillating' and h.connection_id <> $1 order by 1, 2, 3`,
    [connectionId, actorType, erpField],
  );

/** Ids of open ones by their connection; the others are not open any more. */
export const connectionsOfHeld = async (
  db: Queryable,
  ids: readonly number[],
): Promise<readonly { readonly connectionId: number; readonly ids: readonly number[] }[]> => {
  const rows = await db.query<{ id: number; connection_id: number }>(
    `select id, connection_id from held where id = any($1::bigint[]) and status = 'open' order by connection_id, id`,
    [ids],
  );
  return [...Map.groupBy(rows, (row) => row.connection_id)].map(([connectionId, own]) => ({
    connectionId,
    ids: own.map(({ id }) => id),
  }));
};

interface StoredRow extends Omit<HeldRow, 'record'> {
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly record_name: string;
}
interface StoredGroup {
  readonly connection_id: number;
  readonly connection_name: string;
  readonly why: HeldWhy;
  readonly actor_type: ErpActorType;
  readonly entity: EntityKind;
  readonly target: Side | null;
  readonly count: number;
  readonly since: Date;
  readonly examples: readonly number[];
  readonly erp_field: string;
  readonly crm_field: string;
  readonly erp_label: string | null;
  readonly erp_type: FieldNames['erpType'];
  readonly raw: string | null;
  readonly value: string | null;
  readonly turned_by: readonly string[];
}

const toGroup = (row: StoredGroup, examples: ReadonlyMap<number, HeldRow>): HeldGroup => ({
  connection: { id: row.connection_id, name: row.connection_name },
  why: row.why,
  actorType: row.actor_type,
  kind: row.entity,
  field: { erpField: row.erp_field, erpLabel: row.erp_label, erpType: row.erp_type, crmField: row.crm_field },
  target: row.target,
  value: row.value,
  raw: row.raw,
  count: Number(row.count),
  since: row.since,
  examples: row.examples.flatMap((id) => examples.get(Number(id)) ?? []),
  turnedBy: row.turned_by,
});
