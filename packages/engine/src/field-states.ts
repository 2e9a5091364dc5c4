/** What `decide` wants to know of one field: what changed against the base, whether both sides agree, whose value ranks higher. */
import type { DecideInput } from './decide.ts';
import type { BaseField, ConnectionSetup, CrmRow, Direction, FieldMapping, Side } from './model.ts';
import { toCrm, toErp } from './values/convert.ts';
import { sameCrm, sameErp } from './values/equality.ts';

export type FieldStates = Omit<DecideInput, 'mode' | 'keepOverBlank'>;

export function compareFields(
  setup: ConnectionSetup,
  mapping: FieldMapping,
  base: BaseField | undefined,
  erp: string,
  crm: string,
  row: CrmRow,
): FieldStates {
  const direction = effectiveDirection(mapping);
  const { e, c } = base ?? { e: null, c: null };
  const based = isBased(mapping, base);
  const erpSame = based && e !== null && sameErp(mapping.erpType, e, erp, setup.card);
  const crmSame = based && c !== null && sameCrm(mapping.crmType, c, crm);
  return {
    direction,
    based,
    erp: erpSame ? 'same' : 'changed',
    crm: crmSame ? 'same' : 'changed',
    // Where neither side changed the pair stands as it is, also when its halves differ (H02): a resync has nothing to send either,
    // unless it rests by an undo, a hold or a failure (H06).
    equal:
      erpSame && crmSame && !isDrifting(base)
        ? base?.flag === undefined
        : areEqual(setup, mapping, direction, erp, crm),
    erpBlank: erp === '',
    crmBlank: crm === '',
    winner: mapping.onConflict === 'ask' ? 'ask' : winner(setup, row, mapping.crmField, based ? (base?.r ?? 0) : 0),
    drifting: isDrifting(base),
  };
}

/** Also while it is held: what overwrites the drifted value is a conflict all the same (H21). */
export const isDrifting = (base: BaseField | undefined): boolean => flagBefore(base) === 'drift';

/** The flag under a failure or a hold: a field that drifted and then failed still drifts when the failure is over. */
export function flagBefore(base: BaseField | undefined): 'drift' | 'undone' | undefined {
  if (base?.flag === 'failed') return base.fail?.was;
  if (base?.flag === 'held') return base.hold?.was;
  return base?.flag === 'drift' || base?.flag === 'undone' ? base.flag : undefined;
}

/** As part of a new failure's or hold's record. */
export function stillWas(base: BaseField | undefined): { readonly was?: 'drift' | 'undone' } {
  const was = flagBefore(base);
  return was === undefined ? {} : { was };
}

/** A whole pair, taken under the field's present mapping (H02, H19). */
export const isBased = (mapping: FieldMapping, base: BaseField | undefined): base is BaseField =>
  base !== undefined && base.e !== null && base.c !== null && base.v === mapping.version;

/** What the mapping's direction and both sides' access allow together: nothing is ever written against access. */
export function effectiveDirection(mapping: FieldMapping): Direction {
  const crm = (mapping.direction === 'both' || mapping.direction === 'fromErp') && !mapping.crmReadOnly;
  const erp = (mapping.direction === 'both' || mapping.direction === 'toErp') && mapping.erpAccess !== 'readOnly';
  if (crm && erp) return 'both';
  return crm ? 'fromErp' : erp ? 'toErp' : 'none';
}

/** Both sides mean the same, after conversion. */
export function areEqual(
  setup: ConnectionSetup,
  mapping: FieldMapping,
  direction: Direction,
  erp: string,
  crm: string,
): boolean {
  if (erp === '' && crm === '') return true;
  if (direction !== 'toErp') {
    const converted = toCrm(mapping, erp, setup.zone);
    if (converted.ok && sameCrm(mapping.crmType, converted.value, crm)) return true;
  }
  if (direction !== 'fromErp') {
    const converted = toErp(mapping, crm, setup.zone);
    if (converted.ok && sameErp(mapping.erpType, converted.value, erp, setup.card)) return true;
  }
  return false;
}

/**
 * The CRM value ranks as the highest of those who wrote the field since this link's base (H28); a person or an import has
 * the CRM's own rank. Rank 0 is highest. Does not depend on arrival or clock.
 */
function winner(setup: ConnectionSetup, row: CrmRow, crmField: string, since: number): Side {
  return crmRankOf(setup, row, crmField, since) <= setup.rank ? 'crm' : 'erp';
}

/** `since`: row version of the link's base, 0 without one. */
export function crmRankOf(setup: ConnectionSetup, row: CrmRow, crmField: string, since: number): number {
  let rank: number | undefined;
  for (const [writer, version] of Object.entries(row.origin[crmField] ?? {})) {
    if (version <= since || Number(writer) === setup.id) continue;
    const theirs = writer === '0' ? setup.crmRank : (setup.rankOf.get(Number(writer)) ?? setup.crmRank);
    rank = rank === undefined ? theirs : Math.min(rank, theirs);
  }
  return rank ?? setup.crmRank;
}
