/** Registered applications: services that are called by app:// addresses, and the keys of both sides. */
import { z } from 'zod';
import { timeSchema } from './words.ts';

export const applicationKeySchema = z.object({
  /** Null: it cannot be used. */
  kid: z.string().nullable(),
  from: timeSchema.nullable(),
  /** The first moment at which it counts no more. */
  until: timeSchema.nullable(),
});
export const applicationSchema = z.object({
  clientId: z.string(),
  name: z.string(),
  url: z.string(),
  active: z.boolean(),
  keys: z.array(applicationKeySchema),
});
export type Application = z.infer<typeof applicationSchema>;
export const hubKeySchema = z.object({
  state: z.enum(['current', 'next']),
  kid: z.string(),
  publicPem: z.string(),
  createdAt: timeSchema,
});
export type HubKey = z.infer<typeof hubKeySchema>;
export const applicationsSchema = z.object({
  applications: z.array(applicationSchema),
  hubKeys: z.array(hubKeySchema),
});

const fields = {
  name: z.string().trim().min(1).max(200),
  url: z.string().trim().min(1).max(1_023),
  active: z.boolean(),
} as const;
export const newApplicationSchema = z.object({ clientId: z.string().trim().min(1).max(100), ...fields });
export const applicationChangeSchema = z.object(fields).partial();
export const applicationParamsSchema = z.object({ clientId: z.string().min(1).max(100) });
export const applicationKeyParamsSchema = z.object({ clientId: z.string().min(1).max(100), kid: z.string().max(100) });
/** Days are whole and in UTC; the last one counts in full. */
export const newApplicationKeySchema = z.object({
  pem: z.string().trim().min(1).max(20_000),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
});
/** `next` makes the pair that is to follow; `use` signs with it from now on. */
export const hubKeyWishSchema = z.object({ wish: z.enum(['next', 'use']) });
