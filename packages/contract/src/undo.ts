/** Undo of a run or of a record's writes: a preview, then the same carried out, with what was put back and what was left. */
import { z } from 'zod';
import { apiErrorSchema } from './errors.ts';
import {
  connectionNameSchema,
  countSchema,
  entityKindSchema,
  fieldSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  timeSchema,
} from './words.ts';

export const undoSkipCodes = [
  'later',
  'touched',
  'differs',
  'otherMoved',
  'underWay',
  'moved',
  'refused',
  'created',
  'linked',
  'noLink',
  'relinked',
  'unreadable',
  'unmapped',
  'direction',
  'unknownOld',
] as const;
export type UndoSkip = (typeof undoSkipCodes)[number];

export const undoScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), runId: idSchema }),
  z.object({
    kind: z.literal('record'),
    entity: z.object({ kind: entityKindSchema, id: idSchema }),
    /** Log row to begin with; without it the last run that wrote the record. */
    since: idSchema.optional(),
    /** ERP fields; without them all. */
    fields: z.array(z.string().min(1).max(200)).max(100).optional(),
  }),
  z.object({ kind: z.literal('mapping'), change: idSchema }),
]);
export type UndoScope = z.infer<typeof undoScopeSchema>;

export const startUndoSchema = z.object({
  scope: undoScopeSchema,
  /** Needed for a record. */
  connectionId: idSchema.optional(),
  /** The other side is put back too. */
  both: z.boolean(),
  preview: z.boolean(),
});
export const undoStartedSchema = z.object({ requestId: idSchema });

export const undoParamsSchema = z.object({ id: idTextSchema });
const undoHead = {
  requestId: idSchema,
  connection: connectionNameSchema,
  scope: undoScopeSchema,
  /** Of a record's undo. */
  record: recordSchema.nullable(),
  both: z.boolean(),
  preview: z.boolean(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  by: z.string(),
  at: timeSchema,
};
export const undoSchema = z.object({
  ...undoHead,
  progress: z.object({ done: countSchema, total: countSchema.nullable() }).nullable(),
  error: apiErrorSchema.nullable(),
  runId: idSchema.nullable(),
  counts: z.object({ total: countSchema, restored: countSchema, skipped: countSchema, underWay: countSchema }),
});
export type Undo = z.infer<typeof undoSchema>;
/** `total`: fields that it looked at. */
export const undoneSchema = z.object({ ...undoHead, total: countSchema });
export type Undone = z.infer<typeof undoneSchema>;
/** The latest undos and previews, newest first. */
export const undonesSchema = z.object({ undos: z.array(undoneSchema) });

/** `waiting`: in a preview what would be put back. */
export const undoStatusSchema = z.enum(['restored', 'skipped', 'underWay', 'waiting']);
export type UndoStatus = z.infer<typeof undoStatusSchema>;
export const undoRowSchema = z.object({
  no: idSchema,
  record: recordSchema.nullable(),
  field: fieldSchema.nullable(),
  side: sideSchema.nullable(),
  /** What is put back, and what was written over it. */
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  status: undoStatusSchema,
  why: z.enum(undoSkipCodes).nullable(),
  said: z.string().nullable(),
});
export type UndoRow = z.infer<typeof undoRowSchema>;
export const undoRowsQuerySchema = z.object({
  afterNo: z.coerce.number().pipe(z.int().min(0)).optional(),
  only: undoStatusSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).optional(),
});
export const undoRowsSchema = z.object({ rows: z.array(undoRowSchema), nextAfterNo: idSchema.nullable() });

const mappedSchema = z.object({ crmField: z.string(), direction: z.enum(['both', 'fromErp', 'toErp']) });
/** What a saved mapping changed. `before` null: was not synced; `after` null: is not any more. */
export const mappingChangeSchema = z.object({
  id: idSchema,
  connection: connectionNameSchema,
  actorType: z.string(),
  at: timeSchema,
  by: z.string(),
  fields: z.array(z.object({ erpField: z.string(), before: mappedSchema.nullable(), after: mappedSchema.nullable() })),
});
export type MappingChange = z.infer<typeof mappingChangeSchema>;
export const mappingChangesQuerySchema = z.object({ beforeId: idTextSchema.optional() });
/** Newest first. */
export const mappingChangesSchema = z.object({
  changes: z.array(mappingChangeSchema),
  nextBeforeId: idSchema.nullable(),
});

export const runKinds = [
  'cycle',
  'resync',
  'undo',
  'link',
  'create',
  'syncNow',
  'import',
  'conflict',
  'plan',
  'held',
] as const;
/** A run that recorded something; others leave no trace. */
export const runSchema = z.object({
  id: idSchema,
  connection: connectionNameSchema,
  kind: z.enum(runKinds),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Who had it done; '' for automatic sync. */
  by: z.string(),
  at: timeSchema,
  crmWrites: countSchema,
  erpWrites: countSchema,
  conflicts: countSchema,
  failures: countSchema,
});
export type Run = z.infer<typeof runSchema>;
export const runsQuerySchema = z.object({ beforeId: idTextSchema.optional() });
/** Newest first. */
export const runsSchema = z.object({ runs: z.array(runSchema), nextBeforeId: idSchema.nullable() });
