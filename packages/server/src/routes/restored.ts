/** What a person answers on the pages when a side forgot: a key is the same record's, has changed, a connection goes on (H10, H34). */
import {
  addRequest,
  connectionNextTry,
  type Database,
  proposalOfLink,
  readHold,
  rejectRenumbering,
  waitForRequest,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';

/** Longer than a look at one record takes; beyond it the page finds it done later. */
const waitMs = 10_000;

export type RestoredRoutes = 'POST /api/sync/failures/:linkId/key' | 'POST /api/sync/connections/:id/resume';

export const restoredRoutes = (hub: Hub): Pick<Handlers, RestoredRoutes> => ({
  async 'POST /api/sync/failures/:linkId/key'({ params: { linkId }, body }, call) {
    const { name } = personOf(call);
    if (body.answer === 'same') {
      const link = (await hub.store.linksByIds([linkId]))[0];
      if (link === undefined || link.state !== 'held' || link.stale === undefined) return refuse('notFound');
      await carriedOut(hub, link.connectionId, { kind: 'sameActor', linkId }, name);
      return { ok: true };
    }
    const proposal = await proposalOfLink(hub.db, linkId);
    if (proposal === undefined) return refuse('notFound');
    if (body.answer === 'notThatKey') await rejectRenumbering(hub.db, proposal.id, name, hub.now());
    else await carriedOut(hub, proposal.connectionId, { kind: 'renumber', proposal: proposal.id }, name);
    return { ok: true };
  },
  async 'POST /api/sync/connections/:id/resume'({ params: { id }, body }, call) {
    const { name } = personOf(call);
    if ((await connectionNextTry(hub.db, id)) === undefined || !(await isHeld(hub.db, id))) return refuse('notFound');
    const wish = { kind: 'resume', originalStopped: body.originalStopped } as const;
    return { requestIds: [await carriedOut(hub, id, wish, name)] };
  },
});

const isHeld = async (db: Database, connectionId: number): Promise<boolean> =>
  (await readHold(db, connectionId)) !== undefined;

async function carriedOut(
  hub: Hub,
  connectionId: number,
  body: Parameters<typeof addRequest>[2],
  by: string,
): Promise<number> {
  const requestId = await addRequest(hub.db, connectionId, body, by);
  await hub.wake([connectionId]);
  await waitForRequest(hub.db, requestId, waitMs);
  hub.events.send({ type: 'overview' });
  return requestId;
}
