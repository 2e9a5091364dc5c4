/** Runs: one row for each cycle or request that recorded something, and what it logged. */
import type { EntityKind, LoggedEntry, LogKind, RunCounts, RunHandle, Side } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export async function openRun(tx: Queryable, run: RunHandle, now: Date): Promise<number> {
  const rows = await tx.query<{ id: number }>(
    `insert into run (connection_id, kind, by_name, undoes, started_at) values ($1, $2, $3, $4, $5) returning id`,
    [run.connectionId, run.kind, run.by, run.undoes ?? null, now],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
  return row.id;
}

/** A run that recorded nothing has no row, and leaves none. */
export async function finishRun(
  db: Queryable,
  run: RunHandle,
  status: 'done' | 'failed' | 'cancelled',
  counts: RunCounts,
  error: string | undefined,
  now: Date,
): Promise<void> {
  if (run.id === undefined) return;
  await db.run(`update run set status = $2, counts = $3, error = $4, ended_at = $5 where id = $1`, [
    run.id,
    status,
    JSON.stringify(counts),
    error ?? null,
    now,
  ]);
}

interface LogRow {
  readonly id: number;
  readonly at: Date;
  readonly link_id: number | null;
  readonly entity: EntityKind | null;
  readonly entity_id: number | null;
  readonly erp_field: string | null;
  readonly crm_field: string | null;
  readonly kind: LogKind;
  readonly target: Side | null;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly loser_value: string | null;
  readonly message: string | null;
  readonly intent_id: number | null;
  readonly undoes: number | null;
}

/** Newest first, before `beforeId`: undo puts the latest write back first. */
export async function logOfRun(
  db: Queryable,
  runId: number,
  beforeId: number | null,
  limit: number,
): Promise<readonly LoggedEntry[]> {
  const rows = await db.query<LogRow>(
    `select id, at, link_id, entity, entity_id, erp_field, crm_field, kind, target, old_value, new_value, loser_value,
       message, intent_id, undoes
     from sync_log where run_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [runId, beforeId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    linkId: row.link_id,
    entity: row.entity === null || row.entity_id === null ? null : { kind: row.entity, id: row.entity_id },
    erpField: row.erp_field,
    crmField: row.crm_field,
    kind: row.kind,
    target: row.target,
    oldValue: row.old_value,
    newValue: row.new_value,
    loserValue: row.loser_value,
    message: row.message,
    intentId: row.intent_id,
    undoes: row.undoes,
  }));
}
