/** One record: where it is linked, each synced field on both sides, and why it is as it is. */
import { z } from 'zod';
import {
  connectionNameSchema,
  entityKindSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  timeSchema,
} from './words.ts';

export const whyStatusCodes = [
  'notLinked',
  'notMapped',
  'noDirection',
  'creating',
  'missingInErp',
  'waitingForParent',
  'linkHeld',
  'planned',
  'underWay',
  'unknownOutcome',
  'held',
  'failed',
  'driftErp',
  'driftCrm',
  'undone',
  'parked',
  'failing',
  'notCompared',
  'crmGone',
  'pending',
  'inStep',
] as const;
export const whyOriginCodes = [
  'fromErp',
  'fromOther',
  'fromCrm',
  'fromPerson',
  'person',
  'undo',
  'default',
  'create',
  'adopted',
  'unknown',
] as const;
export const whyRuleCodes = ['only', 'first', 'rank', 'resync'] as const;
export const whyLoserCodes = ['kept', 'open'] as const;
export const whyConnectionCodes = ['ok', 'new', 'inactive', 'onHold', 'unreachable'] as const;

/** What a sentence is filled with; the page has the words. */
export const whyPartsSchema = z.object({
  connection: z.string().optional(),
  other: z.string().optional(),
  by: z.string().optional(),
  at: timeSchema.optional(),
  side: z.enum(['crm', 'erp']).optional(),
  value: z.string().optional(),
  old: z.string().optional(),
  message: z.string().optional(),
  attempts: z.int().optional(),
  hold: z.string().optional(),
});
export type WhyParts = z.infer<typeof whyPartsSchema>;
export const whySchema = z.object({
  status: z.object({ code: z.enum(whyStatusCodes), parts: whyPartsSchema }),
  origin: z.object({ code: z.enum(whyOriginCodes), parts: whyPartsSchema }).nullable(),
  rule: z.object({ code: z.enum(whyRuleCodes), parts: whyPartsSchema }).nullable(),
  loser: z.object({ code: z.enum(whyLoserCodes), parts: whyPartsSchema }).nullable(),
  connection: z.object({ code: z.enum(whyConnectionCodes), parts: whyPartsSchema }),
});
export type Why = z.infer<typeof whySchema>;

export const recordParamsSchema = z.object({ kind: entityKindSchema, id: idTextSchema });
export const recordFieldSchema = z.object({
  field: fieldSchema,
  direction: z.enum(['both', 'fromErp', 'toErp', 'none']),
  /** Null: the record is gone; for the ERP: never seen. List items by name. */
  crmValue: z.string().nullable(),
  /** As last known. */
  erpValue: z.string().nullable(),
  why: whySchema,
});
export type RecordField = z.infer<typeof recordFieldSchema>;
export const recordConnectionSchema = z.object({
  connection: connectionNameSchema,
  link: z
    .object({
      linkId: idSchema,
      actorType: z.string(),
      erpKey: z.string().nullable(),
      state: z.enum(['creating', 'active', 'failing', 'parked', 'held', 'waitingForParent', 'missingInErp']),
      message: z.string().nullable(),
      nextTryAt: timeSchema.nullable(),
    })
    .nullable(),
  /** Milliseconds in which an edit in the ERP may be overwritten unseen; null where it compares, or was never written to. */
  saveWindow: z.object({ recentMs: z.number(), greatestMs: z.number() }).nullable(),
  fields: z.array(recordFieldSchema),
});
export type RecordConnection = z.infer<typeof recordConnectionSchema>;
export const recordPageSchema = z.object({
  record: recordSchema,
  deleted: z.boolean(),
  /** What it was merged into. */
  survivor: recordSchema.nullable(),
  connections: z.array(recordConnectionSchema),
});
export type RecordPage = z.infer<typeof recordPageSchema>;

export const findRecordsQuerySchema = z.object({ text: z.string().min(1).max(200) });
/**
 * The first of each kind that fit. `about` tells namesakes apart: a company's number and city, a person's company. `canSync`: it is
 * connected where the reader may sync it.
 */
export const foundRecordsSchema = z.object({
  records: z.array(recordSchema.extend({ about: z.string(), canSync: z.boolean() })),
});
