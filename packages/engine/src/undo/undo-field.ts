/** One field of an undo: may it be put back, and what does that leave? Pure. */
import type { Actor } from '@kobling/sdk';
import { effectiveDirection } from '../field-states.ts';
import type { BaseField, ConnectionSetup, CrmRow, FieldMapping, IntentField, Link, LogEntry } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { UndoRow, UndoSkip } from '../ports/undo.ts';
import { toCrm, toErp } from '../values/convert.ts';
import { isNormalisationOf, sameCrm, sameErp } from '../values/equality.ts';

export interface UndoView {
  readonly setup: ConnectionSetup;
  readonly link: Link;
  /** As it is mapped today; undefined: the ERP field is not synced any more, or with another CRM field. */
  readonly mapping: FieldMapping | undefined;
  readonly actor: Actor;
  readonly row: CrmRow;
  /** Another write of this field is on its way to the ERP. */
  readonly underWay: boolean;
  readonly both: boolean;
}
/** What putting back one field writes. The base rests at (other side as it is, restored value), or is the old pair (H06). */
export interface Restoring {
  readonly crm?: { readonly expected: string; readonly value: string };
  readonly erp?: IntentField;
  readonly base?: BaseField;
  readonly logs: readonly LogEntry[];
  readonly now: { readonly erp: string | null; readonly crm: string };
}
export type FieldUndo =
  | { readonly do: 'restore'; readonly write: Restoring }
  | { readonly do: 'leave'; readonly why: UndoSkip };

const leave = (why: UndoSkip): FieldUndo => ({ do: 'leave', why });

/** `rows`: the field's row of each side that the scope wrote, at most one a side. Answers one outcome a row, in order. */
export function undoField(view: UndoView, rows: readonly UndoRow[]): readonly FieldUndo[] {
  const looked = rows.map((row) => whyNot(view, row));
  const free = rows.filter((_, index) => looked[index] === undefined);
  const write = free.length === 0 ? undefined : restoring(view, free);
  return looked.map((why): FieldUndo => {
    if (why !== undefined) return leave(why);
    return write === undefined ? leave('unmapped') : { do: 'restore', write };
  });
}

function whyNot(view: UndoView, row: UndoRow): UndoSkip | undefined {
  const { link, mapping } = view;
  if (link.entity.kind !== row.entity.kind || link.entity.id !== row.entity.id) return 'relinked';
  if (row.oldValue === null) return 'unknownOld';
  if (view.underWay) return 'underWay';
  const crm = view.row.values[row.crmField];
  if (row.target === 'crm') {
    if (crm === undefined || mapping?.crmReadOnly === true) return crm === undefined ? 'unreadable' : 'direction';
    const same = mapping === undefined ? crm === row.newValue : sameCrm(mapping.crmType, crm, row.newValue);
    if (!same) return 'differs';
    if (writtenSince(view.row, row)) return 'touched';
    if (mapping === undefined) return undefined;
  }
  if (mapping === undefined) return 'unmapped';
  const erp = seenInErp(view.setup, mapping, view.actor);
  if (crm === undefined || !('value' in erp)) return 'unreadable';
  if (row.target === 'erp') {
    const direction = effectiveDirection(mapping);
    if (direction !== 'both' && direction !== 'toErp') return 'direction';
    if (!sameErp(mapping.erpType, erp.value, row.newValue, view.setup.card)) return 'differs';
  }
  return otherMoved(view, mapping, row, { erp: erp.value, crm }) ? 'otherMoved' : undefined;
}

/** The origin keeps the row version of everybody's last write of a field: it outlives the feed. */
const writtenSince = (crm: CrmRow, row: UndoRow): boolean =>
  row.version !== null && Object.values(crm.origin[row.crmField] ?? {}).some((version) => version > (row.version ?? 0));

/** A change on the other side that no cycle has carried yet would rest with the undone field, seen by nobody. */
function otherMoved(
  view: UndoView,
  mapping: FieldMapping,
  row: UndoRow,
  now: { readonly erp: string; readonly crm: string },
): boolean {
  const base = view.link.base[mapping.erpField];
  if (base === undefined || base.v !== mapping.version) return false;
  return row.target === 'crm'
    ? base.e !== null && !sameErp(mapping.erpType, base.e, now.erp, view.setup.card)
    : base.c !== null && !sameCrm(mapping.crmType, base.c, now.crm);
}

function restoring(view: UndoView, rows: readonly UndoRow[]): Restoring | undefined {
  const crmRow = rows.find((row) => row.target === 'crm');
  const erpRow = rows.find((row) => row.target === 'erp');
  const lead = crmRow ?? erpRow;
  if (lead === undefined) return undefined;
  const { mapping } = view;
  const crmNow = view.row.values[lead.crmField] ?? '';
  const seen = mapping === undefined ? undefined : seenInErp(view.setup, mapping, view.actor);
  const erpNow = seen !== undefined && 'value' in seen ? seen.value : null;
  const crmValue = crmRow?.oldValue ?? (view.both && erpRow !== undefined ? carried(view, 'crm', erpRow) : undefined);
  const erpValue = erpRow?.oldValue ?? (view.both && crmRow !== undefined ? carried(view, 'erp', crmRow) : undefined);
  const crmAfter = crmValue ?? crmNow;
  const writesCrm = crmValue !== undefined;
  return {
    now: { erp: erpNow, crm: crmNow },
    ...(writesCrm && { crm: { expected: crmNow, value: crmAfter } }),
    ...(mapping !== undefined &&
      writesCrm && {
        base: { e: erpNow, c: crmAfter, v: mapping.version, r: view.row.version, flag: 'undone' },
      }),
    ...(erpValue !== undefined && {
      erp: {
        value: erpValue,
        before: erpNow,
        crm: crmAfter,
        // The CRM's part is written in the same transaction and raises the row's version by one.
        crmVersion: view.row.version + (writesCrm && crmAfter !== crmNow ? 1 : 0),
        kind: 'undo',
        undoes: (erpRow ?? lead).logId,
        // Both sides go back to what they held, which need not have been the same.
        ...((!writesCrm || !agree(view, erpValue, crmAfter)) && { flag: 'undone' }),
      },
    }),
    logs: writesCrm ? [logRow(view.link, crmRow ?? lead, crmNow, crmAfter)] : [],
  };
}

/** Do both mean the same, as they are or in the ERP's own form (H02)? */
function agree({ mapping, setup }: UndoView, erp: string, crm: string): boolean {
  if (mapping === undefined || (erp === '' && crm === '')) return true;
  const sent = toErp(mapping, crm, setup.zone);
  const carriedBack = toCrm(mapping, erp, setup.zone);
  return (
    (sent.ok && isNormalisationOf(mapping, sent.value, erp, setup.card)) ||
    (carriedBack.ok && sameCrm(mapping.crmType, carriedBack.value, crm))
  );
}

/** The old value in the other side's domain; undefined where the mapping does not carry it there. */
function carried({ mapping, setup }: UndoView, to: 'crm' | 'erp', row: UndoRow): string | undefined {
  if (mapping === undefined || effectiveDirection(mapping) !== 'both') return undefined;
  const converted =
    to === 'crm' ? toCrm(mapping, row.oldValue ?? '', setup.zone) : toErp(mapping, row.oldValue ?? '', setup.zone);
  return converted.ok ? converted.value : undefined;
}

const logRow = (link: Link, row: UndoRow, oldValue: string, newValue: string): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField: row.erpField,
  crmField: row.crmField,
  kind: 'undo',
  target: 'crm',
  oldValue,
  newValue,
  undoes: row.logId,
});
