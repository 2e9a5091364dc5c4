/**
 * The first look at the links of an actor type without a cursor: read by key, in key order, with the place stored after each
 * batch. So no single answer has to hold all actors, and one that was cut goes on where it was (H30).
 */
import type { ErpActorType } from '@kobling/sdk';
import { Greatest } from './cursor.ts';
import { fetchActors } from './fetch.ts';
import { limits } from './limits.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import type { Walk } from './ports.ts';
import { type Ended, sliceOver, type Work, wellEnded } from './work.ts';

export interface FirstWalk {
  readonly end: Ended;
  /** The slice ended first. */
  readonly more: boolean;
  /** `unseen`: there are links, but the ERP answered none of their actors; the cursor must come from its list. */
  readonly linked: boolean | 'unseen';
}

/** Leaves the cursor at the greatest LastModified of the first batch: what changed during the walk comes with the next poll. */
export async function firstWalk(work: Work, actorType: ErpActorType): Promise<FirstWalk> {
  const { store, clock } = work.world;
  const name = `first ${actorType}`;
  const begun = await store.walk(work.setup.id, name);
  let place: Walk = begun ?? { actorType, afterKey: '', begunAt: clock.now(), mark: '' };
  for (;;) {
    const links = await store.linksInKeyOrder(work.setup.id, actorType, place.afterKey, limits.batch);
    const last = links.at(-1)?.erpKey ?? undefined;
    if (last === undefined) break;
    const fetched = await fetchActors(work, links);
    if (fetched.end.status !== 'done') return { end: fetched.end, more: false, linked: true };
    const greatest = new Greatest(work.setup.card.lastModifiedKind, place.mark, clock.now());
    if (place.mark === '') for (const actor of fetched.actors.values()) greatest.see(actor.lastModified);
    const end = await mergeLinks(work, links, fetched.actors, plainMerge);
    if (end.status !== 'done') return { end, more: false, linked: true };
    place = { ...place, afterKey: last, mark: greatest.value };
    await store.saveWalk(work.lease, name, place);
    if (sliceOver(work)) return { end: wellEnded, more: true, linked: true };
    await work.between();
  }
  if (place.afterKey === '') return { end: wellEnded, more: false, linked: false };
  if (place.mark !== '')
    await store.saveMarks(work.lease, actorType, [{ at: place.begunAt, lastModified: place.mark }]);
  await store.saveWalk(work.lease, name, undefined);
  return { end: wellEnded, more: false, linked: place.mark === '' ? 'unseen' : true };
}
