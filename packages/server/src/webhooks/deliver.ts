/**
 * Sends what is due, one message an address at a time. An address that does not take it is left alone for a growing while;
 * after a day of that it is paused, with a word, until a person resumes it.
 */
import {
  type Claimed,
  claimDeliveries,
  type Database,
  deliveryDone,
  deliveryFailed,
  pauseWebhook,
  type PausedWhy,
} from '@kobling/store';
import type { Log } from '../http/log.ts';
import type { Secrets } from '../secrets/index.ts';
import { send, sendWithinMs, type Sent, type SendParts } from './send.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Until the next attempt, by how many failed before; the last one stays. */
export const pausesMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
] as const;
/** Nothing taken for that long: it is paused. */
export const longestFailingMs = 24 * hour;
/** Longer than one attempt: who claimed it and still says nothing is gone. */
const claimMs = sendWithinMs + 15 * second;
const atOnce = 8;

export interface DeliverParts extends SendParts {
  readonly db: Database;
  readonly secrets: Pick<Secrets, 'webhooks'>;
  readonly log: Log;
  /** Of a random number in [0, 1): attempts of many addresses are spread by up to a tenth. */
  readonly random: () => number;
}

/** Answers how many were tried. */
export async function deliverDue(parts: DeliverParts): Promise<number> {
  const now = parts.now();
  const claimed = await claimDeliveries(parts.db, now, new Date(now.getTime() + claimMs), atOnce);
  await Promise.all(claimed.map((one) => deliver(parts, one)));
  return claimed.length;
}

async function deliver(parts: DeliverParts, claimed: Claimed): Promise<void> {
  const secret = await parts.secrets.webhooks.open(claimed.webhookId);
  const sent: Sent =
    secret.status === 'done'
      ? await send(parts, { ...claimed, secret: secret.value })
      : { taken: false, httpStatus: null, error: secret.reason.message, tookMs: 0 };
  const now = parts.now();
  const answer = { ...sent, now };
  if (sent.taken) {
    await parts.db.transaction((tx) => deliveryDone(tx, claimed, answer));
    return;
  }
  const pause = pausesMs[Math.min(claimed.failures, pausesMs.length - 1)] ?? hour;
  const nextAt = new Date(now.getTime() + pause * (1 + parts.random() / 10));
  await parts.db.transaction((tx) => deliveryFailed(tx, claimed, answer, nextAt));
  const why = pauseWhy(claimed, sent, now);
  parts.log.debug('A webhook was not taken.', { webhook: claimed.webhookId, why: sent.error });
  if (why !== undefined && (await pauseWebhook(parts.db, claimed.webhookId, why, now)))
    parts.log.warn(
      why === 'gone'
        ? 'A webhook is paused: its address says that it is gone.'
        : 'A webhook is paused: its address took nothing for a day. Resume it under Settings, Webhooks.',
      { webhook: claimed.webhookId, why: sent.error },
    );
}

function pauseWhy({ failingSince }: Claimed, { httpStatus }: Sent, now: Date): PausedWhy | undefined {
  if (httpStatus === 410) return 'gone';
  const since = failingSince?.getTime() ?? now.getTime();
  return now.getTime() - since >= longestFailingMs ? 'failing' : undefined;
}
