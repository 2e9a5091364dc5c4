/** May a connection be active? Domain rule 6: a list of reasons, each naming the field; empty means yes. */
import type { CrmField, Direction, EntityKind } from '@kobling/engine';
import type { ErpActorType, FieldAccess, FieldType } from '@kobling/sdk';
import { directionOf, whyNotDirection } from '../setup-file/direction.ts';

export interface ActivationReason {
  readonly code: string;
  readonly actorType: ErpActorType | null;
  readonly field: string | null;
  /** Names the actor type, the field and the remedy. */
  readonly message: string;
  /** Names in it that the other parts do not hold, for pages that say it in another language. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface ActivationField {
  readonly fieldKey: string;
  readonly type: FieldType;
  readonly access: FieldAccess;
  readonly missingInErp: boolean;
  readonly crmField: string | null;
  readonly syncToCrm: boolean;
  readonly syncToErp: boolean;
  readonly hasDefault: boolean;
  readonly promptUser: boolean;
  readonly mandatory: boolean;
  readonly lossy: boolean;
}
export interface ActivationMapping {
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly active: boolean;
  readonly fields: readonly ActivationField[];
}
export interface ActivationCandidate {
  readonly name: string;
  readonly mappings: readonly ActivationMapping[];
}

export type CrmFields = Readonly<Record<EntityKind, readonly CrmField[]>>;

/** All reasons but the test's: that one needs the ERP. `others`: the connections that are or will be active besides. */
export function activationReasons(
  candidate: ActivationCandidate,
  crmFields: CrmFields,
  others: readonly ActivationCandidate[],
): readonly ActivationReason[] {
  const active = candidate.mappings.filter((mapping) => mapping.active);
  const reasons = active.flatMap((mapping) => mappingReasons(mapping, crmFields[mapping.entity]));
  if (
    !active.some((mapping) => mapping.fields.some((field) => field.crmField !== null && directionOf(field) !== 'none'))
  ) {
    reasons.unshift({
      code: 'activation.nothingMapped',
      actorType: null,
      field: null,
      message: `${candidate.name} maps no field with a direction: map at least one field of one actor type.`,
    });
  }
  return [...reasons, ...active.flatMap((mapping) => sharedFieldReasons(mapping, others))];
}

function mappingReasons(mapping: ActivationMapping, known: readonly CrmField[]): ActivationReason[] {
  const reasons: ActivationReason[] = [];
  const add = (field: ActivationField, code: string, message: string): void => {
    reasons.push({
      values: { crmField: field.crmField ?? '' },
      code: `activation.${code}`,
      actorType: mapping.actorType,
      field: field.fieldKey,
      message: `${mapping.actorType}, ${field.fieldKey}: ${message}`,
    });
  };
  for (const field of mapping.fields) {
    const mandatory = field.mandatory || field.access === 'mandatory';
    if (
      mandatory &&
      !field.missingInErp &&
      !field.syncToErp &&
      !field.syncToCrm &&
      !field.hasDefault &&
      !field.promptUser
    ) {
      add(field, 'mandatoryUnmapped', 'it is mandatory in the ERP: map it with a direction, or give it a default.');
    }
    if (field.crmField === null) continue;
    if (field.missingInErp) {
      add(field, 'missingInErp', 'the ERP no longer has this field: unmap it, or bring it back in the ERP.');
      continue;
    }
    const crm = known.find((item) => item.key === field.crmField);
    if (crm === undefined) {
      add(field, 'missingInCrm', `the CRM no longer has the field ${field.crmField}: map it to another one.`);
      continue;
    }
    const why = whyNotDirection(directionOf(field), field, crm, field.lossy);
    if (why !== undefined) add(field, 'direction', why);
  }
  return reasons;
}

/** Rule 4 and spec 04: a CRM field is written by one connection only, unless all its mappings are two-way. */
function sharedFieldReasons(mapping: ActivationMapping, others: readonly ActivationCandidate[]): ActivationReason[] {
  return mapping.fields.flatMap((field) => {
    if (field.crmField === null || !field.syncToCrm) return [];
    const rival = others.find((other) =>
      other.mappings.some(
        (theirs) =>
          theirs.active && theirs.entity === mapping.entity && theirs.fields.some((item) => clash(field, item)),
      ),
    );
    if (rival === undefined) return [];
    return [
      {
        code: 'activation.writtenTwice',
        actorType: mapping.actorType,
        field: field.fieldKey,
        values: { crmField: field.crmField, other: rival.name },
        message: `${mapping.actorType}, ${field.fieldKey}: the CRM field ${field.crmField} is already written by ${rival.name}. Make both two-way, or let only one of them write it.`,
      },
    ];
  });
}

function clash(ours: ActivationField, theirs: ActivationField): boolean {
  if (theirs.crmField !== ours.crmField || !theirs.syncToCrm) return false;
  const both: Direction = 'both';
  return directionOf(ours) !== both || directionOf(theirs) !== both;
}
