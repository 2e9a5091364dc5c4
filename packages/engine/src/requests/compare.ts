/** All links of a connection: with progress, resumable by place, cancelled between batches. */
import type { ErpActorType } from '@kobling/sdk';
import type { SyncRequest } from '../ports.ts';
import { compareAll, type Place } from '../resync.ts';
import { stopping, type Work } from '../work.ts';
import type { Served } from './served.ts';

export async function compare(
  work: Work,
  request: SyncRequest,
  mode: 'merge' | 'resyncFromErp' | 'resyncFromCrm',
  noBlanks: boolean,
  only?: ReadonlySet<string>,
  actorType?: ErpActorType,
): Promise<Served> {
  const { store } = work.world;
  const total = await store.countLinks(work.setup.id);
  const start = work.plan === undefined ? placeOf(request.position) : undefined;
  let cancelled = false;
  const end = await compareAll(work, {
    mode,
    keepOverBlank: noBlanks,
    ...(only !== undefined && { only }),
    ...(actorType !== undefined && { actorType }),
    ...(start !== undefined && { from: start.place }),
    onBatch: async (place, done) => {
      const progress = { done: (start?.done ?? 0) + done, total };
      const { cancelAsked } = await store.updateRequest(work.lease, request.id, {
        position: { place, done: progress.done },
        progress,
      });
      work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: request.body.kind, ...progress });
      cancelled = cancelAsked;
      return !cancelAsked;
    },
  });
  if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
  if (cancelled) return { status: 'cancelled' };
  return stopping(work) ? { status: 'again' } : { status: 'done' };
}

function placeOf(position: unknown): { readonly place: Place; readonly done: number } | undefined {
  if (typeof position !== 'object' || position === null || !('place' in position)) return undefined;
  return position as { place: Place; done: number };
}

/** A link by hand: the actor must be there; a create that waits for a person on this record gives way (H09). */
