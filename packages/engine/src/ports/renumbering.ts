/** Keys that the ERP gave anew: one missing key and the one unlinked actor with the same fingerprint, until a person decides (H34). */
import type { ErpActorType } from '@kobling/sdk';
import type { Lease } from './lease.ts';
import type { RunHandle } from './runs.ts';

export interface RenumberProposal {
  readonly id: number;
  readonly linkId: number;
  readonly generation: number;
  readonly actorType: ErpActorType;
  readonly oldKey: string;
  readonly newKey: string;
}
export interface RenumberLook {
  readonly linkId: number;
  readonly generation: number;
  readonly oldKey: string;
  /** Null: none, or more than one. */
  readonly newKey: string | null;
  readonly fingerprint: Readonly<Record<string, string>>;
}

export interface RenumberStore {
  /** Links missing in the ERP that were not looked for since `lookedBefore`, or never. */
  missingUnsought(connectionId: number, lookedBefore: Date, limit: number): Promise<readonly number[]>;
  /** Stores what looks came to. What a person rejected stays so; of missing links with one fingerprint none keeps its proposal. */
  saveLooks(lease: Lease, looks: readonly RenumberLook[]): Promise<void>;
  proposal(id: number): Promise<RenumberProposal | undefined>;
  /** The link gets its new key, one generation up, logged; 'taken': the key has a link by now; 'moved': the link is no longer as proposed. */
  renumber(lease: Lease, run: RunHandle, proposal: RenumberProposal, by: string): Promise<'done' | 'taken' | 'moved'>;
}
