/** One field through `decide`, with the conversions and the words around it. Pure. */
import { compareFields, type FieldStates, flagBefore, stillWas } from './field-states.ts';
import { type Decision, decide, type MergeMode } from './decide.ts';
import { heldBase, standingHold } from './brake/hold-field.ts';
import { takeChosen } from './chosen.ts';
import type { BaseField, ConnectionSetup, CrmRow, FieldMapping, LogKind, Side } from './model.ts';
import { type Converted, toCrm, toErp } from './values/convert.ts';
import { isNormalisationOf, sameCrm, sameErp } from './values/equality.ts';
import { crmName } from './values/names.ts';

/** What a side holds: canonical text, not observed, or something that cannot be read as the field's type. */
export type Seen = { readonly value: string } | { readonly unseen: true } | { readonly bad: string };

export interface FieldContext {
  readonly setup: ConnectionSetup;
  readonly mapping: FieldMapping;
  readonly base: BaseField | undefined;
  readonly erp: Seen;
  readonly crm: string | undefined;
  readonly row: CrmRow;
  readonly mode: MergeMode;
  readonly keepOverBlank: boolean;
  /** Try again what the ERP refused, although nothing changed. */
  readonly retryRefused: boolean;
  /** First connect: what a person chose for both sides, in the CRM's form. */
  readonly chosen?: string;
  /** Canonical values that were sent without known outcome and may land late (H13). */
  readonly late?: readonly string[];
}

export type FieldEffect =
  | { readonly do: 'rest'; readonly base?: BaseField }
  | { readonly do: 'adopt'; readonly base: BaseField }
  | { readonly do: 'writeCrm'; readonly base: BaseField; readonly value: string; readonly kind: LogKind }
  | { readonly do: 'writeErp'; readonly value: string; readonly kind: LogKind; readonly crmBecomes?: string }
  | { readonly do: 'drift'; readonly side: Side; readonly base: BaseField }
  | { readonly do: 'hold'; readonly base: BaseField; readonly message: string }
  | {
      readonly do: 'fail';
      readonly base: BaseField;
      readonly code: string;
      readonly message: string;
      readonly again: boolean;
    };

export function planField(context: FieldContext): FieldEffect {
  const { mapping, base, erp, crm, row } = context;
  const version = mapping.version;
  if ('unseen' in erp || crm === undefined) return { do: 'rest' };
  if ('bad' in erp) return failed(context, null, crm, 'erp.badValue', erp.bad);
  const states = compareFields(context.setup, mapping, base, erp.value, crm, row);
  const pair = (e: string, c: string): BaseField => ({ e, c, v: version, r: row.version });
  if (refusedAndUnchanged(context, erp.value, crm)) return { do: 'rest' };
  const hold = standingHold(base, mapping, erp.value, crm);
  if (hold !== undefined && hold.free !== true) return { do: 'rest' };
  if (base === undefined || !states.based) {
    const chosen = takeChosen(context, states.direction, erp.value, crm);
    if (chosen !== undefined)
      return 'do' in chosen ? chosen : failed(context, erp.value, crm, chosen.code, chosen.message);
    const filled = fillDefault(context, erp.value, crm);
    if (filled !== undefined) return filled;
  }
  const blocked = blockedItem(context, states, erp.value, crm);
  if (blocked !== undefined) return failed(context, erp.value, crm, blocked.code, blocked.message);
  const late = landedLate(context, states, erp.value);
  if (late !== undefined && isStill(context, late, crm)) return { do: 'adopt', base: pair(erp.value, crm) };
  const decision =
    late !== undefined
      ? ({ do: 'write', target: 'erp', kind: 'conflict' } as const)
      : decide({
          ...states,
          mode: hold?.mode ?? context.mode,
          keepOverBlank: context.keepOverBlank,
          winner: hold?.take ?? states.winner,
        });
  return effect(context, decision, states, erp.value, crm, pair);
}

/**
 * The value of ours that landed after all, maybe in the ERP's form of it (H03). Over a newer one, the newer one is written again,
 * whoever ranks higher (H13).
 */
export function landedLate(
  { setup, mapping, mode, late }: FieldContext,
  states: FieldStates,
  erp: string,
): string | undefined {
  if (mode !== 'merge' || !states.based || states.erp === 'same' || states.equal) return undefined;
  if (states.direction !== 'both' && states.direction !== 'toErp') return undefined;
  return late?.find((value) => isNormalisationOf(mapping, value, erp, setup.card));
}

/** Is it what the CRM would send now? */
function isStill({ mapping, setup }: FieldContext, sent: string, crm: string): boolean {
  const converted = toErp(mapping, crm, setup.zone);
  return converted.ok && sameErp(mapping.erpType, converted.value, sent, setup.card);
}

