/** Audits asked for: one a connection at a time. */
import type { Queryable } from '../../database.ts';
import { lanes } from '../requests.ts';

/**
 * Adds a request of each connection, or of every active one; a connection whose audit waits or is under way keeps that one.
 * Answers the request of each.
 */
export async function queueAudits(
  db: Queryable,
  by: string,
  connectionId?: number,
): Promise<readonly { readonly requestId: number; readonly connectionId: number; readonly connection: string }[]> {
  return db.query(
    `with wanted as (select c.id, c.name, c.rank, (select max(r.id) from request r where r.connection_id = c.id
         and r.kind = 'audit' and r.status in ('queued', 'running')) as request_id
       from connection c where not c.deleted and (c.id = $1 or $1::int is null and c.active)),
     added as (insert into request (connection_id, kind, payload, by_name, lane)
       select id, 'audit', '{"kind": "audit"}', $2, ${lanes.background} from wanted where request_id is null
       returning id, connection_id)
     select coalesce(w.request_id, a.id) as "requestId", w.id as "connectionId", w.name as connection
     from wanted w left join added a on a.connection_id = w.id order by w.rank, w.id`,
    [connectionId ?? null, by],
  );
}
