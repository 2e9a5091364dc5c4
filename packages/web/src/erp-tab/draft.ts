/** What a person wants of a record's links and has not saved: for each connection at most one wish, kept until it is carried out. */
import type { Choice, EntityKind, TabActorType, ValueType } from '@kobling/contract';

export interface Entity {
  readonly kind: EntityKind;
  readonly id: number;
}
/** A value that both sides will have. */
export interface ShownValue {
  readonly label: string;
  readonly text: string;
  readonly type: ValueType;
}
export interface PendingConnect {
  readonly actorType: TabActorType;
  readonly erpKey: string;
  /** How the hit was named in the search. */
  readonly name: string;
  readonly sides: Readonly<Record<string, 'crm' | 'erp'>>;
  readonly filled: Readonly<Record<string, string>>;
  readonly shown: readonly ShownValue[];
}
export interface PendingCreate {
  readonly actorType: TabActorType;
  /** Canonical; only what differs from what mapping and defaults give. */
  readonly answers: Readonly<Record<string, string>>;
  readonly shown: readonly ShownValue[];
  /** What the question named: a new one is wanted all the same (H09). */
  readonly despite?: readonly string[] | undefined;
}
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** ERP field to sentence. */
  readonly fields: Readonly<Record<string, string>>;
}
export interface Pending {
  readonly connection: { readonly id: number; readonly name: string };
  readonly disconnect?: { readonly actorType: string; readonly erpKey: string | null } | undefined;
  readonly connect?: PendingConnect | undefined;
  readonly create?: PendingCreate | undefined;
  /** Handed to the hub: it goes on by itself (H25), and is not sent again. */
  readonly sent?: number | undefined;
  /** What came of the last attempt. */
  readonly refused?: Refused | undefined;
}
/** By connection id. */
export type Wishes = Readonly<Record<string, Pending | undefined>>;

export type PendingKind = 'disconnect' | 'connect' | 'create';
/** What became of one wish at a save. `underWay`: it goes on by itself, and the tab tells when it has ended. */
export interface PendingOutcome {
  readonly connection: Pending['connection'];
  readonly kind: PendingKind;
  readonly status: 'done' | 'underWay' | 'failed';
  readonly message: string;
  readonly remedy: string;
}

/** Undefined where nothing is left to wish. */
export function withoutPart(pending: Pending, part: PendingKind): Pending | undefined {
  const { sent: _sent, refused: _refused, ...kept } = pending;
  const left: Pending = { ...kept, [part]: undefined };
  return left.disconnect === undefined && left.connect === undefined && left.create === undefined ? undefined : left;
}

/** The value that both sides will have, of each choice. */
export function resultOf(choice: Choice, side: 'crm' | 'erp'): ShownValue {
  const chosen = side === 'erp' && choice.erp !== null ? choice.erp : choice.crm;
  return { label: choice.label, text: chosen.display, type: choice.type };
}
