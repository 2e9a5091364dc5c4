/** A connection's fields and what they can be mapped to, as the page of mappings shows them. */
import {
  type ActorMapping,
  type ErpField,
  type ErpFieldType,
  erpFieldTypeSchema,
  type Fit,
  type MappableField,
  type MappedActorType,
  type MappedConnection,
  mappedActorTypes,
  type MappingSetup,
  type ValueType,
  valueTypeSchema,
} from '@kobling/contract';
import type { CrmField, EntityKind } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import {
  type ConnectionDefinition,
  type Database,
  type FieldDefinition,
  type MappingDefinition,
  waitingList,
} from '@kobling/store';
import { type MappingFound, suggestedFields } from '../services/index.ts';
import { directionProblem } from '../setup-file/direction.ts';

export type ConnectionView = Omit<MappingFound, 'mapping'>;

export const isMappedType = (type: string): type is MappedActorType => mappedActorTypes.some((known) => known === type);

export const toMappedConnection = (
  { id, name, active, links }: ConnectionDefinition,
  language: string,
): MappedConnection => ({ id, name: textIn(language, name), active, links });

export async function readMappingSetup(
  db: Database,
  { view, connection }: ConnectionView,
  language: string,
): Promise<MappingSetup> {
  const waiting = new Set((await waitingList(db, connection.id)).map((one) => `${one.actorType} ${one.erpField}`));
  const others = view.definition.connections.filter(({ id, deleted }) => id !== connection.id && !deleted);
  const crmFieldsOf = (kind: EntityKind): MappableField[] =>
    view.crmFields[kind].map((crm) => ({
      key: crm.key,
      label: textIn(language, crm.label),
      type: crm.type,
      readOnly: crm.readOnly,
      writtenBy: writersOf(kind, crm, others, language),
    }));
  return {
    connection: toMappedConnection(connection, language),
    mappings: connection.mappings
      .flatMap((mapping): ActorMapping[] => {
        const { actorType, entity, active } = mapping;
        if (!isMappedType(actorType)) return [];
        const fields = toFields(mapping, view.crmFields[entity], waiting, language);
        return [{ actorType, kind: entity, active, fields }];
      })
      .toSorted((a, b) => mappedActorTypes.indexOf(a.actorType) - mappedActorTypes.indexOf(b.actorType)),
    crmFields: {
      company: crmFieldsOf('company'),
      person: crmFieldsOf('person'),
      project: crmFieldsOf('project'),
    } satisfies Record<EntityKind, MappableField[]>,
    fits,
  };
}

function toFields(
  mapping: MappingDefinition,
  crmFields: readonly CrmField[],
  waiting: ReadonlySet<string>,
  language: string,
): ErpField[] {
  const known = new Set(crmFields.map(({ key }) => key));
  const suggested = suggestedFields(mapping.entity, mapping.fields, crmFields);
  return mapping.fields.map((field) => ({
    id: field.id,
    fieldKey: field.fieldKey,
    name: nameOf(field, language),
    description: textIn(language, field.description),
    type: field.type,
    readOnly: field.access === 'readOnly',
    mandatory: field.mandatory || field.access === 'mandatory',
    missingInErp: field.missingInErp,
    missingInCrm: field.crmField !== null && !known.has(field.crmField),
    hasDefault: field.hasDefault || field.promptUser,
    waiting: waiting.has(`${mapping.actorType} ${field.fieldKey}`),
    choice: {
      crmField: field.crmField,
      toCrm: field.syncToCrm,
      toErp: field.syncToErp,
      lossy: field.lossy,
      showInTab: field.showInTab,
      showInSearch: field.showInSearch,
    },
    suggested: suggested.get(field.fieldKey) ?? null,
  }));
}

export const nameOf = (field: Pick<FieldDefinition, 'fieldKey' | 'displayName'>, language: string): string =>
  textIn(language, field.displayName) || field.fieldKey;

/** Active or not: who sets one up beside it should know (rule 4). */
function writersOf(
  kind: EntityKind,
  crm: CrmField,
  others: readonly ConnectionDefinition[],
  language: string,
): MappableField['writtenBy'] {
  return others.flatMap((other) => {
    const fields = other.mappings
      .filter((mapping) => mapping.active && mapping.entity === kind)
      .flatMap((mapping) => mapping.fields.filter((field) => field.crmField === crm.key && field.syncToCrm));
    if (fields.length === 0) return [];
    return [{ connection: textIn(language, other.name), twoWay: fields.every((field) => field.syncToErp) }];
  });
}

/** The rules of `directionProblem` for each pair of types: the page looks them up as people choose. */
const fits = Object.fromEntries(
  erpFieldTypeSchema.options.map((erp) => [
    erp,
    Object.fromEntries(valueTypeSchema.options.map((crm) => [crm, fitOf(erp, crm)])),
  ]),
) as Record<ErpFieldType, Record<ValueType, Fit>>;

function fitOf(erp: ErpFieldType, crm: ValueType): Fit {
  const problem = (way: 'fromErp' | 'toErp' | 'both') =>
    directionProblem(way, { type: erp, access: 'normal' }, { type: crm, readOnly: false }, false) ?? null;
  return { fromErp: problem('fromErp'), toErp: problem('toErp'), both: problem('both') };
}
