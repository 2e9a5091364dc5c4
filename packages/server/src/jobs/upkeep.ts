import {
  type Database,
  pruneBrakeCounts,
  pruneDeliveries,
  pruneFeed,
  pruneKnownAddresses,
  pruneLoginFailures,
  pruneOpenIdAttempts,
  pruneSessions,
} from '@kobling/store';
import { windowMs } from '../auth/lock-out.ts';
import { idleMs } from '../auth/sessions.ts';

/** Who was away that long is a stranger again. */
const addressesKeptMs = 90 * 86_400_000;
const deliveriesKeptMs = 7 * 86_400_000;

/** What piles up and is of no more use: ended sessions, old failed log-ins, counts of days gone by, feed rows that every connection has read. */
export async function runUpkeep(db: Database, now: Date): Promise<void> {
  await pruneSessions(db, now, new Date(now.getTime() - idleMs));
  await pruneLoginFailures(db, new Date(now.getTime() - windowMs));
  await pruneOpenIdAttempts(db, now);
  await pruneKnownAddresses(db, new Date(now.getTime() - addressesKeptMs));
  await pruneBrakeCounts(db, now);
  await pruneDeliveries(db, new Date(now.getTime() - deliveriesKeptMs));
  await pruneFeed(db);
}
