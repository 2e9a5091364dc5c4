/**
 * What happened in one simulated run, in order: what users of both sides did, what the engine's writes did to either side
 * (seen at the side itself, whether or not the engine heard of it), what went wrong on the way, and how it ended. The
 * invariants are checked against this, not against the end alone.
 */
import type { CrmRow, EntityKind, EntityRef, Intent, Link, RequestBody } from '@kobling/engine';
import type { ErpActorType, FieldValues } from '@kobling/sdk';
import type { SimConnection, SimConflict, SimLogRow, SimRequest } from './backend/backend.ts';

export interface ActorRef {
  readonly connection: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string;
}
type Values = Readonly<Record<string, string>>;

/** `at`: simulated ms. Values are canonical text; `old` and `values` name only the fields that were set. */
export type SimEvent = { readonly at: number } & (
  | {
      readonly what: 'crmEdit';
      readonly by: string;
      readonly ref: EntityRef;
      readonly old: Values;
      readonly values: Values;
    }
  | {
      readonly what: 'erpEdit';
      readonly by: string;
      readonly actor: ActorRef;
      readonly old: Values;
      readonly values: Values;
      /** Without a new LastModified (F12), or under an old one that shows late (F11): only a sweep finds it. */
      readonly hidden: boolean;
    }
  | {
      readonly what: 'crmAdd';
      readonly by: string;
      readonly ref: EntityRef;
      readonly values: Values;
      /** A person's company. */
      readonly parent?: EntityRef;
    }
  | {
      readonly what: 'erpAdd';
      readonly by: string;
      readonly actor: ActorRef;
      readonly values: FieldValues;
      readonly parentKey?: string;
    }
  | { readonly what: 'crmRemove'; readonly ref: EntityRef }
  | { readonly what: 'crmMerge'; readonly loser: EntityRef; readonly survivor: EntityRef }
  | { readonly what: 'erpRemove'; readonly actor: ActorRef }
  /** `changes`: what it set back, so that the fields' stories go on from there. */
  | {
      readonly what: 'erpRestore';
      readonly connection: number;
      readonly changes?: readonly { readonly actor: ActorRef; readonly old: Values; readonly values: Values }[];
    }
  | { readonly what: 'unlink'; readonly linkId: number }
  | {
      readonly what: 'request';
      readonly id: number;
      readonly connection: number;
      readonly body: RequestBody;
      readonly by: string;
    }
  | { readonly what: 'mapping'; readonly connection: number; readonly mappings: SimConnection['mappings'] }
  /** A save by the engine as the ERP carried it out. `sent`: what it was given; `stored`: what it made of it. */
  | {
      readonly what: 'erpWrite';
      readonly actor: ActorRef;
      readonly token: bigint | undefined;
      readonly old: Values;
      readonly sent: Values;
      readonly stored: Values;
      /** What the engine said it expects there (H27). */
      readonly expected?: Values;
      /** What the last answer of getActors before this write showed the engine of these fields (H37's window). */
      readonly seen?: Values;
      /** Commits of this worker between that answer and this write: none, where the window is as short as it can be. */
      readonly commitsSince?: number;
      /** It waited in the ERP and took effect after its call had ended (H13). */
      readonly late?: boolean;
      /** The intent behind it, as it stood when it was marked as sent. */
      readonly intent?: Pick<Intent, 'id' | 'fields'>;
    }
  /** The ERP itself, not a fault on the way, refused these values. */
  | {
      readonly what: 'refused';
      readonly connection: number;
      readonly actorType: ErpActorType;
      /** Null: a create. */
      readonly erpKey: string | null;
      readonly sent: Values;
      readonly code: string;
    }
  /** An actor that the engine created, as the ERP carried it out. */
  | {
      readonly what: 'erpCreate';
      readonly actor: ActorRef;
      readonly stored: Values;
      readonly sent?: Values;
      readonly parentKey?: string;
    }
  /** A CRM field that the engine wrote. */
  | {
      readonly what: 'crmWrite';
      readonly connection: number;
      readonly ref: EntityRef;
      readonly field: string;
      readonly old: string;
      readonly value: string;
    }
  /** A call to the ERP that went wrong on purpose. */
  | { readonly what: 'fault'; readonly connection: number; readonly operation: string; readonly fault: string }
  /** A call to the ERP met its limit before the ERP got to see it, or to answer it to its end. */
  | { readonly what: 'overdue'; readonly connection: number; readonly operation: string }
  | { readonly what: 'kill'; readonly worker: string; readonly connection: number; readonly step: string }
  | { readonly what: 'sleep'; readonly worker: string; readonly connection: number; readonly step: string }
  | { readonly what: 'wake'; readonly worker: string; readonly connection: number }
  /** The hub was asked to stop: the worker finishes the batch in hand. */
  | { readonly what: 'stop'; readonly worker: string; readonly connection: number }
  /** The database failed at a step; `took`: after the step had its effect. */
  | { readonly what: 'storeFault'; readonly step: string; readonly took: boolean }
  /** The hub's wall clock is off by so many ms from here on. */
  | { readonly what: 'clock'; readonly offMs: number }
  /** Fields that the ERP has from here on. */
  | {
      readonly what: 'fields';
      readonly connection: number;
      readonly actorType: ErpActorType;
      readonly fields: readonly string[];
    }
  | { readonly what: 'active'; readonly connection: number; readonly active: boolean }
  /** The engine or the store threw what it never should. */
  | { readonly what: 'bug'; readonly message: string }
  /** A worker's slice of work on a connection ended. */
  | {
      readonly what: 'slice';
      readonly worker: string;
      readonly connection: number;
      readonly status: string;
      readonly writes: number;
      readonly error?: string;
    }
  /**
   * The cursor of an actor type was saved. `unsettled`: links whose actor was in the answer that it was saved for and was neither
   * settled, held, failed nor under way; and links that nobody ever looked at.
   */
  | {
      readonly what: 'marks';
      readonly connection: number;
      readonly actorType: ErpActorType;
      /** LastModified of the newest mark, and of each row of that answer. */
      readonly upTo: string;
      readonly seen: readonly string[];
      readonly unsettled: readonly number[];
    }
  /** The place in the CRM's feed was saved. `unsettled`: the same for a record that the feed told of. */
  | { readonly what: 'feed'; readonly connection: number; readonly unsettled: readonly number[] }
  /** The store took a write of a worker whose lease another one has by now. */
  | {
      readonly what: 'overtaken';
      readonly connection: number;
      readonly step: string;
      readonly token: bigint;
      readonly newest: bigint;
    }
  /** From here on: no edits, no faults. */
  | { readonly what: 'quiet' }
  /** A round of cycles over all connections in the quiet phase. `writes`: on either side. */
  | { readonly what: 'round'; readonly number: number; readonly writes: number }
);

