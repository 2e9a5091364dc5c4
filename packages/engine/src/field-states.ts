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
  const based = base !== undefined && e !== null && c !== null && base.v === mapping.version;
  const erpSame = based && e !== null && sameErp(mapping.erpType, e, erp, setup.card);
  const crmSame = based && c !== null && sameCrm(mapping.crmType, c, crm);
  return {
    direction,
    based,
    erp: erpSame ? 'same' : 'changed',
    crm: crmSame ? 'same' : 'changed',
    // Where neither side changed the pair stands as it is, also when its halves differ (H02, H06).
    equal: erpSame && crmSame && base?.flag !== 'drift' ? false : areEqual(setup, mapping, direction, erp, crm),
    erpBlank: erp === '',
    crmBlank: crm === '',
    winner: winner(setup, row, mapping.crmField, based ? (base?.r ?? 0) : 0),
    drifting: base?.flag === 'drift',
  };
}

/** What the mapping's direction and both sides' access allow together: nothing is ever written against access. */
export function effectiveDirection(mapping: FieldMapping): Direction {
  const crm = (mapping.direction === 'both' || mapping.direction === 'fromErp') && !mapping.crmReadOnly;
  const erp = (mapping.direction === 'both' || mapping.direction === 'toErp') && mapping.erpAccess !== 'readOnly';
  if (crm && erp) return 'both';
  return crm ? 'fromErp' : erp ? 'toErp' : 'none';
}

function areEqual(
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
  let rank: number | undefined;
  for (const [writer, version] of Object.entries(row.origin[crmField] ?? {})) {
    if (version <= since || Number(writer) === setup.id) continue;
    const theirs = writer === '0' ? setup.crmRank : (setup.rankOf.get(Number(writer)) ?? setup.crmRank);
    rank = rank === undefined ? theirs : Math.min(rank, theirs);
  }
  return (rank ?? setup.crmRank) <= setup.rank ? 'crm' : 'erp';
}
