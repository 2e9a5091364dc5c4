/** Lets so many through at a time; the others wait in the order they came, or leave when their call is over. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /** Answers the function that gives the place back. A call that was aborted while it waited goes in at once, to fail by itself. */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#turn(signal))) return () => {};
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    };
  }

  async through<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await act();
    } finally {
      leave();
    }
  }

  /** True: a place was handed over. False: aborted. */
  #turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', stop);
        resolve(true);
      };
      const stop = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        resolve(false);
      };
      if (signal.aborted) {
        resolve(false);
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.push(go);
    });
  }
}
