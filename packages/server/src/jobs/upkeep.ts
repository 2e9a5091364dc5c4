import {
  type Database,
  pruneBrakeCounts,
  pruneDeliveries,
  pruneFeed,
  pruneLoginFailures,
  pruneSessions,
} from '@kobling/store';
import { windowMs } from '../auth/lock-out.ts';
import { idleMs } from '../auth/sessions.ts';

const deliveriesKeptMs = 7 * 86_400_000;

/** What piles up and is of no more use: ended sessions, old failed log-ins, counts of days gone by, feed rows that every connection has read. */
export async function runUpkeep(db: Database, now: Date): Promise<void> {
  await pruneSessions(db, now, new Date(now.getTime() - idleMs));
  await pruneLoginFailures(db, new Date(now.getTime() - windowMs));
  await pruneBrakeCounts(db, now);
  await pruneDeliveries(db, new Date(now.getTime() - deliveriesKeptMs));
  await pruneFeed(db);
}
