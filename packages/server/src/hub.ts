/** A running hub: what its parts lend to routes, services and the command line. */
import type { SyncStore } from '@kobling/engine';
import type { Database } from '@kobling/store';
import type { EventBus } from './jobs/events.ts';
import type { Log } from './http/log.ts';
import type { Operator } from './operator.ts';
import type { OpenConnections } from './plugins/open-connections.ts';
import type { ConnectorRegistry } from './plugins/registry.ts';
import type { Secrets } from './secrets/index.ts';

export interface Hub {
  readonly operator: Operator;
  /** Where the pages are; undefined in role `worker`. */
  readonly url: string | undefined;
  readonly version: string;
  readonly db: Database;
  readonly store: SyncStore;
  readonly secrets: Secrets;
  readonly connectors: ConnectorRegistry;
  readonly connections: OpenConnections;
  readonly events: EventBus;
  readonly log: Log;
  /** Makes the cycles of these connections due now; a request row must have been stored before (H24). */
  wake(connectionIds: readonly number[]): Promise<void>;
  /** Ends jobs after the batch in hand, HTTP, and the embedded database. May be called twice. */
  stop(): Promise<void>;
}
