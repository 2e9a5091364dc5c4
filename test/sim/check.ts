/** A history against every invariant. Number 0 is what no history may contain: the engine or its store threw what it never should. */
import type { Check, History, Violation } from './history.ts';
import { checks } from './invariants/index.ts';

/** A request reports what went wrong as a sentence: these are not sentences for people. */
const bugWords = /Cannot read|is not a function|is not iterable|undefined|Maximum call stack|TypeError|constraint/;

const nothingThrown: Check = ({ events }) =>
  events.flatMap((event): Violation[] => {
    if (event.what === 'bug') return [{ invariant: 0, message: event.message }];
    if (event.what === 'slice' && event.error !== undefined && bugWords.test(event.error))
      return [{ invariant: 0, message: event.error }];
    return [];
  });

export const allChecks: readonly Check[] = [nothingThrown, ...checks];

export const violationsOf = (history: History, against: readonly Check[] = allChecks): readonly Violation[] =>
  against.flatMap((check) => check(history));

/** The seed and every option derived from it, and what was broken. */
export const reportOf = (history: History, violations: readonly Violation[]): string =>
  [
    `seed ${history.seed} breaks ${violations.length} promises:`,
    ...violations.map(({ invariant, message }) => `  ${invariant}: ${message}`),
    `options: ${JSON.stringify(history.options)}`,
  ].join('\n');
