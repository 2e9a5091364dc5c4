/**
 * `npm run soak -- --minutes N [--from SEED]`: fresh seeds in memory on two threads and some on PostgreSQL, until the time is
 * up. A line a minute; what fails is shrunk and saved to test/seeds. The last lines sum up. Ends with 1 where something failed.
 */
import { openMemory } from './backend/memory/index.ts';
import { openThreads, runOne, type SeedResult } from './many.ts';
import { Failures } from './save-failure.ts';

const given = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const minutes = given('minutes', 60);
const from = given('from', Math.floor(Date.now() / 1000) % 1_000_000_000);

/** Seeds between two looks at the clock, and how many of them go to PostgreSQL too. */
const block = 200;
const onPostgres = 2;

const sum = { runs: 0, postgres: 0, rounds: 0, kills: 0, events: 0, faults: new Map<string, number>() };
const failures = new Failures({ backend: openMemory, say: (line) => console.log(line) });

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
    sum.postgres += 1;
    await failures.take(await runOne(seed, openPostgres));
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
    for (const result of failed) await failures.take(result);
    if (!process.argv.includes('--memory')) await postgresSeeds(next);
    next += block;
    const gone = Math.floor((performance.now() - began) / 60_000);
    if (gone > minute) {
      minute = gone;
      console.log(`${gone} min: ${sum.runs} runs in memory, ${sum.postgres} on PostgreSQL, ${failures.count} failures`);
    }
  }
} finally {
  await threads.close();
}
console.log(
  [
    `Seeds ${from} to ${next - 1}: ${sum.runs} runs in memory, ${sum.postgres} on PostgreSQL, ${failures.count} failures.`,
    `${sum.rounds} quiet rounds, ${sum.kills} kills, ${sum.events} events.`,
    `Faults: ${[...sum.faults].map(([fault, times]) => `${fault} ${times}`).join(', ')}.`,
    `Broken invariants: ${[...failures.byInvariant].map(([invariant, times]) => `${invariant} (${times})`).join(', ') || 'none'}.`,
  ].join('\n'),
);
process.exitCode = failures.count === 0 ? 0 : 1;
