/** Fields that wait for a person: a run would have changed too much, two ERPs turn them, or a person is asked. */
import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  entityKindSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  timeSchema,
} from './words.ts';

export const heldReasons = ['blanking', 'sameValue', 'create', 'oscillating', 'ask'] as const;
export const heldWhySchema = z.enum(heldReasons);
export type HeldWhy = z.infer<typeof heldWhySchema>;

export const heldRowSchema = z.object({
  id: idSchema,
  at: timeSchema,
  record: recordSchema,
  /** As the side that would be written shows it; null where a person is asked whose value stands. */
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  erpValue: z.string().nullable(),
  crmValue: z.string().nullable(),
});
export type HeldRow = z.infer<typeof heldRowSchema>;

export const heldGroupSchema = z.object({
  connection: connectionNameSchema,
  why: heldWhySchema,
  actorType: z.string(),
  kind: entityKindSchema,
  field: fieldSchema,
  /** The side that would be written; null where both are concerned. */
  side: sideSchema.nullable(),
  /** What each record would get, as shown; null where each has its own. `''`: it would be emptied. */
  value: z.string().nullable(),
  /** The same as it is kept: names the group in a query or an answer. */
  raw: z.string().nullable(),
  count: countSchema,
  since: timeSchema,
  examples: z.array(heldRowSchema),
  /** Names of the connections that turn it back and forth. */
  turnedBy: z.array(z.string()),
});
export type HeldGroup = z.infer<typeof heldGroupSchema>;

export const heldQuerySchema = z.object({ connection: idTextSchema.optional() });
/** The largest group first. */
export const heldSchema = z.object({ groups: z.array(heldGroupSchema), total: countSchema });

/** What names a group; `side` and `value` only where it has them. */
const groupNames = {
  why: heldWhySchema,
  actorType: z.string().max(100),
  erpField: z.string().max(300),
  side: sideSchema.optional(),
  value: z.string().max(100_000).optional(),
};
export const heldRowsQuerySchema = z.object({
  connection: idTextSchema,
  ...groupNames,
  afterId: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const heldRowsSchema = z.object({ rows: z.array(heldRowSchema), nextAfterId: idSchema.nullable() });

/** `approve`: decided again without the brake; `reject`: both sides stay as they are. Either rows or a whole group. */
export const heldAnswerSchema = z.object({
  connection: idSchema,
  answer: z.enum(['approve', 'reject']),
  ids: z.array(idSchema).min(1).max(10_000).optional(),
  group: z.object(groupNames).optional(),
  /** Where a person is asked: whose value stands. */
  take: sideSchema.optional(),
});
export type HeldAnswer = z.infer<typeof heldAnswerSchema>;
export const heldAnswerAnswerSchema = z.object({ requestIds: z.array(idSchema) });
