import { z } from 'zod';
import {
  connectionNameSchema,
  entityKindSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  timeSchema,
} from './words.ts';

export const logKinds = [
  'write',
  'firstAgreement',
  'conflict',
  'failure',
  'drift',
  'held',
  'undo',
  'create',
  'link',
  'unlink',
  'notice',
  'resync',
  'default',
] as const;
export const logKindSchema = z.enum(logKinds);
export type LogKind = z.infer<typeof logKindSchema>;

export const logRowSchema = z.object({
  id: idSchema,
  at: timeSchema,
  kind: logKindSchema,
  connection: connectionNameSchema,
  record: recordSchema.nullable(),
  field: fieldSchema.nullable(),
  /** The side written to; null when nothing was written. */
  side: sideSchema.nullable(),
  /** As the side written to shows it; null where there is none. */
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  /** Conflict and drift: what the losing side held. */
  loserValue: z.string().nullable(),
  message: z.string().nullable(),
  /** User or connection name. */
  by: z.string(),
  runId: idSchema.nullable(),
});
export type LogRow = z.infer<typeof logRowSchema>;

export const logQuerySchema = z.object({
  connection: idTextSchema.optional(),
  entity: entityKindSchema.optional(),
  /** Only together with `entity`. */
  entityId: idTextSchema.optional(),
  kind: logKindSchema.optional(),
  /** Part of a field's key on either side, without regard to case. */
  field: z.string().max(200).optional(),
  side: sideSchema.optional(),
  /** Inclusive. */
  from: timeSchema.optional(),
  /** Exclusive. */
  to: timeSchema.optional(),
  /** Part of a value or message, without regard to case. */
  text: z.string().max(200).optional(),
  run: idTextSchema.optional(),
  /** Rows older than this one. */
  beforeId: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export type LogQuery = z.infer<typeof logQuerySchema>;

/** Newest first. `nextBeforeId` is null on the last page. */
export const logPageSchema = z.object({ rows: z.array(logRowSchema), nextBeforeId: idSchema.nullable() });
export type LogPage = z.infer<typeof logPageSchema>;
