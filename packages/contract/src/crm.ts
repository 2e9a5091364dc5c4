/** Companies, persons and projects as cards: read, kept, added, deleted, merged; their persons and projects. */
import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  entityKindSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  timeSchema,
  valueTypeSchema,
} from './words.ts';

export const crmKindParamsSchema = z.object({ kind: entityKindSchema });
export const crmParamsSchema = z.object({ kind: entityKindSchema, id: idTextSchema });

/** Field key to text as it is stored: numbers with a point, dates ISO, checkbox 1 or 0, list items and companies by id. */
export const crmValuesSchema = z.record(z.string().max(100), z.string().max(100_000));

export const crmListItemSchema = z.object({ id: idSchema, name: z.string() });
export type CrmListItem = z.infer<typeof crmListItemSchema>;
export const crmFieldSchema = z.object({
  key: z.string(),
  /** In English, or as whoever defined the field named it. */
  label: z.string(),
  type: valueTypeSchema,
  /** Name of its list. */
  list: z.string().nullable(),
  /** 0: any length. */
  maxLength: countSchema,
  mandatory: z.boolean(),
});
export type CrmField = z.infer<typeof crmFieldSchema>;
/** What a form of one kind needs: its fields in order, and the items that may be chosen, by list. */
export const crmFormSchema = z.object({
  fields: z.array(crmFieldSchema),
  lists: z.record(z.string(), z.array(crmListItemSchema)),
});
export type CrmForm = z.infer<typeof crmFormSchema>;

export const crmLinkSchema = z.object({
  connection: connectionNameSchema,
  actorType: z.string(),
  erpKey: z.string().nullable(),
  state: z.enum(['creating', 'active', 'failing', 'parked', 'held', 'waitingForParent', 'missingInErp']),
});
export type CrmLink = z.infer<typeof crmLinkSchema>;
export const crmCardSchema = z.object({
  record: recordSchema,
  /** Raised by every write; goes back with a save (H12). */
  version: countSchema,
  values: crmValuesSchema,
  /** Name of each list item that it holds, hidden ones too, by id. */
  items: z.record(z.string(), z.string()),
  /** A person's. */
  company: recordSchema.nullable(),
  links: z.array(crmLinkSchema),
  /** The record that was asked for: it was merged into this one, and its address leads here. */
  mergedFrom: recordSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type CrmCard = z.infer<typeof crmCardSchema>;

/** `key` is drawn once per form: sent again it answers the record that it made. */
export const addCrmSchema = z.object({ key: z.uuid(), values: crmValuesSchema });
export const keepCrmSchema = z.object({
  /** Of the card that was typed over. */
  version: countSchema,
  /** Only what was typed. */
  values: crmValuesSchema,
});

/** What deleting it would end; nothing of it is deleted in an ERP. */
export const crmDeletePlanSchema = z.object({
  links: z.array(crmLinkSchema),
  /** Of a company: it is kept as long as it has some. */
  persons: countSchema,
  memberships: countSchema,
  selections: countSchema,
});
export type CrmDeletePlan = z.infer<typeof crmDeletePlanSchema>;

export const crmMergeSchema = z.object({ from: idSchema, into: idSchema, preview: z.boolean() });
export const crmMergedSchema = z.object({
  links: z.array(
    z.object({
      connection: z.string(),
      actorType: z.string(),
      erpKey: z.string().nullable(),
      /** `follows`: the record that stays takes it over; `ends`: it has its own, `keptKey`. */
      becomes: z.enum(['follows', 'ends']),
      keptKey: z.string().nullable(),
    }),
  ),
  persons: countSchema,
  waiting: countSchema,
  memberships: countSchema,
  /** Where both differ: what goes, and what stays. List items by name. */
  values: z.array(z.object({ field: z.string(), from: z.string(), into: z.string() })),
});
export type CrmMerged = z.infer<typeof crmMergedSchema>;

/** Persons of a company or of a project; projects of a person or of a company's persons. At most 1,000. */
export const crmRelatedParamsSchema = z.object({
  kind: entityKindSchema,
  id: idTextSchema,
  related: z.enum(['persons', 'projects']),
});
export const crmRelatedSchema = z.object({
  rows: z.array(
    z.object({
      record: recordSchema,
      number: z.string(),
      email: z.string(),
      phone: z.string(),
      /** A person's position, a project's status. */
      note: z.string(),
      company: recordSchema.nullable(),
    }),
  ),
  more: z.boolean(),
});
export type CrmRelated = z.infer<typeof crmRelatedSchema>;
export type CrmRelatedRow = CrmRelated['rows'][number];
export const crmMemberSchema = z.object({ personId: idSchema });
