/**
 * The engine's nouns. A *link* pairs a CRM entity with an actor on one connection. Its *base* holds, per ERP field, the
 * value each side had when they last agreed (H02). Values are canonical text (sdk values.ts): `''` is blank.
 */
import type { CapabilityCard, ErpActorType, FieldAccess, FieldType } from '@kobling/sdk';

export const entityKinds = ['company', 'person', 'project'] as const;
export type EntityKind = (typeof entityKinds)[number];
export interface EntityRef {
  readonly kind: EntityKind;
  readonly id: number;
}

export type CrmFieldType = 'text' | 'integer' | 'decimal' | 'checkbox' | 'date' | 'datetime' | 'list';
export interface CrmField {
  /** As in kobling.yaml: `name`, `postalAddress.zip`, `udef.colour`. */
  readonly key: string;
  readonly label: string;
  readonly type: CrmFieldType;
  /** 0: no limit. */
  readonly maxLength: number;
  readonly readOnly: boolean;
  readonly mandatory: boolean;
  /** Name of the CRM list when type is `list`. */
  readonly list?: string;
}

export type Direction = 'fromErp' | 'toErp' | 'both' | 'none';

/** ERP item key to CRM item id and back; one to one (domain rule 10). */
export interface ItemMap {
  readonly toCrm: ReadonlyMap<string, string>;
  readonly toErp: ReadonlyMap<string, string>;
}

export interface FieldMapping {
  readonly erpField: string;
  readonly crmField: string;
  /** What people call the two fields, in English: sentences name them so. Absent: by their keys. */
  readonly erpLabel?: string;
  readonly crmLabel?: string;
  readonly direction: Direction;
  readonly erpType: FieldType;
  readonly erpMaxLength: number;
  readonly erpAccess: FieldAccess;
  readonly crmType: CrmFieldType;
  readonly crmMaxLength: number;
  readonly crmReadOnly: boolean;
  readonly crmMandatory: boolean;
  /** Present when the ERP field is a list: without it item keys cannot be converted. */
  readonly items?: ItemMap;
  /** Names of a list field's items by key, those without a counterpart too: for sentences only. */
  readonly itemNames?: { readonly erp: ReadonlyMap<string, string>; readonly crm: ReadonlyMap<string, string> };
  /** One-way fields only: cut, round or drop the time rather than fail (H20). */
  readonly lossy: boolean;
  /** Raised when key, type, zone or conversion changed; a base of another version is no base (H19). */
  readonly version: number;
  /** Fills both sides where both are blank, on create and first connect (H08). */
  readonly defaultValue?: string;
  /** Both sides changed differently: a person is asked instead of the rank (H28). Absent: the rank decides. */
  readonly onConflict?: 'ask';
}

export interface ActorMapping {
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  /** Fields with a CRM counterpart and a direction other than `none`. */
  readonly fields: readonly FieldMapping[];
  /** ERP fields used to find a record again: bulk linking, create, witness (H09, H10). */
  readonly matchFields: readonly string[];
  /** ERP fields that are not synced but concern a create: mandatory ones and those with a default. */
  readonly createFields: readonly CreateField[];
}
export interface CreateField {
  readonly erpField: string;
  readonly displayName: string;
  readonly type: FieldType;
  readonly mandatory: boolean;
  readonly promptUser: boolean;
  readonly defaultValue: string;
}

/** Actors a call: less than the card says, where the ERP did not stand that. */
export interface BatchSizes {
  readonly read?: number;
  readonly save?: number;
  /** Full calls that went well since; after enough of them the size grows. */
  readonly wellSince?: { readonly read: number; readonly save: number };
}

/** A connection as the engine needs it: active mappings, rank, zone, card. */
export interface ConnectionSetup {
  readonly id: number;
  readonly guid: string;
  readonly name: string;
  readonly active: boolean;
  /** Place in the priority order, 0 is highest; the CRM is a member of the same order. */
  readonly rank: number;
  readonly crmRank: number;
  /** Rank of every connection by id, for H28. */
  readonly rankOf: ReadonlyMap<number, number>;
  readonly mappingVersion: number;
  readonly zone: string;
  readonly card: CapabilityCard;
  /** Actors a call, where the ERP stood less than its card says (H30). */
  readonly batchSizes?: BatchSizes;
  readonly mappings: readonly ActorMapping[];
  /** `actorType erpField` of newly mapped fields that wait for a plan: cycles leave them alone (H19). */
  readonly waitingFields?: ReadonlySet<string>;
  /** Caps of the blast-radius brake (H18); absent: the defaults (brake/caps.ts). */
  readonly brake?: BrakeCaps;
}

/** More than both `atLeast` and `percent` of the connection's links, within 24 hours, waits for a person. */
export interface BrakeCap {
  readonly atLeast: number;
  readonly percent: number;
}
export interface BrakeCaps {
  /** One field of one side emptied on many records. */
  readonly blankings: BrakeCap;
  /** One field of one side given the same value on many records. */
  readonly sameValue: BrakeCap;
  /** Records made in the ERP, not asked for one by one. */
  readonly creates: BrakeCap;
}

/** Why a field is out of step on purpose or by failure. */
export type FieldFlag = 'drift' | 'undone' | 'held' | 'failed';

