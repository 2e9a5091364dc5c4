/** The addresses. What the sealed bytes mean is the server's business. */
import type { Queryable, Transaction } from '../database.ts';

export const webhookEvents = ['failure', 'conflict', 'held', 'resolved', 'recovery'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];
/** `failing`: nothing was taken for a day; `gone`: the receiver said that it does not exist any more. */
export type PausedWhy = 'person' | 'failing' | 'gone';

export interface WebhookRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly secretSetAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly failingSince: Date | null;
  readonly failures: number;
  readonly nextAt: Date;
  readonly pausedAt: Date | null;
  readonly pausedWhy: PausedWhy | null;
  /** Deliveries that are not done. */
  readonly waiting: number;
}

const columns = `w.id, w.name, w.url, w.events, w.secret_set_at as "secretSetAt", w.created_at as "createdAt",
  w.created_by as "createdBy", w.failing_since as "failingSince", w.failures, w.next_at as "nextAt",
  w.paused_at as "pausedAt", w.paused_why as "pausedWhy",
  (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.status = 'waiting') as waiting`;

export const listWebhooks = (db: Queryable): Promise<readonly WebhookRow[]> =>
  db.query<WebhookRow>(`select ${columns} from webhook w order by lower(w.name), w.id`);

export async function getWebhook(db: Queryable, id: number): Promise<WebhookRow | undefined> {
  return (await db.query<WebhookRow>(`select ${columns} from webhook w where w.id = $1`, [id]))[0];
}

export interface SealedSecret {
  readonly sealed: Buffer;
  readonly keyId: string;
}
export interface WebhookForm {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** An id that is nobody's, so that a secret can be sealed for it before the row is there. */
export async function nextWebhookId(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ id: number }>(`select nextval(pg_get_serial_sequence('webhook', 'id'))::int as id`);
  if (row === undefined) throw new Error('The sequence of webhooks answered no row.');
  return row.id;
}

/** False: the address is there already. */
export async function insertWebhook(
  tx: Transaction,
  hook: WebhookForm & { readonly id: number; readonly secret: SealedSecret; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const count = await tx.run(
    `insert into webhook (id, name, url, events, secret, key_id, secret_set_at, created_at, created_by, next_at)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $7) on conflict (url) do nothing`,
    [hook.id, hook.name, hook.url, hook.events, hook.secret.sealed, hook.secret.keyId, hook.now, hook.by],
  );
  return count === 1;
}

/** `missing`: there is no such row; `taken`: another row has the address. */
export async function updateWebhook(
  tx: Transaction,
  id: number,
  form: WebhookForm,
): Promise<'done' | 'missing' | 'taken'> {
  const taken = await tx.query('select 1 from webhook where url = $1 and id <> $2', [form.url, id]);
  if (taken.length > 0) return 'taken';
  const count = await tx.run('update webhook set name = $2, url = $3, events = $4 where id = $1', [
    id,
    form.name,
    form.url,
    form.events,
  ]);
  return count === 1 ? 'done' : 'missing';
}

export const deleteWebhook = async (tx: Queryable, id: number): Promise<boolean> =>
  (await tx.run('delete from webhook where id = $1', [id])) === 1;

export async function pauseWebhook(db: Queryable, id: number, why: PausedWhy, now: Date): Promise<boolean> {
  const sql = 'update webhook set paused_at = $3, paused_why = $2 where id = $1 and paused_at is null';
  return (await db.run(sql, [id, why, now])) === 1;
}

/** What waits is sent from now on. */
export async function resumeWebhook(db: Queryable, id: number, now: Date): Promise<boolean> {
  const sql = `update webhook set paused_at = null, paused_why = null, failing_since = null, failures = 0, next_at = $2
    where id = $1`;
  return (await db.run(sql, [id, now])) === 1;
}

export interface WebhookSecretRow extends SealedSecret {
  readonly id: number;
}
const secretColumns = 'id, secret as sealed, key_id as "keyId"';

export async function webhookSecret(db: Queryable, id: number): Promise<WebhookSecretRow | undefined> {
  return (await db.query<WebhookSecretRow>(`select ${secretColumns} from webhook where id = $1`, [id]))[0];
}
export const webhookSecrets = (tx: Queryable): Promise<readonly WebhookSecretRow[]> =>
  tx.query<WebhookSecretRow>(`select ${secretColumns} from webhook order by id for update`);

/** The same secret under another key. */
export async function resealWebhookSecret(tx: Queryable, row: WebhookSecretRow): Promise<void> {
  await tx.run('update webhook set secret = $2, key_id = $3 where id = $1', [row.id, row.sealed, row.keyId]);
}

/** Another secret. False: there is no such row. */
export async function storeWebhookSecret(tx: Queryable, row: WebhookSecretRow, now: Date): Promise<boolean> {
  const sql = 'update webhook set secret = $2, key_id = $3, secret_set_at = $4 where id = $1';
  return (await tx.run(sql, [row.id, row.sealed, row.keyId, now])) === 1;
}
