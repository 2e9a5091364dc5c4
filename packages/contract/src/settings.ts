/** Settings › Quote/Sync › Sync: connectors, connections, their order, and what a connection still needs. */
import { z } from 'zod';
import { entityKindSchema, countSchema, idSchema, idTextSchema } from './words.ts';

const nameSchema = z.string().max(250);
/** As long as the column that keeps it. */
const urlSchema = z.string().max(1_023);

export const syncConnectorSchema = z.object({
  id: idSchema,
  name: z.string(),
  url: z.string(),
  reachable: z.boolean(),
  deleted: z.boolean(),
  /** Names of its connections that were not deleted: as long as there are any, it stays. */
  connections: z.array(z.string()),
});
export type SyncConnector = z.infer<typeof syncConnectorSchema>;

export const syncConnectionSchema = z.object({
  id: idSchema,
  /** In the reader's language. */
  name: z.string(),
  description: z.string(),
  active: z.boolean(),
  deleted: z.boolean(),
  connectorId: idSchema,
  connector: z.string(),
});
export type SyncConnection = z.infer<typeof syncConnectionSchema>;

/** Highest first; `crm` is one member of the order. */
export const prioritySchema = z.array(z.union([idSchema, z.literal('crm')])).max(1_000);
export type PriorityMember = z.infer<typeof prioritySchema>[number];

/** How a connector may write numbers and dates: a number and a day of it, as examples. */
export const cultureChoiceSchema = z.object({ name: z.string(), number: z.string(), date: z.string() });
export type CultureChoice = z.infer<typeof cultureChoiceSchema>;

export const syncSettingsSchema = z.object({
  connectors: z.array(syncConnectorSchema),
  /** Deleted ones too; in priority order. */
  connections: z.array(syncConnectionSchema),
  priority: prioritySchema,
  /** Where a connector can be found without typing its address: plug-ins of this hub, registered applications. */
  installed: z.array(z.object({ url: z.string(), name: z.string() })),
  applications: z.array(z.object({ url: z.string(), name: z.string(), active: z.boolean() })),
  /** Those that the hub reads, by name. */
  cultures: z.array(cultureChoiceSchema),
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

export const connectorToTestSchema = z.object({
  url: urlSchema,
  /** The contract's text, where its service publishes none. */
  wsdl: z.string().max(900_000).optional(),
});
export const connectorAnswersSchema = z.object({
  name: z.string(),
  /** Of one over the network; null: an installed one, which has them all. */
  operations: z.array(z.string()).nullable(),
  /** What is missing or odd, as sentences. */
  problems: z.array(z.string()),
  changed: z.boolean(),
});
export type ConnectorAnswers = z.infer<typeof connectorAnswersSchema>;

/** With an id: changed, or brought back. */
export const connectorToSaveSchema = z.object({ id: idSchema.optional(), name: nameSchema, url: urlSchema });
export const savedConnectorSchema = z.object({ id: idSchema, reachable: z.boolean() });

export const settingsParamsSchema = z.object({ id: idTextSchema });

export const configTypeSchema = z.enum([
  'checkbox',
  'text',
  'password',
  'integer',
  'double',
  'list',
  'datetime',
  'label',
]);
export type ConfigType = z.infer<typeof configTypeSchema>;
/** A field that the connector asks of each connection, in the reader's language. */
export const configFieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  type: configTypeSchema,
  list: z.string(),
  /** Canonical: numbers with a point, dates ISO without zone, checkbox `1` or `0`. Empty for passwords. */
  preset: z.string(),
  /** 0: no limit. */
  maxLength: countSchema,
  mandatory: z.boolean(),
  readOnly: z.boolean(),
  /** It names a workbook on the hub's machine, which can be sent there. */
  isPath: z.boolean(),
});
export type ConfigField = z.infer<typeof configFieldSchema>;
export const configFieldsSchema = z.object({ fields: z.array(configFieldSchema) });

