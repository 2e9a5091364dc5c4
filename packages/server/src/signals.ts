import type { Log } from './http/log.ts';
import type { RunningHub } from './hub.ts';

/** The first signal ends in order; a second one at once. A signal during the start counts as soon as the hub is up. */
export function stopOnSignal(log: Log): { stops(hub: RunningHub): void } {
  let running: RunningHub | undefined;
  let asked = false;
  const end = (hub: RunningHub): void => {
    void hub.stop().then(() => process.exit());
  };
  const onSignal = (): void => {
    if (asked) {
      running?.abandon();
      process.exit(130);
    }
    asked = true;
    log.info('Stopping: the batch in hand is finished first. Once more to stop at once.');
    if (running !== undefined) end(running);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const onBug = (error: unknown): void => {
    log.error('A bug stops the hub.', { error });
    process.exitCode = 70;
    if (!asked) onSignal();
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return {
    stops(hub) {
      running = hub;
      if (asked) end(hub);
    },
  };
}
