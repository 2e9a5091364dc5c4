/** A connection that rests: what only looks still works, and what ends the rest (H10, H11). */
import type { Hold, SyncRequest } from '../ports.ts';
import type { Served } from '../requests/served.ts';
import type { Work } from '../work.ts';

/** Serves a request as a held connection may; undefined where it is not held. */
export async function underHold(
  work: Work,
  request: SyncRequest,
  carryOut: (work: Work) => Promise<Served>,
): Promise<Served | undefined> {
  const hold = await work.world.store.hold(work.setup.id);
  if (hold === undefined) return undefined;
  const { body } = request;
  // Whoever looks must see what went back; a plan of all links made now may be the one that ends the rest.
  if (looksOnly(request)) return carryOut({ ...work, acceptOlder: true });
  if (body.kind === 'resume') return carryOut(work);
  const plan = body.kind === 'applyPlan' ? await work.world.store.plan(body.planId) : undefined;
  if (plan?.scope.restored !== true || hold.code === 'hub.copy') return { status: 'failed', message: hold.message };
  return applyAndGoOn(work, hold, () => carryOut(work));
}

const looksOnly = ({ body }: SyncRequest): boolean =>
  ('dryRun' in body && body.dryRun === true) || body.kind === 'rejectPlan' || body.kind === 'audit';

/** The rest ends when the plan is through, not before: no cycle may carry the old values meanwhile. */
async function applyAndGoOn(work: Work, hold: Hold, carryOut: () => Promise<Served>): Promise<Served> {
  if (hold.code === 'erp.restored') await work.world.store.forgetStamps(work.lease);
  const served = await carryOut();
  if (served.status === 'done') await work.world.store.releaseHold(work.lease);
  return served;
}
