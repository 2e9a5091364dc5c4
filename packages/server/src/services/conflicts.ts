/** Conflicts that wait for a person: use the losing value after all, or keep the winner. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addRequest,
  type ConflictQuery,
  type ConflictRow,
  conflicts,
  connectionNames,
  connectionOfConflict,
  keepConflict,
} from '@kobling/store';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export const listConflicts = async (
  hub: ServiceHub,
  query: ConflictQuery,
): Promise<Outcome<{ readonly rows: readonly ConflictRow[]; readonly total: number }>> =>
  done(await conflicts(hub.db, query));

const closed = (id: number) =>
  rejected('conflict.closed', `Conflict ${id} is not open any more. Look at the list again.`);

export async function useOtherValue(hub: ServiceHub, id: number, by: string): Promise<Outcome<StartedRequest>> {
  const connectionId = await connectionOfConflict(hub.db, id);
  const connection = (await connectionNames(hub.db)).find((item) => item.id === connectionId);
  if (connection === undefined) return closed(id);
  const requestId = await addRequest(hub.db, connection.id, { kind: 'useOther', conflict: id }, by);
  await hub.wake([connection.id]);
  return done({ requestId, connection: connection.name });
}

export async function keepWinner(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  if (!(await keepConflict(hub.db, id, by, new Date()))) return closed(id);
  await addAudit(hub.db, { by, action: 'conflict kept', subject: `conflict ${id}` });
  return done(undefined);
}
