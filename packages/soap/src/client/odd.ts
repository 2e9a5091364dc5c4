/** Actors of an answer that cannot be used: left out, counted, and told of in its notice. Any number of them needs no memory. */
import { type Actor, reason } from '@kobling/sdk';
import type { ReadValue } from '../wire/read.ts';
import { actorFrom } from './carriers.ts';
import type { Answer } from './outcome.ts';

/** Named in the notice. */
const namedOdd = 5;

export class Odd {
  #count = 0;
  readonly #named: string[] = [];

  without(values: readonly ReadValue[]): readonly Actor[] {
    return values.flatMap((value) => {
      // A null among the actors stands for nothing.
      const actor = value === null ? undefined : actorFrom(value);
      if (typeof actor !== 'string') return actor ?? [];
      this.#count += 1;
      if (this.#named.length < namedOdd) this.#named.push(actor);
      return [];
    });
  }

  told(answer: Answer): Answer {
    if (answer.status !== 'done' || this.#count === 0) return answer;
    const more = this.#count > namedOdd ? ` and ${this.#count - namedOdd} more` : '';
    const message = `Left out of the answer because it cannot be used: ${this.#named.join('; ')}${more}. ${answer.notice?.message ?? ''}`;
    return { ...answer, notice: reason('soap.oddActors', message.trim()) };
  }
}
