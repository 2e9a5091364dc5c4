/**
 * Any connection with a bad network and a moody ERP before it. Each call draws from `random` once per fault that applies
 * to it; the first that hits happens. The same seed and the same calls give the same faults.
 */
import { ActorReader, done, rejected, retry, unknown } from '../outcome.ts';
import type { Actor, ActorStream, CallOptions, Connection, End, Outcome, SaveResult } from '../types.ts';

export const faultKinds = [
  'retryBefore', // any call: refused before anything happened (F2)
  'throws', // any call: a connector with a bug
  'hang', // any call: nothing until the caller aborts, then retry (reads) or unknown (writes, without effect) (F24)
  'unknownBefore', // writes: no answer, and nothing happened (F4)
  'unknownAfter', // writes: no answer, but it happened (F5)
  'hangAfter', // writes: it happened, then nothing until the caller aborts
  'rejectedBatch', // saveActors with more than one change: refused as a whole, nothing happened (H31)
  'partialSave', // saveActors: only the first half happened and is answered (F6)
  'partialAnswer', // saveActors: all happened, only half is answered
  'truncated', // streams: ends early, and says so (F3)
  'emptySuccess', // streams and lists: nothing, and well (F16)
  'otherKeys', // streams and saves: one answer is for a key that nobody asked for (H34)
  'duplicates', // streams: some come twice (F8)
  'reordered', // streams: in another order, within windows (F9)
] as const;
export type FaultKind = (typeof faultKinds)[number];
export interface Fault {
  readonly fault: FaultKind;
  /** Of the calls it applies to; 0 to 1. */
  readonly rate: number;
}

const anyCall: readonly FaultKind[] = ['retryBefore', 'throws', 'hang'];
const writeFaults: readonly FaultKind[] = [...anyCall, 'unknownBefore', 'unknownAfter', 'hangAfter'];
const saveFaults: readonly FaultKind[] = [...writeFaults, 'rejectedBatch', 'partialSave', 'partialAnswer', 'otherKeys'];
const streamFaults: readonly FaultKind[] = [
  ...anyCall,
  'truncated',
  'emptySuccess',
  'otherKeys',
  'duplicates',
  'reordered',
];
const listFaults: readonly FaultKind[] = [...anyCall, 'emptySuccess'];

/** Actors shuffled among each other when reordered. */
const window = 64;

