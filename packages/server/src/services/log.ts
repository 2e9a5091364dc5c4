/** The sync log, for people and programs. */
import type { EntityRef, LogKind } from '@kobling/engine';
import { done, type Outcome } from '@kobling/sdk';
import { syncLog, type SyncLogRow } from '@kobling/store';
import { findConnection } from './connections.ts';
import type { ServiceHub } from './service-hub.ts';

export interface LogWish {
  readonly connection?: string | undefined;
  readonly entity?: EntityRef | undefined;
  readonly kinds?: readonly LogKind[] | undefined;
  readonly runId?: number | undefined;
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function readLog(hub: ServiceHub, wish: LogWish): Promise<Outcome<readonly SyncLogRow[]>> {
  const connection = wish.connection === undefined ? undefined : await findConnection(hub, wish.connection);
  if (connection !== undefined && connection.status !== 'done') return connection;
  const rows = await syncLog(hub.db, {
    limit: wish.limit,
    ...(connection === undefined ? {} : { connectionId: connection.value.id }),
    ...(wish.entity === undefined ? {} : { entity: wish.entity }),
    ...(wish.kinds === undefined ? {} : { kind: wish.kinds }),
    ...(wish.runId === undefined ? {} : { runId: wish.runId }),
    ...(wish.beforeId === undefined ? {} : { beforeId: wish.beforeId }),
  });
  return done(rows);
}