/** One field's base pair. `e` or `c` null: that half was never seen. */
export interface BaseField {
  readonly e: string | null;
  readonly c: string | null;
  /** Mapping version the pair was taken under. */
  readonly v: number;
  /** CRM row version the CRM half was taken at: writers after it count for the rank (H28). */
  readonly r: number;
  readonly flag?: FieldFlag;
  /** For `failed`: what failed, so that it is reported once (H31). */
  readonly fail?: FieldFailure;
  /** For `held`: what it was decided on; it rests until a side changes or a person answers (H18). */
  readonly hold?: FieldHold;
}
export const heldReasons = ['blanking', 'sameValue', 'create', 'oscillating', 'ask'] as const;
export type HeldWhy = (typeof heldReasons)[number];
export interface FieldHold {
  readonly why: HeldWhy;
  /** Both sides as they were, and the mapping version. */
  readonly e: string;
  readonly c: string;
  readonly v: number;
  /** Absent: the merge. A release decides in the mode that was held. */
  readonly mode?: 'resyncFromErp' | 'resyncFromCrm';
  /** What the field was flagged with before: it is so again when both sides come back, and what overwrites drift is a conflict (H21). */
  readonly was?: 'drift' | 'undone';
  /** A person let it go: decided again without the brake as long as both sides are as they were. */
  readonly free?: true;
  /** A person's answer where they were asked: whose value stands. */
  readonly take?: Side;
}
export interface FieldFailure {
  readonly code: string;
  readonly message: string;
  readonly e: string | null;
  readonly c: string | null;
  /** What the field was flagged with before: it is so again when nothing is left to report. */
  readonly was?: 'drift' | 'undone';
}
export type Base = Readonly<Record<string, BaseField>>;

export type LinkState =
  | 'creating' // an intent is making the actor; no key yet
  | 'active'
  | 'failing' // last attempt failed; due again at dueAt
  | 'parked' // gave up for today; a change, a person or a day wakes it
  | 'held' // waits for a person: see reason
  | 'waitingForParent'
  | 'missingInErp'
  | 'broken'; // history: unlinked, deleted or re-linked

export interface Link {
  readonly id: number;
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  /** Null only while creating. */
  readonly erpKey: string | null;
  readonly entity: EntityRef;
  /** Raised whenever the link is re-made; an intent or plan of another generation is void (H17). */
  readonly generation: number;
  readonly state: LinkState;
  readonly base: Base;
  readonly lastModified: string | null;
  /** Hash of the mapped values at lastModified: an equal pair costs nothing (H22). */
  readonly rowHash: string | null;
  readonly parentKey: string | null;
  readonly attempts: number;
  readonly reason: string | null;
  /** Its actor went back: an answer was older than what the link has seen, and it was not recognised since (H10). */
  readonly stale?: { readonly reads: number; readonly since: Date };
}

/** A CRM row as read: values by CRM field key, canonical text. */
export interface CrmRow {
  readonly ref: EntityRef;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
  /** CRM field to (writer to row version of its last write). Writer 0 is a person or an import (H28). */
  readonly origin: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export type LogKind =
  | 'write'
  | 'firstAgreement'
  | 'conflict'
  | 'failure'
  | 'drift'
  | 'held'
  | 'undo'
  | 'create'
  | 'link'
  | 'unlink'
  | 'notice'
  | 'resync'
  | 'default';
export type Side = 'crm' | 'erp';

/** One row of the append-only sync log: one per changed field. Old and new are in the target side's own domain (H06). */
export interface LogEntry {
  readonly linkId: number | null;
  readonly entity: EntityRef | null;
  readonly erpField: string | null;
  readonly crmField: string | null;
  readonly kind: LogKind;
  /** The side written to; for a conflict the loser's (the store then opens a row in `conflict`). Null: nothing was written. */
  readonly target: Side | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  /** Conflict and drift: what the losing side held, in its own domain. */
  readonly loserValue?: string | null;
  /** Conflict: what the winning side held, in its own domain. */
  readonly winnerValue?: string | null;
  readonly message?: string | null;
  readonly intentId?: number | null;
  /** Undo: the log row that was put back. */
  readonly undoes?: number | null;
}

/** How an ERP write came about: it becomes the log row's kind when settled. */
export interface IntentField {
  /** Canonical value to send. */
  readonly value: string;
  /** ERP value that `decide` saw: anything else at send time means decide again (H27). */
  readonly before: string | null;
  /** CRM value it was computed from: the CRM half of the base on settle (H02). */
  readonly crm: string;
  readonly crmVersion: number;
  readonly kind: LogKind;
  readonly loserValue?: string | null;
  readonly winnerValue?: string | null;
  readonly undoes?: number | null;
  /** Settle flags the base with this: an undone field rests until a side changes (H06). */
  readonly flag?: FieldFlag;
}

export type IntentStatus = 'open' | 'sent' | 'unknown' | 'settled' | 'dropped' | 'failed' | 'asking';
export interface Intent {
  readonly id: number;
  readonly connectionId: number;
  readonly linkId: number;
  readonly generation: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string | null;
  readonly kind: 'save' | 'create';
  readonly fields: Readonly<Record<string, IntentField>>;
  readonly status: IntentStatus;
  readonly attempts: number;
  readonly mappingVersion: number;
  /** Create: keys a search found before sending; while a person is asked, those to choose from (H09). */
  readonly foundBefore: readonly string[] | null;
  readonly parent: { readonly actorType: ErpActorType; readonly erpKey: string } | null;
  readonly sentAt: Date | null;
}
