/**
 * The ERP lives in the test's own process, so that it outlives the worker that is killed: the worker reaches it over the channel
 * that Node opens to a forked child. What a call did stays done whether or not its answer arrives.
 */
import type { ChildProcess } from 'node:child_process';
import { type Actor, collect, type Connection, type End, type Outcome, unknown } from '@kobling/sdk';

const streams = ['getActors', 'getChangedActors', 'search', 'searchAdvanced'] as const;
const calls = ['createActor', 'saveActors', 'searchableFields'] as const;
type Operation = (typeof streams)[number] | (typeof calls)[number];

interface Question {
  readonly id: number;
  readonly operation: Operation;
  readonly query: unknown;
  readonly token: bigint | undefined;
}
interface Answer {
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}
/** A call as it arrived at the ERP. */
export interface ErpCall {
  readonly operation: Operation;
  readonly token: bigint | undefined;
  /** How it ended; undefined while it is under way. */
  status?: string;
}
const isStream = (operation: Operation): operation is (typeof streams)[number] =>
  streams.some((name) => name === operation);

/** The same connection for a worker of the test's own process, its writes noted. */
export function noting(connection: Connection, calls: ErpCall[]): Connection {
  return new Proxy(connection, {
    get(target, name: keyof Connection) {
      const real = target[name] as (...args: unknown[]) => unknown;
      if (name !== 'saveActors' && name !== 'createActor') return real.bind(target);
      return async (query: unknown, options: { readonly token?: bigint }) => {
        const call: ErpCall = { operation: name, token: options.token };
        calls.push(call);
        const outcome = (await real.call(target, query, options)) as Outcome<unknown>;
        call.status = outcome.status;
        return outcome;
      };
    },
  });
}

/** In the test: carries out what the worker asks. Its answer to a dead worker is lost, as it would be on a network. */
export function serveErp(child: ChildProcess, connection: Connection, calls: ErpCall[]): void {
  child.on('message', (question: Question) => {
    if (typeof question !== 'object' || !('operation' in question)) return;
    const call: ErpCall = { operation: question.operation, token: question.token };
    calls.push(call);
    void carryOut(connection, question).then((outcome) => {
      call.status = outcome.status;
      if (child.connected) child.send({ id: question.id, outcome } satisfies Answer, () => undefined);
    });
  });
}

function carryOut(connection: Connection, { operation, query, token }: Question): Promise<Outcome<unknown>> {
  const call = { signal: new AbortController().signal, ...(token !== undefined && { token }) };
  if (isStream(operation)) {
    const stream = connection[operation] as (query: unknown, options: typeof call) => ReturnType<Connection['search']>;
    return collect(stream.call(connection, query, call));
  }
  const write = connection[operation] as (query: unknown, options: typeof call) => Promise<Outcome<unknown>>;
  return write.call(connection, query, call);
}

/** In the worker: the connection at the other end. Only what the engine calls. */
export function erpOverChannel(): Pick<Connection, Operation | 'close'> {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let asked = 0;
  process.on('message', ({ id, outcome }: Answer) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  const ask = (operation: Operation, query: unknown, token: bigint | undefined): Promise<Outcome<unknown>> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      process.send?.({ id: asked, operation, query, token } satisfies Question, undefined, {}, (error) => {
        if (error !== null) resolve(unknown('channel.closed', error.message));
      });
    });
  const stream = (operation: Operation) =>
    async function* (query: unknown, call: { readonly token?: bigint }): AsyncGenerator<Actor, End, undefined> {
      const outcome = await ask(operation, query, call.token);
      if (outcome.status !== 'done') return outcome;
      yield* outcome.value as readonly Actor[];
      return { status: 'done', value: undefined };
    };
  const write =
    (operation: Operation) =>
    (query: unknown, call: { readonly token?: bigint }): Promise<Outcome<never>> =>
      ask(operation, query, call.token) as Promise<Outcome<never>>;
  return {
    getActors: stream('getActors'),
    getChangedActors: stream('getChangedActors'),
    search: stream('search'),
    searchAdvanced: stream('searchAdvanced'),
    createActor: write('createActor'),
    saveActors: write('saveActors'),
    searchableFields: write('searchableFields'),
    close: () => Promise.resolve(),
  };
}
