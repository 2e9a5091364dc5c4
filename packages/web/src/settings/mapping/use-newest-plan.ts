import { useHub } from '../../hub/hub.tsx';
import { useCarryOut } from '../../plans/carry-out.ts';

/** Waits until the plan of a request is made; answers its id. Undefined: there was nothing to plan. */
export function useNewestPlan(connection: number): (requestId: number | null) => Promise<number | undefined> {
  const hub = useHub();
  const carryOut = useCarryOut();
  return async (requestId) => {
    if (requestId === null) return undefined;
    await carryOut({ requestId });
    const newest = await hub.call('GET /api/sync/plans', { query: { connection, limit: 1 } });
    return newest.rows[0]?.id;
  };
}
