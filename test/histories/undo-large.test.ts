/** The undo of a large run: 10,000 fields, 100 of them edited since. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undoRowsOf } from '@kobling/store';
import { withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const firms = 2_500;
const fields = { Nm: 'name', Phone: 'phone', Email: 'email', City: 'postalAddress.city' } as const;
const values = (n: number, round: string) => ({
  Nm: `Firm ${n} ${round}`,
  Phone: `${n} ${round}`,
  Email: `${n}@${round}.example`,
  City: `City ${n} ${round}`,
});

test('H06 an undo of 10,000 fields after 100 were edited restores 9,900, lists 100, and can itself be undone', () =>
  withStage([customers()], async (on) => {
    const { world } = on.erp(0);
    const keys = Array.from({ length: firms }, (_, n) => world.add('Customer', values(n, 'one')));
    await on.db.run(
      `insert into company (name, phone, email, postal_city)
       select 'Firm ' || n || ' one', n || ' one', n || '@one.example', 'City ' || n || ' one'
       from generate_series(0, $1::int - 1) n`,
      [firms],
    );
    await on.request({ kind: 'match', actorType: 'Customer', by: ['Nm'] });
    await on.settle();
    for (const [n, key] of keys.entries()) world.edit('Customer', key, values(n, 'two'));
    await on.settle();
    const [run] = await on.db.query<{ run_id: number; n: number }>(
      `select run_id, count(*) as n from sync_log where kind = 'write' group by 1`,
    );
    assert.equal(run?.n, 10_000, 'one run wrote them all');
    const links = await on.db.query<{ entity_id: number }>('select entity_id from link order by id limit 100');
    for (const { entity_id: id } of links) await on.edit({ kind: 'company', id }, { phone: `by hand ${id}` });

    const undone = await on.request({ kind: 'undo', runId: run?.run_id ?? 0 });
    assert.deepEqual([undone['restored'], undone['skipped'], undone['total']], [9_900, 100, 10_000]);
    const left = await undoRowsOf(on.db, {
      requestId: Number(undone['requestId']),
      afterNo: 0,
      only: 'skipped',
      limit: 1_000,
    });
    assert.deepEqual(
      left.map((row) => [row.record?.id, row.field?.crmField, row.why]),
      links.map(({ entity_id: id }) => [id, 'phone', 'differs']),
    );
    assert.deepEqual(await crmRounds(on), { one: 9_900, hand: 100 });

    await on.settle();
    assert.deepEqual(await crmRounds(on), { one: 9_900, hand: 100 }, 'what was undone rests');

    const again = await on.request({ kind: 'undo', runId: Number(undone['runId']) });
    assert.deepEqual([again['restored'], again['skipped']], [9_900, 0]);
    assert.deepEqual(await crmRounds(on), { two: 9_900, hand: 100 });
  }));

/** How many of the 10,000 fields hold a value of each round. */
async function crmRounds(on: Stage) {
  const columns = Object.values(fields).map((field) => (field === 'postalAddress.city' ? 'postal_city' : field));
  const rows = await on.db.query<{ round: string; n: number }>(
    `select substring(v from 'one|two|hand') as round, count(*) as n
     from company, unnest(array[${columns.join(', ')}]) v group by 1`,
  );
  return Object.fromEntries(rows.map(({ round, n }) => [round, n]));
}
