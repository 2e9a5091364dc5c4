/** Walks over all links in key order that may take more than one slice, and the size of calls that an ERP stands (H30). */
import type { ErpActorType } from '@kobling/sdk';
import type { BatchSizes } from '../model.ts';
import type { Lease } from './lease.ts';

export interface Walk {
  readonly actorType: ErpActorType;
  readonly afterKey: string;
  readonly begunAt: Date;
  /** Greatest LastModified of the first batch: where the cursor begins when the walk is over. */
  readonly mark: string;
}
export interface WalkStore {
  walk(connectionId: number, name: string): Promise<Walk | undefined>;
  /** Undefined: it is over. */
  saveWalk(lease: Lease, name: string, walk: Walk | undefined): Promise<void>;
  saveBatchSizes(lease: Lease, sizes: BatchSizes): Promise<void>;
}
