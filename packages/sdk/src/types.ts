/**
 * The connector contract: what an ERP connector answers and the words it uses.
 *
 * Terminology. A *connector* is code for one kind of ERP. A *connection* is a connector opened with one configuration.
 * An *actor* is a record in the ERP. Its *ERP key* is opaque and stable. *LastModified* is opaque too, but greater means
 * later within one connection. Source: docs/connector-protocol.md.
 */

export const erpActorTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project', 'Employee', 'Sale'] as const;
/** Order and names are the protocol's; a connector cannot invent types. Employee and Sale are reserved. */
export type ErpActorType = (typeof erpActorTypes)[number];

/** How a field's values are read. `password` occurs in configuration only; `label` carries no value. */
export type FieldType = 'checkbox' | 'text' | 'password' | 'integer' | 'double' | 'list' | 'datetime' | 'label';
export type FieldAccess = 'normal' | 'mandatory' | 'readOnly';

/** One field of an actor type, or one of a connection's configuration. */
export interface FieldMetadata {
  readonly fieldKey: string;
  /** Order of display, lowest first. */
  readonly rank: number;
  /** May be a multi-language string: `US:"Name";NO:"Navn"`. */
  readonly displayName: string;
  readonly description: string;
  readonly type: FieldType;
  /** Name of the list that getList answers; empty unless type is `list`. */
  readonly listName: string;
  /** Wire-encoded; of a list field an item key; in configuration it may hold `<name>` or `<ser#>`. */
  readonly defaultValue: string;
  /** Characters; 0 means no limit. */
  readonly maxLength: number;
  readonly access: FieldAccess;
  /** In configuration, of a connector in the hub's process: a file below the folders that its host opens. Not on the wire. */
  readonly isPath?: true;
}

/**
 * Field key to wire-encoded value (see values.ts). The empty string means "no value". A key that is absent was *not
 * observed*: it must never be read as blank (rule H05).
 */
export type FieldValues = Readonly<Record<string, string>>;

export interface Actor {
  readonly actorType: ErpActorType;
  /** At most 254 characters, compared exactly. */
  readonly erpKey: string;
  readonly lastModified: string;
  readonly parentActorType?: ErpActorType;
  readonly parentErpKey?: string;
  readonly fieldValues: FieldValues;
}

/** What createActor gets: an actor without key or LastModified. */
export type NewActor = Omit<Actor, 'erpKey' | 'lastModified'>;

/** What saveActors gets: only the decided fields (H01), and what the caller believes the ERP holds now (H27). */
export interface ActorChange {
  readonly actorType: ErpActorType;
  readonly erpKey: string;
  readonly parentActorType?: ErpActorType;
  readonly parentErpKey?: string;
  readonly fieldValues: FieldValues;
  /** A connector that can compares these before writing, and answers `moved` where one differs. */
  readonly expected?: FieldValues;
}

/** What became of one actor of a saveActors call. An actor that the answer lacks is not confirmed, not failed. */
export type SaveResult =
  | { readonly status: 'saved'; readonly actor: Actor }
  | { readonly status: 'moved'; readonly actor: Actor }
  | { readonly status: 'rejected'; readonly erpKey: string; readonly reason: Reason };

