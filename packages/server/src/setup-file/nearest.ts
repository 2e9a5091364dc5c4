/** "did you mean": the nearest of the names that exist. */
import { cultures } from '@kobling/sdk';

/** Edit distance with neighbouring letters swapped counting once; stops caring beyond `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/** The name that was probably meant, if one is near: a third of the letters may be wrong, at least one, at most three. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.min(3, Math.max(1, Math.round(wanted.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const found = distance(wanted, candidate.toLowerCase(), limit);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** A tail for a sentence about an unknown name: what was meant, or else what there is (at most twelve). */
export function orWhat(name: string, known: Iterable<string>): string {
  const all = [...known];
  const meant = nearest(name, all);
  if (meant !== undefined) return ` Did you mean ${JSON.stringify(meant)}?`;
  if (all.length === 0) return ' There is none.';
  const shown = all.slice(0, 12).join(', ');
  return all.length > 12 ? ` There are ${shown} and ${all.length - 12} more.` : ` There are: ${shown}.`;
}

/** For the set-up file and the command line; the dialog lets choose from a list. */
export const unknownCulture = (name: string): string =>
  `No culture ${JSON.stringify(name)} is known.${orWhat(
    name,
    cultures.map((known) => known.name),
  )}`;
