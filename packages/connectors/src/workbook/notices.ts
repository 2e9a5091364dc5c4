/** What was left out of an answer and why. Bounded: a column of 100,000 bad cells makes a few sentences and a number. */
import { type End, ended, reason, type Reason } from '@kobling/sdk';

const PER_GROUP = 5;
const GROUPS = 20;

export class Notices {
  readonly #groups = new Map<string, { code: string; sentences: string[]; more: number }>();

  /** `group` is what makes sentences alike, such as a column; beyond a few of one group only their number is told. */
  add(code: string, sentence: string, group: string): void {
    const found = this.#groups.get(group);
    if (found === undefined) {
      if (this.#groups.size < GROUPS) this.#groups.set(group, { code, sentences: [sentence], more: 0 });
    } else if (found.sentences.length < PER_GROUP) found.sentences.push(sentence);
    else found.more += 1;
  }

  addAll(other: Notices): void {
    for (const [group, { code, sentences, more }] of other.#groups) {
      for (const sentence of sentences) this.add(code, sentence, group);
      const own = this.#groups.get(group);
      if (own !== undefined) own.more += more;
    }
  }

  sentences(): string[] {
    return [...this.#groups.values()].flatMap(({ sentences, more }) =>
      more === 0 ? sentences : [...sentences, `And ${more} more like this.`],
    );
  }

  /** Undefined when there is nothing to tell. The code is the first sentence's. */
  reason(): Reason | undefined {
    const [first] = this.#groups.values();
    return first === undefined ? undefined : reason(first.code, this.sentences().join(' '));
  }

  end(): End {
    const notice = this.reason();
    return notice === undefined ? ended : { status: 'done', value: undefined, notice };
  }
}
