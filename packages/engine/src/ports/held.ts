/** What waits for a person: fields that a run would have blanked or levelled too often (H18), that two ERPs turn back and forth (H29), or about which a person is asked (H28). */
import type { ErpActorType } from '@kobling/sdk';
import type { EntityKind, EntityRef, HeldWhy, LogKind, Side } from '../model.ts';
import type { Lease } from './lease.ts';

export interface NewHeld {
  readonly linkId: number;
  readonly entity: EntityRef;
  readonly actorType: ErpActorType;
  readonly erpField: string;
  readonly crmField: string;
  readonly why: HeldWhy;
  /** The side that would have been written; null where a person is asked whose value stands. */
  readonly target: Side | null;
  /** In the target's own domain: what it holds, what it would have held. Null with `target`. */
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly erpValue: string;
  readonly crmValue: string;
  readonly message: string;
  /** Of a create: what a person filled in. */
  readonly answers?: Readonly<Record<string, string>>;
}
export interface OpenHeld extends Pick<NewHeld, 'linkId' | 'actorType' | 'erpField' | 'crmField' | 'why'> {
  readonly id: number;
  readonly answers: Readonly<Record<string, string>>;
}
export interface HeldAnswer {
  readonly id: number;
  readonly linkId: number;
  readonly status: 'approved' | 'rejected' | 'superseded';
}
/** Single ones, or all of one kind on the connection; a group is one field, side and value. */
export type HeldSelection =
  | { readonly ids: readonly number[] }
  | {
      readonly why: HeldWhy;
      readonly actorType: ErpActorType;
      readonly erpField: string;
      /** Absent: whichever; null: a person is asked whose value stands. */
      readonly target?: Side | null;
      /** Absent: all values. */
      readonly newValue?: string;
    };

/** What is counted together: one field of one side given one value; `''` is a blanking. */
export interface BrakeKey {
  readonly target: Side;
  readonly actorType: ErpActorType;
  readonly erpField: string;
  readonly value: string;
}
export interface CountedWrite extends BrakeKey {
  readonly linkId: number;
}

/** A write to the CRM as logged. */
export interface RecentWrite {
  readonly entity: EntityRef;
  readonly crmField: string;
  readonly connectionId: number;
  readonly kind: LogKind;
  readonly oldValue: string;
  readonly newValue: string;
}
/** A CRM field that two connections turn back and forth: neither writes it until a person releases it. */
export interface TurnedField {
  readonly entity: EntityKind;
  readonly crmField: string;
  readonly connections: readonly { readonly id: number; readonly name: string }[];
}

export interface HeldStore {
  /** In the order of `keys`: written within the sliding 24 hours, and waiting. */
  brakeCounts(connectionId: number, keys: readonly BrakeKey[]): Promise<readonly number[]>;
  /** Open ones of the connection, by id after the given one. */
  openHeld(
    connectionId: number,
    selection: HeldSelection,
    afterId: number,
    limit: number,
  ): Promise<readonly OpenHeld[]>;
  countHeld(connectionId: number, selection: HeldSelection): Promise<number>;
  /** The last few writes of each field within 24 hours, oldest first; not those from before its last release (H29). */
  recentCrmWrites(
    fields: readonly { readonly entity: EntityRef; readonly crmField: string }[],
  ): Promise<readonly RecentWrite[]>;
  /** Fields that the connection leaves alone. */
  turnedFields(connectionId: number): Promise<readonly TurnedField[]>;
  /** Answers the field with all its connections. Nothing happens where it is turned already. Throws LeaseLost. */
  holdTurnedField(
    lease: Lease,
    entity: EntityKind,
    crmField: string,
    connections: readonly [number, number],
  ): Promise<TurnedField>;
  /** A person let it go: what was written before no longer counts. Throws LeaseLost. */
  releaseTurnedField(lease: Lease, entity: EntityKind, crmField: string, by: string): Promise<void>;
}
