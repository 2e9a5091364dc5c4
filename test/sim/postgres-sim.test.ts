/** A hundred histories over PostgreSQL: the invariants hold there too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPostgres } from './backend/postgres.ts';
import { reportOf, violationsOf } from './check.ts';
import { runSeed } from './run.ts';

const seeds = { from: 1_000_001, count: 100 };

test('invariants 1 to 20 hold in 100 histories on PostgreSQL', { timeout: 600_000 }, async () => {
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
    const history = await runSeed(seed, { backend: openPostgres });
    const violations = violationsOf(history);
    assert.equal(violations.length, 0, reportOf(history, violations));
  }
});
