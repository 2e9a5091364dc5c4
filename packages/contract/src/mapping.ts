/**
 * What is mapped to what on one connection: fields with their direction, list items, defaults, the order of display. A save
 * carries for each thing what its reader saw and what it shall be, so that two people do not overwrite each other unseen.
 */
import { z } from 'zod';
import {
  connectionNameSchema,
  countSchema,
  entityKindSchema,
  idSchema,
  idTextSchema,
  recordSchema,
  sideSchema,
  valueTypeSchema,
} from './words.ts';

export const mappedActorTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;
export const mappedActorTypeSchema = z.enum(mappedActorTypes);
export type MappedActorType = z.infer<typeof mappedActorTypeSchema>;

export const erpFieldTypeSchema = z.enum([
  'checkbox',
  'text',
  'password',
  'integer',
  'double',
  'list',
  'datetime',
  'label',
]);
export type ErpFieldType = z.infer<typeof erpFieldTypeSchema>;

/** Why a pair of fields cannot be synced one way or both ways (domain rules 4 and 5). */
export const directionProblemSchema = z.enum([
  'readOnlyInErp',
  'readOnlyInCrm',
  'neverSynced',
  'twoWayLoses',
  'typesDoNotFit',
  'onlyWithLoss',
]);
export type DirectionProblem = z.infer<typeof directionProblemSchema>;

/** Per way: null where it may be used. */
export const fitSchema = z.object({
  fromErp: directionProblemSchema.nullable(),
  toErp: directionProblemSchema.nullable(),
  both: directionProblemSchema.nullable(),
});
export type Fit = z.infer<typeof fitSchema>;

/** What people choose of an ERP field. */
export const fieldChoiceSchema = z.object({
  crmField: z.string().min(1).max(300).nullable(),
  toCrm: z.boolean(),
  toErp: z.boolean(),
  /** One-way only: cut, round or drop the time rather than fail (H20). */
  lossy: z.boolean(),
  showInTab: z.boolean(),
  showInSearch: z.boolean(),
});
export type FieldChoice = z.infer<typeof fieldChoiceSchema>;

const erpFieldSchema = z.object({
  id: idSchema,
  fieldKey: z.string(),
  name: z.string(),
  description: z.string(),
  type: erpFieldTypeSchema,
  readOnly: z.boolean(),
  mandatory: z.boolean(),
  missingInErp: z.boolean(),
  missingInCrm: z.boolean(),
  /** A new actor gets a value, fixed or asked for: then a mandatory field needs no direction. */
  hasDefault: z.boolean(),
  /** Every sync leaves it alone until its plan is decided (H19). */
  waiting: z.boolean(),
  choice: fieldChoiceSchema,
  /** CRM field whose name says the same, where both are free. */
  suggested: z.string().nullable(),
});
export type ErpField = z.infer<typeof erpFieldSchema>;

const mappableFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: valueTypeSchema,
  readOnly: z.boolean(),
  /** Other connections that write it: beside them this one may not do so one-way. */
  writtenBy: z.array(z.object({ connection: z.string(), twoWay: z.boolean() })),
});
export type MappableField = z.infer<typeof mappableFieldSchema>;

const actorMappingSchema = z.object({
  actorType: mappedActorTypeSchema,
  kind: entityKindSchema,
  active: z.boolean(),
  /** In the order of display. */
  fields: z.array(erpFieldSchema),
});
export type ActorMapping = z.infer<typeof actorMappingSchema>;

const mappedConnectionSchema = connectionNameSchema.extend({ active: z.boolean(), links: countSchema });
export type MappedConnection = z.infer<typeof mappedConnectionSchema>;

export const mappingSetupSchema = z.object({
  connection: mappedConnectionSchema,
  /** Of the types that the ERP has; empty: it was never asked. */
  mappings: z.array(actorMappingSchema),
  crmFields: z.record(entityKindSchema, z.array(mappableFieldSchema)),
  /** By ERP type, then CRM type, for fields that may be written on both sides. */
  fits: z.record(erpFieldTypeSchema, z.record(valueTypeSchema, fitSchema)),
});
export type MappingSetup = z.infer<typeof mappingSetupSchema>;

export const connectionParamsSchema = z.object({ id: idTextSchema });
export const actorMappingParamsSchema = z.object({ id: idTextSchema, actorType: mappedActorTypeSchema });
export const erpFieldParamsSchema = z.object({ id: idTextSchema, fieldId: idTextSchema });

const most = 5_000;
const keySchema = z.string().min(1).max(300);

export const saveMappingSchema = z.object({
  active: z.boolean(),
  /** Those that changed; the others stay as they are. */
  fields: z.array(z.object({ fieldKey: keySchema, from: fieldChoiceSchema, to: fieldChoiceSchema })).max(most),
  /** The fields wait for a plan, which is made at once; nothing of them is written before it is decided. */
  plan: z.boolean().optional(),
});
export type SaveMapping = z.infer<typeof saveMappingSchema>;
/** `requestId`: of the plan that is being made. */
export const mappingSavedSchema = z.object({ requestId: idSchema.nullable() });

