/** The CRM side: its rows, and the feed of what changed in them. */
import type { CrmRow, EntityKind, EntityRef } from '../model.ts';
import type { Lease } from './lease.ts';

/** Place in the CRM change feed: rows order by (xid, seq) within an epoch (H11). Opaque outside the store. */
export interface FeedPosition {
  readonly epoch: number;
  readonly xid: string;
  readonly seq: string;
}
export interface FeedChange {
  readonly entity: EntityRef;
  readonly fields: readonly string[];
  /** `merge`: the entity was merged into `survivor`. */
  readonly op: 'create' | 'update' | 'delete' | 'merge';
  readonly survivor: number | null;
  /** Connection that wrote it, 0 for a person or an import. */
  readonly writer: number;
}
export interface FeedPage {
  readonly changes: readonly FeedChange[];
  readonly next: FeedPosition;
  /** More rows are ready behind `next`. */
  readonly more: boolean;
  /** The position's epoch is over (restore): every link must be compared once (H11). */
  readonly fullCompare: boolean;
}

export interface CrmStore {
  readCrm(kind: EntityKind, ids: readonly number[], fields: readonly string[]): Promise<ReadonlyMap<number, CrmRow>>;
  /** Of these records those that are no longer there: which one each was merged into, null where it was deleted. */
  endedEntities(kind: EntityKind, ids: readonly number[]): Promise<ReadonlyMap<number, number | null>>;
  /** Rows committed before every running transaction, in order, at most `limit`, without those written by the connection. */
  readFeed(connectionId: number, limit: number): Promise<FeedPage>;
  saveFeedPosition(lease: Lease, position: FeedPosition): Promise<void>;
  /** Other active connections with a link on these entities: their cycles are due at once (H28). */
  connectionsOf(entities: readonly EntityRef[], except: number): Promise<readonly number[]>;
}