export function faulty(
  connection: Connection,
  faults: readonly Fault[],
  random: () => number,
  onFault: (fault: FaultKind, operation: keyof Connection) => void = () => {},
): Connection {
  const draw = (operation: keyof Connection, applicable: readonly FaultKind[]): FaultKind | undefined => {
    const hit = faults.find(({ fault, rate }) => applicable.includes(fault) && random() < rate)?.fault;
    if (hit !== undefined) onFault(hit, operation);
    return hit;
  };
  const ask = <T>(
    operation: keyof Connection,
    call: CallOptions,
    send: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => beforeEffect(draw(operation, anyCall), operation, call, 'read', send);
  const stream = (operation: keyof Connection, call: CallOptions, send: () => ActorStream): ActorStream =>
    spoiled(draw(operation, streamFaults), operation, call, send, random);
  return {
    test: (call) => ask('test', call, () => connection.test(call)),
    actorTypes: (call) => ask('actorTypes', call, () => connection.actorTypes(call)),
    fields: (type, call) => ask('fields', call, () => connection.fields(type, call)),
    searchableFields: (type, call) => ask('searchableFields', call, () => connection.searchableFields(type, call)),
    getActors: (query, call) => stream('getActors', call, () => connection.getActors(query, call)),
    getChangedActors: (query, call) => stream('getChangedActors', call, () => connection.getChangedActors(query, call)),
    search: (query, call) => stream('search', call, () => connection.search(query, call)),
    searchAdvanced: (query, call) => stream('searchAdvanced', call, () => connection.searchAdvanced(query, call)),
    getList: (name, keys, call) => {
      const fault = draw('getList', listFaults);
      if (fault === 'emptySuccess') return Promise.resolve(done(new Map()));
      return beforeEffect(fault, 'getList', call, 'read', () => connection.getList(name, keys, call));
    },
    createActor: (actor, call) =>
      written(draw('createActor', writeFaults), 'createActor', call, () => connection.createActor(actor, call)),
    saveActors: async (changes, call) => {
      const fault = draw('saveActors', saveFaults);
      const some = Math.ceil(changes.length / 2);
      if (fault === 'rejectedBatch' && changes.length > 1) {
        return rejected('batch.rejected', 'The ERP refused the batch as a whole. Send the changes one by one.');
      }
      if (fault === 'partialSave') return connection.saveActors(changes.slice(0, some), call);
      const outcome = await written(fault, 'saveActors', call, () => connection.saveActors(changes, call));
      if (outcome.status !== 'done') return outcome;
      if (fault === 'partialAnswer') return { ...outcome, value: outcome.value.slice(0, some) };
      return fault === 'otherKeys' ? { ...outcome, value: outcome.value.map(underOtherKey) } : outcome;
    },
    close: () => connection.close(),
  };
}

async function beforeEffect<T>(
  fault: FaultKind | undefined,
  operation: string,
  call: CallOptions,
  kind: 'read' | 'write',
  send: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (fault === 'retryBefore') return retry('fault.retry', `${operation} was refused for now. Try again.`);
  if (fault === 'throws') throw new Error(`${operation} failed with a bug.`);
  if (fault !== 'hang') return send();
  await untilAborted(call.signal);
  return kind === 'read' ? retry('fault.hang', `${operation} was cut short. Try again.`) : lost(operation);
}

async function written<T>(
  fault: FaultKind | undefined,
  operation: string,
  call: CallOptions,
  send: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (fault === 'unknownBefore') return lost(operation);
  const outcome = await beforeEffect(fault, operation, call, 'write', send);
  if (fault === 'hangAfter') await untilAborted(call.signal);
  return fault === 'unknownAfter' || fault === 'hangAfter' ? lost(operation) : outcome;
}

const lost = (operation: string) =>
  unknown('fault.unknown', `The answer to ${operation} was lost. Read before sending again.`);

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function* spoiled(
  fault: FaultKind | undefined,
  operation: string,
  call: CallOptions,
  send: () => ActorStream,
  random: () => number,
): AsyncGenerator<Actor, End, undefined> {
  const before = await beforeEffect(fault, operation, call, 'read', () => Promise.resolve(done(undefined)));
  if (before.status !== 'done' || fault === 'emptySuccess') return before;
  const reading = new ActorReader(send());
  let held: Actor[] = [];
  let isFirst = true;
  for await (const actor of reading) {
    if (fault === 'truncated' && random() < 0.2) return truncated(operation);
    if (fault === 'reordered') {
      held.push(actor);
      if (held.length < window) continue;
      yield* shuffled(held, random);
      held = [];
      continue;
    }
    if (fault === 'otherKeys' && isFirst) yield { ...actor, erpKey: otherKey(actor.erpKey) };
    isFirst = false;
    yield actor;
    if (fault === 'duplicates' && random() < 0.5) yield actor;
  }
  yield* shuffled(held, random);
  return fault === 'truncated' ? truncated(operation) : reading.end;
}

const truncated = (operation: string) => retry('fault.truncated', `The answer to ${operation} broke off. Try again.`);
const otherKey = (erpKey: string): string => `${erpKey}~`;

function underOtherKey(result: SaveResult, index: number): SaveResult {
  if (index > 0) return result;
  return result.status === 'rejected'
    ? { ...result, erpKey: otherKey(result.erpKey) }
    : { ...result, actor: { ...result.actor, erpKey: otherKey(result.actor.erpKey) } };
}

function shuffled(actors: Actor[], random: () => number): Actor[] {
  for (let at = actors.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [actors[at], actors[other]];
    if (a !== undefined && b !== undefined) [actors[at], actors[other]] = [b, a];
  }
  return actors;
}
