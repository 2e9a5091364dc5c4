/** What became of intents: settled, dropped, to be tried again, or waiting for a person. */
import type { IntentUpdate } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

/** Locks the intents of a commit; answers each one's link. */
export async function lockIntents(
  tx: Queryable,
  updates: readonly IntentUpdate[],
): Promise<ReadonlyMap<number, number>> {
  if (updates.length === 0) return new Map();
  const rows = await tx.query<{ id: number; link_id: number }>(
    'select id, link_id from intent where id = any($1::bigint[]) order by id for update',
    [updates.map((update) => update.id)],
  );
  return new Map(rows.map((row) => [row.id, row.link_id]));
}

/** An intent that was settled, dropped or given up stays so: a late answer of a slow worker cannot reopen it. */
export async function updateIntents(tx: Queryable, updates: readonly IntentUpdate[], now: Date): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map((update) => ({ ...update, setReason: update.reason !== undefined }));
  await tx.run(
    `update intent i set
       status = u.status,
       attempts = coalesce(u.attempts, i.attempts),
       due_at = coalesce(u."dueAt", i.due_at),
       found_before = coalesce(u."foundBefore", i.found_before),
       reason = case when u."setReason" then u.reason else i.reason end,
       fields = coalesce(u.fields, i.fields),
       settled_at = case when u.status in ('settled', 'dropped', 'failed') then $2::timestamptz end
     from jsonb_to_recordset($1::jsonb) as u (id bigint, status text, attempts int, "dueAt" timestamptz,
       "foundBefore" text[], "setReason" boolean, reason text, fields jsonb)
     where i.id = u.id and i.status not in ('settled', 'dropped', 'failed')`,
    [JSON.stringify(rows), now],
  );
}
