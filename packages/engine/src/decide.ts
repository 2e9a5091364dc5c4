/**
 * The merge: what becomes of one field of one link. A pure, total function; docs/merge.md is the same table in words and
 * a test keeps the two equal. No clock is asked: comparing base, ERP and CRM tells which side changed.
 */
import type { Direction, Side } from './model.ts';

export type MergeMode = 'merge' | 'resyncFromErp' | 'resyncFromCrm';
/** A side against its own half of the base pair (H02); `unseen`: the value was not observed, so nothing is known (H05). */
export type SideState = 'same' | 'changed' | 'unseen';

export interface DecideInput {
  readonly mode: MergeMode;
  /** What the mapping and both sides' access allow together. */
  readonly direction: Direction;
  /** Is there a valid base pair? */
  readonly based: boolean;
  readonly erp: SideState;
  readonly crm: SideState;
  /** Both sides mean the same, after conversion. */
  readonly equal: boolean;
  readonly erpBlank: boolean;
  readonly crmBlank: boolean;
  /** Whose value wins where both changed: by rank (H28), or a person is asked. */
  readonly winner: Side | 'ask';
  /** Resync "without blanks": a blank never overwrites. */
  readonly keepOverBlank: boolean;
  /** The field is in drift: a side holds a value that its direction does not carry (H21). */
  readonly drifting: boolean;
}

export type WriteKind = 'write' | 'firstAgreement' | 'conflict' | 'resync';
export type Decision =
  | { readonly do: 'rest' }
  /** Both agree: the base moves, nothing is written. */
  | { readonly do: 'adopt' }
  | { readonly do: 'write'; readonly target: Side; readonly kind: WriteKind }
  /** A change against the direction: the base's half moves, the field is flagged, the other side stays (H21). */
  | { readonly do: 'drift'; readonly side: Side }
  | { readonly do: 'ask' };

type Rule = 'rest' | 'toCrm' | 'toErp' | 'driftErp' | 'driftCrm' | 'erpWins' | 'crmWins' | 'byRank';

/** With a base: direction, then whether the ERP changed, then whether the CRM did. */
export const changedTable: Readonly<
  Record<Direction, Readonly<Record<'same' | 'changed', Readonly<Record<'same' | 'changed', Rule>>>>>
> = {
  both: { same: { same: 'rest', changed: 'toErp' }, changed: { same: 'toCrm', changed: 'byRank' } },
  fromErp: { same: { same: 'rest', changed: 'driftCrm' }, changed: { same: 'toCrm', changed: 'erpWins' } },
  toErp: { same: { same: 'rest', changed: 'toErp' }, changed: { same: 'driftErp', changed: 'crmWins' } },
  none: { same: { same: 'rest', changed: 'rest' }, changed: { same: 'rest', changed: 'rest' } },
};

/** Without a base, both sides different: direction, then which side is blank. */
export const firstTable: Readonly<Record<Direction, Readonly<Record<'neither' | 'erp' | 'crm', Rule>>>> = {
  both: { neither: 'byRank', erp: 'toErp', crm: 'toCrm' },
  fromErp: { neither: 'erpWins', erp: 'driftCrm', crm: 'toCrm' },
  toErp: { neither: 'crmWins', erp: 'toErp', crm: 'driftErp' },
  none: { neither: 'rest', erp: 'rest', crm: 'rest' },
};

/** Resync: the source overwrites where the direction carries it. */
export const resyncTable: Readonly<Record<'resyncFromErp' | 'resyncFromCrm', Readonly<Record<Direction, Rule>>>> = {
  resyncFromErp: { both: 'toCrm', fromErp: 'toCrm', toErp: 'rest', none: 'rest' },
  resyncFromCrm: { both: 'toErp', fromErp: 'rest', toErp: 'toErp', none: 'rest' },
};

export function decide(input: DecideInput): Decision {
  if (input.erp === 'unseen' || input.crm === 'unseen') return { do: 'rest' };
  if (input.direction === 'none') return { do: 'rest' };
  if (input.equal) {
    const moved = !input.based || input.erp === 'changed' || input.crm === 'changed' || input.drifting;
    return { do: moved ? 'adopt' : 'rest' };
  }
  if (input.mode !== 'merge') {
    const sourceBlank = input.mode === 'resyncFromErp' ? input.erpBlank : input.crmBlank;
    return sourceBlank && input.keepOverBlank
      ? { do: 'rest' }
      : act(resyncTable[input.mode][input.direction], 'resync', input.winner);
  }
  if (!input.based) {
    const blank = input.erpBlank ? 'erp' : input.crmBlank ? 'crm' : 'neither';
    return act(firstTable[input.direction][blank], 'firstAgreement', input.winner);
  }
  // What overwrites a drifted value is logged as a conflict, with the drifted value as its loser (H21).
  return act(changedTable[input.direction][input.erp][input.crm], input.drifting ? 'conflict' : 'write', input.winner);
}

function act(rule: Rule, kind: WriteKind, winner: Side | 'ask'): Decision {
  switch (rule) {
    case 'rest':
      return { do: 'rest' };
    case 'toCrm':
      return { do: 'write', target: 'crm', kind };
    case 'toErp':
      return { do: 'write', target: 'erp', kind };
    case 'driftErp':
      return { do: 'drift', side: 'erp' };
    case 'driftCrm':
      return { do: 'drift', side: 'crm' };
    case 'erpWins':
      return { do: 'write', target: 'crm', kind: clash(kind) };
    case 'crmWins':
      return { do: 'write', target: 'erp', kind: clash(kind) };
    case 'byRank':
      if (winner === 'ask') return { do: 'ask' };
      return { do: 'write', target: winner === 'erp' ? 'crm' : 'erp', kind: clash(kind) };
  }
}

const clash = (kind: WriteKind): WriteKind => (kind === 'write' ? 'conflict' : kind);
