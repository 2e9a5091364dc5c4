/**
 * Workers and their gates. Each call that a worker makes of the store or of an ERP waits at a gate until it is let through; so
 * between any two calls anything may happen, and one worker at a time moves. One that is killed is never let through again.
 */
import type { SimClock } from './clock.ts';
import type { FeedRead } from './unsettled-feed.ts';

export interface Worker {
  readonly number: number;
  readonly name: string;
  /** Place of the connection among the history's. */
  readonly place: number;
  state: 'running' | 'waiting' | 'hanging' | 'asleep' | 'dead' | 'ended';
  /** The call that it waits to make, such as `store.commit`. */
  step: string;
  readonly stop: AbortController;
  /** The page of the CRM's feed that it read last. */
  feed: FeedRead | undefined;
  /** Lets it through the gate. */
  pass: () => void;
  /** Settled when it waits again, hangs, or has ended. */
  arrived: PromiseWithResolvers<void>;
}

/** The longest turn of a sound engine takes a few hundred. */
const mostStepsOfTurn = 10_000;

/** Will it go on by itself? */
export const isAtWork = ({ state }: Worker): boolean =>
  state === 'running' || state === 'waiting' || state === 'hanging';

export class Crew {
  readonly #clock: SimClock;
  #count = 0;
  /** Steps that were taken, over all workers. */
  steps = 0;
  /** Those that neither ended nor died. */
  live: Worker[] = [];

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  get waiting(): readonly Worker[] {
    return this.live.filter(({ state }) => state === 'waiting');
  }

  /** Begins; answers when the worker waits at its first gate. `job` must not throw. */
  async start(place: number, job: (worker: Worker) => Promise<void>): Promise<Worker> {
    this.#count += 1;
    const worker: Worker = {
      number: this.#count,
      name: `w${this.#count}`,
      place,
      state: 'running',
      step: 'begin',
      stop: new AbortController(),
      feed: undefined,
      pass: () => undefined,
      arrived: Promise.withResolvers(),
    };
    this.live.push(worker);
    const ended = (): void => {
      worker.state = 'ended';
      this.#leave(worker);
      worker.arrived.resolve();
    };
    job(worker).then(ended, (error: unknown) => {
      worker.state = 'ended';
      this.#leave(worker);
      worker.arrived.reject(error);
    });
    await worker.arrived.promise;
    return worker;
  }

  /** Waited for by every call of the worker. */
  gate(worker: Worker, step: string): Promise<void> {
    if (worker.state === 'waiting')
      throw new Error(`${worker.name} waits at ${worker.step} and came to ${step} as well.`);
    worker.step = step;
    worker.state = 'waiting';
    return new Promise((resolve) => {
      worker.pass = resolve;
      worker.arrived.resolve();
    });
  }

  /** The worker's call does not answer until the signal is given; then it goes on at once. */
  hangs(worker: Worker, signal: AbortSignal): void {
    signal.addEventListener(
      'abort',
      () => {
        worker.arrived = Promise.withResolvers();
        worker.state = 'running';
      },
      { once: true },
    );
    worker.state = 'hanging';
    worker.arrived.resolve();
  }

  /** Lets it through, and answers when it waits again, hangs or has ended. */
  async advance(worker: Worker): Promise<void> {
    if (worker.state !== 'waiting') throw new Error(`${worker.name} does not wait at a gate but is ${worker.state}.`);
    this.steps += 1;
    worker.arrived = Promise.withResolvers();
    worker.state = 'running';
    worker.pass();
    await worker.arrived.promise;
  }

  /** Throws when it never ends: simulated time stands still meanwhile, so no limit of the engine's own ends it. */
  async finish(worker: Worker): Promise<void> {
    const most = this.steps + mostStepsOfTurn;
    while (worker.state === 'waiting') {
      if (this.steps > most)
        throw new Error(
          `${worker.name} never comes to its end: after ${mostStepsOfTurn} steps it is at ${worker.step}.`,
        );
      await this.advance(worker);
    }
  }

  /** Time goes by; calls whose limit is met end, and their workers go on to their next gate. */
  async passTime(ms: number): Promise<void> {
    await this.#clock.advance(ms, async (owner, end) => {
      const worker = this.live.find(({ number }) => number === owner);
      const hung = worker?.state === 'hanging';
      end();
      // Not every limit that is met is the one that the worker waits for.
      if (hung && worker.state !== 'hanging') await worker.arrived.promise;
    });
  }

  kill(worker: Worker): void {
    worker.state = 'dead';
    this.#leave(worker);
  }
  fallAsleep(worker: Worker): void {
    worker.state = 'asleep';
  }
  wake(worker: Worker): void {
    worker.state = 'waiting';
  }

  #leave(worker: Worker): void {
    this.live = this.live.filter((other) => other !== worker);
    this.#clock.forget(worker.number);
  }
}
