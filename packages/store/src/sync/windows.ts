/** How long an ERP that does not compare could be edited unseen before a write (H37). */
import type { WindowStore } from '@kobling/engine';
import type { Database, Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

export const windowStore = (db: Database, now: () => Date): WindowStore => ({
  noteSaveWindow: async (lease, ms) => {
    await db.run(
      `with ${heldLease}
       insert into save_window as w (connection_id, recent_ms, greatest_ms, at) select $1, $3, $3, $4 from held
       on conflict (connection_id) do update set recent_ms = excluded.recent_ms,
         greatest_ms = greatest(w.greatest_ms, excluded.greatest_ms), at = excluded.at`,
      [lease.connectionId, String(lease.token), ms, now()],
    );
  },
});

export interface SaveWindow {
  readonly recentMs: number;
  readonly greatestMs: number;
  readonly at: Date;
}

/** By connection; one that compares has none, nor one that was never written to. */
export async function saveWindows(db: Queryable): Promise<ReadonlyMap<number, SaveWindow>> {
  const rows = await db.query<SaveWindow & { connection_id: number }>(
    'select connection_id, recent_ms as "recentMs", greatest_ms as "greatestMs", at from save_window',
  );
  return new Map(rows.map(({ connection_id: id, ...window }) => [id, window]));
}
