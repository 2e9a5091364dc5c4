/** Static sets of records of one kind. */
import { z } from 'zod';
import { criteriaSchema } from './find.ts';
import { countSchema, entityKindSchema, idSchema, idTextSchema, timeSchema } from './words.ts';

export const selectionSchema = z.object({
  id: idSchema,
  kind: entityKindSchema,
  name: z.string(),
  by: z.string(),
  createdAt: timeSchema,
  changedAt: timeSchema,
  members: countSchema,
});
export type Selection = z.infer<typeof selectionSchema>;
export const selectionsSchema = z.object({ selections: z.array(selectionSchema) });
export const selectionParamsSchema = z.object({ id: idTextSchema });

/** Records named one by one, or all that a question finds when it is asked. */
const membersSchema = z.union([z.object({ ids: z.array(idSchema).max(10_000) }), z.object({ found: criteriaSchema })]);
export type SelectionMembers = z.infer<typeof membersSchema>;
export const addSelectionSchema = z.object({
  kind: entityKindSchema,
  name: z.string().max(1_000),
  members: membersSchema.optional(),
});
export const renameSelectionSchema = z.object({ name: z.string().max(1_000) });
export const addMembersSchema = z.object({ members: membersSchema });
export const removeMembersSchema = z.object({ ids: z.array(idSchema).max(10_000) });
/** How many came in or went out. */
export const membersChangedSchema = z.object({ count: countSchema });
