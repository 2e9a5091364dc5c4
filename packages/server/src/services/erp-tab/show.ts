/** What the ERP tab shows of a record: its connections and fields from the store, their values from the ERP itself. */
import type { EntityRef } from '@kobling/engine';
import { type Actor, collect, done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { actorFields, type ShownConnection, shownConnections } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { linkOf, notLinked } from './connect.ts';

/** Of every active connection that is open to the user. One statement, whatever the number of connections. */
export const displayFields = (hub: ServiceHub, entity: EntityRef, user: User): Promise<readonly ShownConnection[]> =>
  shownConnections(hub.db, user.id, entity);

export interface ValuesWish {
  readonly connectionId: number;
  readonly entity: EntityRef;
  readonly fieldKeys: readonly string[];
}

/**
 * As they are in the ERP now, on the wire, in the order asked; `''` for what the ERP does not have or does not answer.
 * Passwords stay where they are. Rejected `link.none`, `actor.unknown`, or as the ERP said.
 */
export async function erpValues(
  hub: ServiceHub,
  { connectionId, entity, fieldKeys }: ValuesWish,
  user: User,
  signal: AbortSignal,
): Promise<Outcome<readonly string[]>> {
  const connection = await mayUseActive(hub, connectionId, user, 'see');
  if (connection.status !== 'done') return connection;
  const name = textIn('en', connection.value.name);
  const link = await linkOf(hub, connectionId, entity);
  if (link === undefined || link.erpKey === null) return notLinked(entity, name);
  const fields = await actorFields(hub.db, connectionId, link.actorType);
  const shown = new Set(fields.filter(({ type }) => type !== 'password').map(({ fieldKey }) => fieldKey));
  const wanted = [...new Set(fieldKeys)].filter((key) => shown.has(key));
  const actor = await readActor(
    hub,
    { connectionId, name, actorType: link.actorType, erpKey: link.erpKey },
    wanted,
    signal,
  );
  if (actor.status !== 'done') return actor;
  const { fieldValues } = actor.value;
  return done(fieldKeys.map((key) => (shown.has(key) ? (fieldValues[key] ?? '') : '')));
}

export interface ActorPlace {
  readonly connectionId: number;
  /** Of the connection, for sentences. */
  readonly name: string;
  readonly actorType: ErpActorType;
  readonly erpKey: string;
}

/** One actor by its key. Rejected `actor.unknown`: the ERP has none. */
export async function readActor(
  hub: ServiceHub,
  { connectionId, name, actorType, erpKey }: ActorPlace,
  fieldKeys: readonly string[],
  signal: AbortSignal,
): Promise<Outcome<Actor>> {
  const found = await hub.connections.use(connectionId, (connection) =>
    collect(connection.getActors({ actorType, erpKeys: [erpKey], fieldKeys }, { signal })),
  );
  if (found.status !== 'done') return found;
  const actor = found.value.find((each) => each.erpKey === erpKey);
  return actor === undefined
    ? rejected('actor.unknown', `${name} has no ${actorType} ${erpKey}. It may have been deleted or renumbered there.`)
    : done(actor);
}
