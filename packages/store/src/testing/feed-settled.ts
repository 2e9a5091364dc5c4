import type { Queryable } from '../database.ts';

/**
 * Waits until everything committed so far may be read from the change feed. Transaction ids belong to the whole
 * server, so an open transaction of another test file's database holds the feed back for its time (H26): a test that
 * expects its own change in the feed, or takes a place in it, waits here first. Throws after a minute.
 */
export async function feedSettled(db: Queryable): Promise<void> {
  const [mine] = await db.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
  const end = performance.now() + 60_000;
  for (;;) {
    const [row] = await db.query<{ past: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as past',
      [mine?.xid],
    );
    if (row?.past === true) return;
    if (performance.now() > end)
      throw new Error('A transaction on the test server stays open and holds back the change feed.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
