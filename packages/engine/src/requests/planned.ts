/** A dry run: the rows of what would be done become a stored plan, with counts by action. */
import { limits } from '../limits.ts';
import { withBasis } from '../plans/basis.ts';
import type { PlanRow, PlanScope, RequestBody, SyncRequest } from '../ports.ts';
import type { Work } from '../work.ts';
import type { Served } from './served.ts';

/** A dry run that does not end well leaves no plan: half of one would be taken for the whole. */
export async function planned(work: Work, request: SyncRequest, run: (work: Work) => Promise<Served>): Promise<Served> {
  const { store } = work.world;
  const counts: Record<string, number> = {};
  const { mappingVersion, id } = work.setup;
  const { body } = request;
  const whole = body.kind === 'cycle' || body.kind === 'resync';
  const scope: PlanScope = { ...scopeOf(body), ...(whole && work.acceptOlder === true && { restored: true }) };
  const planId = await store.newPlan(id, body.kind, mappingVersion, request.by, scope);
  const sink = async (rows: readonly PlanRow[]): Promise<void> => {
    const shown = rows.filter((row) => row.action !== 'adopt');
    for (const row of shown) counts[row.action] = (counts[row.action] ?? 0) + 1;
    for (let at = 0; at < shown.length; at += limits.batch)
      await store.addPlanRows(planId, await withBasis(work, shown.slice(at, at + limits.batch)));
  };
  const served = await run({ ...work, plan: sink });
  if (served.status !== 'done') {
    await store.dropPlan(planId);
    return served;
  }
  await store.closePlan(planId, counts);
  return {
    status: 'done',
    result: {
      planId,
      counts,
      ...(typeof served.result === 'object' && served.result !== null && { report: served.result }),
    },
  };
}

/** How the rows of such a dry run are decided. */
export function scopeOf(body: RequestBody): PlanScope {
  if (body.kind === 'resync')
    return { mode: body.from === 'erp' ? 'resyncFromErp' : 'resyncFromCrm', keepOverBlank: body.noBlanks };
  const plain = { keepOverBlank: false } as const;
  if (body.kind === 'repair' && body.from !== undefined)
    return { ...plain, mode: body.from === 'erp' ? 'resyncFromErp' : 'resyncFromCrm' };
  if (body.kind === 'restored')
    return { ...plain, mode: body.side === 'erp' ? 'resyncFromCrm' : 'merge', restored: true };
  if (body.kind === 'undo' || body.kind === 'undoRecord' || body.kind === 'undoMapping')
    return { ...plain, mode: 'undo' };
  if (body.kind === 'create') return { ...plain, mode: 'create' };
  return { ...plain, mode: 'merge', ...(body.kind === 'planFields' && { fields: body.fields }) };
}
