/**
 * Was the ERP restored? An answer older than what its link has seen is stale and says nothing of what changed. A few that stay
 * so are believed, if their actor is recognised (screen-links.ts). Many mean that the ERP went back as a whole: the connection
 * rests, and a plan of what differs is offered (H10).
 */
import { limits } from '../limits.ts';
import { commit, type Ended, laterBy, nowhere, type Work, wellEnded } from '../work.ts';

export async function watchForRestore(work: Work): Promise<Ended> {
  const { store } = work.world;
  if (work.plan !== undefined) return wellEnded;
  const rule = { reads: limits.staleReads, since: laterBy(work, -limits.staleLastsMs) };
  const { stale, lasting } = await store.staleLinks(work.setup.id, rule);
  if (stale === 0) return wellEnded;
  const links = await store.countLinks(work.setup.id);
  const many = Math.max(limits.restoredFloor, links * limits.restoredShare);
  if (lasting > many) await rest(work, lasting, links);
  else if (lasting === stale) await store.believeStale(work.lease, rule);
  // Where some went back there may be more: those that changed last would have gone first.
  else await probe(work, Math.min(limits.batch, Math.ceil(2 * many)));
  return wellEnded;
}

/** Has the links that changed last read again, at most once in `limits.staleMs`. */
export async function probe(work: Work, count: number): Promise<void> {
  const ids = await work.world.store.latestLinks(work.setup.id, count);
  await commit(work, {
    hints: ids.map((linkId) => ({ linkId, why: 'probe', dueAt: laterBy(work, limits.staleMs) })),
  });
}

async function rest(work: Work, lasting: number, links: number): Promise<void> {
  const { name } = work.setup;
  const message = `${name} seems to have been restored from a backup: ${lasting} of ${links} linked records are older than they were seen. Its sync rests. Look at the plan of what differs and apply it, or go on with the ERP as it is now: kobling connection resume "${name}".`;
  const held = await work.world.store.holdConnection(
    work.lease,
    { code: 'erp.restored', message },
    { kind: 'restored', side: 'erp', dryRun: true },
  );
  if (held) await commit(work, { logs: [{ ...nowhere, kind: 'held', message }] });
}
