/** First connect: the value that a person chose stands on both sides, wherever it may be written (domain rule 18). Pure. */
import { areEqual, effectiveDirection } from './field-states.ts';
import type { ConnectionSetup, Direction, FieldMapping } from './model.ts';
import type { FieldContext, FieldEffect } from './plan-field.ts';
import { toErp } from './values/convert.ts';
import { sameCrm } from './values/equality.ts';
import { crmName, erpName } from './values/names.ts';

export interface Unfit {
  readonly code: string;
  readonly message: string;
}

/** Undefined: nothing was chosen, or it may not be carried; then the ordinary first agreement decides. */
export function takeChosen(
  { chosen, setup, mapping, row }: FieldContext,
  direction: Direction,
  erp: string,
  crm: string,
): FieldEffect | Unfit | undefined {
  // Where both are blank and nothing was typed, a default may still fill (H08).
  if (chosen === undefined || (chosen === '' && erp === '' && crm === '')) return undefined;
  const { inCrm, inErp } = whereWritten(setup, mapping, chosen, erp, crm);
  if ((inCrm && !carriesToCrm(direction)) || (inErp && !carriesToErp(direction))) return undefined;
  const base = { e: erp, c: chosen, v: mapping.version, r: row.version };
  if (!inErp)
    return inCrm
      ? { do: 'writeCrm', base, value: chosen, kind: 'firstAgreement' }
      : { do: 'adopt', base: { ...base, c: crm } };
  const sent = toErp(mapping, chosen, setup.zone);
  if (!sent.ok) return sent;
  return { do: 'writeErp', value: sent.value, kind: 'firstAgreement', ...(inCrm && { crmBecomes: chosen }) };
}

/** Why this value cannot be chosen; undefined: it can. Asked before the link is made. */
export function whyNotChosen(
  setup: ConnectionSetup,
  mapping: FieldMapping,
  chosen: string,
  erp: string,
  crm: string,
): string | undefined {
  const direction = effectiveDirection(mapping);
  if (direction === 'none') return undefined;
  const { inCrm, inErp } = whereWritten(setup, mapping, chosen, erp, crm);
  const named = `${crmName(mapping)} (${erpName(mapping)} in ${setup.name})`;
  if (inCrm && !carriesToCrm(direction))
    return `${named}: the CRM's value may not be overwritten, so it stands. Choose the CRM's value.`;
  if (inErp && !carriesToErp(direction))
    return `${named}: the ERP's value may not be overwritten, so it stands. Choose the ERP's value.`;
  if (inCrm && chosen === '' && mapping.crmMandatory) return `${named} must not be blank in the CRM.`;
  const sent = inErp ? toErp(mapping, chosen, setup.zone) : undefined;
  return sent?.ok === false ? `${named}: ${sent.message}` : undefined;
}

/** The sides that do not hold the value yet. */
const whereWritten = (setup: ConnectionSetup, mapping: FieldMapping, chosen: string, erp: string, crm: string) => ({
  inCrm: !sameCrm(mapping.crmType, chosen, crm),
  inErp: !areEqual(setup, mapping, effectiveDirection(mapping), erp, chosen),
});

const carriesToCrm = (direction: Direction): boolean => direction === 'both' || direction === 'fromErp';
const carriesToErp = (direction: Direction): boolean => direction === 'both' || direction === 'toErp';
