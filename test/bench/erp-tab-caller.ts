/** A thread that opens the ERP tab of one record after the other, four at a time. */
import { workerData } from 'node:worker_threads';
import { callMethod, fourAtOnce } from './hub.ts';

const { address, token, ids, asked } = workerData as {
  readonly address: string;
  readonly token: string;
  readonly ids: readonly number[];
  readonly asked: number;
};
const agent = fourAtOnce();
let next = 0;
async function ask(): Promise<void> {
  while (next < asked) {
    const id = ids[next % ids.length] ?? 0;
    next += 1;
    const place = { address, token, agent };
    const shown = await callMethod(place, 'ErpSync/GetConnectionsAndDisplayFields', {
      CrmActorType: 'Contact',
      EntityId: id,
    });
    const [first] = shown as readonly { readonly Connected: boolean; readonly ErpFields: readonly unknown[] }[];
    if (first?.Connected !== true || first.ErpFields.length === 0) throw new Error(`Company ${id} shows nothing.`);
  }
}
await Promise.all([ask(), ask(), ask(), ask()]);
agent.destroy();
