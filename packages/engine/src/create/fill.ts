/** What a new record is sent with. */
import { effectiveDirection } from '../field-states.ts';
import type { ActorMapping, IntentField } from '../model.ts';
import { toErp } from '../values/convert.ts';
import type { Work } from '../work.ts';
import { erpName } from '../values/names.ts';

export interface Filled {
  readonly fields: Record<string, IntentField>;
  readonly problems: Record<string, string>;
}

/** Values through mapping, then answers, then defaults; what is mandatory and still blank is named. */
export function fill(
  work: Work,
  mapping: ActorMapping,
  crm: Readonly<Record<string, string>>,
  crmVersion: number,
  answers: Readonly<Record<string, string>>,
): Filled {
  const filled: Filled = { fields: {}, problems: {} };
  const put = (erpField: string, value: string, from: string): void => {
    if (value !== '') filled.fields[erpField] = { value, before: null, crm: from, crmVersion, kind: 'create' };
  };
  for (const field of mapping.fields) {
    const held = crm[field.crmField] ?? '';
    const direction = effectiveDirection(field);
    const carried = direction === 'both' || direction === 'toErp';
    const converted = carried && held !== '' ? toErp(field, held, work.setup.zone) : { ok: true as const, value: '' };
    if (!converted.ok) filled.problems[field.erpField] = converted.message;
    const value =
      answers[field.erpField] ??
      (converted.ok && converted.value !== '' ? converted.value : held === '' ? (field.defaultValue ?? '') : '');
    put(field.erpField, value, held);
    if (value === '' && field.erpAccess === 'mandatory' && converted.ok)
      filled.problems[field.erpField] = `${erpName(field)} must be filled in.`;
  }
  for (const field of mapping.createFields) {
    if (mapping.fields.some((mapped) => mapped.erpField === field.erpField)) continue;
    const value = answers[field.erpField] ?? field.defaultValue;
    put(field.erpField, value, '');
    if (value === '' && field.mandatory) filled.problems[field.erpField] = `${field.displayName} must be filled in.`;
  }
  return filled;
}
