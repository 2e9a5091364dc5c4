import { z } from 'zod';
import { countSchema, idSchema, timeSchema } from './words.ts';

/**
 * One word for how a connection stands; the worst that holds, in this order: off (not active), new (never run),
 * unreachable, held (waits for a person), failed, conflicts, syncing, waiting, inStep.
 */
export const connectionStateSchema = z.enum([
  'inStep',
  'syncing',
  'waiting',
  'conflicts',
  'failed',
  'held',
  'unreachable',
  'off',
  'new',
]);
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const connectionOverviewSchema = z.object({
  id: idSchema,
  name: z.string(),
  connector: z.string(),
  active: z.boolean(),
  state: connectionStateSchema,
  links: countSchema,
  lastRunAt: timeSchema.nullable(),
  /** When the ERP last answered a whole run. */
  answeredAt: timeSchema.nullable(),
  lastRun: z
    .object({ crmWrites: countSchema, erpWrites: countSchema, conflicts: countSchema, failures: countSchema })
    .nullable(),
  /** Records with a change not carried yet: on the way, due, or edited in the CRM and not read. */
  waiting: countSchema,
  conflicts: countSchema,
  /** Rows of the failures page. */
  failed: countSchema,
  /** Of an unreachable one. */
  nextTryAt: timeSchema.nullable(),
  /** Why it is held as a whole: the ERP was restored; this hub was, and the original may run; this hub was, and it is stopped. */
  hold: z.enum(['erp.restored', 'hub.copy', 'hub.restored']).nullable(),
  /** The sentence for unreachable, held and failed. */
  healthMessage: z.string().nullable(),
  /** While syncing. `total` is null while unknown. */
  progress: z.object({ done: countSchema, total: countSchema.nullable() }).nullable(),
});
export type ConnectionOverview = z.infer<typeof connectionOverviewSchema>;

/** Links by how they stand; the parts add up to `total`, each link counted under its worst. */
export const agreementSchema = z.object({
  total: countSchema,
  inStep: countSchema,
  /** Changed on a side, and not carried to the other yet. */
  waiting: countSchema,
  differ: countSchema,
  conflicts: countSchema,
  failed: countSchema,
});
export type Agreement = z.infer<typeof agreementSchema>;

export const activityMinuteSchema = z.object({ at: timeSchema, crmWrites: countSchema, erpWrites: countSchema });
export type ActivityMinute = z.infer<typeof activityMinuteSchema>;

export const overviewSchema = z.object({
  /** The On and Off buttons. */
  running: z.boolean(),
  intervalMs: countSchema,
  lastRunAt: timeSchema.nullable(),
  nextRunAt: timeSchema.nullable(),
  agreement: agreementSchema,
  /** Rows of the conflicts and failures pages; numbers beside their names in the navigator. */
  openConflicts: countSchema,
  openFailures: countSchema,
  /** Plans that something waits for. */
  openPlans: countSchema,
  /** Fields that wait for a person. */
  openHeld: countSchema,
  /** In priority order. */
  connections: z.array(connectionOverviewSchema),
  /** The last 60 minutes, oldest first, empty ones included. */
  activity: z.array(activityMinuteSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
