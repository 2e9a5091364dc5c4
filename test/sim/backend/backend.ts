/**
 * Where a simulated history plays: the engine's store and the CRM with its users behind one face. memory/ keeps everything in
 * the process, so that thousands of histories run in a minute; postgres.ts is the product's own store. The same history must
 * come to the same end on both.
 */
import type {
  ConnectionSetup,
  CrmRow,
  EntityKind,
  EntityRef,
  Intent,
  Link,
  LoggedEntry,
  RequestBody,
  SyncStore,
} from '@kobling/engine';

/** What a connection needs to be set up on either backend. Mappings are the engine's own form. */
export type SimConnection = Omit<
  ConnectionSetup,
  'id' | 'guid' | 'rank' | 'crmRank' | 'rankOf' | 'mappingVersion' | 'active'
>;

/** A log row with what the store adds to it. */
export interface SimLogRow extends LoggedEntry {
  readonly connectionId: number;
  readonly runId: number | null;
  readonly by: string;
}
export interface SimConflict {
  readonly id: number;
  readonly linkId: number;
  readonly erpField: string;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
  readonly winner: 'crm' | 'erp';
  readonly status: 'open' | 'kept' | 'turned' | 'superseded';
}
export interface SimRequest {
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly result: Readonly<Record<string, unknown>> | null;
}

export interface Backend {
  readonly store: SyncStore;
  /** Both backends take `now` from the simulated clock, leases too. The connection is active at once, and last in priority. */
  addConnection(connection: SimConnection): Promise<number>;
  /** Highest first; every connection and the CRM once. */
  savePriority(order: readonly (number | 'crm')[]): Promise<void>;
  /**
   * As an administrator saves it: mapping version raised, bases dropped only where key, type, zone or conversion changed (H19).
   * False: nothing was saved, since a worker holds the connection; the administrator waits for it.
   */
  saveMappings(connectionId: number, mappings: SimConnection['mappings']): Promise<boolean>;
  setActive(connectionId: number, active: boolean): Promise<void>;

  readonly crm: {
    add(kind: EntityKind, values: Readonly<Record<string, string>>, companyId?: number): Promise<EntityRef>;
    /** A person's save: changed fields only, by compare-and-set with what was seen. False: the row is gone. */
    edit(ref: EntityRef, values: Readonly<Record<string, string>>, by: string): Promise<boolean>;
    remove(ref: EntityRef): Promise<void>;
    merge(loser: EntityRef, survivor: EntityRef): Promise<void>;
    /** Rows that are not deleted. */
    all(kind: EntityKind): Promise<readonly CrmRow[]>;
  };

  /** Answers the request's id. */
  request(connectionId: number, body: RequestBody, by: string): Promise<number>;
  requestOf(id: number): Promise<SimRequest>;
  unlink(linkId: number, by: string): Promise<void>;
  /** As the lease's own time would end it: for workers that were killed or sleep. */
  endLease(connectionId: number): Promise<void>;
  /** Waits until the feed shows every committed row (PostgreSQL only; in memory at once). */
  feedReady(): Promise<void>;

  /** Oldest first. */
  log(): Promise<readonly SimLogRow[]>;
  /** All, broken ones too. */
  links(): Promise<readonly Link[]>;
  intents(): Promise<readonly Intent[]>;
  conflicts(): Promise<readonly SimConflict[]>;
  hints(): Promise<readonly { readonly linkId: number; readonly why: string }[]>;
  close(): Promise<void>;
}

export type OpenBackend = (options: { readonly now: () => Date }) => Promise<Backend>;
