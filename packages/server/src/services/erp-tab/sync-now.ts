/** Sync now for one record, whether automatic sync is on or off (rule 17). */
import type { EntityRef } from '@kobling/engine';
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { addRequest, waitForFeed } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { feedPatienceMs } from '../sync.ts';
import { mayUseActive, type User } from './access.ts';
import { displayFields } from './show.ts';

export interface StartedSync {
  readonly connectionId: number;
  readonly name: string;
  readonly requestId: number;
}

/**
 * On one connection, or on all active ones that are open to the user and hold a link of the record, in priority order.
 * Rejected `connection.*`, `link.none`.
 */
export async function syncRecordNow(
  hub: ServiceHub,
  entity: EntityRef,
  connectionId: number | undefined,
  user: User,
): Promise<Outcome<readonly StartedSync[]>> {
  if (connectionId !== undefined) {
    const usable = await mayUseActive(hub, connectionId, user, 'see');
    if (usable.status !== 'done') return usable;
  }
  const open = (await displayFields(hub, entity, user)).filter(
    ({ id, actorType }) => actorType !== null && (connectionId === undefined || id === connectionId),
  );
  if (open.length === 0)
    return rejected('link.none', `The ${entity.kind} ${entity.id} is not connected there. Connect it first.`);
  await waitForFeed(hub.db, feedPatienceMs);
  const started: StartedSync[] = [];
  for (const { id, name } of open) {
    const requestId = await addRequest(hub.db, id, { kind: 'syncNow', entity }, user.name);
    started.push({ connectionId: id, name: textIn('en', name), requestId });
  }
  await hub.wake(open.map(({ id }) => id));
  return done(started);
}
