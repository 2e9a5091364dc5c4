/** Pairs of fields whose names say the same: offered, never mapped by themselves beyond rule 8. */
import type { CrmField, EntityKind } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import { directionProblem } from '../../setup-file/direction.ts';
import { knownCrmField, sameName } from './known-names.ts';

const labelLanguages = ['en', 'no', 'de', 'nl', 'da', 'sv'] as const;

/** By ERP field key; only where neither side is mapped yet and the types allow a direction. Each CRM field once. */
export function suggestedFields(
  entity: EntityKind,
  fields: readonly FieldDefinition[],
  crmFields: readonly CrmField[],
): ReadonlyMap<string, string> {
  const taken = new Set(fields.flatMap(({ crmField }) => crmField ?? []));
  const suggested = new Map<string, string>();
  for (const field of fields) {
    if (field.crmField !== null || field.missingInErp) continue;
    const free = crmFields.filter((crm) => !taken.has(crm.key) && mayMeet(field, crm));
    const match =
      free.find((crm) => crm.key === known(entity, field.fieldKey)) ?? free.find((crm) => alike(field, crm));
    if (match === undefined) continue;
    taken.add(match.key);
    suggested.set(field.fieldKey, match.key);
  }
  return suggested;
}

/** An ERP with one address calls its parts Zip and City. */
const known = (entity: EntityKind, key: string): string | undefined =>
  knownCrmField(entity, key) ?? knownCrmField(entity, `POSTAL${key}`);

function alike(field: FieldDefinition, crm: CrmField): boolean {
  const names = [field.fieldKey, ...labelLanguages.map((language) => textIn(language, field.displayName))];
  const others = [crm.key, ...labelLanguages.map((language) => textIn(language, crm.label))];
  return names.some((name) => others.some((other) => sameName(name, other)));
}

const mayMeet = (field: FieldDefinition, crm: CrmField): boolean =>
  (['fromErp', 'toErp'] as const).some((way) => directionProblem(way, field, crm, false) === undefined);
