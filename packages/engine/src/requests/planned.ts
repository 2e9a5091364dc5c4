/** A dry run: the rows of what would be done become a stored plan, with counts by action. */
import { limits } from '../limits.ts';
import type { PlanRow, SyncRequest } from '../ports.ts';
import type { Work } from '../work.ts';
import type { Served } from './served.ts';

/** Collects a dry run's rows into a stored plan, with counts by action. */
export async function planned(work: Work, request: SyncRequest, run: (work: Work) => Promise<Served>): Promise<Served> {
  const { store } = work.world;
  const counts: Record<string, number> = {};
  const planId = await store.newPlan(work.setup.id, request.body.kind, work.setup.mappingVersion, request.by);
  const sink = async (rows: readonly PlanRow[]): Promise<void> => {
    const shown = rows.filter((row) => row.action !== 'adopt');
    for (const row of shown) counts[row.action] = (counts[row.action] ?? 0) + 1;
    for (let at = 0; at < shown.length; at += limits.batch)
      await store.addPlanRows(planId, shown.slice(at, at + limits.batch));
  };
  const served = await run({ ...work, plan: sink });
  await store.closePlan(planId, counts);
  return served.status === 'done'
    ? {
        status: 'done',
        result: {
          planId,
          counts,
          ...(typeof served.result === 'object' && served.result !== null && { report: served.result }),
        },
      }
    : served;
}
