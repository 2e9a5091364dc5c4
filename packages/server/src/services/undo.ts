/** Undo of a run, a record or a mapping change: asked for here, carried out by the lease holder (H06). */
import type { EntityRef, RequestBody } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addRequest,
  connectionNames,
  connectionOfChange,
  connectionOfRun,
  connectionsOfRecord,
  mappingChanges,
  undoRowsOf,
  type UndoRowStatus,
  undoView,
} from '@kobling/store';
import { findConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export interface UndoHow {
  /** The other side is put back too. */
  readonly both?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}
export interface RunUndoWish extends UndoHow {
  readonly runId: number;
}
export interface RecordUndoWish extends UndoHow {
  readonly entity: EntityRef;
  readonly connection?: string | undefined;
  /** Log row to begin with; without it the last run that wrote the record. */
  readonly since?: number | undefined;
  readonly fields?: readonly string[] | undefined;
}
export interface MappingUndoWish extends UndoHow {
  readonly change: number;
}

export async function startUndo(hub: ServiceHub, wish: RunUndoWish, by: string): Promise<Outcome<StartedRequest>> {
  const connectionId = await connectionOfRun(hub.db, wish.runId);
  if (connectionId === undefined)
    return rejected('run.unknown', `There is no run ${wish.runId}. "kobling log" shows the runs.`);
  return start(hub, connectionId, { kind: 'undo', runId: wish.runId, ...how(wish) }, by);
}

export async function startRecordUndo(
  hub: ServiceHub,
  wish: RecordUndoWish,
  by: string,
): Promise<Outcome<StartedRequest>> {
  const { entity, since, fields } = wish;
  const connection = await connectionOfRecord(hub, entity, wish.connection);
  if (connection.status !== 'done') return connection;
  const body = {
    kind: 'undoRecord',
    entity,
    ...(since !== undefined && { since }),
    ...(fields !== undefined && { fields }),
    ...how(wish),
  } as const;
  return start(hub, connection.value, body, by);
}

export async function startMappingUndo(
  hub: ServiceHub,
  wish: MappingUndoWish,
  by: string,
): Promise<Outcome<StartedRequest>> {
  const connectionId = await connectionOfChange(hub.db, wish.change);
  if (connectionId === undefined)
    return rejected(
      'mapping.noChange',
      `There is no mapping change ${wish.change}. "kobling undo mapping" without a number lists them.`,
    );
  return start(hub, connectionId, { kind: 'undoMapping', change: wish.change, ...how(wish) }, by);
}

const how = ({ both, dryRun }: UndoHow) => ({ ...(both === true && { both }), ...(dryRun === true && { dryRun }) });

/** Of several connections one must be named: a record's history is undone on one of them at a time. */
async function connectionOfRecord(
  hub: ServiceHub,
  entity: EntityRef,
  name: string | undefined,
): Promise<Outcome<number>> {
  if (name !== undefined) {
    const found = await findConnection(hub, name);
    return found.status === 'done' ? done(found.value.id) : found;
  }
  const ids = await connectionsOfRecord(hub.db, entity);
  const [only] = ids;
  if (only === undefined)
    return rejected('undo.nothing', `The sync has written nothing to or from the ${entity.kind} ${entity.id}.`);
  if (ids.length === 1) return done(only);
  const names = (await connectionNames(hub.db)).filter(({ id }) => ids.includes(id)).map((one) => `"${one.name}"`);
  return rejected(
    'undo.which',
    `Several connections wrote the ${entity.kind} ${entity.id}. Name one with --connection: ${names.join(', ')}.`,
  );
}

async function start(
  hub: ServiceHub,
  connectionId: number,
  body: RequestBody,
  by: string,
): Promise<Outcome<StartedRequest>> {
  const connection = (await connectionNames(hub.db)).find((item) => item.id === connectionId);
  if (connection?.active !== true) {
    return rejected(
      'connection.inactive',
      `The connection ${connection?.name ?? connectionId} is not active, so nothing can be put back. Activate it first.`,
    );
  }
  const requestId = await addRequest(hub.db, connectionId, body, by);
  await hub.wake([connectionId]);
  return done({ requestId, connection: connection.name });
}

const rowPage = 1_000;

/** What an undo covers and what became of each field, after `afterNo`; at most 1,000 rows. */
export async function readUndo(
  hub: ServiceHub,
  wish: { readonly requestId: number; readonly afterNo: number; readonly only?: UndoRowStatus | undefined },
) {
  const view = await undoView(hub.db, wish.requestId);
  if (view === undefined)
    return rejected('undo.unknown', `There is no undo with request ${wish.requestId}, or it has not begun yet.`);
  return done({ ...view, rows: await undoRowsOf(hub.db, { ...wish, limit: rowPage }) });
}

/** The latest mapping changes, newest first. */
export async function listMappingChanges(
  hub: ServiceHub,
  wish: { readonly connection?: string | undefined; readonly limit: number },
) {
  const connection = wish.connection === undefined ? undefined : await findConnection(hub, wish.connection);
  if (connection !== undefined && connection.status !== 'done') return connection;
  return done(await mappingChanges(hub.db, { connectionId: connection?.value.id, limit: wish.limit }));
}
