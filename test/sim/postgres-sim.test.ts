/** A hundred histories over PostgreSQL: the invariants hold there too, and each is, event by event, the one that memory plays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemory } from './backend/memory/index.ts';
import { openPostgres } from './backend/postgres.ts';
import { reportOf, violationsOf } from './check.ts';
import { plain } from './digest.ts';
import type { History } from './history.ts';
import { runSeed } from './run.ts';

const seeds = { from: 1_000_001, count: 100 };

const without = (record: object, names: readonly string[]): unknown =>
  plain(Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name))));

/** All of it but what each store has of its own: a connection's GUID, the brake's defaults filled in, the time of a log row. */
const comparable = ({ events, end }: History) => ({
  events: events.map(plain),
  end: plain({
    ...end,
    connections: end.connections.map((connection) => without(connection, ['guid', 'brake'])),
    log: end.log.map((row) => without(row, ['at'])),
  }),
});

/** The first event that differs says more than all that followed from it. */
function assertSame(seed: number, onPostgres: History, inMemory: History): void {
  const [actual, expected] = [comparable(onPostgres), comparable(inMemory)];
  for (const [at, event] of expected.events.entries())
    assert.deepEqual(actual.events[at], event, `seed ${seed}: event ${at} is otherwise than in memory`);
  assert.deepEqual(actual, expected, `seed ${seed} ends otherwise than in memory`);
}

test('invariants 1 to 20 hold in 100 histories on PostgreSQL, each the same as in memory', {
  timeout: 600_000,
}, async () => {
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
    const history = await runSeed(seed, { backend: openPostgres });
    const violations = violationsOf(history);
    assert.equal(violations.length, 0, reportOf(history, violations));
    assertSame(seed, history, await runSeed(seed, { backend: openMemory }));
  }
});
