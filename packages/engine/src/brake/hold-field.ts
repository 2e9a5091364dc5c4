/** Takes a field out of a link's plan: nothing of it is written, and what was decided on is kept for a person. Pure. */
import type { MergeMode } from '../decide.ts';
import { stillWas } from '../field-states.ts';
import type { BaseField, FieldHold, FieldMapping, HeldWhy, LogEntry } from '../model.ts';
import type { LinkPlan } from '../plan-link.ts';
import type { NewHeld } from '../ports.ts';
import type { PlannedWrite } from './writes.ts';

export interface Hold {
  readonly write: PlannedWrite;
  readonly why: HeldWhy;
  readonly message: string;
}

/** The pair stays as it was, so that a release or a change on either side decides as if it had never been held. */
export function heldBase(
  old: BaseField | undefined,
  now: { readonly mapping: FieldMapping; readonly rowVersion: number; readonly erp: string; readonly crm: string },
  why: HeldWhy,
  mode: MergeMode,
): BaseField {
  return {
    e: old?.e ?? null,
    c: old?.c ?? null,
    v: old?.v ?? now.mapping.version,
    r: old?.r ?? now.rowVersion,
    flag: 'held',
    hold: {
      why,
      e: now.erp,
      c: now.crm,
      v: now.mapping.version,
      ...(mode !== 'merge' && { mode }),
      ...stillWas(old),
    },
  };
}

/** The hold that stands: both sides and the mapping are as they were when it was taken. */
export function standingHold(
  base: BaseField | undefined,
  mapping: FieldMapping,
  erp: string,
  crm: string,
): FieldHold | undefined {
  const hold = base?.flag === 'held' ? base.hold : undefined;
  return hold !== undefined && hold.v === mapping.version && hold.e === erp && hold.c === crm ? hold : undefined;
}

/** `mode`: the merge's, remembered for the release. */
export function withoutHeld(plan: LinkPlan, holds: readonly Hold[], mode: MergeMode): LinkPlan {
  const erpFields = new Set(holds.map(({ write }) => write.erpField));
  const crmFields = new Set(holds.map(({ write }) => write.mapping.crmField));
  const held = holds.map(({ write, why }): [string, BaseField] => [
    write.erpField,
    heldBase(
      plan.link.base[write.erpField],
      { mapping: write.mapping, rowVersion: plan.row.version, erp: write.erp, crm: write.crm },
      why,
      mode,
    ),
  ]);
  const without = <T>(record: Readonly<Record<string, T>>, names: ReadonlySet<string>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));
  return {
    ...plan,
    crmWrites: without(plan.crmWrites, crmFields),
    intent: without(plan.intent, erpFields),
    base: { ...plan.base, ...Object.fromEntries(held) },
    logs: [...plan.logs.filter(({ erpField }) => erpField === null || !erpFields.has(erpField)), ...holds.map(logRow)],
    rows: plan.rows.filter(({ erpField }) => !erpFields.has(erpField)),
  };
}

const logRow = ({ write, message }: Hold): LogEntry => ({
  linkId: write.plan.link.id,
  entity: write.plan.link.entity,
  erpField: write.erpField,
  crmField: write.mapping.crmField,
  kind: 'held',
  target: null,
  oldValue: write.oldValue,
  newValue: write.value,
  message,
});

export const heldOf = ({ write, why, message }: Hold): NewHeld => ({
  linkId: write.plan.link.id,
  entity: write.plan.link.entity,
  actorType: write.actorType,
  erpField: write.erpField,
  crmField: write.mapping.crmField,
  why,
  target: write.target,
  oldValue: write.oldValue,
  newValue: write.value,
  erpValue: write.erp,
  crmValue: write.crm,
  message,
});