/** `requestId` null: nothing of it is synced otherwise than now. */
export const previewStartedSchema = z.object({ requestId: idSchema.nullable() });
export const previewParamsSchema = z.object({ id: idTextSchema, request: idTextSchema });
/** What saving would change, by field and side; `examples` are the first few, as people read values. */
export const mappingPreviewSchema = z.object({
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z.object({ done: countSchema, total: countSchema.nullable() }).nullable(),
  message: z.string().nullable(),
  preview: z
    .object({
      records: countSchema,
      lines: z.array(
        z.object({
          field: z.string(),
          what: z.enum(['toCrm', 'toErp', 'conflict', 'drift', 'fail']),
          rows: countSchema,
        }),
      ),
      examples: z.array(
        z.object({
          record: recordSchema,
          field: z.string(),
          side: sideSchema,
          before: z.string(),
          after: z.string(),
        }),
      ),
    })
    .nullable(),
});
export type MappingPreview = z.infer<typeof mappingPreviewSchema>;

export const rankFieldsSchema = z.object({ order: z.array(keySchema).max(most) });

const namedFieldSchema = z.object({ actorType: mappedActorTypeSchema, fieldKey: z.string(), name: z.string() });
/** What the ERP answered that was not known, and known fields that it has no more. */
export const fieldsTakenSchema = z.object({ added: z.array(namedFieldSchema), missing: z.array(namedFieldSchema) });
export type FieldsTaken = z.infer<typeof fieldsTakenSchema>;

const listedFieldSchema = z.object({
  fieldId: idSchema,
  actorType: mappedActorTypeSchema,
  fieldKey: z.string(),
  name: z.string(),
  erpList: z.string(),
  crmList: z.string(),
  crmListLabel: z.string(),
  erpItems: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** No longer in the ERP's list. */
      missing: z.boolean(),
      crmItem: idSchema.nullable(),
      suggested: idSchema.nullable(),
      /** Records that wait because it has no counterpart. */
      waiting: countSchema,
    }),
  ),
  crmItems: z.array(
    z.object({ id: idSchema, name: z.string(), hidden: z.boolean(), /** As in an ERP item. */ waiting: countSchema }),
  ),
});
export type ListedField = z.infer<typeof listedFieldSchema>;
export const listMappingSchema = z.object({
  connection: mappedConnectionSchema,
  lists: z.array(listedFieldSchema),
  /** List fields of the ERP that are not mapped to a list of the CRM. */
  unmapped: countSchema,
});
export type ListMapping = z.infer<typeof listMappingSchema>;

const itemChoiceSchema = idSchema.nullable();
export const saveItemsSchema = z.object({
  pairs: z
    .array(z.object({ erpItem: z.string().max(1_000), from: itemChoiceSchema, to: itemChoiceSchema }))
    .max(100_000),
});
/** ERP items to be added to the CRM's list under their name, and paired. */
export const addItemsSchema = z.object({ erpItems: z.array(z.string().max(1_000)).min(1).max(10_000) });
export const itemsAddedSchema = z.object({ added: countSchema, paired: countSchema });

/** A fixed value, a value to ask the user for, or both; mandatory only with one of them (domain rule 11). */
export const defaultChoiceSchema = z.object({
  hasDefault: z.boolean(),
  /** Canonical text; of a list field an item key. */
  value: z.string().max(100_000),
  promptUser: z.boolean(),
  mandatory: z.boolean(),
});
export type DefaultChoice = z.infer<typeof defaultChoiceSchema>;
const defaultFieldSchema = z.object({
  fieldId: idSchema,
  actorType: mappedActorTypeSchema,
  fieldKey: z.string(),
  name: z.string(),
  type: erpFieldTypeSchema,
  maxLength: countSchema,
  readOnly: z.boolean(),
  /** The connector says so: it cannot be taken back. */
  alwaysMandatory: z.boolean(),
  /** Name of the ERP's list; its items are in `lists`. */
  list: z.string().nullable(),
  crmLabel: z.string().nullable(),
  choice: defaultChoiceSchema,
});
export type DefaultField = z.infer<typeof defaultFieldSchema>;
export const defaultsSchema = z.object({
  connection: mappedConnectionSchema,
  fields: z.array(defaultFieldSchema),
  lists: z.record(z.string(), z.array(z.object({ key: z.string(), name: z.string() }))),
});
export type Defaults = z.infer<typeof defaultsSchema>;
export const saveDefaultSchema = z.object({ from: defaultChoiceSchema, to: defaultChoiceSchema });
