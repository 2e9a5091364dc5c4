/**
 * Cells that cannot be read as their column. Answers leave them out (H05); what is wrong is told of the whole sheet with
 * every poll, for as long as it lasts, not only when the row itself is answered.
 */
import { type Observed, readValue } from './cell-values.ts';
import type { ColumnKind } from './column-kinds.ts';
import { Notices } from './notices.ts';
import type { Cell } from './table-source.ts';

const typeWords = {
  text: 'text',
  integer: 'whole number',
  double: 'number',
  datetime: 'date',
  checkbox: 'yes or no',
} as const;

/** `at`: `Customers!C12 (Credit)`. */
export function tellMisfit(
  seen: Exclude<Observed, { kind: 'value' }>,
  at: string,
  kind: ColumnKind,
  notices: Notices,
  group: string,
): void {
  const shown = seen.shown.length > 40 ? `${seen.shown.slice(0, 40)}…` : seen.shown;
  if (seen.kind === 'error')
    notices.add('workbook.errorCell', `${at} holds the error ${shown} and was left out. Correct the cell.`, group);
  else
    notices.add(
      'workbook.misfit',
      `${at} holds “${shown}”, which is no ${typeWords[kind.type]} as in the rest of the column, and was left out. Correct the cell.`,
      group,
    );
}

/** Collects them while a sheet is read. A column whose kind is told only now can hold no misfit but an error. */
export class Misfits {
  /** By heading, since only what is synced is worth a word. */
  readonly byHeading = new Map<string, Notices>();

  /** `kind`: as told by an earlier reading. */
  look(cell: Cell, heading: string, kind: ColumnKind, isList: boolean, date1904: boolean, at: () => string): void {
    if (cell.kind !== 'error' && (isList || kind.type === 'text')) return;
    const seen = readValue(cell, kind, isList, date1904);
    if (seen.kind === 'value') return;
    const notices = this.byHeading.get(heading) ?? new Notices();
    this.byHeading.set(heading, notices);
    tellMisfit(seen, `${at()} (${heading})`, kind, notices, `${heading} ${seen.kind}`);
  }
}
