/** The parts of a hub that services need, over a database of the test's own; no HTTP, no jobs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector } from '@kobling/sdk';
import { memoryConnector, type MemoryOptions, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import { ensureEpoch, pgSyncStore } from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';
import { guardedFetch } from '../../egress/guard.ts';
import type { EgressRule } from '../../egress/rules.ts';
import { createLog } from '../../http/log.ts';
import { openConnections } from '../../plugins/open-connections.ts';
import { createRegistry } from '../../plugins/registry.ts';
import { remoteConnectors } from '../../plugins/remote.ts';
import { openSecrets } from '../../secrets/index.ts';
import { loadKeyRing } from '../../secrets/key-ring.ts';
import type { ServiceHub } from '../service-hub.ts';

export interface TestServiceHub {
  readonly hub: ServiceHub;
  readonly world: MemoryWorld;
  /** Connections that were woken, in order. */
  readonly woken: number[];
  readonly close: () => Promise<void>;
}

/** With the memory connector as `plugin://memory`; with `egress` those over the network, too. */
export async function testServiceHub(
  erp: MemoryOptions = sampleErp,
  { egress }: { readonly egress?: readonly EgressRule[] } = {},
): Promise<TestServiceHub> {
  const database = await testDatabase();
  const { db } = database;
  const dataDir = await mkdtemp(join(tmpdir(), 'kobling-services-'));
  const log = createLog({ write: () => undefined, level: 'error', format: 'text', now: () => new Date() });
  const memory = memoryConnector(erp);
  const connectors: readonly Connector[] = [memory];
  const registry = createRegistry(connectors, egress && remoteConnectors({ db, fetch: guardedFetch(egress), log }));
  const source = { from: 'file', path: join(dataDir, 'key'), isDefault: true } as const;
  const ring = await loadKeyRing(source, true);
  if (ring.status !== 'done') throw new Error(ring.reason.message);
  const secrets = openSecrets(db, source, ring.value.ring, log);
  const operator = { dataDir, filesAllowed: [join(dataDir, 'files')], egress: egress ?? [] };
  const connections = openConnections(db, registry, secrets, { operator, log, now: () => new Date() });
  const store = pgSyncStore(db, { cardOf: (url) => registry.cardOf(url) });
  await ensureEpoch(db);
  const woken: number[] = [];
  return {
    hub: {
      db,
      store,
      secrets,
      connectors: registry,
      connections,
      wake: (ids) => {
        woken.push(...ids);
        return Promise.resolve();
      },
    },
    world: memory.world,
    woken,
    close: async () => {
      await connections.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
