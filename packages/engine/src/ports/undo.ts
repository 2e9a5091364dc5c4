/** Undo: what a run, a record or a mapping change wrote, folded to one row a field and side, and what became of each (H06). */
import type { EntityRef, Side } from '../model.ts';
import type { Lease } from './lease.ts';
import type { RunHandle } from './runs.ts';

/** What is put back. Always on one connection. */
export type UndoScope =
  | { readonly kind: 'run'; readonly runId: number }
  /** What was written to or from a record: since a log row (inclusive), or by the last run that wrote it. */
  | {
      readonly kind: 'record';
      readonly entity: EntityRef;
      readonly since?: number | undefined;
      /** Only these ERP fields. */
      readonly fields?: readonly string[] | undefined;
    }
  /** Writes of the fields that a mapping change concerned, from then until the next change of the same field. */
  | { readonly kind: 'mapping'; readonly change: number };

/** Why a field is left as it is. */
export const undoSkips = [
  'later',
  'touched',
  'differs',
  'otherMoved',
  'underWay',
  'moved',
  'refused',
  'created',
  'linked',
  'noLink',
  'relinked',
  'unreadable',
  'unmapped',
  'direction',
  'unknownOld',
] as const;
export type UndoSkip = (typeof undoSkips)[number];

export interface UndoRow {
  readonly no: number;
  /** The newest of the writes that were folded: what the undo's own log row names. */
  readonly logId: number;
  readonly linkId: number;
  readonly entity: EntityRef;
  readonly erpField: string;
  readonly crmField: string;
  readonly target: Side;
  /** Before the first write of the unbroken chain, and after the last; in the target's own domain. */
  readonly oldValue: string | null;
  readonly newValue: string;
  /** CRM row version after the last write; null for the ERP's side. */
  readonly version: number | null;
}
export interface UndoSkipped {
  readonly no: number;
  readonly why: UndoSkip;
  /** What the ERP or the CRM said, where it said something. */
  readonly said?: string;
}
export interface UndoCounts {
  readonly total: number;
  readonly restored: number;
  readonly skipped: number;
}

export interface UndoStore {
  /**
   * Folds the scope's log rows, once a request: a second call finds what the first one left. Opens the run, unless `dry`, so
   * that an undo interrupted by a crash stays one run. Marks what was written again since, and what is no field, as skipped.
   */
  beginUndo(
    lease: Lease,
    run: RunHandle,
    undo: { readonly requestId: number; readonly scope: UndoScope; readonly dry: boolean },
  ): Promise<{ readonly total: number }>;
  /** Rows after `afterNo`, up to `uptoNo`, that are neither skipped nor restored nor under way by this undo; by number, a link's together. */
  undoRows(requestId: number, afterNo: number, uptoNo: number | null, limit: number): Promise<readonly UndoRow[]>;
  skipUndoRows(lease: Lease, requestId: number, rows: readonly UndoSkipped[]): Promise<void>;
  undoCounts(requestId: number): Promise<UndoCounts>;
}
