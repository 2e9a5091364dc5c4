/** Nonces that were used, for as long as their tokens would be taken: each counts once. */
const maxNonces = 100_000;

export class SeenNonces {
  readonly #until = new Map<string, number>();
  readonly #max: number;
  #nextPurge = 0;

  constructor(max: number = maxNonces) {
    this.#max = max;
  }

  /**
   * `until` and `now` in seconds. `full`: there is no room to remember it, and so it must not be taken; only callers with a
   * registered key can bring that about.
   */
  add(nonce: string, until: number, now: number): 'new' | 'seen' | 'full' {
    if ((this.#until.get(nonce) ?? 0) > now) return 'seen';
    if (now >= this.#nextPurge || this.#until.size >= this.#max) this.#purge(now);
    if (this.#until.size >= this.#max) return 'full';
    this.#until.set(nonce, until);
    return 'new';
  }

  #purge(now: number): void {
    for (const [nonce, until] of this.#until) if (until <= now) this.#until.delete(nonce);
    this.#nextPurge = now + 60;
  }
}
