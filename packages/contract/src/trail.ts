/** The audit trail: who changed which setting, when, from what to what. */
import { z } from 'zod';
import { idSchema, timeSchema } from './words.ts';

export const trailEntrySchema = z.object({
  id: idSchema,
  at: timeSchema,
  by: z.string(),
  /** Such as `user.change`; the first word is the area. */
  action: z.string(),
  subject: z.string(),
  /** JSON; null: nothing is said of it. */
  old: z.json(),
  new: z.json(),
});
export type TrailEntry = z.infer<typeof trailEntrySchema>;
const word = z.string().trim().max(200).optional();
export const trailQuerySchema = z.object({
  by: word,
  area: word,
  text: word,
  from: z.iso.datetime().optional(),
  /** Up to, not including. */
  to: z.iso.datetime().optional(),
  beforeId: z.coerce.number().pipe(z.int().positive()).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const trailSchema = z.object({
  entries: z.array(trailEntrySchema),
  nextBeforeId: idSchema.nullable(),
  /** What there is to filter by. */
  areas: z.array(z.string()),
  people: z.array(z.string()),
});
export type Trail = z.infer<typeof trailSchema>;
