/** One side's values to the other, whatever changed last: of all links in key order, or of chosen ones. */
import { limits } from '../limits.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import { stopping } from '../work.ts';
import { compare } from './compare.ts';
import type { Serve } from './served.ts';

export const resync: Serve<'resync'> = (work, request, intervalMs) => {
  const { from, noBlanks, links, actorType } = request.body;
  return links === undefined
    ? compare(work, request, modeOf(from), noBlanks, undefined, actorType)
    : resyncChosen(work, { ...request, body: { ...request.body, links } }, intervalMs);
};

const modeOf = (from: 'crm' | 'erp') => (from === 'erp' ? 'resyncFromErp' : 'resyncFromCrm');

/** With progress, resumable by how many are done, cancelled between batches. Links that are gone by then are passed over. */
const resyncChosen: Serve<'resync'> = async (work, { id, body, position }) => {
  const { store } = work.world;
  const links = [...new Set(body.links)];
  let finished = work.plan === undefined ? doneBefore(position) : 0;
  while (finished < links.length) {
    const batch = await store.linksByIds(links.slice(finished, finished + limits.batch));
    const own = batch.filter(({ connectionId }) => connectionId === work.setup.id);
    const options = { ...plainMerge, mode: modeOf(body.from), keepOverBlank: body.noBlanks } as const;
    const end = await mergeLinks(work, own, new Map(), options);
    if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
    finished = Math.min(finished + limits.batch, links.length);
    const progress = { done: finished, total: links.length };
    const { cancelAsked } = await store.updateRequest(work.lease, id, { position: { finished }, progress });
    work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: 'resync', ...progress });
    if (cancelAsked) return { status: 'cancelled' };
    if (finished < links.length && stopping(work)) return { status: 'again' };
    await work.between();
  }
  return { status: 'done' };
};

function doneBefore(position: unknown): number {
  if (typeof position !== 'object' || position === null || !('finished' in position)) return 0;
  return typeof position.finished === 'number' ? position.finished : 0;
}
