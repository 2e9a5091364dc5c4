/** An import begins with a search of the ERP, whose hits are kept for a person to look over. */
import { plainImport } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, type SearchRestriction, textIn } from '@kobling/sdk';
import {
  addImport,
  addRequest,
  cancelRequest,
  connectionNames,
  type ErpImport,
  getImport,
  moveImport,
  removeUntouched,
} from '@kobling/store';
import { readSyncSetting } from '../../jobs/sync-setting.ts';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from '../set-up/connection.ts';

/** Hits that one import takes in; more is narrowed down by criteria, or imported in several. */
export const mostHits = 100_000;

export interface ImportSearch {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  /** Empty: all. */
  readonly text: string;
  /** Where there are any, the text is not used. */
  readonly restrictions: readonly SearchRestriction[];
}

/** Its id. Rejected `import.syncOn` (rule 13), `connection.*`, `mapping.inactive`, `search.notOffered`. */
export async function beginImport(hub: ServiceHub, search: ImportSearch, by: string): Promise<Outcome<number>> {
  const on = await refuseWhileOn(hub);
  if (on !== undefined) return on;
  const connection = (await connectionNames(hub.db)).find(({ id }) => id === search.connectionId);
  if (connection === undefined) return unknownConnection(search.connectionId);
  const name = textIn('en', connection.name);
  if (!connection.active)
    return rejected('connection.inactive', `${name} is not active. Activate it first, under Settings.`);
  const setup = await hub.store.setup(search.connectionId);
  const mapping = setup?.mappings.find(({ actorType }) => actorType === search.actorType);
  if (mapping === undefined)
    return rejected('mapping.inactive', `${search.actorType} is not mapped on ${name}. Activate its mapping first.`);
  const restrictions = search.restrictions.length > 0;
  const id = await addImport(hub.db, {
    connectionId: search.connectionId,
    actorType: search.actorType,
    entity: mapping.entity,
    search: restrictions ? { restrictions: search.restrictions } : { text: search.text.trim() },
    limit: mostHits,
    settings: plainImport(mapping.entity),
    by,
  });
  const requestId = await addRequest(hub.db, search.connectionId, { kind: 'stageImport', importId: id }, by);
  await moveImport(hub.db, id, ['searching', 'ready'], { requestId });
  await hub.wake([search.connectionId]);
  return done(id);
}

/**
 * Another search in the place of one whose answer was lost: its hits go, and the ERP is not searched for it any longer. One that the
 * person has found and begun on stays. Answers and rejects as `beginImport`.
 */
export async function searchInstead(
  hub: ServiceHub,
  earlierId: number,
  search: ImportSearch,
  by: string,
): Promise<Outcome<number>> {
  const begun = await beginImport(hub, search, by);
  const earlier = await findImport(hub, earlierId, by);
  if (begun.status !== 'done' || earlier.status !== 'done') return begun;
  const { status, requestId } = earlier.value;
  if (status === 'searching' && requestId !== null) await cancelRequest(hub.db, requestId);
  await removeUntouched(hub.db, earlierId);
  return begun;
}

/** Rule 13: what sync writes and what an import writes would take each other for edits. */
export async function refuseWhileOn(hub: ServiceHub) {
  const { running } = await readSyncSetting(hub.db);
  return running
    ? rejected('import.syncOn', 'Automatic sync is on. Turn it off under Settings, Sync, then import.')
    : undefined;
}

/** Rejected `import.unknown`. Imports are their maker's alone. */
export async function findImport(hub: ServiceHub, id: number, by: string): Promise<Outcome<ErpImport>> {
  const found = await getImport(hub.db, id);
  return found?.by === by
    ? done(found)
    : rejected('import.unknown', `There is no import ${id}. Begin with the search again.`);
}
