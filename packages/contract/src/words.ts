/** Value sets and small shapes that several subjects use. */
import { z } from 'zod';

export const languages = ['en', 'no', 'de', 'nl', 'da', 'sv'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

export const entityKindSchema = z.enum(['company', 'person', 'project']);
export type EntityKind = z.infer<typeof entityKindSchema>;

export const sideSchema = z.enum(['crm', 'erp']);
export type Side = z.infer<typeof sideSchema>;

/** ISO 8601 in UTC, as `Date.toISOString` writes it. */
export const timeSchema = z.iso.datetime();
export const countSchema = z.int().nonnegative();
export const idSchema = z.int().positive();
/** An id out of a path or query string. */
export const idTextSchema = z.coerce.number().pipe(z.int().positive());

/** A CRM record as people know it. `name` is empty when the record has none or is gone. */
export const recordSchema = z.object({ kind: entityKindSchema, id: idSchema, name: z.string() });
export type CrmRecord = z.infer<typeof recordSchema>;

export const connectionNameSchema = z.object({ id: idSchema, name: z.string() });

/** How a field's text is to be read: numbers as exact decimal text, dates ISO, checkbox `true`/`false`, list by item name. */
export const valueTypeSchema = z.enum(['text', 'integer', 'decimal', 'checkbox', 'date', 'datetime', 'list']);
export type ValueType = z.infer<typeof valueTypeSchema>;

/** A field of a link with its labels in the user's language; a label falls back to the key. */
export const fieldSchema = z.object({
  erpField: z.string().nullable(),
  erpLabel: z.string().nullable(),
  crmField: z.string().nullable(),
  crmLabel: z.string().nullable(),
  type: valueTypeSchema,
});
export type FieldName = z.infer<typeof fieldSchema>;
