/** Places of walks over all links, and the size of calls that an ERP stands (H30). */
import { LeaseLost, type Lease, type Walk, type WalkStore } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

export const walkStore = (db: Queryable): WalkStore => ({
  walk: async (connectionId, name) => {
    const rows = await db.query<{ place: Omit<Walk, 'begunAt'> & { readonly begunAt: string } }>(
      'select place from walk where connection_id = $1 and name = $2',
      [connectionId, name],
    );
    const place = rows[0]?.place;
    return place && { ...place, begunAt: new Date(place.begunAt) };
  },
  saveWalk: async (lease, name, place) => {
    const held = await underLease(
      db,
      lease,
      place === undefined
        ? 'delete from walk using held where connection_id = $1 and name = $3'
        : `insert into walk (connection_id, name, place) select $1, $3, $4::jsonb from held
           on conflict (connection_id, name) do update set place = excluded.place`,
      place === undefined ? [name] : [name, JSON.stringify(place)],
    );
    if (!held) throw new LeaseLost(lease.connectionId);
  },
  saveBatchSizes: async (lease, sizes) => {
    const held = await underLease(
      db,
      lease,
      'update connection c set batch_sizes = $3::jsonb from held where c.id = $1',
      [JSON.stringify(sizes)],
    );
    if (!held) throw new LeaseLost(lease.connectionId);
  },
});

async function underLease(
  db: Queryable,
  lease: Lease,
  statement: string,
  params: readonly unknown[],
): Promise<boolean> {
  const rows = await db.query<{ held: boolean }>(
    `with ${heldLease}, done as (${statement} returning 1) select exists (select from held) as held`,
    [lease.connectionId, String(lease.token), ...params],
  );
  return rows[0]?.held === true;
}
