/** What a soak does when a seed fails: it is told with its options, made small, and saved even where no folder is yet. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openMemory } from './backend/memory/index.ts';
import { violationsOf } from './check.ts';
import type { Check } from './history.ts';
import { runOne, type SeedResult } from './many.ts';
import { runSeed } from './run.ts';
import { Failures } from './save-failure.ts';
import { readSeedFile, seedFiles } from './seed-file.ts';

/** Broken by every history in which somebody edits a record of the ERP. */
const nobodyEdits: Check = ({ events }) =>
  events.some(({ what }) => what === 'erpEdit') ? [{ invariant: 99, message: 'Somebody edited.' }] : [];

const failed = (seed: number, invariant = 99): SeedResult => ({
  seed,
  violations: [{ invariant, message: 'Somebody edited.' }],
  events: 1,
  rounds: 1,
  kills: 0,
  faults: {},
});

const broken = (): never => {
  throw new Error('The backend does not open.');
};

async function withFolder(story: (folder: string) => Promise<void>): Promise<void> {
  const place = await mkdtemp(path.join(tmpdir(), 'kobling-seeds-'));
  try {
    await story(path.join(place, 'seeds'));
  } finally {
    await rm(place, { recursive: true });
  }
}

test('a seed that failed is told, shrunk and saved in a folder that is not there yet; the file breaks the same promise', () =>
  withFolder(async (folder) => {
    const said: string[] = [];
    const failures = new Failures({
      backend: openMemory,
      say: (line) => said.push(line),
      folder,
      against: [nobodyEdits],
    });
    const file = await failures.take(failed(3));
    assert.equal(file, path.join(folder, '99-3.json'));
    assert.deepEqual(await seedFiles(folder), [file]);
    assert.match(
      said[0] ?? '',
      /^seed 3 \(node test\/sim\/main\.ts --seed 3 --trace\):\n {2}99: Somebody edited\.\n {2}options: \{"seed":3,/,
    );
    const { seed, overrides, story } = await readSeedFile(file);
    assert.equal(story, 'Somebody edited.');
    const whole = await runSeed(seed, { backend: openMemory });
    const small = await runSeed(seed, { backend: openMemory, overrides });
    assert.equal(violationsOf(small, [nobodyEdits]).length, 1);
    assert.ok(
      small.events.length < whole.events.length,
      `${small.events.length} of ${whole.events.length} events are left`,
    );
  }));

test('of one invariant three are saved and all are counted; what holds is not', () =>
  withFolder(async (folder) => {
    const failures = new Failures({ backend: broken, say: () => undefined, folder });
    await failures.take({ ...failed(1), violations: [] });
    for (let seed = 1; seed <= 5; seed += 1) await failures.take(failed(seed));
    await failures.take(failed(1, 98));
    assert.equal(failures.count, 6);
    assert.deepEqual(
      [...failures.byInvariant],
      [
        [99, 5],
        [98, 1],
      ],
    );
    assert.deepEqual(await readdir(folder), ['98-1.json', '99-1.json', '99-2.json', '99-3.json']);
  }));

test('a history that throws is a failure of number -1, saved like others', () =>
  withFolder(async (folder) => {
    const result = await runOne(7, broken);
    assert.equal(result.violations[0]?.invariant, -1);
    const failures = new Failures({ backend: broken, say: () => undefined, folder });
    const file = await failures.take(result);
    assert.deepEqual((await readSeedFile(file ?? '')).overrides, {
      troubles: [],
      faults: [],
      steps: 1,
      connections: 1,
      persons: 0,
      companies: 1,
      skip: [0],
    });
  }));
