/**
 * GetConnectionsAndDisplayFields from stored values. Counted is the processor time of the hub's own thread, so that neither the
 * calling program, in a thread of its own, nor PostgreSQL nor what else runs is in it.
 */
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { company, crmValues, erpValues } from './company.ts';
import { benchHub } from './hub.ts';
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { trade } from './trade.ts';

const records = 1_000;
const asked = 2_000;

export async function erpTab({ databaseUrl, folder }: Place): Promise<readonly Figure[]> {
  const played = await trade(
    databaseUrl,
    records,
    (n) => crmValues(company(n)),
    (n) => erpValues(company(n)),
  );
  await played.linkAll();
  await played.db.run('update connection set active = true, all_access = true');
  const { ids } = played;
  await played.close();
  const bench = await benchHub(databaseUrl, folder);
  try {
    const beforeMb = residentMb();
    const work = { address: bench.address, token: bench.token, ids, asked: 200 };
    await callFrom(work);
    const before = process.threadCpuUsage();
    const began = performance.now();
    await callFrom({ ...work, asked });
    const wallMs = performance.now() - began;
    const { user, system } = process.threadCpuUsage(before);
    return [
      { name: 'ERP tab, processor of the hub', records: asked, ms: (user + system) / 1_000, beforeMb, kind: 'rate' },
      { name: 'ERP tab, by the clock', records: asked, ms: wallMs, beforeMb, kind: 'rate' },
    ];
  } finally {
    await bench.close();
  }
}

async function callFrom(work: object): Promise<void> {
  const worker = new Worker(new URL('./erp-tab-caller.ts', import.meta.url), { workerData: work });
  const [code] = (await once(worker, 'exit')) as [number];
  if (code !== 0) throw new Error('A call of the ERP tab failed.');
}
