import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  timeSchema,
} from './words.ts';

export const conflictSchema = z.object({
  id: idSchema,
  at: timeSchema,
  connection: connectionNameSchema,
  record: recordSchema,
  field: fieldSchema,
  crmValue: z.string().nullable(),
  erpValue: z.string().nullable(),
  winner: sideSchema,
  /** Name of the member of the priority order that won: a connection, or the CRM. */
  winnerName: z.string(),
  /** Who the losing side's value would stand against; the rule that decided, as a word the page has a sentence for. */
  rule: z.enum(['priority', 'oneWay', 'readOnly']),
});
export type Conflict = z.infer<typeof conflictSchema>;

export const conflictsQuerySchema = z.object({
  connection: idTextSchema.optional(),
  beforeId: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const conflictPageSchema = z.object({
  rows: z.array(conflictSchema),
  total: countSchema,
  nextBeforeId: idSchema.nullable(),
});

export const conflictParamsSchema = z.object({ id: idTextSchema });
/** `requestId`: the write of the other value, carried out by the next cycle (H25). */
export const useOtherAnswerSchema = z.object({ requestId: idSchema });
