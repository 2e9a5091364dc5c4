/** Webhooks in the pages: the addresses, what became of their messages, a test. */
import type { Webhook, WebhookDelivery, WebhookSecret } from '@kobling/contract';
import type { DeliveryRow, WebhookRow } from '@kobling/store';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { refuseOutcome } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import {
  changeWebhook,
  type MadeWebhook,
  makeWebhook,
  readDeliveries,
  readWebhooks,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
  setWebhookPaused,
  testWebhook,
} from '../services/webhooks.ts';

export type WebhookRoutes =
  | 'GET /api/webhooks'
  | 'POST /api/webhooks'
  | 'POST /api/webhooks/:id'
  | 'POST /api/webhooks/:id/remove'
  | 'POST /api/webhooks/:id/pause'
  | 'POST /api/webhooks/:id/secret'
  | 'POST /api/webhooks/:id/test'
  | 'GET /api/webhooks/:id/deliveries'
  | 'POST /api/webhooks/:id/deliveries/:delivery/resend';

const languageOf = (call: Call): string => personOf(call).language;

export const webhookRoutes = (hub: Hub): Pick<Handlers, WebhookRoutes> => ({
  async 'GET /api/webhooks'(_input, call) {
    const found = await readWebhooks(hub);
    return found.status === 'done' ? { webhooks: found.value.map(toWebhook) } : refuseOutcome(found, languageOf(call));
  },
  async 'POST /api/webhooks'({ body }, call) {
    const made = await makeWebhook(hub, body, personOf(call).name);
    return made.status === 'done' ? withSecret(made.value) : refuseOutcome(made, languageOf(call));
  },
  async 'POST /api/webhooks/:id'({ params, body }, call) {
    const changed = await changeWebhook(hub, params.id, body, personOf(call).name);
    return changed.status === 'done' ? toWebhook(changed.value) : refuseOutcome(changed, languageOf(call));
  },
  async 'POST /api/webhooks/:id/remove'({ params }, call) {
    const removed = await removeWebhook(hub, params.id, personOf(call).name);
    return removed.status === 'done' ? { ok: true } : refuseOutcome(removed, languageOf(call));
  },
  async 'POST /api/webhooks/:id/pause'({ params, body }, call) {
    const changed = await setWebhookPaused(hub, params.id, body.paused, personOf(call).name);
    return changed.status === 'done' ? toWebhook(changed.value) : refuseOutcome(changed, languageOf(call));
  },
  async 'POST /api/webhooks/:id/secret'({ params }, call) {
    const made = await renewWebhookSecret(hub, params.id, personOf(call).name);
    return made.status === 'done' ? withSecret(made.value) : refuseOutcome(made, languageOf(call));
  },
  async 'POST /api/webhooks/:id/test'({ params }, call) {
    const sent = await testWebhook(hub, params.id);
    return sent.status === 'done' ? sent.value : refuseOutcome(sent, languageOf(call));
  },
  async 'GET /api/webhooks/:id/deliveries'({ params }, call) {
    const found = await readDeliveries(hub, params.id);
    return found.status === 'done'
      ? { deliveries: found.value.map(toDelivery) }
      : refuseOutcome(found, languageOf(call));
  },
  async 'POST /api/webhooks/:id/deliveries/:delivery/resend'({ params }, call) {
    const again = await resendWebhook(hub, params.id, params.delivery);
    return again.status === 'done' ? { ok: true } : refuseOutcome(again, languageOf(call));
  },
});

const withSecret = ({ webhook, secret }: MadeWebhook): WebhookSecret => ({ webhook: toWebhook(webhook), secret });

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  events: [...row.events],
  secretSetAt: row.secretSetAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  waiting: row.waiting,
  state: row.pausedAt !== null ? 'paused' : row.failingSince === null ? 'ok' : 'failing',
  failingSince: row.failingSince?.toISOString() ?? null,
  nextAt: row.failingSince === null || row.pausedAt !== null ? null : row.nextAt.toISOString(),
  pausedAt: row.pausedAt?.toISOString() ?? null,
  pausedWhy: row.pausedWhy,
});

const toDelivery = ({ createdAt, answeredAt, event, ...row }: DeliveryRow): WebhookDelivery => ({
  ...row,
  event: event as WebhookDelivery['event'],
  createdAt: createdAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
});
