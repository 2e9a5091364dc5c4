/** What a field's decision leaves in the link's draft: the write, the base, the log row, the line of a plan. */
import { crmRankOf, isBased } from './field-states.ts';
import type { BaseField, ConnectionSetup, CrmRow, FieldMapping, IntentField, LogEntry } from './model.ts';
import type { FieldEffect } from './plan-field.ts';
import type { LinkView } from './plan-link.ts';
import type { NewHeld, PlanBasis, PlanRow } from './ports.ts';
import { crmName, erpName } from './values/names.ts';

export interface LinkDraft {
  readonly crmWrites: Record<string, { expected: string; value: string }>;
  readonly base: Record<string, BaseField>;
  readonly logs: LogEntry[];
  readonly intent: Record<string, IntentField>;
  readonly rows: PlanRow[];
  readonly questions: NewHeld[];
}

/** One field of one link, and what both sides hold (`erp` null: unreadable). */
export interface FieldView {
  readonly view: LinkView;
  readonly mapping: FieldMapping;
  readonly erp: string | null;
  readonly crm: string;
}

export function recordEffect(draft: LinkDraft, field: FieldView, effect: FieldEffect): void {
  if (effect.do === 'rest') {
    if (effect.base !== undefined) draft.base[field.mapping.erpField] = effect.base;
    return;
  }
  if (effect.do === 'fail' && effect.again) return;
  if (effect.do === 'writeErp') recordErpWrite(draft, field, effect);
  else draft.base[field.mapping.erpField] = effect.base;
  if (effect.do === 'writeCrm') recordCrmWrite(draft, field, effect.value, effect.kind);
  if (effect.do === 'drift' || effect.do === 'hold' || effect.do === 'fail') draft.logs.push(notice(field, effect));
  if (effect.do === 'hold') draft.questions.push(question(field, effect.message));
  if (effect.do !== 'adopt') draft.rows.push(planRow(field, effect));
}

const entryOf = ({ view, mapping }: FieldView) =>
  ({
    linkId: view.link.id,
    entity: view.link.entity,
    erpField: mapping.erpField,
    crmField: mapping.crmField,
  }) as const;

/** Where both sides had a say, the log keeps what the losing side held. */
const hasLoser = (kind: LogEntry['kind']): boolean => kind === 'conflict' || kind === 'firstAgreement';

function recordCrmWrite(
  draft: LinkDraft,
  field: FieldView,
  value: string,
  kind: LogEntry['kind'],
  winner: string | null = field.erp,
): void {
  if (value === field.crm) return;
  draft.crmWrites[field.mapping.crmField] = { expected: field.crm, value };
  draft.logs.push({
    ...entryOf(field),
    kind,
    target: 'crm',
    oldValue: field.crm,
    newValue: value,
    ...(hasLoser(kind) && { loserValue: field.crm, winnerValue: winner }),
  });
}

function recordErpWrite(draft: LinkDraft, field: FieldView, effect: Extract<FieldEffect, { do: 'writeErp' }>): void {
  if (effect.crmBecomes !== undefined) recordCrmWrite(draft, field, effect.crmBecomes, effect.kind, effect.value);
  draft.intent[field.mapping.erpField] = {
    value: effect.value,
    before: field.erp,
    crm: effect.crmBecomes ?? field.crm,
    crmVersion: field.view.row.version,
    kind: effect.kind,
    ...(hasLoser(effect.kind) && { loserValue: field.erp, winnerValue: effect.crmBecomes ?? field.crm }),
  };
}

function notice(field: FieldView, effect: Extract<FieldEffect, { do: 'drift' | 'hold' | 'fail' }>): LogEntry {
  const { view, mapping, erp, crm } = field;
  const entry = { ...entryOf(field), target: null };
  if (effect.do !== 'drift') {
    const kind = effect.do === 'fail' ? 'failure' : 'held';
    return { ...entry, kind, oldValue: erp, newValue: crm, message: effect.message };
  }
  const before = view.link.base[mapping.erpField];
  return effect.side === 'erp'
    ? {
        ...entry,
        kind: 'drift',
        oldValue: before?.e ?? null,
        newValue: erp,
        message: `${erpName(mapping)} changed in the ERP, but its direction is CRM to ERP: kept as it is until the CRM changes.`,
      }
    : {
        ...entry,
        kind: 'drift',
        oldValue: before?.c ?? null,
        newValue: crm,
        message: `${crmName(mapping)} changed in the CRM, but its direction is ERP to CRM: kept as it is until the ERP changes.`,
      };
}

const question = ({ view: { link }, mapping, erp, crm }: FieldView, message: string): NewHeld => ({
  linkId: link.id,
  entity: link.entity,
  actorType: link.actorType,
  erpField: mapping.erpField,
  crmField: mapping.crmField,
  why: 'ask',
  target: null,
  oldValue: null,
  newValue: null,
  erpValue: erp ?? '',
  crmValue: crm,
  message,
});

function planRow(
  { view, mapping, erp, crm }: FieldView,
  effect: Exclude<FieldEffect, { do: 'rest' | 'adopt' }>,
): PlanRow {
  const writes = effect.do === 'writeCrm' || effect.do === 'writeErp';
  const conflict = effect.do === 'hold' || (writes && effect.kind === 'conflict');
  return {
    linkId: view.link.id,
    generation: view.link.generation,
    entity: view.link.entity,
    erpKey: view.link.erpKey,
    actorType: view.link.actorType,
    erpField: mapping.erpField,
    crmField: mapping.crmField,
    action: conflict ? 'conflict' : effect.do,
    target: effect.do === 'writeCrm' ? 'crm' : effect.do === 'writeErp' ? 'erp' : null,
    erpValue: erp,
    crmValue: crm,
    newValue: writes ? effect.value : null,
    why: writes ? effect.kind : effect.do === 'drift' ? 'drift' : effect.message,
    basis: basisOf(view.setup, mapping, view.link.base[mapping.erpField], view.row),
  };
}

/** What a row of a plan is decided on, besides the values (H35). */
export const basisOf = (
  setup: ConnectionSetup,
  mapping: FieldMapping,
  base: BaseField | undefined,
  row: CrmRow,
): PlanBasis => ({
  base: base ?? null,
  version: mapping.version,
  erpRank: setup.rank,
  crmRank: crmRankOf(setup, row, mapping.crmField, isBased(mapping, base) ? base.r : 0),
});
