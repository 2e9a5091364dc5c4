/**
 * What can be synced in a simulated history: the fields of the ERPs and of the CRM, one of each kind that behaves on its own
 * (text with limits, list with items that lack a counterpart, amounts, dates with and without time, yes or no).
 */
import type { ActorMapping, CrmFieldType, Direction, EntityKind, FieldMapping, ItemMap } from '@kobling/engine';
import {
  checkbox,
  datetime,
  defineFields,
  double,
  type ErpActorType,
  type FieldMetadata,
  list,
  text,
} from '@kobling/sdk';
import type { MemoryOptions } from '@kobling/sdk/memory';

export type SimActorType = 'Customer' | 'Person' | 'Project';
export const simActorTypes: readonly SimActorType[] = ['Customer', 'Person', 'Project'];
export const entityOf: Readonly<Record<SimActorType, EntityKind>> = {
  Customer: 'company',
  Person: 'person',
  Project: 'project',
};

export const erpFields: Readonly<Record<SimActorType, readonly FieldMetadata[]>> = {
  Customer: defineFields({
    Nm: text({ maxLength: 60, mandatory: true }),
    Phone: text({ maxLength: 30 }),
    Email: text({ maxLength: 100 }),
    City: text({ maxLength: 40 }),
    CustGr: list('CustGr'),
    Credit: double(),
    Blocked: checkbox(),
    Since: datetime(),
    Seen: datetime(),
    Note: text(),
    Secret: text({ maxLength: 50 }),
  }).fields,
  Person: defineFields({
    LastName: text({ maxLength: 40, mandatory: true }),
    Mobile: text({ maxLength: 30 }),
    Email: text({ maxLength: 100 }),
  }).fields,
  Project: defineFields({ Nm: text({ maxLength: 60, mandatory: true }), Text: text() }).fields,
};

/** Never mapped: the engine must leave it alone. */
export const unmappedField = 'Secret';

export const erpTypes: Readonly<Record<SimActorType, NonNullable<MemoryOptions['types']['Customer']>>> = {
  Customer: { fields: erpFields.Customer, firstKey: 100 },
  Person: { fields: erpFields.Person, parents: ['Customer'], keyPrefix: 'P' },
  Project: { fields: erpFields.Project, keyPrefix: 'PR' },
};
/** The ERP's own groups; the last has no counterpart in the CRM until somebody maps it. */
export const erpLists = { CustGr: { '1': 'Retail', '2': 'Wholesale', '3': 'Public' } };
/** Items of the CRM's list `category`, by id; the last has no counterpart in any ERP. */
export const crmItems: readonly string[] = ['1', '2', '3', '4'];

interface Pairing {
  readonly erp: string;
  readonly crm: string;
  readonly crmType: CrmFieldType;
  readonly crmMaxLength: number;
  readonly crmMandatory?: boolean;
}

export const pairings: Readonly<Record<SimActorType, readonly Pairing[]>> = {
  Customer: [
    { erp: 'Nm', crm: 'name', crmType: 'text', crmMaxLength: 220, crmMandatory: true },
    { erp: 'Phone', crm: 'phone', crmType: 'text', crmMaxLength: 60 },
    { erp: 'Email', crm: 'email', crmType: 'text', crmMaxLength: 254 },
    { erp: 'City', crm: 'postalAddress.city', crmType: 'text', crmMaxLength: 100 },
    { erp: 'CustGr', crm: 'category', crmType: 'list', crmMaxLength: 0 },
    { erp: 'Credit', crm: 'udef.amount', crmType: 'decimal', crmMaxLength: 0 },
    { erp: 'Blocked', crm: 'udef.vip', crmType: 'checkbox', crmMaxLength: 0 },
    { erp: 'Since', crm: 'registrationDate', crmType: 'date', crmMaxLength: 0 },
    { erp: 'Seen', crm: 'udef.seen', crmType: 'datetime', crmMaxLength: 0 },
    { erp: 'Note', crm: 'text', crmType: 'text', crmMaxLength: 0 },
  ],
  Person: [
    { erp: 'LastName', crm: 'lastName', crmType: 'text', crmMaxLength: 100 },
    { erp: 'Mobile', crm: 'mobile', crmType: 'text', crmMaxLength: 60 },
    { erp: 'Email', crm: 'email', crmType: 'text', crmMaxLength: 254 },
  ],
  Project: [
    { erp: 'Nm', crm: 'name', crmType: 'text', crmMaxLength: 220, crmMandatory: true },
    { erp: 'Text', crm: 'text', crmType: 'text', crmMaxLength: 0 },
  ],
};

/** One field of a connection as its options have it. */
export interface ChosenField {
  readonly erp: string;
  readonly direction: Exclude<Direction, 'none'>;
  readonly lossy: boolean;
  readonly defaultValue?: string;
  /** Items of the ERP's list that have a counterpart. */
  readonly mappedItems?: readonly string[];
}

const itemsOf = (keys: readonly string[]): ItemMap => ({
  toCrm: new Map(keys.map((key) => [key, key])),
  toErp: new Map(keys.map((key) => [key, key])),
});

export function mappingOf(actorType: SimActorType, chosen: readonly ChosenField[]): ActorMapping {
  const fields = chosen.flatMap((field): FieldMapping[] => {
    const meta = erpFields[actorType].find(({ fieldKey }) => fieldKey === field.erp);
    const pair = pairings[actorType].find(({ erp }) => erp === field.erp);
    if (meta === undefined || pair === undefined) return [];
    return [
      {
        erpField: field.erp,
        crmField: pair.crm,
        direction: field.direction,
        erpType: meta.type,
        erpMaxLength: meta.maxLength,
        erpAccess: meta.access,
        crmType: pair.crmType,
        crmMaxLength: pair.crmMaxLength,
        crmReadOnly: false,
        crmMandatory: pair.crmMandatory ?? false,
        lossy: field.lossy,
        version: 1,
        ...(meta.type === 'list' && { items: itemsOf(field.mappedItems ?? []) }),
        ...(field.defaultValue !== undefined && { defaultValue: field.defaultValue }),
      },
    ];
  });
  const first = chosen[0]?.erp;
  return {
    actorType,
    entity: entityOf[actorType],
    fields,
    matchFields: first === undefined ? [] : [first],
    createFields: [],
  };
}

export const isSimType = (actorType: ErpActorType): actorType is SimActorType =>
  (simActorTypes as readonly string[]).includes(actorType);
