/**
 * "Changed" since a plan was made: any of both values, base, mapping version, link generation or priority differs, per
 * field (H35). Each difference is a sentence for the one who approved. Pure.
 */
import { crmRankOf, isBased } from '../field-states.ts';
import type { ActorMapping, BaseField, ConnectionSetup, CrmRow, FieldMapping, Link, Side } from '../model.ts';
import type { Seen } from '../plan-field.ts';
import type { PlanRow, Skip, StoredPlanRow } from '../ports.ts';
import { sameCrm, sameErp } from '../values/equality.ts';
import { erpName, erpNameIn, valueName } from '../values/names.ts';

/** One field of one link as it is now. */
export interface FieldNow {
  readonly setup: ConnectionSetup;
  readonly mapping: FieldMapping;
  readonly link: Link;
  readonly erp: Seen;
  readonly row: CrmRow;
}

/** Undefined: everything is as in the plan. */
export function whatChanged(planned: StoredPlanRow, now: FieldNow): Skip | undefined {
  const { mapping, setup, link, erp, row } = now;
  const { basis } = planned;
  if (link.generation !== planned.generation) return { code: 'linkGone', message: 'The record was linked anew since.' };
  if (mapping.version !== basis.version || mapping.crmField !== planned.crmField)
    return { code: 'mappingChanged', message: `The mapping of ${erpName(mapping)} was changed since.` };
  const erpNow = 'value' in erp ? erp.value : null;
  if (!same(erpNow, planned.erpValue, (a, b) => sameErp(mapping.erpType, a, b, setup.card)))
    return changed(mapping, 'erp', planned.erpValue, erpNow);
  const crmNow = row.values[mapping.crmField] ?? null;
  if (!same(crmNow, planned.crmValue, (a, b) => sameCrm(mapping.crmType, a, b)))
    return changed(mapping, 'crm', planned.crmValue, crmNow);
  const base = link.base[mapping.erpField];
  if (!sameBase(base ?? null, basis.base))
    return {
      code: 'baseMoved',
      message: `${erpName(mapping)} was synced or decided on otherwise since, although both values are the same again.`,
    };
  const crmRank = crmRankOf(setup, row, mapping.crmField, isBased(mapping, base) ? base.r : 0);
  if (setup.rank !== basis.erpRank || crmRank !== basis.crmRank)
    return { code: 'priorityChanged', message: 'The sync priority, or who wrote the CRM value, changed since.' };
  return undefined;
}

/** The same decision, on the same grounds: anything else was not approved. `now` undefined: nothing would be written. */
export function decidedOtherwise(planned: PlanRow, now: PlanRow | undefined, mapping: ActorMapping): Skip | undefined {
  if (
    now !== undefined &&
    now.action === planned.action &&
    now.target === planned.target &&
    now.newValue === planned.newValue &&
    now.why === planned.why
  )
    return undefined;
  const field = mapping.fields.find((one) => one.erpField === planned.erpField);
  return {
    code: 'decidedOtherwise',
    message: `${erpNameIn(mapping, planned.erpField)} would be decided otherwise now: ${otherwise(field, now)}.`,
    from: planned.newValue,
    to: now?.newValue ?? null,
  };
}

const otherwise = (field: FieldMapping | undefined, now: PlanRow | undefined): string => {
  if (now === undefined) return 'nothing would be written';
  if (now.newValue === null) return now.why;
  return field === undefined || now.target === null ? now.newValue : valueName(field, now.target, now.newValue);
};

const same = (a: string | null, b: string | null, equal: (a: string, b: string) => boolean): boolean =>
  a === null || b === null ? a === b : equal(a, b);

const shown = (value: string | null): string =>
  value === null ? 'unreadable' : value === '' ? 'blank' : JSON.stringify(value.slice(0, 100));

const changed = (mapping: FieldMapping, side: Side, from: string | null, to: string | null): Skip => {
  const named = (value: string | null): string => shown(value === null ? null : valueName(mapping, side, value));
  return {
    code: `${side}Changed`,
    message: `The ${side === 'erp' ? 'ERP' : 'CRM'} value changed from ${named(from)} to ${named(to)}.`,
    from,
    to,
  };
};

/** `r`, the row version, is left out: it says when, not what. */
const sameBase = (a: BaseField | null, b: BaseField | null): boolean =>
  a === null || b === null ? a === b : a.e === b.e && a.c === b.c && a.v === b.v && a.flag === b.flag;
