import type { Queryable } from '../database.ts';

/**
 * Waits until every change committed so far may be read from the change feed, and a place taken in it lies behind them all.
 * Transaction ids belong to the whole server, so an open transaction of another test file's database holds the feed back for its
 * time (H26): a test that expects its own change in the feed, or takes a place in it, waits here first. Throws after a minute.
 */
export async function feedSettled(db: Queryable): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    const [row] = await db.query<{ past: boolean }>(
      'select not exists (select from crm_change where xid >= pg_snapshot_xmin(pg_current_snapshot())) as past',
    );
    if (row?.past === true) return;
    if (performance.now() > end)
      throw new Error('A transaction on the test server stays open and holds back the change feed.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
