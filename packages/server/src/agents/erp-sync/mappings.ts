/** The form of a mapping that the methods answer, and what they take for one. */
import type { z } from 'zod';
import type { EntityKind } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import type { MappingFound } from '../../services/index.ts';
import type { actorTypeMapping } from '../carriers/erp-sync.ts';
import type { crmActorType } from '../carriers/words.ts';
import { accessName, fieldTypeName } from './connections.ts';

export type CrmActorType = z.output<typeof crmActorType>;
const crmNames: Readonly<Record<EntityKind, CrmActorType>> = {
  company: 'Contact',
  person: 'Person',
  project: 'Project',
};
export const crmActorTypeOf = (entity: EntityKind): CrmActorType => crmNames[entity];
/** Undefined: no kind of record that is synced. */
export const entityKindOf = (name: CrmActorType): EntityKind | undefined =>
  name === 'Contact' ? 'company' : name === 'Person' ? 'person' : name === 'Project' ? 'project' : undefined;

type FieldMapping = z.output<typeof actorTypeMapping>['FieldMappings'][number];

export function toActorTypeMapping(found: MappingFound, language: string): z.output<typeof actorTypeMapping> {
  const { connection, mapping } = found;
  return {
    ErpConnectionId: connection.id,
    IsActive: mapping.active,
    FieldMappings: mapping.fields.map((field) => toFieldMapping(found, field, language)),
    ActorTypeErp: mapping.actorType,
    ActorTypeCrm: crmActorTypeOf(mapping.entity),
  };
}

function toFieldMapping(found: MappingFound, field: FieldDefinition, language: string): FieldMapping {
  const { view, mapping } = found;
  const crm = view.crmFields[mapping.entity].find(({ key }) => key === field.crmField);
  return {
    ErpFieldId: field.id,
    CrmFieldKey: field.crmField ?? '',
    CrmDisplayName: crm === undefined ? '' : textIn(language, crm.label),
    CrmDisplayTooltip: crm?.key ?? '',
    ErpFieldKey: field.fieldKey,
    FieldType: fieldTypeName(field.type),
    ErpDisplayName: textIn(language, field.displayName),
    ErpDisplayTooltip: textIn(language, field.description),
    SyncToCrm: field.syncToCrm,
    SyncToErp: field.syncToErp,
    ShowInGui: field.showInTab,
    ShowInSearch: field.showInSearch,
    AlreadyMapped: isWrittenElsewhere(found, field),
    MissingInERP: field.missingInErp,
    MissingInCRM: field.crmField !== null && crm === undefined,
    Access: accessName(field.access),
    ListReference: field.crmList ?? '',
  };
}

/** Another connection has the CRM field, so that this one may not write it one-way (rule 4). */
function isWrittenElsewhere({ view, connection, mapping }: MappingFound, { crmField }: FieldDefinition): boolean {
  if (crmField === null) return false;
  return view.definition.connections.some(
    (other) =>
      other.id !== connection.id &&
      !other.deleted &&
      other.mappings.some(
        (theirs) =>
          theirs.active &&
          theirs.entity === mapping.entity &&
          theirs.fields.some((field) => field.crmField === crmField && field.syncToCrm),
      ),
  );
}
