/** Addresses that the hub tells of failures, conflicts and recovery, and what became of each message. */
import { z } from 'zod';
import { countSchema, idSchema, idTextSchema, timeSchema } from './words.ts';

/** `resolved`: a person settled a conflict. */
export const webhookEvents = ['failure', 'conflict', 'held', 'resolved', 'recovery'] as const;
export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

export const webhookSchema = z.object({
  id: idSchema,
  name: z.string(),
  url: z.string(),
  events: z.array(webhookEventSchema),
  /** The secret itself is never shown again. */
  secretSetAt: timeSchema,
  createdAt: timeSchema,
  createdBy: z.string(),
  waiting: countSchema,
  /** `failing`: the last message was not taken, and it is tried again at `nextAt`. */
  state: z.enum(['ok', 'failing', 'paused']),
  failingSince: timeSchema.nullable(),
  nextAt: timeSchema.nullable(),
  pausedAt: timeSchema.nullable(),
  pausedWhy: z.enum(['person', 'failing', 'gone']).nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;
export const webhooksSchema = z.object({ webhooks: z.array(webhookSchema) });

export const webhookParamsSchema = z.object({ id: idTextSchema });
export const webhookFormSchema = z.object({
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().min(1).max(2_000),
  events: z.array(webhookEventSchema).min(1).max(webhookEvents.length),
});
export type WebhookForm = z.infer<typeof webhookFormSchema>;

/** The only time that the secret is shown. */
export const webhookSecretSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;
export const webhookPauseSchema = z.object({ paused: z.boolean() });

export const webhookDeliverySchema = z.object({
  id: z.string(),
  event: z.enum([...webhookEvents, 'test']),
  connection: z.string().nullable(),
  /** Records told of. */
  count: countSchema,
  status: z.enum(['waiting', 'delivered', 'failed']),
  createdAt: timeSchema,
  attempts: countSchema,
  answeredAt: timeSchema.nullable(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
  tookMs: countSchema.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
export const webhookDeliveriesSchema = z.object({ deliveries: z.array(webhookDeliverySchema) });
export const deliveryParamsSchema = z.object({ id: idTextSchema, delivery: z.uuid() });
/** What a test came to. */
export const webhookTestSchema = z.object({
  taken: z.boolean(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
  tookMs: countSchema,
});
export type WebhookTest = z.infer<typeof webhookTestSchema>;
