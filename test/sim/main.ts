/** `node test/sim/main.ts --seed 123 [--trace]`, or `--file test/seeds/….json`: one history, with what it broke. */
import { openMemory } from './backend/memory/index.ts';
import { violationsOf } from './check.ts';
import { digestOf } from './digest.ts';
import { readSeedFile } from './seed-file.ts';
import { runSeed } from './run.ts';
import { traceOf } from './trace.ts';

const given = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const file = given('file');
const { seed, overrides } =
  file === undefined ? { seed: Number(given('seed') ?? 1), overrides: {} } : await readSeedFile(file);
const began = performance.now();
const history = await runSeed(seed, { backend: openMemory, overrides });
if (process.argv.includes('--trace')) for (const line of traceOf(history)) console.log(line);
if (process.argv.includes('--options')) console.log(JSON.stringify(history.options, null, 1));
const violations = violationsOf(history);
for (const { invariant, message } of violations) console.log(`invariant ${invariant}: ${message}`);
console.log(
  `seed ${seed}: ${history.events.length} events, ${violations.length} violations, digest ${digestOf(history)}, ${Math.round(performance.now() - began)} ms`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
