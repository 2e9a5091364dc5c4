/**
 * What happened becomes messages, in one short transaction with the place up to which it was told: a hub that is killed
 * tells all of it again or has told all of it. The engine does nothing for it; who has no address pays nothing.
 */
import { randomUUID } from 'node:crypto';
import {
  addDelivery,
  beginPlaces,
  type Database,
  type DeliveryBody,
  growDelivery,
  type Happening,
  type WebhookListener,
  webhookListeners,
  webhooksSince,
  lockTelling,
  movePlace,
  newConflicts,
  newFailures,
  newHeld,
  newlyResolved,
  openPlaces,
  type Place,
  recovered,
  type Transaction,
  untriedDelivery,
  type WebhookEvent,
} from '@kobling/store';
import { type Happenings, messageOf, type Subject, withMore } from './message.ts';

/** After something was told of a connection, what follows is collected that long: ten thousand failures are one call. */
export const quietMs = 30_000;

export interface TellParts {
  readonly db: Database;
  readonly now: () => Date;
  /** Where people open the hub, without a slash at the end. */
  readonly pages: string | undefined;
}

interface News extends Happenings {
  readonly event: WebhookEvent;
}

/** Answers how many messages are new or have grown. */
export async function tell(parts: TellParts): Promise<number> {
  const { db } = parts;
  if ((await webhookListeners(db)) === undefined) return 0;
  return await db.transaction(async (tx) => {
    if (!(await lockTelling(tx))) return 0;
    const heard = (await webhookListeners(tx)) ?? [];
    await beginPlaces(tx);
    const now = parts.now();
    let told = 0;
    for (const place of await openPlaces(tx, new Date(now.getTime() - quietMs))) {
      const news = await newsOf(tx, place);
      for (const one of news) told += await put(tx, parts, heard, one, now);
      if (news.length > 0 || hasMoved(place))
        await movePlace(tx, { connectionId: place.connectionId, ...afterTelling(place) }, news.length > 0 ? now : null);
    }
    const since = await webhooksSince(tx);
    for (const { connectionId, connection, happening } of since === null ? [] : await newlyResolved(tx, since))
      told += await put(
        tx,
        parts,
        heard,
        { event: 'resolved', subject: 'records', connectionId, connection, ...happening },
        now,
      );
    return told;
  });
}

const hasMoved = ({ logId, heldId, health, now }: Place): boolean =>
  logId !== now.logId || heldId !== now.heldId || health !== afterTelling({ logId, heldId, health, now }).health;

/** A connection that fails for the first time may be back at the next try: it is told of when the second fails too. */
const triesBeforeTold = 2;
const isDown = (health: string): boolean => health === 'unreachable' || health === 'failed';

function afterTelling({
  health,
  now,
}: Pick<Place, 'logId' | 'heldId' | 'health' | 'now'>): Pick<Place, 'logId' | 'heldId' | 'health'> {
  const early = isDown(now.health) && !isDown(health) && now.failures < triesBeforeTold;
  return { logId: now.logId, heldId: now.heldId, health: early ? health : now.health };
}

async function newsOf(tx: Transaction, place: Place): Promise<readonly News[]> {
  const { connectionId, connection, logId, heldId, now } = place;
  const records = (event: WebhookEvent, happening: Happening | undefined): readonly News[] =>
    happening === undefined ? [] : [{ event, subject: 'records', connectionId, connection, ...happening }];
  const back = await recovered(tx, connectionId);
  return [
    ...ofConnection(place),
    ...(logId === now.logId ? [] : records('failure', await newFailures(tx, connectionId, logId, now.logId))),
    ...(logId === now.logId ? [] : records('conflict', await newConflicts(tx, connectionId, logId, now.logId))),
    ...(heldId === now.heldId ? [] : records('held', await newHeld(tx, connectionId, heldId, now.heldId))),
    ...records('recovery', back),
  ];
}

/** The connection as a whole: away, held, back. */
function ofConnection(place: Place): readonly News[] {
  const before = place.health;
  const after = afterTelling(place).health;
  if (after === before) return [];
  const whole = (event: WebhookEvent): readonly News[] => [
    {
      event,
      subject: 'connection',
      connectionId: place.connectionId,
      connection: place.connection,
      count: 1,
      first: [],
      message: event === 'recovery' ? null : place.now.healthMessage,
    },
  ];
  if (isDown(after)) return isDown(before) ? [] : whole('failure');
  if (after === 'held') return whole('held');
  return isDown(before) || before === 'held' ? whole('recovery') : [];
}

async function put(
  tx: Transaction,
  { pages }: TellParts,
  heard: readonly WebhookListener[],
  { event, ...news }: News,
  now: Date,
): Promise<number> {
  let count = 0;
  for (const { id: webhookId, events } of heard) {
    if (!events.includes(event)) continue;
    const { connectionId } = news;
    const subject: Subject = news.subject;
    const waiting = await untriedDelivery(tx, { webhookId, connectionId, event, subject });
    const body: DeliveryBody = messageOf(event, news, now, pages);
    if (waiting === undefined) await addDelivery(tx, { id: randomUUID(), webhookId, connectionId, event, body, now });
    else await growDelivery(tx, waiting.id, withMore(waiting.body, body));
    count += 1;
  }
  return count;
}