/** Values by field key, canonical. A password left out or blank stays as it is. */
const configValuesSchema = z.record(z.string().max(250), z.string().max(100_000));
export const connectionDraftSchema = z.object({
  /** Of one that is there; its passwords count where they are left blank. */
  id: idSchema.optional(),
  connectorId: idSchema,
  config: configValuesSchema,
});
export const configListWishSchema = connectionDraftSchema.extend({ list: z.string().max(250) });
export const configListSchema = z.object({ items: z.array(z.object({ key: z.string(), name: z.string() })) });

const accessEntrySchema = z.object({
  kind: z.enum(['user', 'group']),
  id: idSchema,
  canConnect: z.boolean(),
  canCreate: z.boolean(),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
/** IANA name. */
const zoneSchema = z.string().max(64).refine(isZone, 'There is no such time zone. Choose one such as Europe/Oslo.');

export const connectionToSaveSchema = connectionDraftSchema.extend({
  /** Made by the page when a new one is begun: the same one sent twice is saved once. */
  guid: z.uuid().optional(),
  /** May be a multi-language string. */
  name: nameSchema,
  description: z.string().max(2_000),
  /** Of the ERP's date-times, which name none. Left out: as it is; of a new one UTC. */
  zone: zoneSchema.optional(),
  /** One of SyncSettings.cultures by name, or '': the connector encodes its values. Left out: as it is; of a new one none. */
  culture: z.string().max(20).optional(),
  active: z.boolean(),
  allAccess: z.boolean(),
  access: z.array(accessEntrySchema).max(10_000),
});
export type ConnectionToSave = z.infer<typeof connectionToSaveSchema>;

/** Why a connection may not be active yet (rule 6). `message` is English; the page says it by its code. */
export const activationReasonSchema = z.object({
  code: z.string(),
  actorType: z.string().nullable(),
  field: z.string().nullable(),
  /** The other connection, or the CRM field, that it is about. */
  values: z.record(z.string(), z.string()),
  message: z.string(),
});
export type ActivationReason = z.infer<typeof activationReasonSchema>;
export const activationSchema = z.object({ active: z.boolean(), reasons: z.array(activationReasonSchema) });
export type Activation = z.infer<typeof activationSchema>;
export const savedConnectionSchema = activationSchema.extend({
  id: idSchema,
  /** It was saved, but its ERP could not be asked for its fields. */
  notice: z.string().nullable(),
});
export const activeWishSchema = z.object({ active: z.boolean() });

export const mappedFieldSchema = z.object({
  erpLabel: z.string(),
  crmLabel: z.string(),
  direction: z.enum(['both', 'fromErp', 'toErp', 'none']),
  /** The ERP or the CRM has it no more. */
  missing: z.boolean(),
});
export const connectionSummarySchema = z.object({
  actorType: z.string(),
  entity: entityKindSchema,
  active: z.boolean(),
  fields: z.array(mappedFieldSchema),
});
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>;

export const connectionDetailSchema = syncConnectionSchema
  .omit({ name: true, description: true, connector: true })
  .extend({
    /** As they are stored, with every language. */
    name: z.string(),
    description: z.string(),
    /** IANA name. */
    zone: z.string(),
    /** '': none. */
    culture: z.string(),
    allAccess: z.boolean(),
    access: z.array(accessEntrySchema),
    /** Canonical; without secrets. */
    config: z.record(z.string(), z.string()),
    /** Passwords that are set. */
    secrets: z.array(z.string()),
    links: countSchema,
    /** What stands against being active, but for the test (rule 6); empty: nothing. */
    reasons: z.array(activationReasonSchema),
    summary: z.array(connectionSummarySchema),
    /** Mapped list fields, and those of them without any item mapped. */
    lists: z.object({ mapped: countSchema, open: countSchema }),
    defaults: countSchema,
  });
export type ConnectionDetail = z.infer<typeof connectionDetailSchema>;

export const peopleSchema = z.object({
  users: z.array(z.object({ id: idSchema, name: z.string(), fullName: z.string() })),
  groups: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type People = z.infer<typeof peopleSchema>;

export const priorityToSaveSchema = z.object({ order: prioritySchema });
