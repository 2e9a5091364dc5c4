/** A dry run of every link: its counts come in the time of reading plus deciding. And the plan applied. */
import type { RequestBody } from '@kobling/engine';
import { addRequest, approvePlan, getPlan } from '@kobling/store';
import { company, crmValues, erpValues } from './company.ts';
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { trade, type Trade } from './trade.ts';

/** One record in so many differs. */
const every = 10;

export async function planOfAll({ rows, databaseUrl }: Place): Promise<readonly Figure[]> {
  const played = await trade(
    databaseUrl,
    rows,
    (n) => crmValues(company(n)),
    (n) => erpValues(company(n)),
  );
  try {
    await played.linkAll();
    await played.cycle();
    await played.db.run('vacuum analyze');
    // What the first sync left behind is not the plan's.
    globalThis.gc?.();
    const beforeMb = residentMb();
    const dryRun = { kind: 'cycle', dryRun: true } as const;
    const quiet = await measured(played, dryRun);
    if (Object.keys(quiet.counts).length > 0) throw new Error(`In step, but ${JSON.stringify(quiet.counts)}.`);
    const differing = Math.ceil(rows / every);
    for (let n = 0; n < rows; n += every) played.world.edit('Customer', played.keys[n] ?? '', { Phone: `erp ${n}` });
    const planned = await measured(played, dryRun);
    if (planned.counts['writeCrm'] !== differing)
      throw new Error(`Of ${differing}: ${JSON.stringify(planned.counts)}.`);
    const planId = Number(planned.planId);
    await approvePlan(played.db, planId, { select: {}, approve: true, by: 'ann' }, new Date());
    const applied = await measured(played, { kind: 'applyPlan', planId });
    const plan = await getPlan(played.db, planId);
    if (plan?.progress.applied !== differing) throw new Error(`Applied ${plan?.progress.applied} of ${differing}.`);
    const figure = (name: string, records: number, { ms, statements }: Ran): Figure => ({
      name,
      records,
      ms,
      statements,
      beforeMb,
      kind: 'rate',
    });
    return [
      figure('plan, reading and deciding', rows, quiet),
      figure(`plan, one of ${every} differs`, rows, planned),
      figure('plan applied', differing, applied),
    ];
  } finally {
    await played.close();
  }
}

interface Ran {
  readonly ms: number;
  readonly statements: number;
  readonly planId: unknown;
  readonly counts: Readonly<Record<string, number>>;
}

/** Throws unless the request ended well. */
async function measured(played: Trade, body: RequestBody): Promise<Ran> {
  const [connection] = await played.db.query<{ id: number }>('select id from connection');
  const began = performance.now();
  played.counted.statements = 0;
  const id = await addRequest(played.db, connection?.id ?? 0, body, 'bench');
  await played.turn(false);
  const { statements } = played.counted;
  const ms = performance.now() - began;
  const [request] = await played.db.query<{ status: string; result: { planId?: number; counts?: Ran['counts'] } }>(
    'select status, result from request where id = $1',
    [id],
  );
  if (request?.status !== 'done') throw new Error(`The request ended ${request?.status}.`);
  return { ms, statements, planId: request.result.planId, counts: request.result.counts ?? {} };
}
