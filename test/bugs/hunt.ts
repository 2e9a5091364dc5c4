/** One history after the other until one shows the bug: breaks a promise that it keeps without the bug. */
import type { Violation } from '../sim/history.ts';
import type { Bug } from './bug.ts';
import { type Simulator, simulator } from './load.ts';

export interface Caught {
  readonly bug: string;
  /** Histories played until it showed; undefined: it did not. */
  readonly seeds: number | undefined;
  readonly violation: Violation | undefined;
}

/** Always judged by the sound checks: some of them ask the engine what two values mean. */
async function played(player: Simulator, judge: Simulator, seed: number): Promise<readonly Violation[]> {
  try {
    return judge.violationsOf(await player.runSeed(seed, { backend: player.openMemory }));
  } catch (error) {
    // A worker that never ends stops the history: number 0, as all that no history may contain.
    return [{ invariant: 0, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** Plays at most `most` histories from the seed `first` on. */
export async function hunt(bug: Bug, first: number, most = bug.seeds): Promise<Caught> {
  const [buggy, sound] = [await simulator(bug), await simulator()];
  for (let seed = first; seed < first + most; seed += 1) {
    const shown = (await played(buggy, sound, seed)).filter(({ invariant }) => bug.invariants.includes(invariant));
    if (shown.length === 0) continue;
    const anyway = new Set((await played(sound, sound, seed)).map(({ invariant }) => invariant));
    const violation = shown.find(({ invariant }) => !anyway.has(invariant));
    if (violation !== undefined) return { bug: bug.id, seeds: seed - first + 1, violation };
  }
  return { bug: bug.id, seeds: undefined, violation: undefined };
}
