/** Undo of a run: asked for here, carried out by the lease holder (H06). */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addRequest, connectionNames, connectionOfRun } from '@kobling/store';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export async function startUndo(
  hub: ServiceHub,
  runId: number,
  dryRun: boolean,
  by: string,
): Promise<Outcome<StartedRequest>> {
  const connectionId = await connectionOfRun(hub.db, runId);
  if (connectionId === undefined)
    return rejected('run.unknown', `There is no run ${runId}. "kobling log" shows the runs.`);
  const connection = (await connectionNames(hub.db)).find((item) => item.id === connectionId);
  if (connection?.active !== true) {
    return rejected(
      'connection.inactive',
      `The connection of run ${runId} is not active, so nothing can be put back. Activate it first.`,
    );
  }
  const requestId = await addRequest(hub.db, connectionId, { kind: 'undo', runId, dryRun }, by);
  await hub.wake([connectionId]);
  return done({ requestId, connection: connection.name });
}
