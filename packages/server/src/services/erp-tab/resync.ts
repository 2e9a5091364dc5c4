/** One side's values to the other, of all records or of chosen ones. Who may do this may change settings: the scope is not asked. */
import type { RequestBody } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addRequest,
  type ConnectionName,
  connectionNames,
  linksOfErpKeys,
  linksOfRecords,
  type ResyncTarget,
  waitForFeed,
} from '@kobling/store';
import type { StartedRequest } from '../requests.ts';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from '../set-up/connection.ts';
import { feedPatienceMs } from '../sync.ts';

export interface ResyncWish {
  /** From this ERP; 0: from the CRM to all active connections. */
  readonly connectionId: number;
  /** A blank never overwrites. */
  readonly noBlanks: boolean;
  /** Ids of links; each stands for its record, on all its connections. Empty: all records. */
  readonly internalKeys?: readonly number[];
  /** By the ERP's own keys; none: all of the type. */
  readonly external?: { readonly actorType: ErpActorType; readonly erpKeys: readonly string[] };
}

/** In priority order. Rejected `connection.unknown`, `connection.inactive`, `sync.noConnection`, `resync.none`. */
export async function startResync(
  hub: ServiceHub,
  wish: ResyncWish,
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const connections = await connectionsOf(hub, wish.connectionId);
  if (connections.status !== 'done') return connections;
  const chosen = await chosenLinks(hub, wish);
  if (chosen?.length === 0)
    return rejected(
      'resync.none',
      'None of these records is connected there. Look at the keys again, or leave them out for all records.',
    );
  await waitForFeed(hub.db, feedPatienceMs);
  const started: StartedRequest[] = [];
  for (const { id, name } of connections.value) {
    const links = chosen?.find(({ connectionId }) => connectionId === id)?.linkIds;
    if (chosen !== undefined && links === undefined) continue;
    const requestId = await addRequest(hub.db, id, bodyOf(wish, links), by);
    started.push({ requestId, connection: textIn('en', name) });
  }
  await hub.wake(connections.value.map(({ id }) => id));
  return done(started);
}

async function connectionsOf(hub: ServiceHub, id: number): Promise<Outcome<readonly ConnectionName[]>> {
  const all = await connectionNames(hub.db);
  const found = id === 0 ? all.filter(({ active }) => active) : all.filter((each) => each.id === id);
  const [first] = found;
  if (first === undefined)
    return id === 0
      ? rejected('sync.noConnection', 'No connection is active. Activate one under Settings.')
      : unknownConnection(id);
  return first.active
    ? done(found)
    : rejected('connection.inactive', `${textIn('en', first.name)} is not active. Activate it first, under Settings.`);
}

/** Undefined: all. */
async function chosenLinks(
  hub: ServiceHub,
  { connectionId, internalKeys = [], external }: ResyncWish,
): Promise<readonly ResyncTarget[] | undefined> {
  const on = connectionId === 0 ? undefined : connectionId;
  if (internalKeys.length > 0) return linksOfRecords(hub.db, internalKeys, on);
  if (external !== undefined && external.erpKeys.length > 0)
    return linksOfErpKeys(hub.db, external.actorType, external.erpKeys, on);
  return undefined;
}

function bodyOf({ connectionId, noBlanks, external }: ResyncWish, links: readonly number[] | undefined): RequestBody {
  const plain = { kind: 'resync', from: connectionId === 0 ? 'crm' : 'erp', noBlanks } as const;
  if (links !== undefined) return { ...plain, links };
  return external === undefined ? plain : { ...plain, actorType: external.actorType };
}
