/**
 * What a worker has in its hands: the store, an ERP and a clock, each call of which waits at the worker's gate first. Here a
 * database fails (F20) and an answer stays away (F24); what the engine commits and how far its cursors go is recorded.
 */
import type { CommitResult, FeedPage, Lease, Mark, RunHandle, SyncStore, World } from '@kobling/engine';
import { type Commit, LeaseLost } from '@kobling/engine';
import type { Actor, ActorStream, CallOptions, ChangedActorsQuery, Connection, End } from '@kobling/sdk';
import type { Worker } from './crew.ts';
import type { SimErp, Stage } from './stage.ts';
import { unsettledInFeed } from './unsettled-feed.ts';
import { type PollListener, Polls } from './polls.ts';
import { unsettledBehind } from './unsettled.ts';

/** The database failed on purpose; the hub logs it and tries again later. */
export class DatabaseFailed extends Error {
  constructor(step: string, took: boolean) {
    super(`The database connection broke at ${step}${took ? ', after the commit' : ''}.`);
    this.name = 'DatabaseFailed';
  }
}

export function worldOf(stage: Stage, worker: Worker, erp: SimErp): World {
  const polls = new Polls(stage.events);
  return {
    store: gatedStore(stage, worker, polls),
    erp: gatedErp(stage, worker, erp, polls),
    clock: stage.clock.of(worker.number),
    random: { uuid: () => '00000000-0000-4000-8000-000000000000', next: stage.engineDice.next },
    progress: { report: () => undefined },
  };
}

/** Calls whose answer or effect is told of in the history. */
const recorded: ReadonlySet<string> = new Set([
  'acquireLease',
  'commit',
  'saveMarks',
  'markSent',
  'readFeed',
  'saveFeedPosition',
]);
/** Writes that only the holder of the lease may make. */
const fenced: ReadonlySet<string> = new Set(['commit', 'saveMarks', 'saveFeedPosition']);

type Method = (...args: readonly unknown[]) => Promise<unknown>;
type GatedCall = (worker: Worker, polls: Polls, args: readonly unknown[]) => Promise<unknown>;

/** A stage's calls with their gates, made once: workers come and go by the dozen. */
const gatedCalls = new WeakMap<Stage, readonly (readonly [string, GatedCall])[]>();

function callsOf(stage: Stage): readonly (readonly [string, GatedCall])[] {
  const known = gatedCalls.get(stage);
  if (known !== undefined) return known;
  const inner = stage.backend.store as unknown as Readonly<Record<string, Method>>;
  const calls = Object.entries(inner).map(([name, method]) => [name, gatedCall(stage, name, method)] as const);
  gatedCalls.set(stage, calls);
  return calls;
}

function gatedCall(stage: Stage, name: string, method: Method): GatedCall {
  const step = `store.${name}`;
  const isRecorded = recorded.has(name);
  return async (worker, polls, args) => {
    await stage.crew.gate(worker, step);
    const broken = stage.databaseBreaks(step);
    if (broken === 'before') throw new DatabaseFailed(step, false);
    let answer: unknown;
    try {
      answer = await method(...args);
    } catch (error) {
      noteThrown(stage, step, error);
      throw error;
    }
    if (isRecorded) await recordStored(stage, worker, polls, name, args, answer);
    if (broken === 'after') throw new DatabaseFailed(step, true);
    return answer;
  };
}

function gatedStore(stage: Stage, worker: Worker, polls: Polls): SyncStore {
  const gated: Record<string, Method> = {};
  for (const [name, call] of callsOf(stage)) gated[name] = (...args) => call(worker, polls, args);
  return gated as unknown as SyncStore;
}

/** Whatever the store throws, other than a lost lease, is a mistake of the engine or of the store. */
function noteThrown(stage: Stage, step: string, error: unknown): void {
  if (error instanceof LeaseLost) return;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stage.record({ what: 'bug', message: `${step}: ${said}` });
}

const isEmpty = (commit: Commit): boolean => Object.values(commit).every((part) => part.length === 0);

async function recordStored(
  stage: Stage,
  worker: Worker,
  polls: Polls,
  name: string,
  args: readonly unknown[],
  answer: unknown,
): Promise<void> {
  const connection = stage.idOf(worker.place);
  if (name === 'acquireLease' && answer !== undefined) stage.newestTokens.set(connection, (answer as Lease).token);
  if (fenced.has(name) && !(name === 'commit' && isEmpty(args[2] as Commit))) {
    const { token } = args[0] as Lease;
    const newest = stage.newestTokens.get(connection) ?? token;
    if (token < newest) stage.record({ what: 'overtaken', connection, step: name, token, newest });
  }
  if (name === 'commit') {
    stage.noteCommit(worker);
    const [, , commit] = args as readonly [Lease, RunHandle, Commit];
    const { moved } = answer as CommitResult;
    for (const { linkId, ref, fields } of commit.crmWrites) {
      if (moved.has(linkId)) continue;
      for (const [field, { expected, value }] of Object.entries(fields)) {
        if (expected !== value) stage.record({ what: 'crmWrite', connection, ref, field, old: expected, value });
      }
    }
  }
  if (name === 'markSent' && answer === true) await stage.noteSending(worker, args[1] as readonly number[]);
  if (name === 'readFeed') worker.feed = { changes: (answer as FeedPage).changes, at: stage.events.length };
  if (name === 'saveFeedPosition' && worker.feed !== undefined) {
    const unsettled = await unsettledInFeed(stage, worker.place, worker.feed);
    stage.record({ what: 'feed', connection, unsettled });
  }
  if (name === 'saveMarks') {
    const [, actorType, marks] = args as readonly [Lease, Actor['actorType'], readonly Mark[]];
    const polled = polls.behind(actorType, marks);
    const unsettled = await unsettledBehind(stage, worker.place, actorType, polled);
    const seen = polled.map(({ actor }) => actor.lastModified);
    stage.record({ what: 'marks', connection, actorType, upTo: marks.at(-1)?.lastModified ?? '', seen, unsettled });
  }
}

