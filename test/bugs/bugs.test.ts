/** The bug bench: what the invariants are worth. Each deliberate bug must be found within its number of histories. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import type { Bug } from './bug.ts';
import { sourceOf, withBug } from './bug.ts';
import { canary } from './canary.ts';
import type { Caught } from './hunt.ts';
import { bugs } from './table.ts';

/** Of every run: docs/bugs.md has other starts too. */
const firstSeed = 1;
const aProcess = 4;

function hunted(some: readonly Bug[]): readonly Caught[] {
  const child = path.join(import.meta.dirname, 'child.ts');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [child, String(firstSeed), ...some.map(({ id }) => id)],
    { encoding: 'utf8', timeout: 200_000 },
  );
  assert.equal(status, 0, `The hunt for ${some.map(({ id }) => id).join(', ')} ended early.\n${stderr.slice(-2_000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Caught);
}

test('each bug fits the code that it is planted in, and changes it', () => {
  for (const bug of bugs) {
    const source = sourceOf(bug);
    assert.notEqual(withBug(bug, source), source, bug.id);
    assert.ok(bug.invariants.length > 0 && bug.seeds > 0, bug.id);
  }
  assert.equal(new Set(bugs.map(({ id }) => id)).size, bugs.length);
});

for (let at = 0; at < bugs.length; at += aProcess) {
  const some = bugs.slice(at, at + aProcess);
  test(`found: ${some.map(({ id }) => id).join(', ')}`, { timeout: 220_000 }, (t) => {
    const caught = hunted(some);
    for (const bug of some) {
      const found = caught.find((one) => one.bug === bug.id);
      assert.ok(found?.seeds !== undefined, `${bug.id} (${bug.title}) lived through ${bug.seeds} histories.`);
      t.diagnostic(`${bug.id}: ${found.seeds} histories, invariant ${found.violation?.invariant}`);
    }
  });
}

test('the canary: where there is no bug, none is found', { timeout: 220_000 }, () => {
  assert.deepEqual(hunted([canary]), [{ bug: 'canary' }]);
});
