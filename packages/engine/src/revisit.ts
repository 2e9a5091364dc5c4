/** Links looked at without a change being announced: hints that are due (H16), failures to be tried again (H31), and the rolling sweep (H23). */
import { fetchActors } from './fetch.ts';
import { limits } from './limits.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import type { Link } from './model.ts';
import { agreesWithBase } from './observe-erp.ts';
import type { Hint } from './ports.ts';
import { type Ended, mappingOf, sliceOver, type Work, wellEnded } from './work.ts';

export async function serveHints(work: Work): Promise<{ readonly end: Ended; readonly more: boolean }> {
  const { store, clock } = work.world;
  let until = clock.now();
  for (;;) {
    // What is put off meanwhile waits for another cycle, also where the clock was set back in between (F12).
    const now = clock.now();
    if (now < until) until = now;
    const hints = await store.hintsDue(work.setup.id, until, limits.batch);
    if (hints.length === 0) return { end: wellEnded, more: false };
    const hinted = await store.linksByIds([...new Set(hints.map((hint) => hint.linkId))]);
    const retry = new Set(hints.filter((hint) => hint.why === 'retry').map((hint) => hint.linkId));
    const end = await mergeLinks(work, hinted.filter(unseen(hints)), new Map(), {
      ...plainMerge,
      retry,
      servedHints: hints.map((hint) => hint.id),
    });
    if (end.status !== 'done') return { end, more: false };
    if (sliceOver(work)) return { end, more: hints.length === limits.batch };
    await work.between();
  }
}

/**
 * "linked" asks for a first look at a link (H16). One that the ERP's own list has brought along meanwhile has had it; after a
 * first sync that is every link, and looking at all of them twice doubled its time.
 */
function unseen(hints: readonly Hint[]): (link: Link) => boolean {
  const othersToo = new Set(hints.filter((hint) => hint.why !== 'linked').map((hint) => hint.linkId));
  return (link) => link.rowHash === null || othersToo.has(link.id);
}

export async function retryDue(work: Work): Promise<Ended> {
  const links = await work.world.store.linksDue(work.setup.id, work.world.clock.now(), limits.batch);
  return mergeLinks(work, links, new Map(), { ...plainMerge, retry: new Set(links.map((link) => link.id)) });
}

/** So many of the oldest-verified links that all are seen once in the card's period. `intervalMs`: time from cycle to cycle. */
export async function sweep(work: Work, intervalMs: number): Promise<Ended> {
  const { store, random } = work.world;
  const share = ((await store.countLinks(work.setup.id)) * intervalMs) / work.setup.card.sweepPeriodMs;
  const count = Math.min(limits.batch, Math.floor(share) + (random.next() < share % 1 ? 1 : 0));
  if (count === 0) return wellEnded;
  const links = await store.linksToVerify(work.setup.id, count);
  const fetched = await fetchActors(work, links);
  if (fetched.end.status !== 'done') return fetched.end;
  const late = links.filter((link) => {
    const actor = fetched.actors.get(link.id);
    const mapping = mappingOf(work, link.actorType);
    return (
      actor !== undefined &&
      mapping !== undefined &&
      link.lastModified !== null &&
      Object.keys(link.base).length > 0 &&
      !agreesWithBase(work, mapping, link, actor)
    );
  });
  const end = await mergeLinks(work, links, fetched.actors, plainMerge);
  if (late.length > 0 && work.setup.card.overlapMs > 0)
    await store.raiseOverlap(work.lease, Math.min(limits.overlapMaxMs, work.setup.card.overlapMs * 2));
  return end;
}
