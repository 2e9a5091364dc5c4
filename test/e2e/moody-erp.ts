/** An ERP in memory whose answers a test holds back or takes away: slow until it is let go, or dead. */
import {
  type ActorStream,
  type CallOptions,
  type CapabilityCard,
  type Connection,
  type Connector,
  done,
  type Outcome,
  retry,
  unknown,
} from '../../packages/sdk/src/index.ts';
import {
  memoryConnector,
  type MemoryOptions,
  type MemoryWorld,
  sampleErp,
} from '../../packages/sdk/src/memory/index.ts';

export interface MoodyErp {
  readonly connector: Connector;
  readonly world: MemoryWorld;
  /** From now on every call waits for `answer()`. */
  holdBack(): void;
  /** Lets go what waits, and what comes. */
  answer(): void;
  /** From now on every call fails, until `answer()`. */
  die(): void;
  /** The next record that is created in it stands there, and its answer is lost. */
  loseAnswer(): void;
}

export function moodyErp(
  name: string,
  options: MemoryOptions = sampleErp,
  card: Partial<CapabilityCard> = {},
): MoodyErp {
  const memory = memoryConnector({ ...options, name });
  let isDead = false;
  let losesAnswer = false;
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  const answer = (): void => {
    isDead = false;
    gate?.open();
    gate = undefined;
  };
  const ready = async ({ signal }: CallOptions): Promise<Outcome> => {
    await Promise.race([gate?.opened, aborted(signal)]);
    return isDead || signal.aborted ? retry('erp.away', `${name} is down for maintenance.`) : done(undefined);
  };
  const isLost = (): boolean => {
    const lost = losesAnswer;
    losesAnswer = false;
    return lost;
  };
  const { world } = memory;
  return {
    world,
    answer,
    holdBack() {
      answer();
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = { opened: promise, open: resolve };
    },
    die() {
      answer();
      isDead = true;
    },
    loseAnswer() {
      losesAnswer = true;
    },
    connector: {
      name,
      displayName: name,
      configFields: () => memory.configFields(),
      testConfig: (...given) => memory.testConfig(...given),
      async open(...given) {
        const opened = await memory.open(...given);
        return opened.status === 'done' ? done(moody(opened.value, ready, isLost)) : opened;
      },
      get card() {
        return { ...memory.card, ...card };
      },
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}

function moody(
  connection: Connection,
  ready: (call: CallOptions) => Promise<Outcome>,
  isLost: () => boolean,
): Connection {
  const ask = async <T>(call: CallOptions, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const fit = await ready(call);
    return fit.status === 'done' ? send() : fit;
  };
  const stream = (call: CallOptions, send: () => ActorStream): ActorStream =>
    (async function* () {
      const fit = await ready(call);
      return fit.status === 'done' ? yield* send() as AsyncGenerator<never, Outcome, undefined> : fit;
    })();
  return {
    test: (call) => ask(call, () => connection.test(call)),
    actorTypes: (call) => ask(call, () => connection.actorTypes(call)),
    fields: (type, call) => ask(call, () => connection.fields(type, call)),
    searchableFields: (type, call) => ask(call, () => connection.searchableFields(type, call)),
    getActors: (query, call) => stream(call, () => connection.getActors(query, call)),
    getChangedActors: (query, call) => stream(call, () => connection.getChangedActors(query, call)),
    search: (query, call) => stream(call, () => connection.search(query, call)),
    searchAdvanced: (query, call) => stream(call, () => connection.searchAdvanced(query, call)),
    createActor: (actor, call) =>
      ask(call, async () => {
        const made = await connection.createActor(actor, call);
        return isLost() ? unknown('erp.lost', 'The answer was lost.') : made;
      }),
    saveActors: (changes, call) => ask(call, () => connection.saveActors(changes, call)),
    getList: (list, keys, call) => ask(call, () => connection.getList(list, keys, call)),
    close: () => connection.close(),
  };
}