/** Notes a call whose limit is met before it, or its next page, is let through. */
type ErpGate = (operation: string, options: CallOptions) => Promise<void>;

function gatedErp(stage: Stage, worker: Worker, erp: SimErp, polls: Polls): Connection {
  const inner = stage.quiet ? erp.sound : erp.faulty;
  const gate: ErpGate = async (operation, { signal }) => {
    await stage.crew.gate(worker, `erp.${operation}`);
    if (signal.aborted && !worker.stop.signal.aborted) stage.record({ what: 'overdue', connection: erp.id, operation });
  };
  /** Each call shows the ERP the caller's token, and whether somebody waits for the call's end. */
  const begun = ({ signal, token }: CallOptions): CallOptions => {
    stage.caller = worker;
    // The connector compares tokens under a lock of its own: whoever comes with a newer one shuts the older ones out.
    if (token !== undefined && token > erp.world.highestToken) erp.world.highestToken = token;
    return { signal: watched(signal, () => stage.crew.hangs(worker, signal)), ...(token !== undefined && { token }) };
  };
  const asked =
    <Args extends readonly unknown[], T>(operation: string, call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const options = args.at(-1) as CallOptions;
      await gate(operation, options);
      const given = [...args.slice(0, -1), begun(options)] as unknown as Args;
      return call(...given);
    };
  const streamed =
    <Query>(
      operation: string,
      call: (query: Query, options: CallOptions) => ActorStream,
      begin?: (query: Query) => PollListener,
    ) =>
    (query: Query, options: CallOptions): ActorStream =>
      stream(
        (place) => gate(place, options),
        operation,
        () => call(query, begun(options)),
        begin?.(query),
      );
  const polled = ({ actorType }: ChangedActorsQuery) => polls.begin(actorType, stage.clock.of(worker.number).now());
  return {
    test: asked('test', (call) => inner.test(call)),
    actorTypes: asked('actorTypes', (call) => inner.actorTypes(call)),
    fields: asked('fields', (actorType, call) => inner.fields(actorType, call)),
    searchableFields: asked('searchableFields', (actorType, call) => inner.searchableFields(actorType, call)),
    getActors: streamed('getActors', (query, call) => inner.getActors(query, call)),
    getChangedActors: streamed('getChangedActors', (query, call) => inner.getChangedActors(query, call), polled),
    search: streamed('search', (query, call) => inner.search(query, call)),
    searchAdvanced: streamed('searchAdvanced', (query, call) => inner.searchAdvanced(query, call)),
    createActor: asked('createActor', (actor, call) => inner.createActor(actor, call)),
    saveActors: asked('saveActors', (changes, call) => inner.saveActors(changes, call)),
    getList: asked('getList', (name, keys, call) => inner.getList(name, keys, call)),
    close: () => Promise.resolve(),
  };
}

/** Rows between two gates inside of one answer: people edit while it is being read (F10, F22). */
const pageRows = 4;

async function* stream(
  gate: (operation: string) => Promise<void>,
  operation: string,
  send: () => ActorStream,
  poll: PollListener | undefined,
): AsyncGenerator<Actor, End | undefined | void, undefined> {
  await gate(operation);
  const iterator = send()[Symbol.asyncIterator]();
  let finished = false;
  try {
    for (let count = 1; ; count += 1) {
      const step = await iterator.next();
      if (step.done === true) {
        finished = true;
        poll?.end((step.value?.status ?? 'done') === 'done');
        return step.value;
      }
      poll?.row(step.value);
      yield step.value;
      if (count % pageRows === 0) await gate(`${operation} page`);
    }
  } finally {
    if (!finished) await iterator.return?.();
  }
}

/** The signal, telling when somebody begins to wait for it: then the call hangs until its limit. */
function watched(signal: AbortSignal, onWait: () => void): AbortSignal {
  return new Proxy(signal, {
    get(target, name) {
      if (name === 'addEventListener') {
        return (...args: Parameters<AbortSignal['addEventListener']>) => {
          onWait();
          target.addEventListener(...args);
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
