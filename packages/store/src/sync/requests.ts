/**
 * What people ask for: Sync now, resync, undo, link, create. A row each, carried out by the lease holder between its
 * batches (H24, H25), so that no request is lost with the process that took it in.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, RequestBody, RequestUpdate, SyncRequest } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

export type RequestStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
/** A request as its asker sees it. */
export interface RequestView extends SyncRequest {
  readonly status: RequestStatus;
  readonly cancelAsked: boolean;
  readonly progress: { readonly done: number; readonly total: number | null } | null;
  readonly result: unknown;
  readonly runId: number | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

interface RequestRow {
  readonly id: number;
  readonly connection_id: number;
  readonly payload: RequestBody;
  readonly by_name: string;
  readonly position: unknown;
  readonly status: RequestStatus;
  readonly cancel_asked: boolean;
  readonly progress: { readonly done?: number; readonly total?: number | null };
  readonly result: unknown;
  readonly run_id: number | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

const columns = `id, connection_id, payload, by_name, position, status, cancel_asked, progress, result, run_id,
  created_at, ended_at`;

const toRequest = (row: RequestRow): SyncRequest => ({
  id: row.id,
  connectionId: row.connection_id,
  body: row.payload,
  by: row.by_name,
  position: row.position ?? undefined,
});
const toView = (row: RequestRow): RequestView => ({
  ...toRequest(row),
  status: row.status,
  cancelAsked: row.cancel_asked,
  progress: row.progress.done === undefined ? null : { done: row.progress.done, total: row.progress.total ?? null },
  result: row.result,
  runId: row.run_id,
  createdAt: row.created_at,
  endedAt: row.ended_at,
});

/** What a person waits for goes before work of hours. */
export const lanes = { person: 0, background: 10 } as const;
const long: ReadonlySet<RequestBody['kind']> = new Set([
  'resync',
  'restored',
  'match',
  'undo',
  'undoMapping',
  'planFields',
  'previewMapping',
  'applyPlan',
  'rejectPlan',
  'audit',
  'repair',
  'stageImport',
  'import',
]);
const laneOf = (body: RequestBody): number => (long.has(body.kind) ? lanes.background : lanes.person);

/** Adds a request; answers its id. The lowest lane is served first. The caller wakes the connection's job. */
export async function addRequest(
  db: Queryable,
  connectionId: number,
  body: RequestBody,
  by: string,
  lane: number = laneOf(body),
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    'insert into request (connection_id, kind, payload, by_name, lane) values ($1, $2, $3, $4, $5) returning id',
    [connectionId, body.kind, JSON.stringify(body), by, lane],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
  return row.id;
}

export async function getRequest(db: Queryable, id: number): Promise<RequestView | undefined> {
  const rows = await db.query<RequestRow>(`select ${columns} from request where id = $1`, [id]);
  return rows[0] && toView(rows[0]);
}

/** One of this kind that has not ended and whose body holds this part, of whomever asked. */
export async function openRequestOf(
  db: Queryable,
  connectionId: number,
  kind: RequestBody['kind'],
  part: object,
): Promise<number | undefined> {
  const rows = await db.query<{ id: number }>(
    `select id from request where connection_id = $1 and kind = $2 and status in ('queued', 'running')
       and payload @> $3::jsonb and not cancel_asked order by id limit 1`,
    [connectionId, kind, JSON.stringify(part)],
  );
  return rows[0]?.id;
}

/** The latest requests of a connection, newest first. */
export async function requestsOf(db: Queryable, connectionId: number, limit: number): Promise<readonly RequestView[]> {
  const rows = await db.query<RequestRow>(
    `select ${columns} from request where connection_id = $1 order by id desc limit $2`,
    [connectionId, limit],
  );
  return rows.map(toView);
}

/** A queued one ends at once, a running one at its next step. False: it had ended already, or never was. */
export async function cancelRequest(db: Queryable, id: number): Promise<boolean> {
  const count = await db.run(
    `update request set cancel_asked = true,
       status = case when status = 'queued' then 'cancelled' else status end,
       ended_at = case when status = 'queued' then clock_timestamp() end
     where id = $1 and status in ('queued', 'running')`,
    [id],
  );
  return count === 1;
}

/** Looked at this often while somebody waits: an index look-up of 0.1 ms. */
const lookEveryMs = 100;

/** Waits until the request has ended, at most `timeoutMs`; answers it as it then stands. */
export async function waitForRequest(db: Queryable, id: number, timeoutMs: number): Promise<RequestView | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const request = await getRequest(db, id);
    if (request === undefined || (request.status !== 'queued' && request.status !== 'running')) return request;
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return request;
    await delay(Math.min(lookEveryMs, leftMs));
  }
}

/**
 * The next to carry out: the lowest lane first; within it one that a dead worker left running, to be resumed at its
 * position, then the oldest. One that the present holder of the lease is running is not answered again. `urgentOnly`:
 * lane 0, for a look between the batches of something long (H24).
 */
export async function nextRequest(
  db: Queryable,
  connectionId: number,
  urgentOnly = false,
): Promise<SyncRequest | undefined> {
  const rows = await db.query<RequestRow>(
    `select ${columns} from request r
     where connection_id = $1 and ($2 or lane = 0) and (status = 'queued' or (status = 'running'
       and token is distinct from (select token from lease where connection_id = $1)))
     order by lane, (status = 'running') desc, id limit 1`,
    [connectionId, !urgentOnly],
  );
  return rows[0] && toRequest(rows[0]);
}

/** Moves a request on; tells whether its end was asked for. Throws LeaseLost. */
export async function updateRequest(
  db: Queryable,
  lease: Lease,
  id: number,
  update: RequestUpdate,
): Promise<{ readonly cancelAsked: boolean }> {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const rows = await db.query<{ held: boolean; cancel_asked: boolean | null }>(
    `with ${heldLease},
     changed as (
       update request r set
         status = coalesce($4, r.status),
         token = case when $4 = 'running' then $2 else r.token end,
         started_at = case when $4 = 'running' then coalesce(r.started_at, clock_timestamp()) else r.started_at end,
         ended_at = case when $4 in ('done', 'failed', 'cancelled') then clock_timestamp() else r.ended_at end,
         position = coalesce($5::jsonb, r.position),
         progress = coalesce($6::jsonb, r.progress),
         result = coalesce($7::jsonb, r.result),
         run_id = coalesce($8, r.run_id)
       from held where r.id = $3 and r.connection_id = $1
       returning r.cancel_asked)
     select exists (select from held) as held, (select cancel_asked from changed) as cancel_asked`,
    [
      lease.connectionId,
      String(lease.token),
      id,
      update.status ?? null,
      json(update.position),
      json(update.progress),
      json(update.result),
      update.runId ?? null,
    ],
  );
  if (rows[0]?.held !== true) throw new LeaseLost(lease.connectionId);
  return { cancelAsked: rows[0].cancel_asked === true };
}
