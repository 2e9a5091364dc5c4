/** How far the linked records agree: the score of audits, what differs and why, and what to do about it. */
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

/** The gravest first; each pair counts under its first. */
export const auditReasons = [
  'missingInErp',
  'missingInCrm',
  'failed',
  'conflict',
  'held',
  'waitingForParent',
  'drift',
  'undone',
  'noBase',
  'changedInBoth',
  'changedInErp',
  'changedInCrm',
  'underWay',
  'unread',
] as const;
export const auditReasonSchema = z.enum(auditReasons);
export type AuditReason = z.infer<typeof auditReasonSchema>;
const countsSchema = z.partialRecord(auditReasonSchema, countSchema);

export const auditSchema = z.object({
  id: idSchema,
  connection: connectionNameSchema,
  at: timeSchema,
  pairs: countSchema,
  agreeing: countSchema,
  /** Differing pairs, each under its gravest reason. */
  reasons: countsSchema,
  /** Fields, or pairs as a whole, by reason. */
  findings: countsSchema,
});
export type Audit = z.infer<typeof auditSchema>;

/** `off`: only when somebody asks. */
export const auditEverySchema = z.enum(['off', 'day', 'week']);
export type AuditEvery = z.infer<typeof auditEverySchema>;

export const agreementScoreSchema = z.object({
  /** The newest of each connection, in priority order. */
  audits: z.array(auditSchema),
  /** Names of connections whose audit waits or is under way. */
  running: z.array(z.object({ connection: connectionNameSchema, pairs: countSchema })),
  pairs: countSchema,
  agreeing: countSchema,
  /** One point a day, oldest first; days before the first audit are left out. */
  trend: z.array(z.object({ day: z.iso.date(), pairs: countSchema, agreeing: countSchema })),
  every: auditEverySchema,
  nextAt: timeSchema.nullable(),
});
export type AgreementScore = z.infer<typeof agreementScoreSchema>;

export const findingSchema = z.object({
  no: countSchema,
  record: recordSchema,
  erpKey: z.string().nullable(),
  /** Null: the pair as a whole. */
  field: fieldSchema.nullable(),
  reason: auditReasonSchema,
  crmValue: z.string().nullable(),
  erpValue: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const auditParamsSchema = z.object({ id: idTextSchema });
export const findingsQuerySchema = z.object({
  reason: auditReasonSchema.optional(),
  afterNo: z.coerce.number().pipe(z.int().nonnegative()).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const findingsSchema = z.object({ findings: z.array(findingSchema), nextAfterNo: countSchema.nullable() });

/** Without a connection: every active one. */
export const auditWishSchema = z.object({ connection: idSchema.optional() });
export const auditStartedSchema = z.object({ requestIds: z.array(idSchema) });
/** `from`: that side's values; without it what is late is carried and what failed is tried again. */
export const repairWishSchema = z.object({ from: sideSchema.optional() });
export const repairStartedSchema = z.object({ requestId: idSchema });
export const auditScheduleSchema = z.object({ every: auditEverySchema });
