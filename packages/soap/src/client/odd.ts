/** What an answer holds that cannot be used: left out, counted, and told of in its notice. Any amount of it needs no memory. */
import { type Actor, isOwnNotice, leftOutCode, oddCode, type Outcome, type Reason } from '@kobling/sdk';
import type { ReadValue } from '../wire/read.ts';
import { actorFrom } from './carriers.ts';

/** Named in the notice; the others are counted. */
const maxNamed = 5;

export class Odd {
  #count = 0;
  #actorLeftOut = false;
  readonly #named: string[] = [];

  readonly tell = (what: string): void => {
    this.#count += 1;
    if (this.#named.length < maxNamed && !this.#named.includes(what)) this.#named.push(what);
  };

  /** Actors that can be used. A null among them stands for nothing. */
  without(values: readonly ReadValue[]): readonly Actor[] {
    return values.flatMap((value) => {
      const actor = value === null ? undefined : actorFrom(value, this.tell);
      if (typeof actor !== 'string') return actor ?? [];
      this.#actorLeftOut = true;
      this.tell(actor);
      return [];
    });
  }

  /** The outcome with what was odd added to its notice. */
  told<Answer extends Outcome<unknown> | { readonly status: 'unknownConnection' }>(answer: Answer): Answer {
    if (answer.status !== 'done' || this.#count === 0) return answer;
    const notice: Reason | undefined = answer.notice;
    const more = this.#count > this.#named.length ? `; ${this.#count} in all` : '';
    const message = `Left out of the answer because it cannot be used: ${this.#named.join('; ')}${more}. ${notice?.message ?? ''}`;
    // The connector's own warning keeps its code, unless something can be missing now.
    const own = notice === undefined || isOwnNotice(notice) ? oddCode : notice.code;
    const leftOut = this.#actorLeftOut || notice?.code === leftOutCode;
    return { ...answer, notice: { ...notice, code: leftOut ? leftOutCode : own, message: message.trim() } };
  }
}
