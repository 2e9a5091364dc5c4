/** One job at a time, in the order of asking. A job that fails does not hold up the next. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  async run<T>(job: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(job, job);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
