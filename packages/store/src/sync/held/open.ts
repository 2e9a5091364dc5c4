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
  const group = `${own} and why = $2 and actor_type = $3 and erp_field = $4 and target is not distinct from $5`;
  const params = [connectionId, why, actorType, erpField, target];
  return newValue === undefined
    ? { sql: group, params }
    : { sql: `${group} and value_hash = md5($6)::uuid`, params: [...params, newValue] };
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
    `select id, link_id as "linkId", generation, erp_field as "erpField", crm_field as "crmField", why from held
     where ${sql} and id > $${rest + 1} order by id limit $${rest + 2}`,
    [...params, afterId, limit],
  );
}

export async function countHeld(db: Queryable, connectionId: number, selection: HeldSelection): Promise<number> {
  const { sql, params } = selected(connectionId, selection);
  const rows = await db.query<{ count: number }>(`select count(*) from held where ${sql}`, params);
  return Number(rows[0]?.count ?? 0);
}
