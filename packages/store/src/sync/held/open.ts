/** Open held fields of a connection, for the answers of people. */
import type { HeldSelection, OpenHeld } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** `$1` is the connection. */
export function selected(connectionId: number, selection: HeldSelection): Condition {
  const own = `status = 'open' and connection_id = $1`;
  if ('ids' in selection) return { sql: `${own} and id = any($2::bigint[])`, params: [connectionId, selection.ids] };
  const { why, actorType, erpField, target, newValue } = selection;
  const parts = [own, 'why = $2', 'actor_type = $3', 'erp_field = $4'];
  const params: unknown[] = [connectionId, why, actorType, erpField];
  const add = (value: unknown, sql: (place: string) => string): void => {
    if (value === undefined) return;
    params.push(value);
    parts.push(sql(`$${params.length}`));
  };
  add(target, (place) => `target is not distinct from ${place}`);
  add(newValue, (place) => `value_hash = md5(${place})::uuid`);
  return { sql: parts.join(' and '), params };
}

/** By id, after the given one. */
export async function openHeld(
  db: Queryable,
  connectionId: number,
  selection: HeldSelection,
  afterId: number,
  limit: number,
): Promise<readonly OpenHeld[]> {
  const { sql, params } = selected(connectionId, selection);
  const rest = params.length;
  return db.query<OpenHeld>(
    `select id, link_id as "linkId", actor_type as "actorType", erp_field as "erpField", crm_field as "crmField",
       why, answers from held
     where ${sql} and id > $${rest + 1} order by id limit $${rest + 2}`,
    [...params, afterId, limit],
  );
}

export async function countHeld(db: Queryable, connectionId: number, selection: HeldSelection): Promise<number> {
  const { sql, params } = selected(connectionId, selection);
  const rows = await db.query<{ count: number }>(`select count(*) from held where ${sql}`, params);
  return Number(rows[0]?.count ?? 0);
}
