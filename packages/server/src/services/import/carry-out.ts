/** From preview to records: list items first where they are wanted, then the connection's worker does the rest. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addRequest, cancelRequest, getRequest, importCounts, moveImport, removeImport } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findImport, refuseWhileOn } from './begin.ts';
import { addNewItems } from './new-items.ts';

/** The request that carries it out. Rejected `import.syncOn`, `import.unknown`, `import.nothing`, `import.notReady`. */
export async function startImport(hub: ServiceHub, id: number, by: string): Promise<Outcome<number>> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  const wish = found.value;
  const on = await refuseWhileOn(hub);
  if (on !== undefined) return on;
  if (wish.status === 'running' && wish.requestId !== null && (await isOpen(hub, wish.requestId)))
    return done(wish.requestId);
  const { selected } = await importCounts(hub.db, id);
  if (selected === 0) return rejected('import.nothing', 'No row is ticked. Tick those that are to be imported.');
  if (wish.settings.newItems === 'add') {
    const added = await addNewItems(hub, wish, by);
    if (added.status !== 'done') return added;
  }
  // One that failed or was stopped goes on behind what it has done.
  if (!(await moveImport(hub.db, id, ['ready', 'running', 'cancelled'], { status: 'running' })))
    return rejected('import.notReady', `Import ${id} is ${wish.status}. Begin a new one.`);
  const requestId = await addRequest(hub.db, wish.connectionId, { kind: 'import', importId: id }, by);
  await moveImport(hub.db, id, ['running'], { requestId });
  await hub.wake([wish.connectionId]);
  return done(requestId);
}

async function isOpen(hub: ServiceHub, requestId: number): Promise<boolean> {
  const request = await getRequest(hub.db, requestId);
  return request?.status === 'queued' || request?.status === 'running';
}

/** Stops after the page in hand; what was made stays. */
export async function cancelImport(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  const { requestId } = found.value;
  if (requestId !== null) await cancelRequest(hub.db, requestId);
  return done(undefined);
}

/** Forgets the hits; records that it made stay. Rejected `import.running`. */
export async function forgetImport(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  return (await removeImport(hub.db, id))
    ? done(undefined)
    : rejected('import.running', `Import ${id} is under way. Cancel it first.`);
}
