/**
 * What the engine needs of the world. PostgreSQL implements the store (packages/store); connectors implement the ERP's side
 * through the SDK. Every write names a lease: the store refuses it when the lease was lost (fencing).
 */
import type { Connection } from '@kobling/sdk';
import type { ConnectionSetup, LogEntry } from '../model.ts';
import type { AmnesiaStore } from './amnesia.ts';
import type { AuditStore } from './audit.ts';
import type { Clock, Random } from './clock.ts';
import type { CommitStore } from './commit.ts';
import type { CrmStore } from './crm.ts';
import type { HealthStore } from './health.ts';
import type { HeldStore } from './held.ts';
import type { ImportStore } from './imports.ts';
import type { LateStore } from './late.ts';
import type { LeaseStore } from './lease.ts';
import type { LinkStore } from './links.ts';
import type { ParentStore } from './parents.ts';
import type { PlanStore } from './plans.ts';
import type { RenumberStore } from './renumbering.ts';
import type { RequestStore } from './requests.ts';
import type { RunStore } from './runs.ts';
import type { UndoStore } from './undo.ts';
import type { WalkStore } from './walks.ts';
import type { WindowStore } from './why.ts';

/** Links, intents, hints, leases, cursors, feed and CRM rows. `moved` and lost leases are values; SQL errors throw. */
export interface SyncStore
  extends LeaseStore,
    CrmStore,
    LinkStore,
    CommitStore,
    RunStore,
    RequestStore,
    PlanStore,
    HealthStore,
    HeldStore,
    ParentStore,
    AmnesiaStore,
    AuditStore,
    LateStore,
    WalkStore,
    UndoStore,
    WindowStore,
    RenumberStore {
  setup(connectionId: number): Promise<ConnectionSetup | undefined>;
}

/** Tells who watches; never waits. */
export interface Progress {
  report(event: ProgressEvent): void;
}
export type ProgressEvent =
  | {
      readonly type: 'step';
      readonly connectionId: number;
      readonly step: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'log'; readonly connectionId: number; readonly entries: readonly LogEntry[] };

/** Everything one cycle works with. */
export interface World {
  readonly store: SyncStore;
  readonly erp: Connection;
  readonly clock: Clock;
  readonly random: Random;
  readonly progress: Progress;
  /** Where the CRM can take new records by the hundred thousand. */
  readonly imports?: ImportStore;
}
