/** The CRM's lists under Settings. */
import { z } from 'zod';
import { countSchema, entityKindSchema, idSchema, idTextSchema, languageSchema } from './words.ts';

const wordSchema = z.string().trim().max(200);
/** `name` in every language that has no text of its own in `others`. */
export const wordingSchema = z.object({ name: z.string(), others: z.partialRecord(languageSchema, z.string()) });
export type Wording = z.infer<typeof wordingSchema>;
const newNameSchema = z.object({ name: wordSchema.min(1), others: z.partialRecord(languageSchema, wordSchema) });

export const listUseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), entity: entityKindSchema, field: z.string() }),
  z.object({ kind: z.literal('mapping'), connection: z.string(), actorType: z.string(), field: z.string() }),
]);
export type ListUse = z.infer<typeof listUseSchema>;

export const settingsListSchema = z.object({
  id: idSchema,
  /** The key by which programs and the set-up file know it. */
  name: z.string(),
  label: wordingSchema,
  /** Not counting hidden ones. */
  items: countSchema,
  hidden: countSchema,
  /** A fixed field chooses from it: it stays. */
  fixed: z.boolean(),
  /** It stays as long as there are any. */
  uses: z.array(listUseSchema),
});
export type SettingsList = z.infer<typeof settingsListSchema>;
export const listsSchema = z.object({ lists: z.array(settingsListSchema) });

export const settingsListItemSchema = z.object({ id: idSchema, label: wordingSchema, hidden: z.boolean() });
export type SettingsListItem = z.infer<typeof settingsListItemSchema>;
export const settingsListItemsSchema = z.object({ items: z.array(settingsListItemSchema) });

export const listParamsSchema = z.object({ list: z.string().min(1).max(50) });
export const listItemParamsSchema = z.object({ list: z.string().min(1).max(50), id: idTextSchema });
export const newListSchema = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,49}$/),
  label: newNameSchema,
});
export const listChangeSchema = z.object({ label: newNameSchema });
export const newListItemSchema = z.object({ label: newNameSchema });
export const listItemChangeSchema = z.object({ label: newNameSchema, hidden: z.boolean() }).partial();
export const listOrderSchema = z.object({ ids: z.array(idSchema).max(100_000) });
