/** What commands write: aligned tables without colours, relative times, or JSON for programs. */

export interface Terminal {
  /** Answers; what --json writes. */
  out(text: string): void;
  /** Progress and failures. */
  err(text: string): void;
  /** Progress is shown only to people. */
  readonly isPerson: boolean;
  now(): Date;
}

const characters = (text: string): readonly string[] => Array.from(text);
const width = (text: string): number => characters(text).length;
const longest = 60;
/** One line, cut where a person would not read on. */
export const short = (text: string, limit = longest): string => {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return width(line) > limit
    ? `${characters(line)
        .slice(0, limit - 1)
        .join('')}…`
    : line;
};

/** A sentence ends with its remedy: it is cut only where no sentence is that long. */
const longestLast = 1_000;
/** Columns as wide as their widest cell; the last one, where sentences stand, is not padded and hardly ever cut. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = head.length - 1;
  const cells = [head, ...rows].map((row) =>
    head.map((_, column) => short(row[column] ?? '', column === last ? longestLast : longest)),
  );
  const widths = head.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, column) => (column === last ? cell : cell + ' '.repeat((widths[column] ?? 0) - width(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2 min ago`; the exact time is in --json. */
export function ago(at: string | null, now: Date): string {
  if (at === null) return 'never';
  const seconds = Math.round((now.getTime() - new Date(at).getTime()) / 1000);
  const [past, before, after] = [Math.abs(seconds), seconds < 0 ? 'in ' : '', seconds < 0 ? '' : ' ago'];
  if (past < 10) return 'now';
  if (past < 90) return `${before}${past} s${after}`;
  if (past < 5_400) return `${before}${Math.round(past / 60)} min${after}`;
  if (past < 129_600) return `${before}${Math.round(past / 3_600)} h${after}`;
  return `${before}${Math.round(past / 86_400)} d${after}`;
}

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
export const json = (value: unknown): string => JSON.stringify(value, null, 2);