/** Why something was refused: a code for programs, a sentence for people, and the fields concerned where known. */
export interface Reason {
  readonly code: string;
  /** Names the record, the field and the remedy. May be a multi-language string. */
  readonly message: string;
  readonly tech?: string;
  /** Field key to sentence. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * How a call ended. `unknown` means that it may have happened: read before sending again. Expected failure is one of
 * these values; an exception out of a connector is a bug of the connector.
 */
export type Outcome<T = void> =
  | { readonly status: 'done'; readonly value: T; readonly notice?: Reason }
  | { readonly status: 'rejected'; readonly reason: Reason }
  | { readonly status: 'retry'; readonly reason: Reason; readonly afterMs?: number }
  | { readonly status: 'unknown'; readonly reason: Reason };

/** An outcome without a value: how a stream ended. */
export type End = Outcome;

/**
 * Actors as they come: a million need no memory. An `async function*` that yields actors and returns how it ended;
 * returning nothing means done. Only a stream that ended `done` was complete.
 */
export interface ActorStream {
  [Symbol.asyncIterator](): AsyncIterator<Actor, End | undefined | void, undefined>;
}

export type SearchOperator =
  | '='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | 'begins'
  | 'contains'
  | 'ends'
  | 'isnot'
  | 'notbegins'
  | 'notcontains'
  | 'notends'
  | 'between'
  | 'oneof'
  | 'notoneof'
  | 'before'
  | 'after'
  | 'beforeOrEqual'
  | 'afterOrEqual';

/** Criteria are joined by AND. Special field keys: `ParentErpKey`, `ParentActorType`. Values are wire-encoded. */
export interface SearchRestriction {
  readonly fieldKey: string;
  readonly operator: SearchOperator;
  readonly values: readonly string[];
}

/** Passed to every call. */
export interface CallOptions {
  /** Ends the call early; a write that was cut this way is `unknown`. */
  readonly signal: AbortSignal;
  /** Fencing token of the caller's lease; in-process connectors refuse a lower one than they have seen (H13). */
  readonly token?: bigint;
}

export interface GetActorsQuery {
  readonly actorType: ErpActorType;
  readonly erpKeys: readonly string[];
  readonly fieldKeys: readonly string[];
}
export interface ChangedActorsQuery {
  readonly actorType: ErpActorType;
  /** The connector's own LastModified, passed back untouched; inclusive. Empty: everything. */
  readonly updatedOnOrAfter: string;
  readonly fieldKeys: readonly string[];
}
export interface SearchQuery {
  readonly actorType: ErpActorType;
  /** Empty answers all. */
  readonly text: string;
  readonly fieldKeys: readonly string[];
  readonly parent?: { readonly actorType: ErpActorType; readonly erpKey: string };
}
export interface AdvancedSearchQuery {
  readonly actorType: ErpActorType;
  readonly restrictions: readonly SearchRestriction[];
  readonly fieldKeys: readonly string[];
}

/** Configuration values by field key, wire-encoded. Secrets among them never leave the hub's process. */
export type ConfigValues = Readonly<Record<string, string>>;

/**
 * A connector opened with one configuration. Every call may be repeated; only createActor is not idempotent.
 * A field key asked for but unknown is left out of the answer, never an error.
 */
export interface Connection {
  test(call: CallOptions): Promise<Outcome>;
  actorTypes(call: CallOptions): Promise<Outcome<readonly ErpActorType[]>>;
  fields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly FieldMetadata[]>>;
  /** Field keys usable in searchAdvanced; none means that there is no advanced search. */
  searchableFields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly string[]>>;
  getActors(query: GetActorsQuery, call: CallOptions): ActorStream;
  getChangedActors(query: ChangedActorsQuery, call: CallOptions): ActorStream;
  search(query: SearchQuery, call: CallOptions): ActorStream;
  searchAdvanced(query: AdvancedSearchQuery, call: CallOptions): ActorStream;
  createActor(actor: NewActor, call: CallOptions): Promise<Outcome<Actor>>;
  saveActors(changes: readonly ActorChange[], call: CallOptions): Promise<Outcome<readonly SaveResult[]>>;
  /** Item key to text. With keys only those; unknown ones are left out. */
  getList(
    listName: string,
    keys: readonly string[] | undefined,
    call: CallOptions,
  ): Promise<Outcome<ReadonlyMap<string, string>>>;
  /** The hub deletes this connection: what the connector keeps of it, such as a password, may go. It may come back as a new one. */
  forget?(call: CallOptions): Promise<Outcome>;
  /** Releases files and sockets. */
  close(): Promise<void>;
}

/** What the hub lends a connector. Connectors open no files and no sockets of their own choosing. */
export interface ConnectorHost {
  /** The connection's identity towards the connector; all zeros while it is being set up. */
  readonly guid: string;
  /** A folder of this connection's own that survives restarts (snapshots); undefined while being set up. */
  readonly stateDir: string | undefined;
  /** IANA zone of date-times that carry none. */
  readonly zone: string;
  /** A path from configuration to an absolute one the operator allows, links resolved; refused with a sentence else. */
  resolvePath(path: string): Promise<Outcome<string>>;
  fetch: typeof fetch;
  now(): Date;
  log(level: 'debug' | 'info' | 'warn', message: string): void;
}

/** What one object per kind of ERP offers. */
export interface Connector {
  /** As in `plugin://NAME`; lower case, letters and digits. */
  readonly name: string;
  readonly displayName: string;
  /** Fields that define a connection. */
  configFields(): readonly FieldMetadata[];
  /** Are these values valid? Saves nothing. A reason names the configuration field in `fields`. */
  testConfig(config: ConfigValues, host: ConnectorHost, call: CallOptions): Promise<Outcome>;
  open(config: ConfigValues, host: ConnectorHost, call: CallOptions): Promise<Outcome<Connection>>;
  /** What the connector knows of itself; the hub's defaults fill the rest. */
  readonly card?: Partial<CapabilityCard>;
}

export type LastModifiedKind = 'decimal' | 'dateTime' | 'ordinal';
export type Normaliser = 'trim' | 'case' | 'whitespace' | 'cut' | 'round' | 'dateGrain';

/** What a connection really does; the engine uses it, conformance measures it (spec 06.8). */
export interface CapabilityCard {
  /** An absent key means blank, provided that it was asked for and the actor answered (H05). */
  readonly omitsBlanks: boolean;
  /** saveActors leaves the fields it was not given alone (H05). */
  readonly partialSave: boolean;
  /** A changed actor's values are as fresh as getActors' (H15). */
  readonly pollsAreCurrent: boolean;
  /** Search finds every match at once, also one just created (H09). */
  readonly searchIsComplete: boolean;
  /** saveActors compares `expected` itself (H27). */
  readonly comparesExpected: boolean;
  readonly lastModifiedKind: LastModifiedKind;
  /** Grain of date-time values in ms. */
  readonly dateGrainMs: number;
  /** How far behind the newest mark a cursor stays, in ms of the hub's clock (H22). */
  readonly overlapMs: number;
  /** All links are verified once in this time (H23). */
  readonly sweepPeriodMs: number;
  readonly saveBatch: number;
  readonly readBatch: number;
  readonly callDeadlineMs: number;
  readonly normalisers: readonly Normaliser[];
  /** A writable field that may carry a create intent's id (H09). */
  readonly createMark?: string;
  /**
   * Writes compare the lease's token under a lock of the connector's own, so nothing of a replaced worker lands late and its
   * successor need not wait (H13). Absent: false.
   */
  readonly fencesWrites?: boolean;
  /** What LastModified counts in, in ms: 60,000 where it shows whole minutes. Absent: it is no clock, or was not measured. */
  readonly lastModifiedGrainMs?: number;
  /** How far LastModified is ahead of UTC, in ms: not 0 for local time, which goes back an hour in autumn. */
  readonly lastModifiedAheadMs?: number;
  /** Changes from a mark hold those exactly at it. False: what changes twice within the grain is seen by overlap only (H22). */
  readonly cursorIsInclusive?: boolean;
  /** A change is not among the changes as soon as it is made: overlap and sweep must find it (H22, H23). */
  readonly changesComeLate?: boolean;
  /** The same create sent twice makes one actor. Told to people; the hub looks before it sends again all the same (H09). */
  readonly createIsIdempotent?: boolean;
}

export const defaultCard: CapabilityCard = {
  omitsBlanks: false,
  partialSave: true,
  pollsAreCurrent: false,
  searchIsComplete: false,
  comparesExpected: false,
  lastModifiedKind: 'ordinal',
  dateGrainMs: 1000,
  overlapMs: 60_000,
  sweepPeriodMs: 24 * 3_600_000,
  saveBatch: 100,
  readBatch: 500,
  callDeadlineMs: 60_000,
  normalisers: ['trim', 'whitespace', 'case', 'cut', 'round', 'dateGrain'],
};
