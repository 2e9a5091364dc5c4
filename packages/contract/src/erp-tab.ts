/** The ERP side of a record: what the tab shows, what its dialogs ask and offer, and what a save carries out. */
import { z } from 'zod';
import { logRowSchema } from './log.ts';
import { recordFieldSchema, whySchema } from './record.ts';
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

export const tabActorTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;
export const tabActorTypeSchema = z.enum(tabActorTypes);
export type TabActorType = z.infer<typeof tabActorTypeSchema>;

export const erpTabParamsSchema = z.object({ kind: entityKindSchema, id: idTextSchema });
export const erpLiveParamsSchema = erpTabParamsSchema.extend({ connection: idTextSchema });

/** One line of the tab, in rank order: synced, or marked to be shown, or both. */
export const erpTabFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  type: valueTypeSchema,
  /** Null: only shown. */
  synced: recordFieldSchema.nullable(),
  /** What the ERP was last known to hold, and as of when; null: never read. List items by name. */
  known: z.object({ value: z.string(), at: timeSchema.nullable() }).nullable(),
});
export type ErpTabField = z.infer<typeof erpTabFieldSchema>;

export const erpTabConnectionSchema = z.object({
  connection: connectionNameSchema,
  /** What such a record may be connected to here. */
  actorTypes: z.array(tabActorTypeSchema),
  canConnect: z.boolean(),
  canCreate: z.boolean(),
  link: z
    .object({
      actorType: z.string(),
      /** Null while it is being created, or while a person has to say which it is. */
      erpKey: z.string().nullable(),
      state: z.enum(['creating', 'active', 'failing', 'parked', 'held', 'waitingForParent', 'missingInErp']),
      message: z.string().nullable(),
      /** A create waits for a person (H09): which of these is it, or another one? Null: nothing is asked. */
      asking: z
        .object({
          /** ERP keys; none: the ERP's search could not tell. */
          found: z.array(z.string()),
          /** It was sent, and its answer was lost. */
          sent: z.boolean(),
          /** ERP field to canonical value, as they were filled in. */
          answers: z.record(z.string(), z.string()),
        })
        .nullable(),
    })
    .nullable(),
  health: whySchema.shape.connection.nullable(),
  /** When the ERP last answered the sync. */
  lastOkAt: timeSchema.nullable(),
  /** Of a person: the company, and whether it is connected here (rule 2). Null: not a person. */
  parent: z.object({ company: recordSchema.nullable(), connected: z.boolean() }).nullable(),
  fields: z.array(erpTabFieldSchema),
});
export type ErpTabConnection = z.infer<typeof erpTabConnectionSchema>;
export const erpTabSchema = z.object({ record: recordSchema, connections: z.array(erpTabConnectionSchema) });
export type ErpTabPage = z.infer<typeof erpTabSchema>;

/** As the ERP answers now; a key that is missing was not answered. List items by name. */
export const erpLiveSchema = z.object({ at: timeSchema, values: z.record(z.string(), z.string()) });
export type ErpLive = z.infer<typeof erpLiveSchema>;

export const listItemSchema = z.object({ key: z.string(), name: z.string() });
/** A field that a dialog asks: enough to draw and to check its input. */
export const askedFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  type: valueTypeSchema,
  /** Characters; 0: no limit. */
  maxLength: countSchema,
  mandatory: z.boolean(),
  /** Of a list. */
  items: z.array(listItemSchema),
  /** Canonical; of a list the item's key. */
  value: z.string(),
});
export type AskedField = z.infer<typeof askedFieldSchema>;

const placeQuery = { connection: idTextSchema, actorType: tabActorTypeSchema };
export const erpSearchFormQuerySchema = z.object(placeQuery);
export const searchOperators = [
  '=',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  'begins',
  'contains',
  'ends',
  'isnot',
  'notbegins',
  'notcontains',
  'notends',
  'between',
  'oneof',
  'notoneof',
  'before',
  'after',
  'beforeOrEqual',
  'afterOrEqual',
] as const;
export const searchOperatorSchema = z.enum(searchOperators);
export type SearchOperatorName = z.infer<typeof searchOperatorSchema>;
/** What the search shows, and what the advanced search can ask; no criteria: the ERP has none. */
export const erpSearchFormSchema = z.object({
  columns: z.array(z.object({ key: z.string(), label: z.string(), type: valueTypeSchema })),
  criteria: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: valueTypeSchema,
      operators: z.array(searchOperatorSchema),
      items: z.array(listItemSchema),
    }),
  ),
});
export type ErpSearchForm = z.infer<typeof erpSearchFormSchema>;

