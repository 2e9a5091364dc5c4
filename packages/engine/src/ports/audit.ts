/** The drift audit: how far linked pairs agree, and what differs why (spec 06.6). It only looks. */
import type { ErpActorType } from '@kobling/sdk';
import type { EntityRef } from '../model.ts';
import type { Lease } from './lease.ts';

/**
 * Why a pair or a field is out of step, the gravest first. `changed…`: a side differs from its half of the base and no cycle has
 * carried it yet. `noBase`: mapped, but both sides were never brought together. `unread`: the ERP's answer allows no conclusion.
 */
export const auditReasons = [
  'missingInErp',
  'missingInCrm',
  'failed',
  'conflict',
  'held',
  'waitingForParent',
  'drift',
  'undone',
  'noBase',
  'changedInBoth',
  'changedInErp',
  'changedInCrm',
  'underWay',
  'unread',
] as const;
export type AuditReason = (typeof auditReasons)[number];

/** What differs: one field of a pair, or the pair as a whole (`erpField` null). Values in each side's own form. */
export interface AuditFinding {
  readonly linkId: number;
  readonly entity: EntityRef;
  readonly actorType: ErpActorType;
  readonly erpKey: string | null;
  readonly erpField: string | null;
  readonly crmField: string | null;
  readonly reason: AuditReason;
  readonly erpValue: string | null;
  readonly crmValue: string | null;
}
/** One batch of pairs in key order. */
export interface AuditBatch {
  readonly actorType: ErpActorType;
  /** The last key of the batch. */
  readonly afterKey: string;
  readonly pairs: number;
  readonly agreeing: number;
  /** Of those, agreeing by hash and version alone. */
  readonly byHash: number;
  /** Differing pairs, each under its gravest reason. */
  readonly reasons: Readonly<Partial<Record<AuditReason, number>>>;
  readonly findings: readonly AuditFinding[];
}
/** Where an audit stands. */
export interface AuditProgress {
  readonly id: number;
  /** Where it goes on; undefined: at the beginning. */
  readonly place: { readonly actorType: ErpActorType; readonly afterKey: string } | undefined;
  readonly pairs: number;
}

export interface AuditStore {
  /** The request's audit, made when there is none. Throws LeaseLost. */
  beginAudit(lease: Lease, requestId: number, by: string): Promise<AuditProgress>;
  /** Counts, findings and place in one transaction, so that a crash counts no pair twice. Throws LeaseLost. */
  addAuditBatch(lease: Lease, auditId: number, batch: AuditBatch): Promise<void>;
  /** `done` takes the place of the connection's earlier ones: their findings go, their score stays. Throws LeaseLost. */
  endAudit(lease: Lease, auditId: number, status: 'done' | 'cancelled' | 'failed'): Promise<void>;
  /** Fields with an open conflict, by link. */
  openConflictFields(linkIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlySet<string>>>;
  /** Links that an audit of this connection found to differ, by id after the given one. */
  auditedLinks(connectionId: number, auditId: number, afterLinkId: number, limit: number): Promise<readonly number[]>;
}
