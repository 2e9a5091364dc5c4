/**
 * `npm run soak -- --minutes N [--from SEED]`: fresh seeds in memory on two threads and some on PostgreSQL, until the time is
 * up. A line a minute; what fails is shrunk and saved to test/seeds. The last lines sum up. Ends with 1 where something failed.
 */
import type { OpenBackend } from './backend/backend.ts';
import { openMemory } from './backend/memory/index.ts';
import { violationsOf } from './check.ts';
import { openThreads, type SeedResult, told } from './many.ts';
import { runSeed } from './run.ts';
import { writeSeedFile } from './seed-file.ts';
import { shrink } from './shrink.ts';

const given = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const minutes = given('minutes', 60);
const from = given('from', Math.floor(Date.now() / 1000) % 1_000_000_000);

/** Seeds between two looks at the clock, and how many of them go to PostgreSQL too. */
const block = 200;
const onPostgres = 2;
/** Of one invariant; more of the same tell nothing new. */
const mostSaved = 3;

const sum = { runs: 0, postgres: 0, rounds: 0, kills: 0, events: 0, failures: 0, faults: new Map<string, number>() };
const saved = new Map<number, number>();

async function save(result: SeedResult, backend: OpenBackend): Promise<void> {
  sum.failures += 1;
  const invariant = result.violations[0]?.invariant ?? 0;
  const count = saved.get(invariant) ?? 0;
  saved.set(invariant, count + 1);
  if (count >= mostSaved) return;
  console.log(told(result));
  const overrides = await shrink(result.seed, invariant, backend);
  const file = await writeSeedFile({
    seed: result.seed,
    overrides,
    invariant,
    story: result.violations[0]?.message ?? '',
  });
  console.log(`  shrunk to ${file}`);
}

function count(result: SeedResult): void {
  sum.runs += 1;
  sum.rounds += result.rounds;
  sum.kills += result.kills;
  sum.events += result.events;
  for (const [fault, times] of Object.entries(result.faults))
    sum.faults.set(fault, (sum.faults.get(fault) ?? 0) + times);
}

async function postgresSeeds(first: number): Promise<void> {
  const { openPostgres } = await import('./backend/postgres.ts');
  for (let seed = first; seed < first + onPostgres; seed += 1) {
    const history = await runSeed(seed, { backend: openPostgres });
    sum.postgres += 1;
    const violations = violationsOf(history);
    if (violations.length > 0) {
      await save({ seed, violations, events: 0, rounds: 0, kills: 0, faults: {} }, openMemory);
    }
  }
}

const began = performance.now();
const end = began + minutes * 60_000;
const threads = openThreads();
let minute = 0;
let next = from;
try {
  while (performance.now() < end) {
    const failed: SeedResult[] = [];
    await threads.run(next, block, (result) => {
      count(result);
      if (result.violations.length > 0) failed.push(result);
    });
    for (const result of failed) await save(result, openMemory);
    if (!process.argv.includes('--memory')) await postgresSeeds(next);
    next += block;
    const gone = Math.floor((performance.now() - began) / 60_000);
    if (gone > minute) {
      minute = gone;
      console.log(`${gone} min: ${sum.runs} runs in memory, ${sum.postgres} on PostgreSQL, ${sum.failures} failures`);
    }
  }
} finally {
  await threads.close();
}
console.log(
  [
    `Seeds ${from} to ${next - 1}: ${sum.runs} runs in memory, ${sum.postgres} on PostgreSQL, ${sum.failures} failures.`,
    `${sum.rounds} quiet rounds, ${sum.kills} kills, ${sum.events} events.`,
    `Faults: ${[...sum.faults].map(([fault, times]) => `${fault} ${times}`).join(', ')}.`,
    `Broken invariants: ${[...saved].map(([invariant, times]) => `${invariant} (${times})`).join(', ') || 'none'}.`,
  ].join('\n'),
);
process.exitCode = sum.failures === 0 ? 0 : 1;
