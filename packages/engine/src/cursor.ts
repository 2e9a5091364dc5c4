/**
 * Cursors: one per (connection, actor type), made of marks (time of the call, greatest LastModified it saw). What is passed
 * back to the ERP is the newest mark that was older than the overlap when the ERP was last asked, so that a small lag hides
 * nothing (H07, H22). Counted from now, an hour without a call would have used the overlap up.
 */
import { compareLastModified, type LastModifiedKind } from '@kobling/sdk';
import { limits } from './limits.ts';
import type { Mark } from './ports.ts';

/** The LastModified to ask from; empty: everything. Marks are oldest first. */
export function askFrom(marks: readonly Mark[], overlapMs: number): string {
  const newestAllowed = (marks.at(-1)?.at.getTime() ?? 0) - overlapMs;
  const old = marks.findLast((mark) => mark.at.getTime() <= newestAllowed);
  return (old ?? marks[0])?.lastModified ?? '';
}

/** Marks after a call that ended well. Keeps one mark older than the overlap and all newer ones, within the limit. */
export function advance(marks: readonly Mark[], call: Mark, overlapMs: number): readonly Mark[] {
  const all = [...marks, call];
  const newestAllowed = call.at.getTime() - overlapMs;
  const first = Math.max(
    0,
    all.findLastIndex((mark) => mark.at.getTime() <= newestAllowed),
  );
  const kept = all.slice(first);
  if (kept.length <= limits.marks) return kept;
  // Thin out the middle: the oldest bounds the overlap, the newest carries on.
  const step = Math.ceil(kept.length / limits.marks);
  return kept.filter((_, index) => index === 0 || index >= kept.length - 2 || index % step === 0);
}

/** Dates after this are no order of anything (H22); undefined where LastModified is no date. */
const aheadFrom = (kind: LastModifiedKind, now: Date): string | undefined =>
  kind === 'dateTime' ? new Date(now.getTime() + limits.aheadMs).toISOString().slice(0, 19) : undefined;
const isAhead = (kind: LastModifiedKind, value: string, limit: string | undefined): boolean =>
  limit !== undefined && (compareLastModified(kind, value, limit) ?? 0) > 0;

/** Follows the greatest LastModified of one answer. Other kinds, and dates far ahead, never move it and are counted. */
export class Greatest {
  readonly #kind: LastModifiedKind;
  readonly #limit: string | undefined;
  #value: string;
  #odd = 0;
  #oddExample: string | undefined;

  constructor(kind: LastModifiedKind, start: string, now: Date) {
    this.#kind = kind;
    this.#value = start;
    this.#limit = aheadFrom(kind, now);
  }

  see(lastModified: string): void {
    const comparable = compareLastModified(this.#kind, lastModified, lastModified) !== undefined;
    if (!comparable || isAhead(this.#kind, lastModified, this.#limit)) {
      this.#odd += 1;
      this.#oddExample ??= lastModified;
      return;
    }
    if (this.#value === '' || (compareLastModified(this.#kind, lastModified, this.#value) ?? -1) > 0)
      this.#value = lastModified;
  }

  get value(): string {
    return this.#value;
  }
  /** How many did not count, and one of them; undefined when all did. */
  get odd(): { readonly count: number; readonly example: string } | undefined {
    return this.#oddExample === undefined ? undefined : { count: this.#odd, example: this.#oddExample };
  }
}

/**
 * Is `a` an earlier state than what the link has seen (H15)? Not where that lay far ahead of `now`: an ERP whose clock was set right
 * answers with earlier dates ever after (H22).
 */
export function isStale(kind: LastModifiedKind, a: string, seen: string | null, now: Date): boolean {
  if (seen === null || seen === '') return false;
  return (compareLastModified(kind, a, seen) ?? 0) < 0 && !isAhead(kind, seen, aheadFrom(kind, now));
}
