/**
 * Where pages ended, so that page 4,000 need not count its way past 3,999 others: it goes on after the nearest page that was
 * read. Nothing depends on them: without a mark the same rows are skipped one by one.
 */
import type { FindPlace } from '@kobling/store';

export interface Start {
  /** After this place; undefined: at the beginning. */
  readonly after?: FindPlace;
  /** And leave out so many. */
  readonly skip: number;
}
export interface Marks {
  startOf(question: string, page: number, pageSize: number): Start;
  /** The page was read, and ended there; null: it was the last. */
  ended(question: string, page: number, end: FindPlace | null): void;
}

const mostQuestions = 100;
const mostPages = 500;

export function createMarks(): Marks {
  /** Question to page to the place that it begins after; the questions asked last at the end. */
  const questions = new Map<string, Map<number, FindPlace>>();
  return {
    startOf(question, page, pageSize) {
      const known = [...(questions.get(question)?.keys() ?? [])].filter((one) => one <= page);
      const nearest = known.length === 0 ? 0 : Math.max(...known);
      const after = questions.get(question)?.get(nearest);
      const skip = (page - nearest) * pageSize;
      return after === undefined ? { skip: page * pageSize } : { after, skip };
    },
    ended(question, page, end) {
      const marks = questions.get(question) ?? new Map<number, FindPlace>();
      questions.delete(question);
      questions.set(question, marks);
      const next = page + 1;
      // Records came or went before: what was known of the pages behind is no longer where they begin.
      if (JSON.stringify(marks.get(next)) !== JSON.stringify(end ?? undefined))
        for (const one of marks.keys()) if (one >= next) marks.delete(one);
      if (end !== null) marks.set(next, end);
      dropOldest(marks, mostPages);
      dropOldest(questions, mostQuestions);
    },
  };
}

function dropOldest(map: Map<unknown, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
