/** One link through `decide`, field by field: what to write to which side, the base it leaves, and the log. Pure. */
import { type Actor, decodeValue } from '@kobling/sdk';
import type { MergeMode } from './decide.ts';
import type {
  ActorMapping,
  BaseField,
  ConnectionSetup,
  CrmRow,
  FieldMapping,
  IntentField,
  Link,
  LogEntry,
} from './model.ts';
import { type FieldEffect, planField, type Seen } from './plan-field.ts';
import type { PlanRow } from './ports.ts';

export interface LinkPlan {
  readonly link: Link;
  readonly mapping: ActorMapping;
  readonly actor: Actor;
  readonly crmWrites: Readonly<Record<string, { readonly expected: string; readonly value: string }>>;
  readonly base: Readonly<Record<string, BaseField>>;
  readonly logs: readonly LogEntry[];
  readonly intent: Readonly<Record<string, IntentField>>;
  /** Fields with an intent under way: left alone now, looked at again once it is settled. */
  readonly waiting: boolean;
  readonly rows: readonly PlanRow[];
}

export interface LinkView {
  readonly setup: ConnectionSetup;
  readonly mapping: ActorMapping;
  readonly link: Link;
  readonly actor: Actor;
  readonly row: CrmRow;
  readonly underWay: ReadonlySet<string> | undefined;
  readonly mode: MergeMode;
  readonly keepOverBlank: boolean;
  readonly retryRefused: boolean;
}

interface Draft {
  crmWrites: Record<string, { expected: string; value: string }>;
  base: Record<string, BaseField>;
  logs: LogEntry[];
  intent: Record<string, IntentField>;
  rows: PlanRow[];
}

export function planLink(view: LinkView): LinkPlan {
  const draft: Draft = { crmWrites: {}, base: {}, logs: [], intent: {}, rows: [] };
  let waiting = false;
  for (const mapping of view.mapping.fields) {
    if (view.underWay?.has(mapping.erpField) === true) {
      waiting = true;
      continue;
    }
    const erp = seenInErp(view.setup, mapping, view.actor);
    const crm = view.row.values[mapping.crmField];
    const effect = planField({
      setup: view.setup,
      mapping,
      base: view.link.base[mapping.erpField],
      erp,
      crm,
      row: view.row,
      mode: view.mode,
      keepOverBlank: view.keepOverBlank,
      retryRefused: view.retryRefused,
    });
    record(draft, view, mapping, effect, 'value' in erp ? erp.value : null, crm ?? '');
  }
  return { link: view.link, mapping: view.mapping, actor: view.actor, waiting, ...draft };
}

/** The actor's value as canonical text. Absent is not blank, unless the card says that this connector omits blanks (H05). */
export function seenInErp(setup: ConnectionSetup, mapping: FieldMapping, actor: Actor): Seen {
  const wire = actor.fieldValues[mapping.erpField];
  if (wire === undefined) return setup.card.omitsBlanks ? { value: '' } : { unseen: true };
  const decoded = decodeValue(mapping.erpType, wire);
  return decoded.ok ? { value: decoded.value } : { bad: decoded.reason.message };
}

function record(
  draft: Draft,
  view: LinkView,
  mapping: FieldMapping,
  effect: FieldEffect,
  erp: string | null,
  crm: string,
): void {
  const field = mapping.erpField;
  const entry = {
    linkId: view.link.id,
    entity: view.link.entity,
    erpField: field,
    crmField: mapping.crmField,
  } as const;
  switch (effect.do) {
    case 'rest':
      if (effect.base !== undefined) draft.base[field] = effect.base;
      return;
    case 'adopt':
      draft.base[field] = effect.base;
      return;
    case 'writeCrm': {
      draft.base[field] = effect.base;
      const lost = effect.kind === 'conflict' || effect.kind === 'firstAgreement';
      if (effect.value !== crm) {
        draft.crmWrites[mapping.crmField] = { expected: crm, value: effect.value };
        draft.logs.push({
          ...entry,
          kind: effect.kind,
          target: 'crm',
          oldValue: crm,
          newValue: effect.value,
          ...(lost && { loserValue: crm, winnerValue: erp }),
        });
      }
      break;
    }
    case 'writeErp': {
      const lost = effect.kind === 'conflict' || effect.kind === 'firstAgreement';
      const becomes = effect.crmBecomes;
      if (becomes !== undefined && becomes !== crm) {
        draft.crmWrites[mapping.crmField] = { expected: crm, value: becomes };
        draft.logs.push({ ...entry, kind: effect.kind, target: 'crm', oldValue: crm, newValue: becomes });
      }
      draft.intent[field] = {
        value: effect.value,
        before: erp,
        crm: becomes ?? crm,
        crmVersion: view.row.version,
        kind: effect.kind,
        ...(lost && { loserValue: erp, winnerValue: crm }),
      };
      break;
    }
    case 'drift':
      draft.base[field] = effect.base;
      draft.logs.push({
        ...entry,
        kind: 'drift',
        target: null,
        oldValue: effect.side === 'erp' ? (view.link.base[field]?.e ?? null) : (view.link.base[field]?.c ?? null),
        newValue: effect.side === 'erp' ? erp : crm,
        message: driftText(mapping, effect.side),
      });
      break;
    case 'hold':
      draft.base[field] = effect.base;
      draft.logs.push({ ...entry, kind: 'held', target: null, oldValue: erp, newValue: crm, message: effect.message });
      break;
    case 'fail':
      if (effect.again) return;
      draft.base[field] = effect.base;
      draft.logs.push({
        ...entry,
        kind: 'failure',
        target: null,
        oldValue: erp,
        newValue: crm,
        message: effect.message,
      });
      break;
  }
  draft.rows.push(planRow(view, mapping, effect, erp, crm));
}

const driftText = (mapping: FieldMapping, side: 'erp' | 'crm'): string =>
  side === 'erp'
    ? `${mapping.erpField} changed in the ERP, but its direction is CRM to ERP: kept as it is until the CRM changes.`
    : `${mapping.crmField} changed in the CRM, but its direction is ERP to CRM: kept as it is until the ERP changes.`;

function planRow(view: LinkView, mapping: FieldMapping, effect: FieldEffect, erp: string | null, crm: string): PlanRow {
  const writes = effect.do === 'writeCrm' || effect.do === 'writeErp';
  const conflict = writes && effect.kind === 'conflict';
  return {
    linkId: view.link.id,
    generation: view.link.generation,
    entity: view.link.entity,
    erpKey: view.link.erpKey,
    erpField: mapping.erpField,
    crmField: mapping.crmField,
    action: conflict ? 'conflict' : effect.do === 'hold' ? 'conflict' : effect.do === 'rest' ? 'adopt' : effect.do,
    target: effect.do === 'writeCrm' ? 'crm' : effect.do === 'writeErp' ? 'erp' : null,
    erpValue: erp,
    crmValue: crm,
    newValue: writes ? effect.value : null,
    why: writes ? effect.kind : effect.do === 'fail' || effect.do === 'hold' ? effect.message : effect.do,
  };
}
