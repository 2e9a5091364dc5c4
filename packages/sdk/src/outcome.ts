import type { Actor, ActorStream, End, Outcome, Reason } from './types.ts';

export const done = <T>(value: T, notice?: Reason): Outcome<T> =>
  notice === undefined ? { status: 'done', value } : { status: 'done', value, notice };
/** The end of a stream or of a call without a value. */
export const ended: End = { status: 'done', value: undefined };

export const reason = (code: string, message: string, more: Omit<Reason, 'code' | 'message'> = {}): Reason => ({
  code,
  message,
  ...more,
});
/** In one text, for whoever takes no fields: the message, then each field with its sentence; nothing is said twice. */
export function inOneText({ message, fields = {} }: Pick<Reason, 'message' | 'fields'>): string {
  const sentences = Object.values(fields);
  const named = Object.entries(fields).map(([field, sentence]) => `${field}: ${sentence}`);
  return (sentences.join(' ') === message ? named : [message, ...named]).join(' ');
}
/** The ERP understood and refused; repeating it as it is will not help. */
export const rejected = (code: string, message: string, more: Omit<Reason, 'code' | 'message'> = {}): Failure => ({
  status: 'rejected',
  reason: reason(code, message, more),
});
/** Nothing happened; try again later. */
export const retry = (code: string, message: string, afterMs?: number): Failure =>
  afterMs === undefined
    ? { status: 'retry', reason: reason(code, message) }
    : { status: 'retry', reason: reason(code, message), afterMs };
/** It may have happened: read before sending again. */
export const unknown = (code: string, message: string): Failure => ({
  status: 'unknown',
  reason: reason(code, message),
});

/**
 * Codes by which a connector says that a call was too much at once: `call.tooLarge` (HTTP 400 or 413, a quota fault) and
 * `call.timeout`. The hub then asks for fewer at a time (H30).
 */
export const tooMuchCodes = ['call.tooLarge', 'call.timeout'] as const;
export const isTooMuch = ({ code }: Reason): boolean => tooMuchCodes.some((known) => known === code);

/** Code of a notice of the client's own: the answer was read, though something in it was odd. The connector warned of nothing. */
export const oddCode = 'answer.odd';
/**
 * Code of such a notice where actors could not be read and were left out. Of one that is missing from the answer nothing can be
 * concluded (H23).
 */
export const leftOutCode = 'answer.leftOut';
/** Code of such a notice where the connector's service describes itself otherwise than before. */
export const contractCode = 'contract.changed';
export const isOwnNotice = ({ code }: Reason): boolean =>
  code === oddCode || code === leftOutCode || code === contractCode;

/** Any outcome but `done`; assignable to every `Outcome<T>`. */
export type Failure = Exclude<Outcome<never>, { status: 'done' }>;

export const isDone = <T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { status: 'done' }> =>
  outcome.status === 'done';

/** A stream for `for await`, which closes what is left early but drops how a stream ended: that stands in `end` behind it. */
export class ActorReader implements AsyncIterable<Actor> {
  readonly #stream: ActorStream;
  end: End = ended;
  constructor(stream: ActorStream) {
    this.#stream = stream;
  }
  [Symbol.asyncIterator](): AsyncIterator<Actor, undefined, undefined> {
    const iterator = this.#stream[Symbol.asyncIterator]();
    return {
      next: async () => {
        const step = await iterator.next();
        if (step.done !== true) return step;
        this.end = step.value ?? ended;
        return { done: true, value: undefined };
      },
      return: async () => {
        await iterator.return?.();
        return { done: true, value: undefined };
      },
    };
  }
}

/** Actors in batches of at most `size`; returns how the stream ended. */
export async function* inBatches(stream: ActorStream, size: number): AsyncGenerator<readonly Actor[], End, undefined> {
  const reading = new ActorReader(stream);
  let batch: Actor[] = [];
  for await (const actor of reading) {
    batch.push(actor);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return reading.end;
}

/** All actors at once, for answers known to be small. */
export async function collect(stream: ActorStream): Promise<Outcome<readonly Actor[]>> {
  const reading = new ActorReader(stream);
  const actors: Actor[] = [];
  for await (const actor of reading) actors.push(actor);
  const { end } = reading;
  return end.status === 'done' ? done(actors, end.notice) : end;
}
