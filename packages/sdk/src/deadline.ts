/** A deadline for silence: it runs while somebody waits, and a stream that keeps answering never meets it (H30). */
export interface Deadline {
  /** Aborted when `ms` went by between `restart` and `stop`. */
  readonly signal: AbortSignal;
  restart(): void;
  stop(): void;
}

/** Does not keep the process alive. Begins stopped. */
export function silenceDeadline(ms: number): Deadline {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    signal: controller.signal,
    stop,
    restart() {
      stop();
      timer = setTimeout(() => controller.abort(new DOMException(`No answer for ${ms} ms.`, 'TimeoutError')), ms);
      timer.unref();
    },
  };
}
