/** One worker at a time runs a connection; its token fences every write (H13). */
export interface Lease {
  readonly connectionId: number;
  readonly token: bigint;
  readonly holder: string;
}

export interface LeaseStore {
  acquireLease(connectionId: number, holder: string, ttlMs: number): Promise<Lease | undefined>;
  /** False: lost. */
  renewLease(lease: Lease, ttlMs: number): Promise<boolean>;
  releaseLease(lease: Lease): Promise<void>;
}

/** Thrown by the store when a write's lease is no longer held: the worker must stop at once. */
export class LeaseLost extends Error {
  constructor(connectionId: number) {
    super(`The lease of connection ${connectionId} was lost to another worker.`);
    this.name = 'LeaseLost';
  }
}
