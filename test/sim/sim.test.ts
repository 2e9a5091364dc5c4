/**
 * Thousands of histories from consecutive seeds, in memory, each checked against every invariant; every seed that ever failed;
 * the same seed twice; and a canary: a promise that nobody keeps must be reported as broken.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openMemory } from './backend/memory/index.ts';
import { reportOf, violationsOf } from './check.ts';
import { digestOf } from './digest.ts';
import type { Check } from './history.ts';
import { openThreads, type SeedResult, told } from './many.ts';
import { runSeed } from './run.ts';
import { readSeedFile, seedFiles } from './seed-file.ts';

/** The same seeds in every run: fresh ones are the soak's. */
const seeds = { from: 1, count: 5_000 };
/** The culture changes how values are read, and nothing else. */
const cultureSeeds = 60;

test('invariants 1 to 20 hold in 5,000 histories', async (t) => {
  const threads = openThreads();
  const failed: SeedResult[] = [];
  let events = 0;
  try {
    await threads.run(seeds.from, seeds.count, (result) => {
      events += result.events;
      if (result.violations.length > 0) failed.push(result);
    });
  } finally {
    await threads.close();
  }
  t.diagnostic(`${seeds.count} histories, ${events} events`);
  assert.equal(failed.length, 0, failed.slice(0, 10).map(told).join('\n'));
});

test('invariants 1 to 20 hold where ERPs write numbers and dates as their culture does', async () => {
  for (let seed = 1; seed <= cultureSeeds; seed += 1) {
    const overrides = { cultures: ['de-DE', 'nb-NO', 'en-US'] };
    const history = await runSeed(seed, { backend: openMemory, overrides });
    const violations = violationsOf(history);
    assert.equal(violations.length, 0, reportOf(history, violations));
  }
});

test('every seed that ever failed holds now', async () => {
  for (const file of await seedFiles()) {
    const { seed, overrides, story } = await readSeedFile(file);
    const history = await runSeed(seed, { backend: openMemory, overrides });
    const violations = violationsOf(history);
    assert.equal(violations.length, 0, `${path.basename(file)} (${story})\n${reportOf(history, violations)}`);
  }
});

test('the same seed gives the same history', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const [first, second] = [
      await runSeed(seed, { backend: openMemory }),
      await runSeed(seed, { backend: openMemory }),
    ];
    assert.equal(digestOf(first), digestOf(second), `seed ${seed}`);
  }
});

test('the canary: a promise that nobody keeps is reported as broken, with seed and options', async () => {
  const nothingHappens: Check = ({ events }) =>
    events.length === 0 ? [] : [{ invariant: 99, message: `${events.length} things happened.` }];
  const history = await runSeed(1, { backend: openMemory });
  const violations = violationsOf(history, [nothingHappens]);
  assert.equal(violations.length, 1);
  assert.match(
    reportOf(history, violations),
    /^seed 1 breaks 1 promises:\n {2}99: \d+ things happened\.\noptions: \{"seed":1,/,
  );
});
