import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  timeSchema,
} from './words.ts';

/** One link that is failing, parked, held, missing in the ERP, waiting for its parent, or has failed fields. */
export const failureSchema = z.object({
  linkId: idSchema,
  connection: connectionNameSchema,
  record: recordSchema,
  actorType: z.string(),
  erpKey: z.string().nullable(),
  state: z.enum(['failing', 'parked', 'held', 'missingInErp', 'waitingForParent', 'active']),
  /** The sentence for the whole link, when the link as a whole failed. */
  message: z.string().nullable(),
  /** Held because the key may have been given to another record: a person says that it is the same, or disconnects it. */
  keyDoubted: z.boolean(),
  /** Missing, and one unlinked actor looks like it: its key, until a person approves or rejects it. */
  newKey: z.string().nullable(),
  attempts: countSchema,
  nextTryAt: timeSchema.nullable(),
  fields: z.array(z.object({ field: fieldSchema, code: z.string(), message: z.string() })),
});
export type Failure = z.infer<typeof failureSchema>;

export const failuresQuerySchema = z.object({
  connection: idTextSchema.optional(),
  afterLinkId: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const failurePageSchema = z.object({
  rows: z.array(failureSchema),
  total: countSchema,
  nextAfterLinkId: idSchema.nullable(),
});
/** `same`: the key is still the same record's. `newKey`: the proposed key from now on. `notThatKey`: it is another record. */
export const keyAnswerSchema = z.object({ answer: z.enum(['same', 'newKey', 'notThatKey']) });
export type KeyAnswer = z.infer<typeof keyAnswerSchema>['answer'];
export const retryParamsSchema = z.object({ linkId: idTextSchema });
/** Of one connection; left out: of all. */
export const retryAllSchema = z.object({ connection: idSchema.optional() });
export const retriedSchema = z.object({ count: countSchema });
