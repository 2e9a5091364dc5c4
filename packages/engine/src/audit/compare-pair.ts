/** What of one linked pair is out of step, and why. Pure. */
import type { Actor } from '@kobling/sdk';
import { effectiveDirection, isBased } from '../field-states.ts';
import type { ActorMapping, BaseField, ConnectionSetup, CrmRow, FieldMapping, Link } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import { type AuditFinding, type AuditReason, auditReasons } from '../ports.ts';
import { sameCrm, sameErp } from '../values/equality.ts';

export interface PairState {
  readonly underWay: ReadonlySet<string> | undefined;
  readonly conflicts: ReadonlySet<string> | undefined;
}

/** Findings of one pair, the gravest first; none: it is in step. */
export function comparePair(
  setup: ConnectionSetup,
  mapping: ActorMapping,
  link: Link,
  actor: Actor,
  row: CrmRow,
  state: PairState,
): readonly AuditFinding[] {
  const found: AuditFinding[] = [];
  if (link.state === 'held' || link.state === 'waitingForParent') found.push(wholePair(link, link.state));
  for (const field of mapping.fields) {
    const crm = row.values[field.crmField];
    const seen = seenInErp(setup, field, actor);
    // What a side does not show says nothing (H05); what neither side may be written is nobody's to agree on.
    if (crm === undefined || 'unseen' in seen || effectiveDirection(field) === 'none') continue;
    const erp = 'value' in seen ? seen.value : null;
    const reason = fieldReason(setup, field, link, erp, crm, state);
    if (reason === undefined) continue;
    found.push({
      ...wholePair(link, reason),
      erpField: field.erpField,
      crmField: field.crmField,
      erpValue: erp,
      crmValue: crm,
    });
  }
  return found.toSorted((a, b) => auditReasons.indexOf(a.reason) - auditReasons.indexOf(b.reason));
}

export const wholePair = (link: Link, reason: AuditReason): AuditFinding => ({
  linkId: link.id,
  entity: link.entity,
  actorType: link.actorType,
  erpKey: link.erpKey,
  erpField: null,
  crmField: null,
  reason,
  erpValue: null,
  crmValue: null,
});

function fieldReason(
  setup: ConnectionSetup,
  field: FieldMapping,
  link: Link,
  erp: string | null,
  crm: string,
  state: PairState,
): AuditReason | undefined {
  const base = link.base[field.erpField];
  if (state.underWay?.has(field.erpField) === true) return 'underWay';
  const flagged = flagReason(base);
  if (erp === null || flagged === 'failed') return 'failed';
  if (state.conflicts?.has(field.erpField) === true) return 'conflict';
  if (flagged !== undefined) return flagged;
  if (!isBased(field, base)) return 'noBase';
  const erpSame = base.e !== null && sameErp(field.erpType, base.e, erp, setup.card);
  const crmSame = base.c !== null && sameCrm(field.crmType, base.c, crm);
  if (erpSame && crmSame) return undefined;
  // What a failing or parked link has not carried is not merely late.
  if (link.state === 'failing' || link.state === 'parked') return 'failed';
  return erpSame ? 'changedInCrm' : crmSame ? 'changedInErp' : 'changedInBoth';
}

const flagReason = (base: BaseField | undefined): AuditReason | undefined =>
  base?.fail === undefined ? base?.flag : 'failed';
