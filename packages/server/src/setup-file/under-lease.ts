/** Changing a connection while nobody syncs it (H19): the change holds the connection's lease. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, SyncStore } from '@kobling/engine';

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

type Leases = Pick<SyncStore, 'acquireLease' | 'releaseLease'>;

export async function underLease<T>(
  store: Leases,
  connectionId: number,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await leaseInTurn(store, connectionId, name);
  try {
    return await work();
  } finally {
    await store.releaseLease(lease);
  }
}

/** The lease for a minute, after whoever holds it now. Throws ConnectionBusy. */
export async function leaseInTurn(store: Leases, connectionId: number, name: string): Promise<Lease> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const lease = await store.acquireLease(connectionId, 'setup', ttlMs);
    if (lease !== undefined) return lease;
    if (performance.now() > deadline) throw new ConnectionBusy(name);
    await delay(lookEveryMs);
  }
}
