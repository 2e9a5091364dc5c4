/**
 * Observe the CRM: its change feed since the connection's position. The position moves when a page's rows are settled, held,
 * failed or covered by an open intent, never before (H07). Deleted and merged entities end or move their links.
 */
import { limits } from './limits.ts';
import { fieldsOf, mergeLinks, plainMerge } from './merge.ts';
import { entityKinds, type Link } from './model.ts';
import type { FeedChange } from './ports.ts';
import { compareAll } from './resync.ts';
import { type Ended, sliceOver, stopping, type Work, wellEnded } from './work.ts';

/** `more`: the slice ended before the feed did. */
export async function observeCrm(work: Work): Promise<{ readonly end: Ended; readonly more: boolean }> {
  for (;;) {
    const page = await work.world.store.readFeed(work.setup.id, limits.batch);
    await followEntities(work, page.changes);
    if (page.fullCompare) {
      const whole = await fullCompare(work);
      if (whole.more || whole.end.status !== 'done') return whole;
    }
    const end = await mergeChanged(work, page.changes);
    if (end.status !== 'done') return { end, more: false };
    await work.world.store.saveFeedPosition(work.lease, page.next);
    if (!page.more) return { end: wellEnded, more: false };
    if (sliceOver(work)) return { end: wellEnded, more: true };
    await work.between();
  }
}

async function mergeChanged(work: Work, changes: readonly FeedChange[]): Promise<Ended> {
  const links: Link[] = [];
  for (const kind of entityKinds) {
    const mapped = new Set(fieldsOf(work, kind));
    const ids = changes
      .filter(
        (change) =>
          change.entity.kind === kind &&
          change.op === 'update' &&
          // A person who changed company may have to wait, or may go on (H33).
          change.fields.some((field) => mapped.has(field) || (kind === 'person' && field === 'company')),
      )
      .map((change) => change.entity.id);
    if (ids.length > 0) links.push(...(await work.world.store.linksByEntities(work.setup.id, kind, [...new Set(ids)])));
  }
  return mergeLinks(work, links, new Map(), plainMerge);
}

/** Every link once, in as many slices as it takes (H11, H30). */
async function fullCompare(work: Work): Promise<{ readonly end: Ended; readonly more: boolean }> {
  const { store } = work.world;
  const place = await store.walk(work.setup.id, 'compare');
  let over = true;
  const end = await compareAll(work, {
    mode: 'merge',
    keepOverBlank: false,
    ...(place !== undefined && { from: { actorType: place.actorType, after: place.afterKey } }),
    onBatch: async ({ actorType, after }) => {
      const begunAt = place?.begunAt ?? work.world.clock.now();
      await store.saveWalk(work.lease, 'compare', { actorType, afterKey: after, begunAt, mark: '' });
      over = !sliceOver(work);
      return over;
    },
  });
  if (end.status !== 'done') return { end, more: false };
  if (!over || stopping(work)) return { end, more: true };
  await store.saveWalk(work.lease, 'compare', undefined);
  return { end, more: false };
}

/** A deleted entity breaks its link; a merged one hands it to the survivor, unless that has one already (spec 04). */
async function followEntities(work: Work, changes: readonly FeedChange[]): Promise<void> {
  for (const change of changes) {
    if (change.op !== 'delete' && change.op !== 'merge') continue;
    for (const link of await work.world.store.linksByEntities(work.setup.id, change.entity.kind, [change.entity.id])) {
      if (change.op === 'merge' && change.survivor !== null)
        await work.world.store.moveLink(work.lease, link.id, { kind: change.entity.kind, id: change.survivor });
      else
        await work.world.store.breakLinks(work.lease, [link.id], `The ${change.entity.kind} was deleted in the CRM.`);
    }
  }
}
