/**
 * `node test/sim/main.ts --seed 123 [--trace]`, or `--file test/seeds/….json`: one history, with what it broke. `--shrink INVARIANT`:
 * the smallest that still breaks it, saved to test/seeds. `--from SEED --count N`: many, a line for each broken promise.
 */
import { openMemory } from './backend/memory/index.ts';
import { violationsOf } from './check.ts';
import { digestOf } from './digest.ts';
import { openThreads } from './many.ts';
import { readSeedFile, writeSeedFile } from './seed-file.ts';
import { runSeed } from './run.ts';
import { shrink } from './shrink.ts';
import { traceOf } from './trace.ts';

const given = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** True: every promise was kept. */
async function many(from: number, count: number): Promise<boolean> {
  const threads = openThreads();
  let failed = 0;
  try {
    await threads.run(from, count, ({ seed, violations }) => {
      if (violations.length > 0) failed += 1;
      for (const { invariant, message } of violations) console.log(`seed ${seed}: invariant ${invariant}: ${message}`);
    });
  } finally {
    await threads.close();
  }
  console.log(`seeds ${from} to ${from + count - 1}: ${failed} broke a promise`);
  return failed === 0;
}

async function one(): Promise<boolean> {
  const file = given('file');
  const read = file === undefined ? { seed: Number(given('seed') ?? 1), overrides: {} } : await readSeedFile(file);
  const { seed } = read;
  const invariant = given('shrink');
  const overrides = invariant === undefined ? read.overrides : await shrink(seed, Number(invariant), openMemory);
  const began = performance.now();
  const history = await runSeed(seed, { backend: openMemory, overrides });
  if (process.argv.includes('--trace')) for (const line of traceOf(history)) console.log(line);
  if (process.argv.includes('--options')) console.log(JSON.stringify(history.options, null, 1));
  const violations = violationsOf(history);
  for (const broken of violations) console.log(`invariant ${broken.invariant}: ${broken.message}`);
  console.log(
    `seed ${seed}: ${history.events.length} events, ${violations.length} violations, digest ${digestOf(history)}, ${Math.round(performance.now() - began)} ms`,
  );
  if (invariant !== undefined) {
    const story = violations.find((violation) => violation.invariant === Number(invariant))?.message ?? '';
    console.log(await writeSeedFile({ seed, overrides, invariant: Number(invariant), story }));
  }
  return violations.length === 0;
}

const from = given('from');
const kept = from === undefined ? await one() : await many(Number(from), Number(given('count') ?? 400));
process.exitCode = kept ? 0 : 1;