export const mostHits = 1_000;
export const erpCriterionSchema = z.object({
  field: z.string().min(1).max(200),
  operator: searchOperatorSchema,
  values: z.array(z.string().max(1_000)).max(100),
});
export const erpSearchSchema = z.object({
  connectionId: idSchema,
  actorType: tabActorTypeSchema,
  /** Blank finds all. With criteria it is passed over. */
  text: z.string().max(500),
  criteria: z.array(erpCriterionSchema).max(20),
  /** How many hits at most; a longer list is asked for again with more. */
  limit: z.int().min(1).max(mostHits),
});
export const erpHitSchema = z.object({
  erpKey: z.string(),
  /** By column key; list items by name. */
  values: z.record(z.string(), z.string()),
  /** Connected already, with this record. */
  linkedTo: recordSchema.nullable(),
});
export type ErpHit = z.infer<typeof erpHitSchema>;
export const erpHitsSchema = z.object({ hits: z.array(erpHitSchema), more: z.boolean() });

export const choicesQuerySchema = z.object({ ...placeQuery, erpKey: z.string().min(1).max(254) });
const sideValueSchema = z.object({ value: z.string(), display: z.string() });
/** Both sides of one field, in the CRM's form (rule 18). */
export const choiceSchema = z.object({
  field: z.string(),
  label: z.string(),
  erpLabel: z.string(),
  type: valueTypeSchema,
  crm: sideValueSchema,
  /** Null: it has no form in the CRM, so that it cannot be chosen. */
  erp: sideValueSchema.nullable(),
  same: z.boolean(),
  /** What stands unless a person chooses otherwise. */
  preferred: z.enum(['crm', 'erp']),
  /** The other side cannot be chosen, and why. */
  only: z.enum(['crmReadOnly', 'erpReadOnly', 'erpUnreadable', 'crmMandatory', 'erpMandatory']).nullable(),
});
export type Choice = z.infer<typeof choiceSchema>;
export const choicesSchema = z.object({
  choices: z.array(choiceSchema),
  /** Blank on both sides, and mandatory, asked for or with a default (rule 11). */
  toFill: z.array(askedFieldSchema),
});
export type Choices = z.infer<typeof choicesSchema>;

export const newActorQuerySchema = z.object(placeQuery);
export const newActorFormSchema = z.object({
  fields: z.array(askedFieldSchema.extend({ problem: z.string().nullable() })),
});
export type NewActorForm = z.infer<typeof newActorFormSchema>;

const textsSchema = z.record(z.string().max(200), z.string().max(100_000));
/** Sides, not values: what stands there when it is carried out is what counts, not what a page showed a while ago (H12). */
export const erpConnectSchema = z.object({
  connectionId: idSchema,
  actorType: tabActorTypeSchema,
  erpKey: z.string().min(1).max(254),
  sides: z.record(z.string().max(200), z.enum(['crm', 'erp'])),
  /** CRM field to what was filled in. */
  filled: textsSchema,
});
export const erpCreateSchema = z.object({
  connectionId: idSchema,
  actorType: tabActorTypeSchema,
  /** ERP field to canonical value. */
  answers: textsSchema,
  /** The ERP keys that the question named: a new one is wanted all the same (H09). */
  despite: z.array(z.string().min(1).max(254)).max(1_000).optional(),
});
export const erpDisconnectSchema = z.object({ connectionId: idSchema });
/** Without a connection: all that the record is connected on and the person may use. */
export const erpSyncNowSchema = z.object({ connectionId: idSchema.optional() });
export const erpStartedSchema = z.object({ requestId: idSchema });
export const erpSyncStartedSchema = z.object({
  requests: z.array(z.object({ connection: connectionNameSchema, requestId: idSchema })),
});

export const erpRequestParamsSchema = z.object({ id: idTextSchema });
/** What became of something that was asked here; waited for a moment (H25). */
export const erpRequestSchema = z.object({
  id: idSchema,
  connection: connectionNameSchema,
  status: z.enum(['underWay', 'done', 'failed']),
  code: z.string(),
  message: z.string().nullable(),
  /** ERP field to sentence. */
  fields: z.record(z.string(), z.string()),
  /** What was written, of a sync the newest first; at most 50 rows. */
  changes: z.array(logRowSchema),
});
export type ErpRequest = z.infer<typeof erpRequestSchema>;
