/**
 * Makes a failing history small: fewer faults, troubles, connections, records and steps, as long as the same invariant is broken.
 * Steps are left out in ever smaller runs of them, since each draws from dice of its own.
 */
import type { OpenBackend } from './backend/backend.ts';
import { allChecks, violationsOf } from './check.ts';
import type { Check } from './history.ts';
import { optionsFor, type Overrides } from './options.ts';
import { runSeed } from './run.ts';

/** Tries to break it again; answers false when the invariant held. */
type Fails = (overrides: Overrides) => Promise<boolean>;

export const mostTries = 250;

/** `invariant`: the number that must still be broken; -1: that must still throw. Answers the smallest overrides found within `mostTries` runs. */
export async function shrink(
  seed: number,
  invariant: number,
  backend: OpenBackend,
  against: readonly Check[] = allChecks,
): Promise<Overrides> {
  let tries = 0;
  const fails: Fails = async (overrides) => {
    tries += 1;
    if (tries > mostTries) return false;
    return (await brokenBy(seed, overrides, backend, against)).has(invariant);
  };
  let smallest: Overrides = {};
  const attempt = async (part: Overrides): Promise<boolean> => {
    const candidate = { ...smallest, ...part };
    if (!(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  const options = optionsFor(seed);
  await fewerOf(options.troubles, async (troubles) => attempt({ troubles }));
  await fewerOf([...new Set(options.erps.flatMap(({ faults }) => faults.map(({ fault }) => fault)))], async (faults) =>
    attempt({ faults }),
  );
  await fewer(options.steps, 1, async (steps) => attempt({ steps }));
  await fewerSteps(options.steps, attempt, () => smallest);
  await fewer(options.erps.length, 1, async (connections) => attempt({ connections }));
  await fewer(options.projects, 0, async (projects) => attempt({ projects }));
  await fewer(options.persons, 0, async (persons) => attempt({ persons }));
  await fewer(options.companies, 1, async (companies) => attempt({ companies }));
  await fewerSteps(options.steps, attempt, () => smallest);
  return smallest;
}

/** Invariants that a history breaks; -1 where it throws. */
async function brokenBy(
  seed: number,
  overrides: Overrides,
  backend: OpenBackend,
  against: readonly Check[],
): Promise<ReadonlySet<number>> {
  try {
    const history = await runSeed(seed, { backend, overrides });
    return new Set(violationsOf(history, against).map(({ invariant }) => invariant));
  } catch {
    return new Set([-1]);
  }
}

/** The least number that still fails: nothing at all, then halves, then one less. */
async function fewer(from: number, least: number, attempt: (count: number) => Promise<boolean>): Promise<void> {
  let count = from;
  if (count > least && (await attempt(least))) return;
  for (let next = Math.ceil((least + count) / 2); next < count; next = Math.ceil((least + count) / 2)) {
    if (!(await attempt(next))) break;
    count = next;
  }
  while (count > least && (await attempt(count - 1))) count -= 1;
}

/** None, or one after the other left out. */
async function fewerOf<T>(all: readonly T[], attempt: (left: readonly T[]) => Promise<boolean>): Promise<void> {
  if (all.length === 0 || (await attempt([]))) return;
  let left = all;
  for (const one of all) {
    const without = left.filter((other) => other !== one);
    if (await attempt(without)) left = without;
  }
}

async function fewerSteps(
  steps: number,
  attempt: (part: Overrides) => Promise<boolean>,
  smallest: () => Overrides,
): Promise<void> {
  for (let size = 16; size >= 1; size = Math.floor(size / 2)) {
    const total = smallest().steps ?? steps;
    for (let from = 0; from < total; from += size) {
      const skipped = smallest().skip ?? [];
      const more = Array.from({ length: Math.min(size, total - from) }, (_, at) => from + at).filter(
        (step) => !skipped.includes(step),
      );
      if (more.length > 0) await attempt({ skip: [...skipped, ...more].toSorted((a, b) => a - b) });
    }
  }
}
