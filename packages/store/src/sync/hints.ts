/** Hints: links to be read fresh by key, whatever the cursor says (H16). */
import type { Hint, NewHint } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export async function hintsDue(
  db: Queryable,
  connectionId: number,
  now: Date,
  limit: number,
): Promise<readonly Hint[]> {
  const rows = await db.query<{ id: number; link_id: number; why: string }>(
    'select id, link_id, why from hint where connection_id = $1 and due_at <= $2 order by due_at, id limit $3',
    [connectionId, now, limit],
  );
  return rows.map((row) => ({ id: row.id, linkId: row.link_id, why: row.why }));
}

/**
 * How a hint is written: one a link and reason; the earlier due time stands. It gets a new id each time, so that a cycle that read
 * the older one and serves it now does not take the newer wish away with it.
 */
export const hintOnce = `on conflict (link_id, why) do update set id = default, due_at = least(hint.due_at, excluded.due_at)`;

export async function upsertHints(tx: Queryable, connectionId: number, hints: readonly NewHint[]): Promise<void> {
  if (hints.length === 0) return;
  await tx.run(
    `insert into hint (connection_id, link_id, why, due_at)
     select $1, h.link_id, h.why, min(h.due_at)
     from unnest($2::int[], $3::text[], $4::timestamptz[]) as h (link_id, why, due_at)
     group by h.link_id, h.why order by h.link_id ${hintOnce}`,
    [connectionId, hints.map((hint) => hint.linkId), hints.map((hint) => hint.why), hints.map((hint) => hint.dueAt)],
  );
}

/** Removes served hints but those of links that moved: they are decided again. */
export async function deleteServedHints(
  tx: Queryable,
  connectionId: number,
  ids: readonly number[],
  moved: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run('delete from hint where connection_id = $1 and id = any($2::bigint[]) and link_id <> all($3::int[])', [
    connectionId,
    ids,
    moved,
  ]);
}
