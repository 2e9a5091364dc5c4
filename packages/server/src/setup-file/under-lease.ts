/** Changing a connection while nobody syncs it (H19): the change holds the connection's lease. */
import { setTimeout as delay } from 'node:timers/promises';
import type { SyncStore } from '@kobling/engine';

const ttlMs = 60_000;
/** A cycle yields after seconds (H24); a dead worker's lease runs out within half a minute. */
const patienceMs = 90_000;
const lookEveryMs = 100;

/** The lease could not be had: a long call to the ERP is under way. Nothing was changed. */
export class ConnectionBusy extends Error {
  readonly code = 'connection.busy';
  constructor(name: string) {
    super(
      `${name} is being synced and did not pause within ${patienceMs / 1000} s. Nothing of it was changed; try again.`,
    );
    this.name = 'ConnectionBusy';
  }
}

export async function underLease<T>(
  store: Pick<SyncStore, 'acquireLease' | 'releaseLease'>,
  connectionId: number,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let lease = await store.acquireLease(connectionId, 'setup', ttlMs);
  while (lease === undefined) {
    if (performance.now() > deadline) throw new ConnectionBusy(name);
    await delay(lookEveryMs);
    lease = await store.acquireLease(connectionId, 'setup', ttlMs);
  }
  try {
    return await work();
  } finally {
    await store.releaseLease(lease);
  }
}
