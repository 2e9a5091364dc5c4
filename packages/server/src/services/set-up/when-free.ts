/** A change to a connection while nobody syncs it (H19); one that is being synced for long is an answer, not a fault. */
import { done, type Outcome } from '@kobling/sdk';
import { ConnectionBusy, underLease } from '../../setup-file/under-lease.ts';
import type { ServiceHub } from '../service-hub.ts';

/** Retry `connection.busy`: nothing was changed. */
export async function whenFree<T>(
  hub: Pick<ServiceHub, 'store'>,
  connectionId: number,
  name: string,
  work: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return done(await underLease(hub.store, connectionId, name, work));
  } catch (error) {
    if (!(error instanceof ConnectionBusy)) throw error;
    return { status: 'retry', reason: { code: error.code, message: error.message } };
  }
}
