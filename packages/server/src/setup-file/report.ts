/** Collecting what is wrong with a file, with the line it stands on. */
import type { Outcome, Reason } from '@kobling/sdk';
import { textIn } from '@kobling/sdk';
import { orWhat } from './nearest.ts';
import type { Named, Place, Problem } from './setup.ts';

export class ProblemList {
  readonly all: Problem[] = [];

  add(at: Place, code: string, message: string): undefined {
    this.all.push({ line: at.line, column: at.column, code, message });
    return undefined;
  }

  /** The thing of that name, or a problem that says what was probably meant. Names compare exactly. */
  find<T>(
    wanted: Named,
    things: readonly T[],
    nameOf: (thing: T) => string,
    code: string,
    sentence: string,
  ): T | undefined {
    const found = things.find((thing) => nameOf(thing) === wanted.name);
    return found ?? this.add(wanted.at, code, `${sentence}${orWhat(wanted.name, things.map(nameOf))}`);
  }

  /** What a connector answered, in English; a reason that names a configuration field is put at that field's line. */
  refusal(
    outcome: Exclude<Outcome<unknown>, { status: 'done' }>,
    at: Place,
    what: string,
    places: ReadonlyMap<string, Place>,
  ): undefined {
    const { reason } = outcome;
    const fields = Object.entries(reason.fields ?? {});
    if (fields.length === 0) return this.add(at, reason.code, `${what}: ${english(reason)}`);
    for (const [key, sentence] of fields)
      this.add(places.get(key) ?? at, reason.code, `${what}, ${key}: ${textIn('en', sentence)}`);
    return undefined;
  }
}

export const english = (reason: Reason): string => textIn('en', reason.message);
