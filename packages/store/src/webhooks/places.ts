/** How far each connection's happenings were told. From the first address on, and not what was before it. */
import type { Queryable, Transaction } from '../database.ts';

const tellLock = 461_168_604;

/** One process tells at a time; the others have nothing to do. Held to the end of the transaction. */
export async function lockTelling(tx: Transaction): Promise<boolean> {
  const [row] = await tx.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [tellLock]);
  return row?.got === true;
}

export interface WebhookListener {
  readonly id: number;
  readonly events: readonly string[];
}
/** Addresses that take something at this moment. Undefined: there is no address at all. */
export async function webhookListeners(db: Queryable): Promise<readonly WebhookListener[] | undefined> {
  const rows = await db.query<WebhookListener & { paused: boolean }>(
    'select id, events, paused_at is not null as paused from webhook order by id',
  );
  return rows.length === 0 ? undefined : rows.filter(({ paused }) => !paused).map(({ id, events }) => ({ id, events }));
}

export interface Place {
  readonly connectionId: number;
  readonly connection: string;
  readonly logId: number;
  readonly heldId: number;
  readonly health: string;
  /** Where it stands now, read in one statement. */
  readonly now: {
    readonly logId: number;
    readonly heldId: number;
    readonly health: string;
    readonly healthMessage: string | null;
    readonly failures: number;
  };
}

/**
 * Connections that were not told about since `quietSince`, with both places. A log row of these kinds is written under the
 * connection's lease, one transaction after the other, so that of one connection a lower id is never committed later.
 */
export const openPlaces = (tx: Queryable, quietSince: Date): Promise<readonly Place[]> =>
  tx.query<Place>(
    `select c.id as "connectionId", c.name as connection, p.log_id as "logId", p.held_id as "heldId", p.health,
       jsonb_build_object(
         'logId', coalesce((select max(id) from sync_log where connection_id = c.id), 0),
         'heldId', coalesce((select max(id) from held where connection_id = c.id), 0),
         'health', c.health, 'healthMessage', c.health_message, 'failures', c.failures) as now
     from webhook_place p join connection c on c.id = p.connection_id
     where not c.deleted and (p.told_at is null or p.told_at <= $1) order by c.rank, c.id`,
    [quietSince],
  );

/** Connections that are new to it begin here: nothing of what was before is told. */
export async function beginPlaces(tx: Queryable): Promise<void> {
  await tx.run(
    `insert into webhook_place (connection_id, log_id, held_id, health)
     select c.id, coalesce((select max(id) from sync_log where connection_id = c.id), 0),
       coalesce((select max(id) from held where connection_id = c.id), 0), 'ok'
     from connection c where not c.deleted on conflict do nothing`,
  );
}

/** The last address is gone: who comes later begins anew. */
export async function forgetPlaces(tx: Queryable): Promise<void> {
  await tx.run('delete from webhook_place');
  await tx.run('delete from webhook_failing');
}

export async function movePlace(
  tx: Queryable,
  place: Pick<Place, 'connectionId' | 'logId' | 'heldId' | 'health'>,
  toldAt: Date | null,
): Promise<void> {
  await tx.run(
    `update webhook_place set log_id = $2, held_id = $3, health = $4, told_at = coalesce($5, told_at)
     where connection_id = $1`,
    [place.connectionId, place.logId, place.heldId, place.health, toldAt],
  );
}
