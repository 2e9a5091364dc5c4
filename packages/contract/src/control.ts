/** What people ask of the sync: now, on, off, how often. */
import { z } from 'zod';
import { apiErrorSchema } from './errors.ts';
import { countSchema, idSchema, idTextSchema } from './words.ts';

/** Without a connection: every active one. */
export const syncNowSchema = z.object({ connectionId: idSchema.optional() });
export const syncNowAnswerSchema = z.object({ requestIds: z.array(idSchema) });

/** After a restore. `originalStopped`: the hub of the backup writes to this ERP no more. */
export const resumeSchema = z.object({ originalStopped: z.boolean() });

export const runningSchema = z.object({ running: z.boolean() });
export const minIntervalMs = 1000;
export const maxIntervalMs = 86_400_000;
export const intervalSchema = z.object({ intervalMs: z.int().min(minIntervalMs).max(maxIntervalMs) });

export const requestParamsSchema = z.object({ id: idTextSchema });
export const requestStatusSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
/** A piece of work that a person asked for. */
export const requestSchema = z.object({
  id: idSchema,
  connectionId: idSchema,
  kind: z.string(),
  status: requestStatusSchema,
  progress: z.object({ done: countSchema, total: countSchema.nullable() }).nullable(),
  /** Once done. */
  counts: z
    .object({ crmWrites: countSchema, erpWrites: countSchema, conflicts: countSchema, failures: countSchema })
    .nullable(),
  error: apiErrorSchema.nullable(),
});
export type SyncRequest = z.infer<typeof requestSchema>;

export const okSchema = z.object({ ok: z.literal(true) });
