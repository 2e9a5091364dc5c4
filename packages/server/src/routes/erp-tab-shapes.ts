/** The ERP tab's own shapes: fields with their labels in the reader's language, values as people read them. */
import {
  type AskedField,
  type Choices,
  type ErpSearchForm,
  type ErpTabConnection,
  type ErpTabField,
  type ErpTabPage,
  type NewActorForm,
  type TabActorType,
  tabActorTypeSchema,
} from '@kobling/contract';
import { type ErpActorType, textIn } from '@kobling/sdk';
import type { ActorField, RecordField as StoredField, ShownField } from '@kobling/store';
import type { FieldChoices, NewActorField, SearchForm, Tab, TabConnection } from '../services/index.ts';
import { inLanguage, shownIn, toRecordField } from './record.ts';
import { type Labels, valueTypeOf } from './shapes.ts';
import { whyField } from '@kobling/engine';

export const toTab = ({ record, connections }: Tab, labels: Labels, language: string): ErpTabPage => ({
  record,
  connections: connections.map((one) => toTabConnection(one, record.kind, labels, language)),
});

function toTabConnection(
  { shown, rights, facts, parent, asking, ...known }: TabConnection,
  kind: ErpTabPage['record']['kind'],
  labels: Labels,
  language: string,
): ErpTabConnection {
  const link = facts?.link;
  const why = facts?.fields[0]?.why;
  return {
    connection: { id: shown.id, name: textIn(language, shown.name) },
    actorTypes: shown.actorTypes.filter(isTabType),
    canConnect: rights.canConnect,
    canCreate: rights.canCreate,
    link:
      link === undefined || link.state === 'broken'
        ? null
        : {
            actorType: link.actorType,
            erpKey: link.erpKey,
            state: link.state,
            message: link.reason === null ? null : textIn(language, link.reason),
            asking:
              asking === undefined
                ? null
                : { found: [...asking.found], sent: asking.sent, answers: { ...asking.answers } },
          },
    health: why === undefined ? null : inLanguage(whyField(why), language).connection,
    lastOkAt: facts?.about.lastOkAt?.toISOString() ?? null,
    parent: parent === null ? null : { company: parent.company, connected: parent.connected },
    fields: shown.fields.map((field) => {
      const synced = facts?.fields.find(({ mapping }) => mapping.erpField === field.fieldKey);
      return toTabField(field, synced, { ...known, facts, kind, labels, language });
    }),
  };
}

const isTabType = (type: ErpActorType): type is TabActorType => tabActorTypeSchema.safeParse(type).success;

interface Known extends Pick<TabConnection, 'facts' | 'seen' | 'itemName'> {
  readonly kind: ErpTabPage['record']['kind'];
  readonly labels: Labels;
  readonly language: string;
}

function toTabField(
  { fieldKey, displayName, description, type, listName }: ShownField,
  synced: StoredField | undefined,
  { facts, seen, itemName, kind, labels, language }: Known,
): ErpTabField {
  const read = seen?.fields[fieldKey];
  const lastOkAt = facts?.about.lastOkAt?.toISOString() ?? null;
  return {
    key: fieldKey,
    label: textIn(language, displayName),
    description: textIn(language, description),
    type: valueTypeOf[type],
    synced: synced === undefined ? null : toRecordField(synced, kind, labels, language),
    // The sync keeps what it carries; the rest is as it was when somebody last looked.
    known:
      synced?.erpShown !== undefined && synced.erpShown !== null
        ? { value: shownIn(synced.mapping, synced.erpShown, language), at: lastOkAt }
        : seen === undefined || read === undefined
          ? null
          : { value: type === 'list' ? itemName(listName, read) : read, at: seen.at.toISOString() },
  };
}

export const toSearchForm = ({ columns, criteria }: SearchForm, language: string): ErpSearchForm => ({
  columns: columns.map(({ fieldKey, displayName, type }) => ({
    key: fieldKey,
    label: textIn(language, displayName),
    type: valueTypeOf[type],
  })),
  criteria: criteria.map(({ field, operators, items }) => ({
    key: field.fieldKey,
    label: textIn(language, field.displayName),
    type: valueTypeOf[field.type],
    operators: [...operators],
    items: [...items],
  })),
});

export const toChoices = ({ choices, toFill }: FieldChoices, language: string): Choices => ({
  choices: choices.map(({ crmField, erpField, crm, erp, same, preferred, only }) => ({
    field: crmField.key,
    label: textIn(language, crmField.label),
    erpLabel: textIn(language, erpField.displayName),
    type: crmField.type,
    crm: { value: crm.value, display: crm.display },
    erp: erp === undefined ? null : { value: erp.value, display: erp.display },
    same,
    preferred,
    only,
  })),
  toFill: toFill.map(
    ({ crmField, erpField, mandatory, value, items }): AskedField => ({
      ...asked(erpField, language),
      key: crmField.key,
      type: crmField.type,
      maxLength: shorter(crmField.maxLength, erpField.maxLength),
      mandatory,
      items: [...items],
      value,
    }),
  ),
});

/** 0 is no limit. */
const shorter = (one: number, other: number): number => (one === 0 || other === 0 ? one + other : Math.min(one, other));

export const toNewActorForm = (fields: readonly NewActorField[], language: string): NewActorForm => ({
  fields: fields.map(({ field, mandatory, value, items, problem }) => ({
    ...asked(field, language),
    key: field.fieldKey,
    type: valueTypeOf[field.type],
    maxLength: field.maxLength,
    mandatory,
    items: [...items],
    value,
    problem,
  })),
});

const asked = ({ displayName, description }: ActorField, language: string) => ({
  label: textIn(language, displayName),
  description: textIn(language, description),
});
