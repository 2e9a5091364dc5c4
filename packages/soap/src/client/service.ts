/**
 * Calls to one connector for one connection: bounded in number, with amnesia healed. A connector that lost the connection's
 * configuration gets it again and is asked once more.
 */
import {
  type Actor,
  type CallOptions,
  type ConfigValues,
  contractCode,
  done,
  type End,
  type Failure,
  type Outcome,
  type Reason,
  reason,
  rejected,
} from '@kobling/sdk';
import type { ApplicationProof } from '../auth/proof.ts';
import { difference } from '../contract/difference.ts';
import type { OperationName, Profile, WireOperation } from '../contract/profile.ts';
import type { ReadObject, ReadValue } from '../wire/read.ts';
import type { WireValue } from '../wire/write.ts';
import { type Endpoint, type Exchange, exchange } from './exchange.ts';
import { Gate } from './gate.ts';
import { Odd } from './odd.ts';
import { type Answer, answerOf, type Purpose } from './outcome.ts';

/** The contract in use, which may be read anew: then it is another object's matter to remember it. */
export interface Contract {
  readonly profile: Profile;
  /** True: the service describes itself otherwise now, and `profile` is the new description. */
  relearn?(): Promise<boolean>;
  /** Called before actors are asked for: now and then the description is read anew, although nothing went wrong. */
  freshen?(): Promise<void>;
}

export interface ServiceOptions {
  readonly contract: Contract;
  readonly endpoint: Endpoint;
  /** A registered application: where it is, and proof of who both are, before every call. */
  readonly application?: ApplicationProof;
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
/** A connector may both have a new contract and have forgotten the connection. */
const maxHealed = 2;
const closed: Answer = done({});

export class Service {
  readonly #options: ServiceOptions;
  readonly #gate: Gate;
  /** The contract that this connection was last told of. */
  #told: Profile;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#gate = new Gate(options.concurrency ?? defaultConcurrency);
    this.#told = options.contract.profile;
  }

  has(operation: OperationName): boolean {
    return this.#options.contract.profile.operations[operation] !== undefined;
  }

  /** The result carrier of a call whose answer is small. */
  async call(wanted: ServiceCall, call: CallOptions): Promise<Outcome<ReadObject>> {
    let answer = await this.#once(wanted, call);
    for (let healed = 0; healed < maxHealed; healed += 1) {
      const healing = await this.#heal(wanted, answer, call);
      if (healing === undefined) break;
      if (healing.status !== 'done') return healing;
      answer = await this.#once(wanted, call);
    }
    return settled(answer);
  }

  /** Actors as they arrive. Repeated after healing: what had to be healed came before any actor. */
  async *actors(wanted: ServiceCall, call: CallOptions): AsyncGenerator<Actor, End, undefined> {
    await this.#options.contract.freshen?.();
    for (let healed = 0; ; healed += 1) {
      // Actors come in batches this far: a step of a generator for each, through two of them, costs as much as reading it.
      const stream = this.#stream(wanted, call);
      let step = await stream.next();
      try {
        for (; step.done !== true; step = await stream.next()) yield* step.value;
      } finally {
        // Whoever reads no further closes the call.
        if (step.done !== true) await stream.return(closed);
      }
      const healing = healed < maxHealed ? await this.#heal(wanted, step.value, call) : undefined;
      if (healing !== undefined && healing.status !== 'done') return healing;
      if (healing !== undefined) continue;
      const end = settled(step.value);
      return end.status === 'done' ? done(undefined, this.#withNews(end.notice)) : end;
    }
  }

  /** A contract that changed is told of once on each connection, with the first actors that came under it. */
  #withNews(notice: Reason | undefined): Reason | undefined {
    const { profile } = this.#options.contract;
    const news = difference(this.#told, profile);
    this.#told = profile;
    if (news === undefined) return notice;
    return notice === undefined ? reason(contractCode, news) : { ...notice, message: `${notice.message} ${news}` };
  }

  /** Undefined: there is nothing to heal. Done: the call may be made again. */
  async #heal(wanted: ServiceCall, answer: Answer, call: CallOptions): Promise<Outcome | undefined> {
    if (answer.status === 'unknownConnection') return this.#remind(answer.reason, call);
    if (answer.status === 'done') return undefined;
    const { code } = answer.reason;
    const { application } = this.#options;
    if (application !== undefined && code === 'auth.required' && answer.status === 'rejected') {
      application.forget();
      return done(undefined);
    }
    if (code !== 'soap.notUnderstood' && code !== 'soap.noResult' && code !== 'auth.notOffered') return undefined;
    const changed = (await this.#options.contract.relearn?.()) === true;
    // A write that may have happened is not repeated here, whatever the contract.
    return changed && (wanted.purpose === 'read' || answer.status === 'rejected') ? done(undefined) : undefined;
  }

  async #once(wanted: ServiceCall, call: CallOptions): Promise<Answer> {
    const operation = this.#operation(wanted.operation);
    if ('status' in operation) return operation;
    return this.#gate.through(call.signal, async () => {
      const endpoint = await this.#endpoint(call);
      if (endpoint.status !== 'done') return endpoint;
      const exchanged = exchange(endpoint.value, operation, this.#carrier(operation, wanted.value), undefined, call);
      return answerOf(wanted.operation, wanted.purpose, await endOf(exchanged));
    });
  }

  async *#stream(wanted: ServiceCall, call: CallOptions): AsyncGenerator<readonly Actor[], Answer, undefined> {
    const operation = this.#operation(wanted.operation);
    if ('status' in operation) return operation;
    const leave = await this.#gate.enter(call.signal);
    const odd = new Odd();
    try {
      const endpoint = await this.#endpoint(call);
      if (endpoint.status !== 'done') return endpoint;
      const exchanged = exchange(endpoint.value, operation, this.#carrier(operation, wanted.value), 'Actors', call);
      try {
        for (;;) {
          const step = await exchanged.next();
          if (step.done === true) return odd.told(answerOf(wanted.operation, wanted.purpose, step.value));
          const actors = odd.without(step.value);
          if (actors.length > 0) yield actors;
        }
      } finally {
        // Of an answer that is read no further the rest is not waited for.
        await exchanged.return({ ended: 'cut', sent: true, why: 'it was read no further.' });
      }
    } finally {
      leave();
    }
  }

  async #endpoint(call: CallOptions): Promise<Outcome<Endpoint>> {
    const { application, contract, endpoint } = this.#options;
    if (application === undefined) return done(endpoint);
    const entered = await application.enter(contract.profile.operations.Authenticate, endpoint.fetch, call);
    if (entered.status !== 'done') return entered;
    const { url, headers } = entered.value;
    return done({ ...endpoint, url, headers: { ...endpoint.headers, ...headers } });
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
    const found = this.#options.contract.profile.operations[name];
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

const settled = (answer: Answer): Outcome<ReadObject> =>
  answer.status === 'unknownConnection' ? { status: 'rejected', reason: answer.reason } : answer;

async function endOf(exchanged: AsyncGenerator<readonly ReadValue[], Exchange, undefined>): Promise<Exchange> {
  for (;;) {
    const step = await exchanged.next();
    if (step.done === true) return step.value;
  }
}
