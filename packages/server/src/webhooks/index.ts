/**
 * Webhooks out: `tell.ts` turns what happened into messages, `deliver.ts` sends them, `sign.ts` proves whose they are. Each
 * worker makes rounds of both; which of them does the work is decided in the database.
 */
import type { EventBus } from '../jobs/events.ts';
import { deliverDue, type DeliverParts } from './deliver.ts';
import { tell, type TellParts } from './tell.ts';

export interface WebhookParts extends TellParts, DeliverParts {
  readonly events: Pick<EventBus, 'subscribe'>;
}

/** Between rounds when nothing calls for one: retries come due by themselves. */
const everyMs = 5_000;
/** After a signal: what comes together is told together. */
const soonMs = 500;

export function startWebhooks(parts: WebhookParts): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const plan = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void (round = round.then(work)), ms);
  };
  let pokedSoon = false;
  const work = async (): Promise<void> => {
    pokedSoon = false;
    let more = false;
    try {
      await tell(parts);
      more = (await deliverDue(parts)) > 0;
    } catch (error) {
      parts.log.debug('A round of webhooks did not end well.', { error });
    }
    if (!pokedSoon) plan(more ? 0 : everyMs);
  };
  const unsubscribe = parts.events.subscribe(({ type }) => {
    if (pokedSoon || (type !== 'log' && type !== 'overview' && type !== 'wake')) return;
    pokedSoon = true;
    plan(soonMs);
  });
  plan(everyMs);
  return {
    async stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      await round;
    },
  };
}
