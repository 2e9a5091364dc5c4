/** What a soak does with a history that failed: it is told, made small and saved, so that it is played in every test from then on. */
import type { OpenBackend } from './backend/backend.ts';
import { allChecks } from './check.ts';
import type { Check } from './history.ts';
import { type SeedResult, told } from './many.ts';
import { writeSeedFile } from './seed-file.ts';
import { shrink } from './shrink.ts';

/** Of one invariant; more of the same tell nothing new. */
const mostSaved = 3;

export interface Saving {
  readonly backend: OpenBackend;
  readonly say: (line: string) => void;
  /** Where files go; test/seeds unless told. */
  readonly folder?: string;
  readonly against?: readonly Check[];
}

export class Failures {
  count = 0;
  /** How often each invariant was the first that broke. */
  readonly byInvariant = new Map<number, number>();
  readonly #saving: Saving;

  constructor(saving: Saving) {
    this.#saving = saving;
  }

  /** A result that holds is none of ours. Answers the file that it was saved in, if it was. */
  async take(result: SeedResult): Promise<string | undefined> {
    const first = result.violations[0];
    if (first === undefined) return undefined;
    const { backend, say, folder, against = allChecks } = this.#saving;
    const { invariant, message: story } = first;
    this.count += 1;
    const before = this.byInvariant.get(invariant) ?? 0;
    this.byInvariant.set(invariant, before + 1);
    if (before >= mostSaved) return undefined;
    say(told(result));
    const overrides = await shrink(result.seed, invariant, backend, against);
    const file = await writeSeedFile({ seed: result.seed, overrides, invariant, story }, folder);
    say(`  shrunk to ${file}`);
    return file;
  }
}
