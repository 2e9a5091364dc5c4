/** A hub's store with one ERP in memory: customers mapped to companies on four fields. What all sync scenarios start from. */
import { randomUUID } from 'node:crypto';
import { type ConnectionSetup, type WorkResult, workConnection, type World } from '@kobling/engine';
import { type Connection, silenceDeadline } from '@kobling/sdk';
import { memoryConnector, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import {
  addRequest,
  type Database,
  ensureEpoch,
  migrate,
  openDatabase,
  pgSyncStore,
  savePriority,
  upsertEntities,
} from '@kobling/store';
import { type Counted, counted } from './counted.ts';
import { saveErp } from './save-erp.ts';

export interface Trade {
  readonly counted: Counted;
  readonly db: Database;
  readonly world: MemoryWorld;
  /** Companies and their customers, by place. */
  readonly ids: readonly number[];
  readonly keys: readonly string[];
  /** One turn of a worker: lease, work, release. */
  turn(automatic?: boolean): Promise<WorkResult>;
  /** Turns until there is nothing more to do at once. */
  cycle(): Promise<WorkResult>;
  linkAll(): Promise<void>;
  close(): Promise<void>;
}

/** An empty database brought to the schema. */
export async function openEmpty(url: string): Promise<Counted> {
  const opened = counted(openDatabase(url, { applicationName: 'kobling bench' }));
  const result = await migrate(opened.db);
  if (result.status !== 'ok') throw new Error(result.message);
  await ensureEpoch(opened.db);
  return opened;
}

/** `crm`, `erp`: what the n-th record holds on either side. They are not linked yet. */
export async function trade(
  url: string,
  rows: number,
  crm: (n: number) => Record<string, string>,
  erp: (n: number) => Record<string, string>,
): Promise<Trade> {
  const count = await openEmpty(url);
  const { db } = count;
  const connector = memoryConnector(sampleErp);
  const { world } = connector;
  const places = Array.from({ length: rows }, (_, n) => n);
  const keys = places.map((n) => world.add('Customer', erp(n)));
  const ids: number[] = [];
  // In pieces, so that the peak of memory is that of the sync and not of its preparation.
  for (let at = 0; at < rows; at += 1_000) {
    const piece = places.slice(at, at + 1_000).map((n) => ({ values: crm(n) }));
    const made = await upsertEntities(db, 'company', piece, { by: 'import' });
    ids.push(...made.ids.map((id) => id ?? 0));
  }
  const store = pgSyncStore(db, { cardOf: () => connector.card, lateEffectMs: 0 });
  const id = await saveErp(db, world);
  await savePriority(db, [id, 'crm']);
  const opened = await connector.open({}, {} as never, { signal: new AbortController().signal });
  if (opened.status !== 'done') throw new Error('The ERP in memory did not open.');
  const ports: World = {
    store,
    erp: opened.value,
    clock: {
      now: () => new Date(),
      monotonicMs: () => performance.now(),
      deadline: silenceDeadline,
      timeout: (ms: number) => AbortSignal.timeout(ms),
    },
    random: { uuid: randomUUID, next: () => 0.999 },
    progress: { report: () => undefined },
  };
  const turn = (automatic = true): Promise<WorkResult> => work(ports, id, automatic);
  return {
    counted: count,
    db,
    world,
    ids,
    keys,
    turn,
    async cycle() {
      for (;;) {
        const result = await turn();
        if (!result.more) return result;
      }
    },
    async linkAll() {
      await addRequest(db, id, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'bench');
      await turn(false);
    },
    async close() {
      await opened.value.close();
      await db.close();
    },
  };
}

async function work(ports: World & { readonly erp: Connection }, id: number, automatic: boolean): Promise<WorkResult> {
  const { store } = ports;
  const lease = await store.acquireLease(id, 'bench', 120_000);
  const setup: ConnectionSetup | undefined = await store.setup(id);
  if (lease === undefined || setup === undefined) throw new Error('The connection is not to be had.');
  try {
    const result = await workConnection(ports, lease, setup, {
      signal: new AbortController().signal,
      intervalMs: 10_000,
      automatic,
    });
    if (result.status !== 'done') throw new Error(`The turn ended ${result.status}: ${result.message}`);
    return result;
  } finally {
    await store.releaseLease(lease);
  }
}
