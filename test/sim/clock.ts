/**
 * Simulated time. It moves only when the history says so; what was to happen in between (calls that meet their limit) then
 * happens in order. The worker whose call ended runs on until it waits again, before the next limit is looked at.
 */
import type { Clock } from '@kobling/engine';
import type { Deadline } from '@kobling/sdk';

interface Timer {
  readonly at: number;
  readonly owner: number;
  readonly end: () => void;
}

export class SimClock {
  /** Late enough that no real clock, such as a database's own, is ahead of it. */
  #ms = Date.UTC(2040, 0, 1);
  #timers: Timer[] = [];
  /** What the hub's wall clock is off by (F12); monotonic time is not. */
  offMs = 0;

  get ms(): number {
    return this.#ms;
  }
  now(): Date {
    return new Date(this.#ms);
  }

  /** The clock of one worker. */
  of(owner: number): Clock {
    return {
      now: () => new Date(this.#ms + this.offMs),
      monotonicMs: () => this.#ms,
      timeout: (ms) => {
        const controller = new AbortController();
        this.#timers.push({ at: this.#ms + ms, owner, end: () => controller.abort() });
        return controller.signal;
      },
      deadline: (ms) => this.#deadline(ms, owner),
    };
  }

  #deadline(ms: number, owner: number): Deadline {
    const controller = new AbortController();
    let timer: Timer | undefined;
    const stop = (): void => {
      this.#timers = this.#timers.filter((other) => other !== timer);
      timer = undefined;
    };
    return {
      signal: controller.signal,
      stop,
      restart: () => {
        stop();
        timer = { at: this.#ms + ms, owner, end: () => controller.abort() };
        this.#timers.push(timer);
      },
    };
  }

  /** A worker that ended waits for nothing. */
  forget(owner: number): void {
    this.#timers = this.#timers.filter((timer) => timer.owner !== owner);
  }

  /** `ended`: called for each limit that is met on the way, after it took effect. */
  async advance(ms: number, met: (owner: number, end: () => void) => Promise<void>): Promise<void> {
    const until = this.#ms + ms;
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.at <= until)
        .reduce<Timer | undefined>(
          (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
          undefined,
        );
      if (next === undefined) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#ms = Math.max(this.#ms, next.at);
      await met(next.owner, next.end);
    }
    this.#ms = until;
  }
}
