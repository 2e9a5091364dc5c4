/** What is to be sent, and what became of it. */
import type { Queryable, Transaction } from '../database.ts';

export interface DeliveryBody {
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}
export interface NewDelivery {
  readonly id: string;
  readonly webhookId: number;
  readonly connectionId: number | null;
  readonly event: string;
  readonly body: DeliveryBody;
  readonly now: Date;
}

export async function addDelivery(tx: Queryable, delivery: NewDelivery): Promise<void> {
  await tx.run(
    `insert into webhook_delivery (id, webhook_id, connection_id, event, body, created_at)
     values ($1, $2, $3, $4, $5::jsonb, $6)`,
    [
      delivery.id,
      delivery.webhookId,
      delivery.connectionId,
      delivery.event,
      JSON.stringify(delivery.body),
      delivery.now,
    ],
  );
}

/** One of the same kind that nobody has tried to send yet: it may grow. Locked to the end of the transaction. */
export async function untriedDelivery(
  tx: Transaction,
  like: { readonly webhookId: number; readonly connectionId: number; readonly event: string; readonly subject: string },
): Promise<{ readonly id: string; readonly body: DeliveryBody } | undefined> {
  const rows = await tx.query<{ id: string; body: DeliveryBody }>(
    `select id, body from webhook_delivery
     where webhook_id = $1 and status = 'waiting' and attempts = 0 and connection_id = $2 and event = $3
       and body -> 'data' ->> 'subject' = $4
     order by created_at desc limit 1 for update skip locked`,
    [like.webhookId, like.connectionId, like.event, like.subject],
  );
  return rows[0];
}

export async function growDelivery(tx: Transaction, id: string, body: DeliveryBody): Promise<void> {
  await tx.run('update webhook_delivery set body = $2::jsonb where id = $1', [id, JSON.stringify(body)]);
}

export interface Claimed {
  readonly id: string;
  readonly webhookId: number;
  readonly url: string;
  readonly event: string;
  readonly body: DeliveryBody;
  readonly attempts: number;
  readonly failures: number;
  readonly failingSince: Date | null;
}

/**
 * The oldest delivery of each address that is due, one an address. Whoever claims it has it until `until`; if that
 * process dies, another sends it again under the same id.
 */
export const claimDeliveries = (db: Queryable, now: Date, until: Date, limit: number): Promise<readonly Claimed[]> =>
  db.query<Claimed>(
    `with due as (
       select w.id, w.url, w.failures, w.failing_since from webhook w
       where w.paused_at is null and w.next_at <= $1
         and exists (select from webhook_delivery d where d.webhook_id = w.id and d.status = 'waiting')
         and not exists (select from webhook_delivery d where d.webhook_id = w.id and d.status = 'waiting' and d.claimed_until > $1)
       order by w.next_at limit $3 for update skip locked)
     update webhook_delivery d set claimed_until = $2, attempts = d.attempts + 1
     from due, lateral (select id from webhook_delivery
       where webhook_id = due.id and status = 'waiting' order by created_at, id limit 1) oldest
     where d.id = oldest.id
     returning d.id, d.webhook_id as "webhookId", due.url, d.event, d.body, d.attempts, due.failures,
       due.failing_since as "failingSince"`,
    [now, until, limit],
  );

export interface Answered {
  readonly httpStatus: number | null;
  readonly error: string | null;
  readonly tookMs: number;
  readonly now: Date;
}

export async function deliveryDone(
  tx: Transaction,
  claimed: Pick<Claimed, 'id' | 'webhookId'>,
  answer: Answered,
): Promise<void> {
  await finish(tx, claimed.id, 'delivered', answer);
  await tx.run('update webhook set failing_since = null, failures = 0, next_at = $2 where id = $1', [
    claimed.webhookId,
    answer.now,
  ]);
}

/** It is tried again at `nextAt`; the address as a whole waits until then. */
export async function deliveryFailed(
  tx: Transaction,
  claimed: Pick<Claimed, 'id' | 'webhookId'>,
  answer: Answered,
  nextAt: Date,
): Promise<void> {
  await finish(tx, claimed.id, 'waiting', answer);
  await tx.run(
    `update webhook set failing_since = coalesce(failing_since, $2), failures = failures + 1, next_at = $3 where id = $1`,
    [claimed.webhookId, answer.now, nextAt],
  );
}

/** A test is tried once: it leaves the address's own waiting alone. */
export const testDone = (tx: Queryable, id: string, answer: Answered, taken: boolean): Promise<void> =>
  finish(tx, id, taken ? 'delivered' : 'failed', answer, 1);

async function finish(
  tx: Queryable,
  id: string,
  status: 'waiting' | 'delivered' | 'failed',
  { httpStatus, error, tookMs, now }: Answered,
  attempts: number | null = null,
): Promise<void> {
  await tx.run(
    `update webhook_delivery set status = $2, http_status = $3, error = $4, took_ms = $5, answered_at = $6,
       claimed_until = null, attempts = coalesce($7, attempts)
     where id = $1`,
    [id, status, httpStatus, error, tookMs, now, attempts],
  );
}

export interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly connection: string | null;
  readonly count: number;
  readonly status: 'waiting' | 'delivered' | 'failed';
  readonly createdAt: Date;
  readonly attempts: number;
  readonly answeredAt: Date | null;
  readonly httpStatus: number | null;
  readonly error: string | null;
  readonly tookMs: number | null;
}

/** Newest first. */
export const webhookDeliveries = (db: Queryable, webhookId: number, limit: number): Promise<readonly DeliveryRow[]> =>
  db.query<DeliveryRow>(
    `select d.id, d.event, c.name as connection, coalesce((d.body -> 'data' ->> 'count')::int, 1) as count, d.status,
       d.created_at as "createdAt", d.attempts, d.answered_at as "answeredAt", d.http_status as "httpStatus", d.error,
       d.took_ms as "tookMs"
     from webhook_delivery d left join connection c on c.id = d.connection_id
     where d.webhook_id = $1 order by d.created_at desc, d.id limit $2`,
    [webhookId, limit],
  );

/** It is sent again, under its own id, and before all others of its address. False: it is on its way, or there is none. */
export async function resendDelivery(tx: Queryable, webhookId: number, id: string, now: Date): Promise<boolean> {
  const count = await tx.run(
    `update webhook_delivery set status = 'waiting', claimed_until = null
     where id = $2 and webhook_id = $1 and event <> 'test' and (claimed_until is null or claimed_until <= $3)`,
    [webhookId, id, now],
  );
  if (count === 0) return false;
  await tx.run('update webhook set next_at = $2 where id = $1', [webhookId, now]);
  return true;
}

/** What waited that long is given up; what is done is forgotten. Answers how many rows went. */
export const pruneDeliveries = (db: Queryable, before: Date): Promise<number> =>
  db.run('delete from webhook_delivery where created_at < $1', [before]);
