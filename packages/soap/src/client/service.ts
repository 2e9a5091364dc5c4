/**
 * Calls to one connector for one connection: bounded in number, with amnesia healed. A connector that lost the connection's
 * configuration gets it again and is asked once more.
 */
import {
  type Actor,
  type CallOptions,
  type ConfigValues,
  done,
  type End,
  type Failure,
  type Outcome,
  reason,
  rejected,
} from '@kobling/sdk';
import type { OperationName, Profile, WireOperation } from '../contract/profile.ts';
import type { ReadObject, ReadValue } from '../wire/read.ts';
import type { WireValue } from '../wire/write.ts';
import { actorFrom } from './carriers.ts';
import { type Endpoint, type Exchange, exchange } from './exchange.ts';
import { Gate } from './gate.ts';
import { type Answer, answerOf, type Purpose } from './outcome.ts';

export interface ServiceOptions {
  readonly profile: Profile;
  readonly endpoint: Endpoint;
  /** Towards the connector. */
  readonly guid: string;
  /** Sent again when the connector has forgotten the connection. */
  readonly config: ConfigValues;
  /** Calls at once; more wait. */
  readonly concurrency?: number;
}
export interface ServiceCall {
  readonly operation: OperationName;
  readonly purpose: Purpose;
  readonly value: Readonly<Record<string, WireValue>>;
}

const defaultConcurrency = 4;
/** Odd actors named in a notice. */
const namedOdd = 5;

export class Service {
  readonly #options: ServiceOptions;
  readonly #gate: Gate;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#gate = new Gate(options.concurrency ?? defaultConcurrency);
  }

  has(operation: OperationName): boolean {
    return this.#options.profile.operations[operation] !== undefined;
  }

  /** The result carrier of a call whose answer is small. */
  async call(wanted: ServiceCall, call: CallOptions): Promise<Outcome<ReadObject>> {
    const first = await this.#once(wanted, call);
    if (first.status !== 'unknownConnection') return first;
    const remembered = await this.#remind(first.reason, call);
    if (remembered.status !== 'done') return remembered;
    const second = await this.#once(wanted, call);
    return second.status === 'unknownConnection' ? { status: 'rejected', reason: second.reason } : second;
  }

  /** Actors as they arrive. Repeated once after amnesia, as long as none has been handed out. */
  async *actors(wanted: ServiceCall, call: CallOptions): AsyncGenerator<Actor, End, undefined> {
    let answer = yield* this.#stream(wanted, call);
    if (answer.status === 'unknownConnection') {
      const remembered = await this.#remind(answer.reason, call);
      if (remembered.status !== 'done') return remembered;
      answer = yield* this.#stream(wanted, call);
    }
    if (answer.status === 'unknownConnection') return { status: 'rejected', reason: answer.reason };
    if (answer.status !== 'done') return answer;
    return done(undefined, answer.notice);
  }

  async #once(wanted: ServiceCall, call: CallOptions): Promise<Answer> {
    const operation = this.#operation(wanted.operation);
    if ('status' in operation) return operation;
    return this.#gate.through(call.signal, async () => {
      const exchanged = exchange(
        this.#options.endpoint,
        operation,
        this.#carrier(operation, wanted.value),
        undefined,
        call,
      );
      return answerOf(wanted.operation, wanted.purpose, await endOf(exchanged));
    });
  }

  async *#stream(wanted: ServiceCall, call: CallOptions): AsyncGenerator<Actor, Answer, undefined> {
    const operation = this.#operation(wanted.operation);
    if ('status' in operation) return operation;
    const leave = await this.#gate.enter(call.signal);
    const odd: string[] = [];
    try {
      const exchanged = exchange(
        this.#options.endpoint,
        operation,
        this.#carrier(operation, wanted.value),
        'Actors',
        call,
      );
      for (;;) {
        const step = await exchanged.next();
        if (step.done === true) return withOdd(answerOf(wanted.operation, wanted.purpose, step.value), odd);
        // A null among the actors stands for nothing.
        if (step.value === null) continue;
        const actor = actorFrom(step.value);
        if (typeof actor === 'string') odd.push(actor);
        else yield actor;
      }
    } finally {
      leave();
    }
  }

  async #remind(why: { readonly message: string }, call: CallOptions): Promise<Outcome> {
    const saved = await this.#once(
      {
        operation: 'WSSaveConnection',
        purpose: 'read',
        value: { ConnectionInfo: Object.entries(this.#options.config) },
      },
      call,
    );
    if (saved.status === 'done') return done(undefined);
    return saved.status === 'unknownConnection'
      ? rejected(
          'soap.forgetful',
          `The connector does not know this connection and does not take it either. ${why.message}`,
        )
      : saved;
  }

  #operation(name: OperationName): WireOperation | Failure {
    const found = this.#options.profile.operations[name];
    return (
      found ?? {
        status: 'rejected',
        reason: reason(
          'soap.noOperation',
          `The connector has no ${name}. Test its address again after it was updated.`,
        ),
      }
    );
  }

  #carrier(operation: WireOperation, value: Readonly<Record<string, WireValue>>): WireValue {
    return operation.request === undefined ? null : { ConnectionGuid: this.#options.guid, ...value };
  }
}

async function endOf(exchanged: AsyncGenerator<ReadValue, Exchange, undefined>): Promise<Exchange> {
  for (;;) {
    const step = await exchanged.next();
    if (step.done === true) return step.value;
  }
}

function withOdd(answer: Answer, odd: readonly string[]): Answer {
  if (answer.status !== 'done' || odd.length === 0) return answer;
  const named = odd.slice(0, namedOdd).join('; ');
  const more = odd.length > namedOdd ? ` and ${odd.length - namedOdd} more` : '';
  const message = `Left out of the answer because it cannot be used: ${named}${more}. ${answer.notice?.message ?? ''}`;
  return { ...answer, notice: reason('soap.oddActors', message.trim()) };
}
