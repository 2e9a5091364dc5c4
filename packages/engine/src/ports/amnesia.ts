/** What is left to know when a side forgot: answers older than what was seen, and connections that rest because of it (H10, H11). */
import type { RequestBody } from './requests.ts';
import type { Lease } from './lease.ts';

/** How long an answer must stay older than what the link has seen before it is believed. */
export interface StaleRule {
  readonly reads: number;
  /** First seen at or before. */
  readonly since: Date;
}
export interface StaleCount {
  /** Links whose last answer was older than what they have seen. */
  readonly stale: number;
  /** Of these, those that the rule calls lasting. */
  readonly lasting: number;
}

/** `erp.restored`: the ERP went back. `hub.copy`: restored from a backup, the original may still run. `hub.restored`: it is stopped. */
export type HoldCode = 'erp.restored' | 'hub.copy' | 'hub.restored';
export interface Hold {
  readonly code: HoldCode;
  readonly message: string;
}

export interface AmnesiaStore {
  /** Without those that are held: they wait for a person and are not read again. */
  staleLinks(connectionId: number, rule: StaleRule): Promise<StaleCount>;
  /** The lasting ones forget their stamp and are hinted; that they went back stays noted until their actor is recognised. */
  believeStale(lease: Lease, rule: StaleRule): Promise<number>;
  /** Links with the latest log rows: their stamps are the first to be gone when an ERP was restored. */
  latestLinks(connectionId: number, limit: number): Promise<readonly number[]>;

  hold(connectionId: number): Promise<Hold | undefined>;
  /** From now on the connection's health is `held`, whatever is saved as health; `ask` is queued with it. No effect when held already. */
  holdConnection(lease: Lease, hold: Hold, ask: RequestBody): Promise<boolean>;
  releaseHold(lease: Lease): Promise<void>;
  /** Every link forgets its stamp and is noted as gone back; cursors begin anew. May be repeated. */
  forgetStamps(lease: Lease): Promise<void>;
}
