/** Links and what says which of them to look at: hints, due times, cursors. */
import type { ErpActorType } from '@kobling/sdk';
import type { EntityKind, EntityRef, Link } from '../model.ts';
import type { Lease } from './lease.ts';
import type { RunHandle } from './runs.ts';

/** A mark: the greatest LastModified seen by a call that began at `at` (H22). */
export interface Mark {
  readonly at: Date;
  readonly lastModified: string;
}
export interface Hint {
  readonly id: number;
  readonly linkId: number;
  readonly why: string;
}

export interface LinkStore {
  linksByKeys(connectionId: number, actorType: ErpActorType, erpKeys: readonly string[]): Promise<readonly Link[]>;
  linksByEntities(connectionId: number, kind: EntityKind, ids: readonly number[]): Promise<readonly Link[]>;
  linksByIds(ids: readonly number[]): Promise<readonly Link[]>;
  /** Not broken, not creating; oldest verified first (H23). */
  linksToVerify(connectionId: number, limit: number): Promise<readonly Link[]>;
  /** Not broken, not creating; by (actorType, erpKey) after the given place. */
  linksInKeyOrder(
    connectionId: number,
    actorType: ErpActorType,
    afterKey: string,
    limit: number,
  ): Promise<readonly Link[]>;
  /** Links that can be swept; for pacing the sweep. */
  countLinks(connectionId: number): Promise<number>;
  /** Links in `failing` or `parked` whose due time has come. */
  linksDue(connectionId: number, now: Date, limit: number): Promise<readonly Link[]>;

  /** The merge's survivor takes the link unless it has one, which breaks it; logged. */
  breakLinks(lease: Lease, linkIds: readonly number[], why: string): Promise<void>;
  moveLink(lease: Lease, linkId: number, survivor: EntityRef): Promise<'moved' | 'taken'>;

  marks(connectionId: number, actorType: ErpActorType): Promise<readonly Mark[]>;
  saveMarks(lease: Lease, actorType: ErpActorType, marks: readonly Mark[]): Promise<void>;
  /** The sweep found what the cursor had passed: the overlap grows (H23). */
  raiseOverlap(lease: Lease, overlapMs: number): Promise<void>;

  hintsDue(connectionId: number, now: Date, limit: number): Promise<readonly Hint[]>;

  /** Puts one link in place: 'taken' when the entity or the key already has one on this connection; rule 2 for persons: 'parent'. Adds a hint (H16). */
  createLink(
    lease: Lease,
    run: RunHandle,
    link: {
      actorType: ErpActorType;
      erpKey: string | null;
      entity: EntityRef;
      parentKey: string | null;
      state: 'active' | 'creating';
      lastModified: string | null;
    },
  ): Promise<{ readonly status: 'linked'; readonly link: Link } | { readonly status: 'taken' | 'parent' | 'gone' }>;
  /** The actor that the person's company is linked to on this connection (domain rule 2). */
  parentOf(
    connectionId: number,
    entity: EntityRef,
  ): Promise<{ readonly actorType: ErpActorType; readonly erpKey: string } | undefined>;
}
