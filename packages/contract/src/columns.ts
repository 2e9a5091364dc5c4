/** What a person chose for a list of the pages: columns in their order with widths, and the sort. */
import { z } from 'zod';
import { sortWishSchema } from './find.ts';

export const columnsParamsSchema = z.object({ list: z.string().min(1).max(120) });
export const chosenColumnSchema = z.object({
  name: z.string().min(1).max(200),
  /** Such as `12%` or `80px`; '' by itself. */
  width: z.string().max(20).default(''),
});
/** Both empty: nothing was chosen, and the list shows its own columns. */
export const columnChoiceSchema = z.object({
  columns: z.array(chosenColumnSchema).max(100),
  sort: z.array(sortWishSchema).max(8).default([]),
});
export type ColumnChoice = z.infer<typeof columnChoiceSchema>;
