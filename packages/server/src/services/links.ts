/** Links by hand, in bulk, and undone. */
import type { EntityKind, Link } from '@kobling/engine';
import { done, type ErpActorType, erpActorTypes, type Outcome, rejected } from '@kobling/sdk';
import { addRequest, type ConnectionName, unlink } from '@kobling/store';
import { entityOf } from '../setup-file/read-connection.ts';
import { orWhat } from '../setup-file/nearest.ts';
import { findActiveConnection, findConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export interface LinkWish {
  readonly connection: string;
  readonly actorType: string;
}
interface Place {
  readonly connection: ConnectionName;
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
}

function actorTypeOf(name: string): Outcome<{ readonly actorType: ErpActorType; readonly entity: EntityKind }> {
  const actorType = erpActorTypes.find((type) => type.toLowerCase() === name.toLowerCase());
  const entity = actorType && entityOf[actorType];
  if (actorType !== undefined && entity !== undefined) return done({ actorType, entity });
  return rejected(
    'link.actorType',
    `There is no actor type ${JSON.stringify(name)}.${orWhat(
      name,
      erpActorTypes.filter((type) => entityOf[type] !== undefined),
    )}`,
  );
}

async function placeOf(hub: ServiceHub, wish: LinkWish, active: boolean): Promise<Outcome<Place>> {
  const type = actorTypeOf(wish.actorType);
  if (type.status !== 'done') return type;
  const connection = await (active ? findActiveConnection : findConnection)(hub, wish.connection);
  return connection.status === 'done' ? done({ connection: connection.value, ...type.value }) : connection;
}

/** One pair, by key and id. */
export async function startLink(
  hub: ServiceHub,
  wish: LinkWish & { readonly erpKey: string; readonly crmId: number },
  by: string,
): Promise<Outcome<StartedRequest>> {
  const place = await placeOf(hub, wish, true);
  if (place.status !== 'done') return place;
  const { connection, actorType, entity } = place.value;
  const body = { kind: 'link', actorType, erpKey: wish.erpKey, entity: { kind: entity, id: wish.crmId } } as const;
  const requestId = await addRequest(hub.db, connection.id, body, by);
  await hub.wake([connection.id]);
  return done({ requestId, connection: connection.name });
}

/** All pairs whose value in one of the fields is equal and unique on both sides; `by` are CRM or ERP field keys. */
export async function startMatch(
  hub: ServiceHub,
  wish: LinkWish & { readonly fields: readonly string[]; readonly dryRun: boolean },
  by: string,
): Promise<Outcome<StartedRequest>> {
  const place = await placeOf(hub, wish, true);
  if (place.status !== 'done') return place;
  const { connection, actorType } = place.value;
  if (wish.fields.length === 0) return rejected('link.by', 'Bulk linking needs a field: --by number.');
  const requestId = await addRequest(
    hub.db,
    connection.id,
    { kind: 'match', actorType, by: wish.fields, dryRun: wish.dryRun },
    by,
  );
  await hub.wake([connection.id]);
  return done({ requestId, connection: connection.name });
}

export interface UnlinkWish extends LinkWish {
  /** One of the two. */
  readonly erpKey?: string | undefined;
  readonly crmId?: number | undefined;
}
export interface Unlinked {
  readonly erpKey: string | null;
  readonly entity: { readonly kind: EntityKind; readonly id: number };
}

/** Removes the link only: nothing is deleted, and the connector is not called (domain rule 15). */
export async function removeLink(hub: ServiceHub, wish: UnlinkWish, by: string): Promise<Outcome<Unlinked>> {
  const place = await placeOf(hub, wish, false);
  if (place.status !== 'done') return place;
  const { connection, actorType, entity } = place.value;
  if ((wish.erpKey === undefined) === (wish.crmId === undefined))
    return rejected('link.which', 'Name the link by --erp KEY or by --crm ID.');
  const found: readonly Link[] =
    wish.erpKey !== undefined
      ? await hub.store.linksByKeys(connection.id, actorType, [wish.erpKey])
      : await hub.store.linksByEntities(connection.id, entity, [wish.crmId ?? 0]);
  const link = found.find((item) => item.actorType === actorType && item.state !== 'broken');
  const named = wish.erpKey === undefined ? `the ${entity} ${wish.crmId ?? ''}` : `${actorType} ${wish.erpKey}`;
  if (link === undefined)
    return rejected(
      'link.none',
      `${connection.name} has no ${actorType} link for ${named}. "kobling status" shows what is linked.`,
    );
  await unlink(hub.db, connection.id, [link.id], by, 'Disconnected.', new Date());
  return done({ erpKey: link.erpKey, entity: link.entity });
}
