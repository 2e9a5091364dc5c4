/**
 * Observe the CRM: its change feed since the connection's position. The position moves when a page's rows are settled, held,
 * failed or covered by an open intent, never before (H07). Deleted and merged entities end or move their links.
 */
import { followEntity } from './ended-entities.ts';
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
      const whole = await fullCompare(work, page.next.epoch);
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
async function fullCompare(work: Work, epoch: number): Promise<{ readonly end: Ended; readonly more: boolean }> {
  const { store } = work.world;
  const name = `compare ${epoch}`;
  const place = await store.walk(work.setup.id, name);
  let over = true;
  const end = await compareAll(work, {
    mode: 'merge',
    keepOverBlank: false,
    ...(place !== undefined && { from: { actorType: place.actorType, after: place.afterKey } }),
    onBatch: async ({ actorType, after }) => {
      const begunAt = place?.begunAt ?? work.world.clock.now();
      await store.saveWalk(work.lease, name, { actorType, afterKey: after, begunAt, mark: '' });
      over = !sliceOver(work);
      return over;
    },
  });
  if (end.status !== 'done') return { end, more: false };
  if (!over || stopping(work)) return { end, more: true };
  await store.saveWalk(work.lease, name, undefined);
  return { end, more: false };
}

async function followEntities(work: Work, changes: readonly FeedChange[]): Promise<void> {
  for (const { op, entity, survivor } of changes) {
    if (op !== 'delete' && op !== 'merge') continue;
    for (const link of await work.world.store.linksByEntities(work.setup.id, entity.kind, [entity.id]))
      await followEntity(work, link, op === 'merge' ? survivor : null);
  }
}
