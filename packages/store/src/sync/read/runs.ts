/** Runs, newest first. */
import type { RunCounts, RunKind } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

export interface RunQuery {
  readonly connectionId?: number;
  readonly beforeId?: number;
  readonly limit: number;
}
export interface RunView {
  readonly id: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly kind: RunKind;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly by: string;
  readonly undoes: number | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly counts: Partial<RunCounts>;
  readonly error: string | null;
}

export async function runs(db: Queryable, query: RunQuery): Promise<readonly RunView[]> {
  const rows = await db.query<Omit<RunView, 'connection'> & { connection_id: number; connection_name: string }>(
    `select r.id, r.connection_id, c.name as connection_name, r.kind, r.status, r.by_name as by, r.undoes,
       r.started_at as "startedAt", r.ended_at as "endedAt", r.counts, r.error
     from run r join connection c on c.id = r.connection_id
     where ($1::int is null or r.connection_id = $1) and ($2::int is null or r.id < $2)
     order by r.id desc limit $3`,
    [query.connectionId ?? null, query.beforeId ?? null, query.limit],
  );
  return rows.map(({ connection_id: id, connection_name: name, ...row }) => ({ ...row, connection: { id, name } }));
}
