/**
 * Undo. Puts back what a run, a record's writes or a mapping change wrote and nobody touched since, and then rests: the base
 * pair becomes (the other side as it is, the restored value), flagged, so that nothing flows until a side changes (H06).
 *
 *   fold the log to one row a field and side (store) → page by page: read both sides, decide (undo-field.ts), write,
 *   send (undo-page.ts) → what is left has its reason.
 *
 * What was restored is read from the log, so an undo that a crash interrupted goes on where it was and does nothing twice.
 */
import { limits } from '../limits.ts';
import type { UndoCounts, UndoRow, UndoScope, UndoSkip } from '../ports/undo.ts';
import { type Ended, stopping, type Work, wellEnded } from '../work.ts';
import { undoReasons } from './reasons.ts';
import { undoPage, type SkipNote } from './undo-page.ts';

export interface UndoWish {
  readonly requestId: number;
  readonly scope: UndoScope;
  /** The other side is put back too, where the mapping carries both ways; the base is the old pair then. */
  readonly both: boolean;
  /** Rows looked at; false: a person cancelled. */
  readonly onPage: (done: number, total: number) => Promise<boolean>;
}
/** What an undo came to; the whole list of what was left is stored with the request. */
export interface UndoReport extends UndoCounts {
  readonly requestId: number;
  /** On its way to the ERP; the next cycle ends it. */
  readonly underWay: number;
  /** Of those left as they are, at most `limits.undoExamples`. */
  readonly examples: readonly UndoExample[];
}
export interface UndoExample {
  readonly entity: string;
  readonly field: string;
  readonly code: UndoSkip;
  readonly why: string;
}
export interface UndoAnswer {
  readonly end: Ended;
  readonly cancelled: boolean;
  readonly report: UndoReport;
}

export async function undo(work: Work, wish: UndoWish): Promise<UndoAnswer> {
  const { store } = work.world;
  const dry = work.plan !== undefined;
  const { requestId, scope } = wish;
  const { total } = await store.beginUndo(work.lease, work.run, { requestId, scope, dry });
  const examples: UndoExample[] = [];
  const note = (row: UndoRow, { why, said }: SkipNote): void => {
    if (examples.length < limits.undoExamples) examples.push(example(row, why, said));
  };
  const answer = async (end: Ended, cancelled: boolean): Promise<UndoAnswer> => {
    const counts = await store.undoCounts(requestId);
    const left = counts.total - counts.restored - counts.skipped;
    const underWay = dry || end.status !== 'done' || cancelled || stopping(work) ? 0 : left;
    // A preview restores nothing: what it would put back is what it did not skip.
    const restored = dry ? left : counts.restored;
    return { end, cancelled, report: { ...counts, restored, underWay, requestId, examples } };
  };
  for (let after = 0; ; ) {
    if (stopping(work)) return answer(wellEnded, false);
    const page = wholeLinks(await store.undoRows(requestId, after, null, limits.batch));
    const last = page.at(-1);
    if (last === undefined) return answer(wellEnded, false);
    const end = await undoPage(work, wish, page, note);
    if (end.status !== 'done') return answer(end, false);
    after = last.no;
    if (!(await wish.onPage(after, total))) return answer(wellEnded, true);
    await work.between();
  }
}

/** A full page may cut a link in two, whose fields belong together: its rows wait for the next page. */
function wholeLinks(rows: readonly UndoRow[]): readonly UndoRow[] {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limits.batch) return rows;
  const whole = rows.filter((row) => row.linkId !== last.linkId);
  return whole.length === 0 ? rows : whole;
}

const example = (row: UndoRow, why: UndoSkip, said: string | undefined): UndoExample => ({
  entity: `${row.entity.kind} ${row.entity.id}`,
  field: row.target === 'crm' ? row.crmField : row.erpField,
  code: why,
  why: said === undefined ? undoReasons[why] : `${undoReasons[why]}. ${said}`,
});