/** Everything as it is when the run is over. */
export interface EndState {
  readonly connections: readonly (SimConnection & {
    readonly id: number;
    readonly rank: number;
    readonly crmRank: number;
  })[];
  readonly links: readonly Link[];
  readonly intents: readonly Intent[];
  readonly conflicts: readonly SimConflict[];
  readonly log: readonly SimLogRow[];
  readonly crm: Readonly<Record<EntityKind, readonly CrmRow[]>>;
  /** Per connection, every actor. */
  readonly erp: ReadonlyMap<
    number,
    readonly {
      readonly actorType: ErpActorType;
      readonly erpKey: string;
      readonly values: FieldValues;
      readonly parentKey: string | undefined;
    }[]
  >;
  /** Links that wait for a person on purpose (held, missing in the ERP, waiting for a parent, parked): not expected to agree. */
  readonly resting: ReadonlySet<number>;
  /** Every request that was made, and what came of it. */
  readonly requests?: readonly { readonly id: number; readonly status: SimRequest['status'] }[];
}

export interface History {
  readonly seed: number;
  /** Every option derived from the seed, as printed with a failure. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly events: readonly SimEvent[];
  readonly end: EndState;
}

/** One broken promise. `invariant`: its number in docs/invariants.md. */
export interface Violation {
  readonly invariant: number;
  readonly message: string;
}
export type Check = (history: History) => readonly Violation[];
