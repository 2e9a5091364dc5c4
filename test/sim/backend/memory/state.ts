/**
 * Everything that is kept, as tables: one map each, by id. Rows are replaced, never changed, so that an answer given out
 * stays what it was. A connection's own rows hang on it, since that is how they are looked for.
 */
import type {
  ActorMapping,
  BatchSizes,
  BrakeCaps,
  ConnectionSetup,
  EntityKind,
  EntityRef,
  FeedChange,
  FeedPosition,
  Health,
  Hold,
  Intent,
  Link,
  Mark,
  MatchCandidate,
  NewLateValue,
  Plan,
  RenumberLook,
  RunCounts,
  RunKind,
  SyncRequest,
  Walk,
} from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { StoredUndo } from './undo.ts';
import type { SimConflict, SimConnection, SimLogRow, SimRequest } from '../backend.ts';
import type { KeptPlanRow } from './plans.ts';

export interface StoredLink extends Link {
  readonly dueAt: Date | null;
  readonly verifiedAt: Date | null;
}
export interface StoredIntent extends Intent {
  readonly dueAt: Date;
  readonly token: bigint | null;
  readonly reason: string | null;
}
export interface StoredHint {
  readonly id: number;
  readonly connectionId: number;
  readonly linkId: number;
  readonly why: string;
  readonly dueAt: Date;
}
export interface StoredConflict extends SimConflict {
  readonly generation: number;
  readonly crmField: string;
}
export interface StoredRequest extends SyncRequest, SimRequest {
  readonly lane: number;
  readonly token: bigint | null;
  readonly cancelAsked: boolean;
}
export interface StoredRun {
  readonly id: number;
  readonly connectionId: number;
  readonly kind: RunKind;
  readonly by: string;
  readonly undoes: number | null;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly counts: RunCounts | null;
  readonly error: string | null;
}
export interface StoredPlan extends Plan {
  readonly mappingVersion: number;
  readonly by: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: KeptPlanRow[];
}
export interface StoredRenumbering extends RenumberLook {
  readonly id: number;
  readonly status: 'none' | 'open' | 'approved' | 'rejected';
  readonly lookedAt: Date;
}
export interface StoredEntity {
  readonly id: number;
  readonly version: number;
  /** Blank fields are left out. */
  readonly values: Readonly<Record<string, string>>;
  readonly origin: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly deleted: boolean;
  /** The record that it was merged into. */
  readonly mergedInto?: number;
}

/** A mapped field as last saved, also when it is mapped no longer: its version must go on rising (H19). */
export interface KnownField {
  readonly crmField: string | null;
  readonly type: string;
  readonly lossy: boolean;
  readonly direction: string;
  readonly items: ReadonlyMap<string, string>;
  readonly version: number;
}
export interface StoredConnection {
  readonly id: number;
  readonly guid: string;
  readonly name: string;
  readonly zone: string;
  card: SimConnection['card'];
  active: boolean;
  rank: number;
  mappingVersion: number;
  mappings: readonly ActorMapping[];
  readonly brake: BrakeCaps | undefined;
  readonly known: Map<ErpActorType, Map<string, KnownField>>;
  lease: { readonly token: bigint; readonly endsAt: number } | undefined;
  health: Health;
  feedPosition: FeedPosition | undefined;
  readonly marks: Map<ErpActorType, readonly Mark[]>;
  readonly walks: Map<string, Walk>;
  batchSizes: BatchSizes;
  hold: Hold | undefined;
  readonly links: Map<number, StoredLink>;
  readonly intents: Map<number, StoredIntent>;
  /** By link and reason. */
  readonly hints: Map<string, StoredHint>;
}

export interface State {
  readonly now: () => Date;
  readonly connections: Map<number, StoredConnection>;
  crmRank: number;
  readonly crm: Readonly<Record<EntityKind, Map<number, StoredEntity>>>;
  epoch: number;
  /** The place of a row is its index. */
  readonly feed: FeedChange[];
  readonly log: SimLogRow[];
  /** What is in the log of intents and of undone rows: a second one is no row (invariant 10). */
  readonly logged: Set<string>;
  readonly conflicts: Map<number, StoredConflict>;
  readonly requests: Map<number, StoredRequest>;
  readonly runs: Map<number, StoredRun>;
  readonly plans: Map<number, StoredPlan>;
  /** By connection: `actorType erpField` of fields that wait, and the plan (H19). */
  readonly waiting: Map<number, Map<string, number>>;
  /** By request. */
  readonly undos: Map<number, StoredUndo>;
  /** Version of the CRM row that a write of the log left. */
  readonly logVersions: Map<number, number>;
  readonly stages: Map<number, MatchCandidate[]>;
  readonly late: Map<number, NewLateValue>;
  /** By link and generation. */
  readonly renumberings: Map<string, StoredRenumbering>;
  /** Which connection's link it is. */
  readonly linkOwner: Map<number, number>;
  /** The set-ups as last answered; any change to a connection or the order empties it. */
  readonly setups: Map<number, ConnectionSetup>;
  readonly last: Record<
    'link' | 'intent' | 'hint' | 'run' | 'request' | 'plan' | 'connection' | 'late' | 'renumbering',
    number
  >;
}

export const newState = (now: () => Date): State => ({
  now,
  connections: new Map(),
  crmRank: 0,
  crm: { company: new Map(), person: new Map(), project: new Map() },
  epoch: 1,
  feed: [],
  log: [],
  logged: new Set(),
  conflicts: new Map(),
  requests: new Map(),
  runs: new Map(),
  plans: new Map(),
  waiting: new Map(),
  undos: new Map(),
  logVersions: new Map(),
  stages: new Map(),
  late: new Map(),
  renumberings: new Map(),
  linkOwner: new Map(),
  setups: new Map(),
  last: { link: 0, intent: 0, hint: 0, run: 0, request: 0, plan: 0, connection: 0, late: 0, renumbering: 0 },
});

export const nextId = (state: State, table: keyof State['last']): number => (state.last[table] += 1);

export function connectionOf(state: State, id: number): StoredConnection {
  const connection = state.connections.get(id);
  if (connection === undefined) throw new Error(`There is no connection ${id}.`);
  return connection;
}

export function linkOf(state: State, id: number): StoredLink | undefined {
  const owner = state.linkOwner.get(id);
  return owner === undefined ? undefined : state.connections.get(owner)?.links.get(id);
}

export const sameEntity = (a: EntityRef, b: EntityRef): boolean => a.kind === b.kind && a.id === b.id;

export const isLive = (link: Link): boolean => link.state !== 'broken';
/** Links that the sweep and the first sync look at. */
export const isSwept = (link: Link): boolean => link.state !== 'broken' && link.state !== 'creating';
