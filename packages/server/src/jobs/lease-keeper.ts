import type { Lease, SyncStore } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import { anySignal } from '@kobling/sdk';

export const leaseTtlMs = 30_000;
const renewEveryMs = 5_000;

export interface KeptLease {
  /** Aborted when the lease was lost or the hub stops. */
  readonly signal: AbortSignal;
  /** Ends renewing; gives the lease back if it is still ours. */
  release(): Promise<void>;
}

/**
 * Renews the lease while a cycle works. A renewal that is refused, or that cannot be asked for before the lease would
 * end, stops the cycle: somebody else may be at work (H13).
 */
export function keepLease(
  store: Pick<SyncStore, 'renewLease' | 'releaseLease'>,
  lease: Lease,
  stop: AbortSignal,
  monotonicMs: () => number = () => performance.now(),
): KeptLease {
  const lost = new AbortController();
  let heldUntil = monotonicMs() + leaseTtlMs;
  let renewing: Promise<void> = Promise.resolve();
  const renew = async (): Promise<void> => {
    const asked = monotonicMs();
    try {
      if (await store.renewLease(lease, leaseTtlMs)) heldUntil = asked + leaseTtlMs;
      else lost.abort(new LeaseLost(lease.connectionId));
    } catch {
      // The database is away: the next try may reach it, as long as the lease lasts.
      if (monotonicMs() + renewEveryMs >= heldUntil) lost.abort(new LeaseLost(lease.connectionId));
    }
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, renewEveryMs);
  return {
    signal: anySignal([lost.signal, stop]),
    async release() {
      clearInterval(timer);
      await renewing;
      if (!lost.signal.aborted) await store.releaseLease(lease);
    },
  };
}
