/**
 * One cycle of one connection. Read this first.
 *
 *   observe → decide → intend → act → settle, in batches of links, never record by record.
 *
 * Four sources say which links to look at: writes whose outcome is open, the ERP's changed actors, the CRM's change feed, and
 * links revisited unasked. Each batch then takes the same way (merge.ts): both sides are read fresh, `decide` compares them
 * with the base (decide.ts), one transaction writes the CRM side with bases, log and intents, the intents are sent to the ERP
 * (send/), and the answers settle the bases (settle/). A cycle can end after any batch and loses nothing: what is not
 * done yet lies behind a cursor, the feed's position, a hint or an open intent.
 */
import { finishIntents } from './finish-intents.ts';
import { observeCrm } from './observe-crm.ts';
import { observeErp } from './observe-erp.ts';
import { seekRenumbered } from './restored/renumbered.ts';
import { watchForRestore } from './restored/watch.ts';
import { retryDue, serveHints, sweep } from './revisit.ts';
import { type Ended, stopping, type Work, wellEnded } from './work.ts';

export interface CycleEnd {
  readonly end: Ended;
  /** There is more to do at once: the slice ended first. */
  readonly more: boolean;
}

/** `intervalMs`: time to the next cycle, which paces the sweep. */
export async function cycle(work: Work, intervalMs: number): Promise<CycleEnd> {
  let more = false;
  const steps: readonly (() => Promise<Ended>)[] = [
    () => finishIntents(work),
    async () => {
      const erp = await observeErp(work);
      more ||= erp.more;
      return erp.end;
    },
    async () => {
      const feed = await observeCrm(work);
      more ||= feed.more;
      return feed.end;
    },
    async () => {
      const hints = await serveHints(work);
      more ||= hints.more;
      return hints.end;
    },
    () => retryDue(work),
    () => sweep(work, intervalMs),
    () => watchForRestore(work),
    () => seekRenumbered(work),
  ];
  for (const step of steps) {
    if (stopping(work)) return { end: wellEnded, more: false };
    const end = await step();
    if (end.status !== 'done') return { end, more: false };
  }
  return { end: wellEnded, more };
}
