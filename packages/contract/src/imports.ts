/** Import from ERP: a search whose hits are kept, how they are to be taken in, a preview, then records with their progress. */
import { z } from 'zod';
import { countSchema, entityKindSchema, idSchema, idTextSchema, timeSchema, valueTypeSchema } from './words.ts';

export const importActorTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;
const actorTypeSchema = z.enum(importActorTypes);
export type ImportActorType = (typeof importActorTypes)[number];

/** What a connection's actors can be searched by. */
export const importSourceSchema = z.object({
  connection: z.object({ id: idSchema, name: z.string() }),
  active: z.boolean(),
  actorTypes: z.array(
    z.object({
      actorType: actorTypeSchema,
      entity: entityKindSchema,
      fields: z.array(
        z.object({
          erpField: z.string(),
          label: z.string(),
          crmField: z.string(),
          crmLabel: z.string(),
          type: valueTypeSchema,
        }),
      ),
    }),
  ),
});
export const importSourcesSchema = z.object({
  /** Imports wait while it is on (rule 13). */
  syncRunning: z.boolean(),
  sources: z.array(importSourceSchema),
});
export type ImportSources = z.infer<typeof importSourcesSchema>;

export const searchableQuerySchema = z.object({ connection: idTextSchema, actorType: actorTypeSchema });
/** Empty: the ERP offers no advanced search. */
export const searchableSchema = z.object({ fields: z.array(z.object({ erpField: z.string(), label: z.string() })) });

export const importOperators = [
  '=',
  'isnot',
  'begins',
  'contains',
  'notcontains',
  'ends',
  '<',
  '<=',
  '>',
  '>=',
] as const;
export const importSearchSchema = z.object({
  connectionId: idSchema,
  actorType: actorTypeSchema,
  text: z.string().max(200),
  criteria: z
    .array(
      z.object({ erpField: z.string().min(1).max(200), operator: z.enum(importOperators), value: z.string().max(254) }),
    )
    .max(20),
});
export type ImportSearch = z.infer<typeof importSearchSchema>;
export const importMadeSchema = z.object({ id: idSchema });

export const importMatchWords = [
  'linked',
  'name',
  'nameAndDepartment',
  'number',
  'code',
  'vatNumber',
  'email',
  'id',
] as const;
export const importActionWords = ['add', 'merge', 'replace', 'skip'] as const;
export const newItemWords = ['add', 'default', 'blank'] as const;
export const importSettingsSchema = z.object({
  match: z.enum(importMatchWords),
  action: z.enum(importActionWords),
  withoutCompany: z.boolean(),
  newItems: z.enum(newItemWords),
  /** CRM field to list item. */
  defaultItems: z.record(z.string().max(200), z.string().regex(/^[1-9]\d{0,9}$/)),
});
export type ImportSettings = z.infer<typeof importSettingsSchema>;

const rowActionSchema = z.enum(['new', 'changed', 'none', 'refused']);
const outcomeSchema = z.enum(['added', 'updated', 'unchanged', 'refused']);
export type ImportRowAction = z.infer<typeof rowActionSchema>;
export type ImportOutcome = z.infer<typeof outcomeSchema>;

export const importParamsSchema = z.object({ id: idTextSchema });
export const importSchema = z.object({
  id: idSchema,
  connection: z.object({ id: idSchema, name: z.string() }),
  actorType: actorTypeSchema,
  entity: entityKindSchema,
  search: z.string(),
  status: z.enum(['searching', 'ready', 'running', 'done', 'cancelled']),
  message: z.string().nullable(),
  failure: z.string().nullable(),
  settings: importSettingsSchema,
  /** Matches that this kind of record offers. */
  matches: z.array(z.enum(importMatchWords)),
  /** CRM fields whose values come: those of the record's name, then the others in the order of the mapping. */
  columns: z.array(
    z.object({
      crmField: z.string(),
      label: z.string(),
      type: valueTypeSchema,
      list: z.boolean(),
      /** A part of the record's name. */
      name: z.boolean(),
    }),
  ),
  /** Fields with items that the CRM's list lacks, with the items to choose instead. */
  newItems: z.array(
    z.object({
      crmField: z.string(),
      label: z.string(),
      items: z.array(z.string()),
      choices: z.array(z.object({ id: idSchema, name: z.string() })),
    }),
  ),
  total: countSchema,
  selected: countSchema,
  actions: z.partialRecord(rowActionSchema, countSchema),
  outcomes: z.partialRecord(outcomeSchema, countSchema),
  progress: z.object({ done: countSchema, total: countSchema.nullable() }).nullable(),
  /** Selections of what was added and updated, once it is done. */
  selections: z.object({ added: idSchema.nullable(), updated: idSchema.nullable() }),
  createdAt: timeSchema,
});
export type Import = z.infer<typeof importSchema>;
export const importsSchema = z.object({
  imports: z.array(
    importSchema.pick({ id: true, connection: true, actorType: true, search: true, status: true, createdAt: true }),
  ),
});

export const importRowsQuerySchema = z.object({
  /** Place of the last row of the page before. */
  after: z.coerce.number().pipe(countSchema).default(0),
  action: rowActionSchema.optional(),
  outcome: outcomeSchema.optional(),
});
export const importRowSchema = z.object({
  place: idSchema,
  erpKey: z.string(),
  /** As shown: list items by name. */
  values: z.record(z.string(), z.string()),
  selected: z.boolean(),
  action: rowActionSchema.nullable(),
  /** What would be written, as shown. */
  changes: z.record(z.string(), z.string()).nullable(),
  entityId: idSchema.nullable(),
  /** A sentence, or a code that the page has a sentence for. */
  reason: z.string().nullable(),
  /** Values that cannot be taken over: CRM field to why. */
  problems: z.record(z.string(), z.string()),
  outcome: outcomeSchema.nullable(),
});
export type ImportRow = z.infer<typeof importRowSchema>;
export const importRowsSchema = z.object({ rows: z.array(importRowSchema), next: countSchema.nullable() });

export const importTickSchema = z.object({
  selected: z.boolean(),
  places: z.array(idSchema).max(1_000).optional(),
  action: rowActionSchema.optional(),
});
export const importStartedSchema = z.object({ requestId: idSchema });
