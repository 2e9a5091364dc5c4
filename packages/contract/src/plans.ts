/** Plans: what a sync, a resync, an undo or a new mapping would change; approved in whole, in part or not at all. */
import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  timeSchema,
} from './words.ts';

export const planOfSchema = z.enum(['sync', 'resyncFromErp', 'resyncFromCrm', 'mapping', 'undo', 'create']);
export type PlanOf = z.infer<typeof planOfSchema>;
export const planStatusSchema = z.enum([
  'building',
  'open',
  'approved',
  'applying',
  'applied',
  'rejected',
  'expired',
  'void',
]);
export type PlanStatus = z.infer<typeof planStatusSchema>;
export const planActionSchema = z.enum(['writeCrm', 'writeErp', 'conflict', 'drift', 'fail', 'adopt', 'create']);
export type PlanAction = z.infer<typeof planActionSchema>;
export const planRowStatusSchema = z.enum(['open', 'approved', 'sent', 'applied', 'skipped', 'rejected']);
export type PlanRowStatus = z.infer<typeof planRowStatusSchema>;
/** Why a row writes, or does not: words that the page has sentences for. */
export const planReasonSchema = z.enum([
  'write',
  'firstAgreement',
  'conflict',
  'resync',
  'default',
  'undo',
  'drift',
  'failed',
  'ask',
  'create',
  'answer',
]);
export type PlanReason = z.infer<typeof planReasonSchema>;
export const planSkipCodes = [
  'linkGone',
  'notRead',
  'setAside',
  'underWay',
  'mappingChanged',
  'erpChanged',
  'crmChanged',
  'baseMoved',
  'priorityChanged',
  'decidedOtherwise',
  'refused',
  'moved',
  'notSent',
  'notCreated',
] as const;
export const planSkipCodeSchema = z.enum(planSkipCodes);
export type PlanSkipCode = z.infer<typeof planSkipCodeSchema>;

export const planSchema = z.object({
  id: idSchema,
  connection: connectionNameSchema,
  of: planOfSchema,
  status: planStatusSchema,
  /** Fields and CRM records that it speaks of. */
  rows: countSchema,
  records: countSchema,
  by: z.string(),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  decidedBy: z.string().nullable(),
  /** The run that applied it. */
  runId: idSchema.nullable(),
  /** Newly mapped fields that every sync leaves alone until it is decided. */
  waiting: countSchema,
});
export type Plan = z.infer<typeof planSchema>;

export const planSummarySchema = z.object({
  action: planActionSchema,
  reason: planReasonSchema,
  /** The side to be written to; null: it only tells, and cannot be approved. */
  side: sideSchema.nullable(),
  field: fieldSchema,
  rows: countSchema,
  records: countSchema,
});
export type PlanSummary = z.infer<typeof planSummarySchema>;
export const planDetailSchema = planSchema.extend({
  summary: z.array(planSummarySchema),
  /** Rows that would write, by where they stand. */
  progress: z.record(planRowStatusSchema, countSchema),
  skips: z.array(z.object({ code: planSkipCodeSchema, rows: countSchema })),
});
export type PlanDetail = z.infer<typeof planDetailSchema>;

export const planRowSchema = z.object({
  rowNo: idSchema,
  record: recordSchema,
  field: fieldSchema,
  action: planActionSchema,
  reason: planReasonSchema,
  side: sideSchema.nullable(),
  /** As the side written to shows it; where nothing is written, the ERP's value and the CRM's. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What cannot be written says why. */
  message: z.string().nullable(),
  status: planRowStatusSchema,
  skip: z
    .object({
      code: planSkipCodeSchema,
      /** English; `from` and `to` for the page's own sentence. */
      message: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    })
    .nullable(),
});
export type PlanRow = z.infer<typeof planRowSchema>;

export const plansQuerySchema = z.object({
  connection: idTextSchema.optional(),
  beforeId: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
/** Newest first. */
export const planPageSchema = z.object({ rows: z.array(planSchema), nextBeforeId: idSchema.nullable() });

export const planParamsSchema = z.object({ id: idTextSchema });
/** Which rows: those that fit every part. `field`: a key on either side. */
const filter = {
  field: z.string().max(300).optional(),
  action: planActionSchema.optional(),
  reason: planReasonSchema.optional(),
};
export const planRowsQuerySchema = z.object({
  ...filter,
  status: planRowStatusSchema.optional(),
  afterRow: idTextSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const planRowsSchema = z.object({ rows: z.array(planRowSchema), nextAfterRow: idSchema.nullable() });

/** Without a filter and rows: all that can be approved. `approve` false takes the approval back. */
export const planDecisionSchema = z.object({
  approve: z.boolean(),
  ...filter,
  rows: z.array(idSchema).min(1).max(10_000).optional(),
});
export const planDecisionAnswerSchema = z.object({ approved: countSchema, open: countSchema });
/** `requestId`: what the lease holder carries out; null: it is done. */
export const planRequestSchema = z.object({ requestId: idSchema.nullable() });
export const planWishSchema = z.object({
  connectionId: idSchema,
  of: z.enum(['sync', 'resyncFromErp', 'resyncFromCrm']),
  /** Resync: a blank never overwrites. */
  noBlanks: z.boolean().optional(),
});