function effect(
  context: FieldContext,
  decision: Decision,
  states: FieldStates,
  erp: string,
  crm: string,
  pair: (e: string, c: string) => BaseField,
): FieldEffect {
  const { mapping, setup, base } = context;
  switch (decision.do) {
    case 'rest':
      return settledByItself(base, states)
        ? { do: 'rest', base: flagged(pair(base?.e ?? erp, base?.c ?? crm), flagBefore(base)) }
        : { do: 'rest' };
    case 'adopt':
      return { do: 'adopt', base: pair(erp, crm) };
    case 'drift':
      // Only the drifting half moves (H21); without a base both halves are recorded as they are.
      return {
        do: 'drift',
        side: decision.side,
        base: {
          ...pair(half(base?.e, erp, decision.side === 'erp'), half(base?.c, crm, decision.side === 'crm')),
          flag: 'drift',
        },
      };
    case 'ask':
      return {
        do: 'hold',
        base: heldBase(base, { mapping, rowVersion: context.row.version, erp, crm }, 'ask', context.mode),
        message: `${crmName(mapping)} changed on both sides: a person decides.`,
      };
    case 'write': {
      const converted: Converted =
        decision.target === 'crm' ? toCrm(mapping, erp, setup.zone) : toErp(mapping, crm, setup.zone);
      if (!converted.ok) return failed(context, erp, crm, converted.code, converted.message);
      // A resync of two sides that agree: nothing is to be sent, and no plan is to show it.
      if (holds(context, decision.target, converted.value, erp, crm)) return { do: 'adopt', base: pair(erp, crm) };
      return decision.target === 'crm'
        ? { do: 'writeCrm', base: pair(erp, converted.value), value: converted.value, kind: decision.kind }
        : { do: 'writeErp', value: converted.value, kind: decision.kind };
    }
  }
}

const flagged = (base: BaseField, flag: BaseField['flag']): BaseField =>
  flag === undefined ? base : { ...base, flag };

const holds = ({ mapping, setup }: FieldContext, target: Side, value: string, erp: string, crm: string): boolean =>
  target === 'crm' ? sameCrm(mapping.crmType, value, crm) : sameErp(mapping.erpType, value, erp, setup.card);

const half = (old: string | null | undefined, now: string, moves: boolean): string =>
  moves || old === null || old === undefined ? now : old;

/** A field that failed or was held and whose sides both came back to the base has nothing left to report. */
const settledByItself = (base: BaseField | undefined, states: FieldStates): boolean =>
  (base?.flag === 'failed' || base?.flag === 'held') && states.erp === 'same' && states.crm === 'same';

/** What a side refused is not sent again until a side or the mapping changes, a person says so, or its day has come (H31). */
function refusedAndUnchanged({ base, mapping, retryRefused }: FieldContext, erp: string, crm: string): boolean {
  const fail = base?.fail;
  if (base === undefined || fail === undefined || base.v !== mapping.version || retryRefused) return false;
  return isRefusal(fail.code) && fail.e === erp && fail.c === crm;
}

/** Refused by the ERP or the CRM, in contrast to a conversion that failed. */
export const isRefusal = (code: string): boolean => code.startsWith('erp.') || code.startsWith('crm.');

/** An item without counterpart blocks the field both ways until it is mapped (H36). */
function blockedItem(
  { mapping, setup }: FieldContext,
  states: FieldStates,
  erp: string,
  crm: string,
): Extract<Converted, { ok: false }> | undefined {
  if (mapping.erpType !== 'list' || mapping.crmType !== 'list') return undefined;
  if (states.based && states.erp === 'same' && states.crm === 'same') return undefined;
  for (const converted of [
    toCrm({ ...mapping, crmMandatory: false }, erp, setup.zone),
    toErp({ ...mapping, erpAccess: 'normal' }, crm, setup.zone),
  ]) {
    if (!converted.ok) return converted;
  }
  return undefined;
}

/** A default fills a field only where both sides are blank, at the first connect (H08). */
function fillDefault({ mapping, setup }: FieldContext, erp: string, crm: string): FieldEffect | undefined {
  if (erp !== '' || crm !== '' || mapping.defaultValue === undefined || mapping.defaultValue === '') return undefined;
  if (mapping.erpAccess === 'readOnly') return undefined;
  const carried =
    mapping.direction === 'toErp' || mapping.crmReadOnly ? undefined : toCrm(mapping, mapping.defaultValue, setup.zone);
  const write = { do: 'writeErp', value: mapping.defaultValue, kind: 'default' } as const;
  return carried?.ok === true ? { ...write, crmBecomes: carried.value } : write;
}

function failed(
  { base, mapping, row }: FieldContext,
  e: string | null,
  c: string,
  code: string,
  message: string,
): FieldEffect {
  const fail = { code, message, e, c, ...stillWas(base) };
  const again =
    base?.fail !== undefined &&
    base.fail.code === code &&
    base.fail.e === e &&
    base.fail.c === c &&
    base.fail.message === message;
  return {
    do: 'fail',
    base: {
      e: base?.e ?? null,
      c: base?.c ?? null,
      v: base?.v ?? mapping.version,
      r: base?.r ?? row.version,
      flag: 'failed',
      fail,
    },
    code,
    message,
    again,
  };
}
