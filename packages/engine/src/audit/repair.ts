/**
 * A plan of what an audit found: the differing links, and only those, are read and decided again. As a merge it carries what is
 * late and tries again what failed; from one side it also ends drift and undone fields, where the direction allows.
 */
import { limits } from '../limits.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { RequestBody, SyncRequest } from '../ports.ts';
import type { Served } from '../requests/served.ts';
import { stopping, type Work } from '../work.ts';

type RepairBody = Extract<RequestBody, { kind: 'repair' }>;

export async function repair(work: Work, request: SyncRequest & { readonly body: RepairBody }): Promise<Served> {
  const { store, progress } = work.world;
  const { audit, from } = request.body;
  let done = 0;
  for (let after = 0; ; ) {
    const ids = await store.auditedLinks(work.setup.id, audit, after, limits.batch);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    const end = await mergeLinks(work, await store.linksByIds(ids), new Map(), {
      ...plainMerge,
      mode: from === undefined ? 'merge' : from === 'erp' ? 'resyncFromErp' : 'resyncFromCrm',
      retry: new Set(ids),
    });
    if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
    done += ids.length;
    const { cancelAsked } = await store.updateRequest(work.lease, request.id, { progress: { done, total: null } });
    progress.report({ type: 'step', connectionId: work.setup.id, step: 'repair', done, total: null });
    if (cancelAsked) return { status: 'cancelled' };
    if (stopping(work)) return { status: 'again' };
    await work.between();
  }
  if (done > 0) return { status: 'done' };
  return {
    status: 'failed',
    message: `Audit ${audit} of ${work.setup.name} lists nothing that differs, or a newer one took its place. Look at the newest.`,
  };
}
