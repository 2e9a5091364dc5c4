/** The writes of a batch of plans, one a field and side, as the brake sees them. Pure. */
import type { BaseField, ConnectionSetup, FieldMapping, Side } from '../model.ts';
import { type LinkPlan, seenInErp } from '../plan-link.ts';
import type { BrakeKey } from '../ports.ts';
import { standingHold } from './hold-field.ts';

export interface PlannedWrite extends BrakeKey {
  readonly plan: LinkPlan;
  readonly mapping: FieldMapping;
  /** What the target holds; blank: nothing is lost by filling it. */
  readonly oldValue: string;
  /** What both sides hold. */
  readonly erp: string;
  readonly crm: string;
}

/** Writes that a person let go are left out: they are not asked about again. */
export function writesOf(setup: ConnectionSetup, plans: readonly LinkPlan[]): PlannedWrite[] {
  return plans.flatMap((plan) => {
    if (Object.keys(plan.crmWrites).length === 0 && Object.keys(plan.intent).length === 0) return [];
    return plan.mapping.fields.flatMap((mapping) => writesOfField(setup, plan, mapping));
  });
}

function writesOfField(setup: ConnectionSetup, plan: LinkPlan, mapping: FieldMapping): PlannedWrite[] {
  const toCrm = plan.base[mapping.erpField] === undefined ? undefined : plan.crmWrites[mapping.crmField];
  const toErp = plan.intent[mapping.erpField];
  if (toCrm === undefined && toErp === undefined) return [];
  const seen = seenInErp(setup, mapping, plan.actor);
  const erp = 'value' in seen ? seen.value : '';
  const crm = plan.row.values[mapping.crmField] ?? '';
  if (isFree(plan.link.base[mapping.erpField], mapping, erp, crm)) return [];
  const write = (target: Side, value: string, oldValue: string): PlannedWrite => ({
    plan,
    mapping,
    target,
    actorType: plan.link.actorType,
    erpField: mapping.erpField,
    value,
    oldValue,
    erp,
    crm,
  });
  return [
    ...(toCrm === undefined ? [] : [write('crm', toCrm.value, toCrm.expected)]),
    ...(toErp === undefined ? [] : [write('erp', toErp.value, toErp.before ?? '')]),
  ];
}

const isFree = (base: BaseField | undefined, mapping: FieldMapping, erp: string, crm: string): boolean =>
  standingHold(base, mapping, erp, crm)?.free === true;
