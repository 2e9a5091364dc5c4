/** Addresses that are told of failures, conflicts and recovery: make, change, pause, try, remove. */
import { randomUUID } from 'node:crypto';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addDelivery,
  deleteWebhook,
  type DeliveryRow,
  forgetPlaces,
  getWebhook,
  insertWebhook,
  listWebhooks,
  nextWebhookId,
  pauseWebhook,
  resendDelivery,
  resumeWebhook,
  storeWebhookSecret,
  testDone,
  updateWebhook,
  type WebhookForm,
  type WebhookRow,
  webhookDeliveries,
} from '@kobling/store';
import { refusalOfUrl } from '../egress/rules.ts';
import type { Hub } from '../hub.ts';
import { send, type Sent } from '../webhooks/send.ts';
import { newWebhookSecret } from '../webhooks/sign.ts';

export type WebhookHub = Pick<Hub, 'db' | 'secrets' | 'operator' | 'outbound' | 'now'>;
export interface MadeWebhook {
  readonly webhook: WebhookRow;
  /** Shown this once. */
  readonly secret: string;
}

const unknown = rejected('webhook.unknown', 'There is no such webhook. Load the list again.');
const taken = rejected('webhook.exists', 'There is a webhook with this address already. Change that one.', {
  fields: { url: 'There is a webhook with this address already.' },
});

export const readWebhooks = async (hub: WebhookHub): Promise<Outcome<readonly WebhookRow[]>> =>
  done(await listWebhooks(hub.db));

/** Rejected `webhook.url` when the address may never be called: it is said before anything waits for it. */
export async function makeWebhook(hub: WebhookHub, form: WebhookForm, by: string): Promise<Outcome<MadeWebhook>> {
  const refused = refusedUrl(hub, form.url);
  if (refused !== undefined) return refused;
  const secret = newWebhookSecret();
  const id = await hub.db.transaction(async (tx) => {
    const next = await nextWebhookId(tx);
    const sealed = await hub.secrets.webhooks.seal(next, secret, tx);
    if (!(await insertWebhook(tx, { ...form, id: next, secret: sealed, by, now: hub.now() }))) return undefined;
    await addAudit(tx, { by, action: 'webhook.make', subject: `webhook ${form.name}`, new: form });
    return next;
  });
  const webhook = id === undefined ? undefined : await getWebhook(hub.db, id);
  return webhook === undefined ? taken : done({ webhook, secret });
}

export async function changeWebhook(
  hub: WebhookHub,
  id: number,
  form: WebhookForm,
  by: string,
): Promise<Outcome<WebhookRow>> {
  const refused = refusedUrl(hub, form.url);
  if (refused !== undefined) return refused;
  const before = await getWebhook(hub.db, id);
  const answer = await hub.db.transaction(async (tx) => {
    const status = await updateWebhook(tx, id, form);
    const old = before && { name: before.name, url: before.url, events: before.events };
    if (status === 'done')
      await addAudit(tx, { by, action: 'webhook.change', subject: `webhook ${form.name}`, old, new: form });
    return status;
  });
  return answer === 'taken' ? taken : await shown(hub, id);
}

export async function removeWebhook(hub: WebhookHub, id: number, by: string): Promise<Outcome> {
  const before = await getWebhook(hub.db, id);
  if (before === undefined) return unknown;
  await hub.db.transaction(async (tx) => {
    await deleteWebhook(tx, id);
    if ((await listWebhooks(tx)).length === 0) await forgetPlaces(tx);
    await addAudit(tx, { by, action: 'webhook.remove', subject: `webhook ${before.name}`, old: { url: before.url } });
  });
  return done(undefined);
}

export async function setWebhookPaused(
  hub: WebhookHub,
  id: number,
  paused: boolean,
  by: string,
): Promise<Outcome<WebhookRow>> {
  const changed = paused
    ? await pauseWebhook(hub.db, id, 'person', hub.now())
    : await resumeWebhook(hub.db, id, hub.now());
  if (changed)
    await addAudit(hub.db, { by, action: paused ? 'webhook.pause' : 'webhook.resume', subject: `webhook ${id}` });
  return await shown(hub, id);
}

/** The old secret signs nothing more; its receiver has to be given this one. */
export async function renewWebhookSecret(hub: WebhookHub, id: number, by: string): Promise<Outcome<MadeWebhook>> {
  const secret = newWebhookSecret();
  const stored = await hub.db.transaction(async (tx) => {
    const sealed = await hub.secrets.webhooks.seal(id, secret, tx);
    const found = await storeWebhookSecret(tx, { id, ...sealed }, hub.now());
    if (found) await addAudit(tx, { by, action: 'webhook.secret', subject: `webhook ${id}` });
    return found;
  });
  const webhook = stored ? await getWebhook(hub.db, id) : undefined;
  return webhook === undefined ? unknown : done({ webhook, secret });
}

/** Sends one message now, whatever waits, and says what came of it. */
export async function testWebhook(hub: WebhookHub, id: number): Promise<Outcome<Sent>> {
  const webhook = await getWebhook(hub.db, id);
  if (webhook === undefined) return unknown;
  const secret = await hub.secrets.webhooks.open(id);
  if (secret.status !== 'done') return secret;
  const now = hub.now();
  const deliveryId = randomUUID();
  const data = { subject: 'test', count: 1, message: 'A test: nothing happened.', records: [] };
  const body = { type: 'test', timestamp: now.toISOString(), data };
  const parts = { fetch: hub.outbound, now: hub.now, monotonicMs: () => performance.now() };
  const sent = await send(parts, { id: deliveryId, url: webhook.url, secret: secret.value, body });
  await hub.db.transaction(async (tx) => {
    await addDelivery(tx, { id: deliveryId, webhookId: id, connectionId: null, event: 'test', body, now });
    await testDone(tx, deliveryId, { ...sent, now: hub.now() }, sent.taken);
  });
  return done(sent);
}

const mostDeliveries = 100;
export async function readDeliveries(hub: WebhookHub, id: number): Promise<Outcome<readonly DeliveryRow[]>> {
  if ((await getWebhook(hub.db, id)) === undefined) return unknown;
  return done(await webhookDeliveries(hub.db, id, mostDeliveries));
}

export async function resendWebhook(hub: WebhookHub, id: number, deliveryId: string): Promise<Outcome> {
  const again = await hub.db.transaction((tx) => resendDelivery(tx, id, deliveryId, hub.now()));
  return again
    ? done(undefined)
    : rejected('webhook.delivery.unknown', 'This message is on its way, was a test, or is gone. Load the list again.');
}

async function shown(hub: WebhookHub, id: number): Promise<Outcome<WebhookRow>> {
  const webhook = await getWebhook(hub.db, id);
  return webhook === undefined ? unknown : done(webhook);
}

function refusedUrl({ operator }: WebhookHub, url: string): ReturnType<typeof rejected> | undefined {
  const why = URL.canParse(url)
    ? refusalOfUrl(new URL(url), operator.egress)
    : 'This is not an address. Begin it with https://.';
  return why === undefined ? undefined : rejected('webhook.url', why, { fields: { url: why } });
}
