import type { Log } from './http/log.ts';
import type { RunningHub } from './hub.ts';

/** Ctrl-C under npm arrives twice, from the terminal and from npm: within this time it is the same wish. */
const sameWishMs = 1_000;

/** The first signal ends in order; a later one at once. A signal during the start counts as soon as the hub is up. */
export function stopOnSignal(log: Log): { stops(hub: RunningHub): void } {
  let running: RunningHub | undefined;
  let askedAtMs: number | undefined;
  const end = (hub: RunningHub): void => {
    void hub.stop().then(() => process.exit());
  };
  const onSignal = (): void => {
    const nowMs = performance.now();
    if (askedAtMs !== undefined) {
      if (nowMs - askedAtMs < sameWishMs) return;
      running?.abandon();
      process.exit(130);
    }
    askedAtMs = nowMs;
    log.info('Stopping: the batch in hand is finished first. Once more to stop at once.');
    if (running !== undefined) end(running);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const onBug = (error: unknown): void => {
    log.error('A bug stops the hub.', { error });
    process.exitCode = 70;
    if (askedAtMs === undefined) onSignal();
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return {
    stops(hub) {
      running = hub;
      if (askedAtMs !== undefined) end(hub);
    },
  };
}
