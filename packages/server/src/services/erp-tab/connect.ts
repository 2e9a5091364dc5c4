/** Connecting a record with an actor, with or without values chosen side by side, and taking the link away again. */
import type { EntityRef, Link } from '@kobling/engine';
import { done, type ErpActorType, type Outcome, rejected, textIn } from '@kobling/sdk';
import { crmFields, unlink } from '@kobling/store';
import { orWhat } from '../../setup-file/nearest.ts';
import type { ServiceHub } from '../service-hub.ts';
import { mayUse, mayUseActive, type User } from './access.ts';
import type { RequestState } from '../requests.ts';
import { startOnce, untilEnded } from './outcome.ts';

export interface ConnectWish {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string;
  readonly entity: EntityRef;
  /**
   * CRM field to the value, in the CRM's form, that is to stand on both sides; the others follow the mapping (rule 18). What
   * this actor type does not sync is passed over: callers hand back what other connections sync too.
   */
  readonly chosen?: Readonly<Record<string, string>>;
}

/** Done: linked. Rejected: `connection.*`, `link.*`, `request.underWay`. */
export async function connectActor(
  hub: ServiceHub,
  wish: ConnectWish,
  user: User,
  signal: AbortSignal,
): Promise<Outcome> {
  const started = await startConnect(hub, wish, user);
  if (started.status !== 'done') return started;
  const ended = await untilEnded(hub, started.value, signal);
  return ended.status === 'done' ? connectEnded(ended.value) : ended;
}

/** Done: the id of the request that links them. Rejected: `connection.*`, `link.*`. */
export async function startConnect(hub: ServiceHub, wish: ConnectWish, user: User): Promise<Outcome<number>> {
  const connection = await mayUseActive(hub, wish.connectionId, user, 'connect');
  if (connection.status !== 'done') return connection;
  const name = textIn('en', connection.value.name);
  const refusal = (await wishProblem(hub, wish)) ?? (await alreadyLinked(hub, wish, name));
  if (refusal !== undefined) return refusal;
  const { connectionId, ...link } = wish;
  return done(await startOnce(hub, connectionId, { kind: 'link', ...link }, user.name));
}

/** What the ended request came to. Rejected `link.refused`. */
export const connectEnded = ({ status, message }: RequestState): Outcome =>
  status === 'done' ? done(undefined) : rejected('link.refused', message ?? 'The ERP did not link the record.');

async function wishProblem(hub: ServiceHub, { erpKey, entity, chosen }: ConnectWish) {
  if (erpKey === '') return rejected('link.key', 'Say which record of the ERP: the key is blank.');
  if (chosen === undefined) return undefined;
  const known = (await crmFields(hub.db, entity.kind)).map(({ key }) => key);
  const unknown = Object.keys(chosen).find((key) => !known.includes(key));
  return unknown === undefined
    ? undefined
    : rejected('link.noField', `A ${entity.kind} has no field ${JSON.stringify(unknown)}.${orWhat(unknown, known)}`);
}

/** One actor a record and one record an actor, on each connection (rule 1). */
async function alreadyLinked(hub: ServiceHub, { connectionId, actorType, erpKey, entity }: ConnectWish, name: string) {
  const ours = await linkOf(hub, connectionId, entity);
  if (ours !== undefined)
    return rejected(
      'link.taken',
      `The ${entity.kind} ${entity.id} is connected to ${ours.actorType} ${ours.erpKey} on ${name} already. Disconnect it first.`,
    );
  const [theirs] = await hub.store.linksByKeys(connectionId, actorType, [erpKey]);
  return theirs === undefined
    ? undefined
    : rejected(
        'link.taken',
        `${actorType} ${erpKey} of ${name} is connected to the ${theirs.entity.kind} ${theirs.entity.id} already. Disconnect that one first.`,
      );
}

/** With an ERP key; undefined: the record is not linked there. */
export const linkOf = async (hub: ServiceHub, connectionId: number, entity: EntityRef): Promise<Link | undefined> =>
  (await hub.store.linksByEntities(connectionId, entity.kind, [entity.id])).find(({ erpKey }) => erpKey !== null);

/** Removes the link only: nothing is deleted, and the ERP is not called (rule 15). Rejected `link.none`. */
export async function disconnect(
  hub: ServiceHub,
  connectionId: number,
  entity: EntityRef,
  user: User,
): Promise<Outcome> {
  const connection = await mayUse(hub, connectionId, user, 'connect');
  if (connection.status !== 'done') return connection;
  const [link] = await hub.store.linksByEntities(connectionId, entity.kind, [entity.id]);
  if (link === undefined) return notLinked(entity, textIn('en', connection.value.name));
  await unlink(hub.db, connectionId, [link.id], user.name, 'Disconnected.', new Date());
  return done(undefined);
}

export const notLinked = (entity: EntityRef, connection: string) =>
  rejected('link.none', `The ${entity.kind} ${entity.id} is not connected on ${connection}. Connect it first.`);
