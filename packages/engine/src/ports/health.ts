/** How a connection is: reachable, backing off, held. */
import type { Lease } from './lease.ts';

export interface Health {
  readonly status: 'ok' | 'unreachable' | 'held' | 'failed';
  readonly message: string | null;
  readonly failures: number;
  readonly nextTryAt: Date | null;
}

export interface HealthStore {
  health(connectionId: number): Promise<Health>;
  saveHealth(lease: Lease, health: Health): Promise<void>;
}
