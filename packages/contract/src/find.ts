/** Finding companies, persons and projects by criteria, in chosen columns and order, a page at a time. */
import { z } from 'zod';
import { countSchema, entityKindSchema, idSchema, valueTypeSchema } from './words.ts';

export const findableTypeSchema = z.enum([...valueTypeSchema.options, 'connections', 'selections']);
export type FindableType = z.infer<typeof findableTypeSchema>;

export const findableFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: findableTypeSchema,
  /** In order of use; the first is offered at once. */
  operators: z.array(z.string()),
  sortable: z.boolean(),
  /** Key in `lists` where its values are ids of items. */
  list: z.string().nullable(),
});
export type FindableField = z.infer<typeof findableFieldSchema>;
export const findableParamsSchema = z.object({ kind: entityKindSchema });
export const findableFieldsSchema = z.object({
  fields: z.array(findableFieldSchema),
  lists: z.record(z.string(), z.array(z.object({ id: idSchema, name: z.string() }))),
});
export type FindableFields = z.infer<typeof findableFieldsSchema>;

export const criterionSchema = z.object({
  field: z.string().min(1).max(200),
  operator: z.string().min(1).max(40),
  /** List items and connections by id, dates ISO, checkboxes `1` and `0`. */
  values: z.array(z.string().max(2_000)).max(1_000).default([]),
});
export type Criterion = z.infer<typeof criterionSchema>;
/** Three levels are more than people write; a request cannot nest without end. */
const groupOf = <Part extends z.ZodType>(part: Part) =>
  z.union([criterionSchema, z.object({ all: z.array(part).max(100) }), z.object({ any: z.array(part).max(100) })]);
export const criteriaSchema = groupOf(groupOf(groupOf(criterionSchema)));
export type Criteria = z.infer<typeof criteriaSchema>;

export const sortWishSchema = z.object({ field: z.string().min(1).max(200), descending: z.boolean().optional() });
export type SortWish = z.infer<typeof sortWishSchema>;

export const findSchema = z.object({
  kind: entityKindSchema,
  criteria: criteriaSchema.optional(),
  columns: z.array(z.string().max(200)).max(100).default([]),
  /** Default: by name. */
  sort: z.array(sortWishSchema).max(8).optional(),
  /** The first is 0. */
  page: z.int().min(0).max(1_000_000).optional(),
  pageSize: z.int().min(1).max(1_000).optional(),
});
export const foundCellSchema = z.object({
  value: z.string(),
  /** List items and connections by name. */
  display: z.string(),
});
export const foundRowSchema = z.object({
  kind: entityKindSchema,
  id: idSchema,
  name: z.string(),
  cells: z.record(z.string(), foundCellSchema),
});
export type FoundRow = z.infer<typeof foundRowSchema>;
export const foundSchema = z.object({
  rows: z.array(foundRowSchema),
  /** Not exact: there are more than `count`. */
  total: z.object({ count: countSchema, exact: z.boolean() }),
  more: z.boolean(),
  /** Columns that the kind does not have; the rows leave them out. */
  unknownColumns: z.array(z.string()),
});
export type Found = z.infer<typeof foundSchema>;
