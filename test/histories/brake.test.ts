/** H18: the blast-radius brake. Links are made straight in the database where a history needs thousands of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeldSelection } from '@kobling/engine';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const phone = { erp: 'Phone', crm: 'phone' } as const;
const blankPhones: HeldSelection = {
  why: 'blanking',
  actorType: 'Customer',
  erpField: 'Phone',
  target: 'crm',
  newValue: '',
};

/** So many linked customers in step, each with a phone and a city; answers their ERP keys and companies. */
async function many(on: Stage, count: number, index = 0) {
  const { id, world } = on.erp(index);
  const keys = Array.from({ length: count }, (_, n) =>
    world.add('Customer', { Nm: `Company ${n}`, Phone: `55 00 ${n}`, City: 'Oslo' }),
  );
  const rows = await on.db.query<{ id: number }>(
    `insert into company (name, phone, postal_city) select 'Company ' || n, '55 00 ' || n, 'Oslo'
     from generate_series(0, $1::int - 1) n order by n returning id`,
    [count],
  );
  await on.db.run(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id)
     select $1, 'Customer', k, 'company', c from unnest($2::text[], $3::int[]) as l (k, c)`,
    [id, keys, rows.map((row) => row.id)],
  );
  await on.settle();
  return { keys, companies: rows.map((row) => row.id), world };
}

const blanks = async (on: Stage): Promise<number> => {
  const rows = await on.db.query<{ n: number }>(`select count(*)::int as n from company where phone = ''`);
  return rows[0]?.n ?? -1;
};
const openOnes = (on: Stage) =>
  on.db.query<{ why: string; erp_field: string; old_value: string; new_value: string; run_id: number | null }>(
    `select why, erp_field, old_value, new_value, run_id from held where status = 'open' order by id`,
  );
const statuses = async (on: Stage): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await on.db.query<{ status: string; n: number }>(
        'select status, count(*)::int as n from held group by status order by status',
      )
    ).map(({ status, n }) => [status, n]),
  );

test('H18 412 blankings in one answer blank nothing; the other fields of the same records act at once', async () => {
  await withStage(
    [customers({}, [{ erp: 'Nm', crm: 'name' }, phone, { erp: 'City', crm: 'postalAddress.city' }])],
    async (on) => {
      const { keys, companies, world } = await many(on, 500);
      for (const [n, key] of keys.slice(0, 412).entries())
        world.edit('Customer', key, { Phone: '', City: `Bergen ${n}` });
      await on.work();
      assert.equal(await blanks(on), 0);
      assert.equal(await on.value({ kind: 'company', id: companies[411] ?? 0 }, 'postalAddress.city'), 'Bergen 411');
      const open = await openOnes(on);
      assert.equal(open.length, 412);
      assert.deepEqual(
        { ...open[0], run_id: 0 },
        { why: 'blanking', erp_field: 'Phone', old_value: '55 00 0', new_value: '', run_id: 0 },
      );
      const logged = await on.log('held');
      assert.equal(logged.length, 412);
      assert.match(
        logged[0]?.message ?? '',
        /^Telephone would be emptied in the CRM on 412 records within 24 hours, and 20 are allowed/,
      );
      // Held is a recorded state: the cursor and the feed have moved past it, and it is said once.
      await on.settle();
      assert.equal((await on.log('held')).length, 412);
      assert.equal((await on.log()).filter((row) => row.erp_field === 'Phone' && row.target === 'crm').length, 0);
      assert.deepEqual(await statuses(on), { open: 412 });
    },
  );
});

test('H18 a slow bleed of 40 blankings a cycle stops at the cap of 24 hours, and the day slides on', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, world } = await many(on, 400);
    await on.db.run(`update connection set brake = '{"blankings": {"atLeast": 100, "percent": 1}}'`);
    const bleed = async (cycle: number): Promise<void> => {
      for (const key of keys.slice(cycle * 40, cycle * 40 + 40)) world.edit('Customer', key, { Phone: '' });
      await on.work();
      on.clock.advance(60_000);
    };
    const seen: number[] = [];
    for (let cycle = 0; cycle < 4; cycle += 1) {
      await bleed(cycle);
      seen.push(await blanks(on));
    }
    assert.deepEqual(seen, [40, 80, 80, 80]);
    assert.equal((await openOnes(on)).length, 80);
    await on.request({ kind: 'reject', held: blankPhones });
    on.clock.advance(26 * 3_600_000);
    await bleed(4);
    assert.equal(await blanks(on), 120);
  });
});

test('H18 one change of one link is not all of them, and filling what is blank never counts', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, companies, world } = await many(on, 1);
    world.edit('Customer', keys[0] ?? '', { Phone: '' });
    await on.work();
    assert.equal(await on.value({ kind: 'company', id: companies[0] ?? 0 }, 'phone'), '');
    assert.deepEqual(await openOnes(on), []);
    const rest = await many(on, 150);
    await on.db.run(`update company set phone = ''`);
    await on.db.run(`update link set base = jsonb_set(base, '{Phone,c}', '""')`);
    for (const key of rest.keys) rest.world.edit('Customer', key, { Phone: '22 22 22 22' });
    await on.work();
    assert.equal(await blanks(on), 1);
    assert.deepEqual(await openOnes(on), []);
  });
});

test('H18 one value on many records is held, on the way to the ERP as well', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, companies, world } = await many(on, 150);
    for (const id of companies.slice(0, 120)) await on.edit({ kind: 'company', id }, { phone: '1' });
    await on.work();
    assert.equal(world.value('Customer', keys[0] ?? '', 'Phone'), '55 00 0');
    const open = await openOnes(on);
    assert.deepEqual([open.length, open[0]?.why, open[0]?.new_value], [120, 'sameValue', '1']);
    await on.edit({ kind: 'company', id: companies[149] ?? 0 }, { phone: '2' });
    await on.work();
    assert.equal(world.value('Customer', keys[149] ?? '', 'Phone'), '2');
  });
});

test('H18 approved: decided again, fresh, without the brake', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, companies, world } = await many(on, 60);
    for (const key of keys.slice(0, 30)) world.edit('Customer', key, { Phone: '' });
    await on.work();
    assert.equal((await openOnes(on)).length, 30);
    // One was answered by itself: its ERP user put a number back, which flows as any change does.
    world.edit('Customer', keys[0] ?? '', { Phone: '99' });
    await on.settle();
    assert.equal(await on.value({ kind: 'company', id: companies[0] ?? 0 }, 'phone'), '99');
    assert.deepEqual(await statuses(on), { open: 29, superseded: 1 });
    const some = await on.db.query<{ id: number }>(`select id from held where status = 'open' order by id limit 4`);
    assert.deepEqual((await on.request({ kind: 'release', held: { ids: some.map(({ id }) => id) } })).status, 'done');
    assert.equal(await blanks(on), 4);
    const all = await on.request({ kind: 'release', held: blankPhones });
    assert.deepEqual([all.status, all.answered], ['done', 25]);
    assert.equal(await blanks(on), 29);
    assert.deepEqual(await statuses(on), { approved: 29, superseded: 1 });
    await on.settle();
    // The way is open again: what was let go does not count.
    world.edit('Customer', keys[40] ?? '', { Phone: '' });
    await on.work();
    assert.equal(await blanks(on), 30);
    assert.equal((await on.linkOf({ kind: 'company', id: companies[1] ?? 0 })).base.Phone?.flag, undefined);
  });
});

test('H18 rejected: the present values are the base, and the next change of a side flows', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, companies, world } = await many(on, 60);
    for (const key of keys.slice(0, 30)) world.edit('Customer', key, { Phone: '' });
    await on.work();
    assert.equal((await on.request({ kind: 'reject', held: blankPhones })).answered, 30);
    await on.settle();
    assert.equal(await blanks(on), 0);
    assert.equal(world.value('Customer', keys[0] ?? '', 'Phone'), '');
    assert.deepEqual(await statuses(on), { rejected: 30 });
    assert.equal((await on.log('held')).filter((row) => row.message?.startsWith('Rejected')).length, 30);
    await on.edit({ kind: 'company', id: companies[0] ?? 0 }, { phone: '77' });
    await on.settle();
    assert.equal(world.value('Customer', keys[0] ?? '', 'Phone'), '77');
  });
});

test('H18 a worker that dies just after the approval was stored leaves the rest to the next cycle', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, world } = await many(on, 60);
    for (const key of keys.slice(0, 30)) world.edit('Customer', key, { Phone: '' });
    await on.work();
    const commit = on.store.commit.bind(on.store);
    on.store.commit = async (lease, run, part) => {
      const result = await commit(lease, run, part);
      if (part.heldAnswers.length > 0) throw new Error('The power went.');
      return result;
    };
    await on.request({ kind: 'release', held: blankPhones });
    on.store.commit = commit;
    assert.equal(await blanks(on), 0);
    await on.settle();
    assert.equal(await blanks(on), 30);
    assert.deepEqual(await statuses(on), { approved: 30 });
  });
});

test('H18 H21 a field that drifted, was held and came back drifts as before: what overwrites it has a loser', () =>
  withStage(
    [
      customers({}, [
        { erp: 'Nm', crm: 'name' },
        { ...phone, sync: 'fromErp' },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      const caps = (brake: object): Promise<unknown> =>
        on.db.run('update connection set brake = $1::jsonb', [JSON.stringify(brake)]);
      const flag = async () => (await on.linkOf(it.company)).base['Phone']?.flag;
      await on.edit(it.company, { phone: '9' });
      await on.settle();
      assert.equal(await flag(), 'drift');
      await caps({ sameValue: { atLeast: 0, percent: 0 } });
      it.editErp({ Phone: '2' });
      await on.settle();
      assert.deepEqual([await flag(), await it.crm('phone')], ['held', '9']);
      it.editErp({ Phone: '1' });
      await on.settle();
      assert.equal(await flag(), 'drift');
      await caps({});
      it.editErp({ Phone: '3' });
      await on.settle();
      assert.equal(await it.crm('phone'), '3');
      assert.equal((await on.log('conflict')).at(-1)?.loser_value, '9');
    },
  ));

test('H18 what another connection carries goes on', async () => {
  await withStage(
    [customers({}, [{ erp: 'Nm', crm: 'name' }, phone]), customers({}, [{ erp: 'Nm', crm: 'name' }, phone])],
    async (on) => {
      const first = await many(on, 60);
      const second = await many(on, 20, 1);
      for (const key of first.keys.slice(0, 30)) first.world.edit('Customer', key, { Phone: '' });
      for (const key of second.keys.slice(0, 15)) second.world.edit('Customer', key, { Phone: '' });
      await on.work(0);
      await on.work(1);
      assert.equal(await blanks(on), 15);
      assert.equal((await openOnes(on)).length, 30);
    },
  );
});

test('H18 a resync counts, and its release writes what the resync would have written', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    const { keys, world } = await many(on, 60);
    for (const key of keys) world.edit('Customer', key, { Phone: '' });
    await on.work();
    await on.request({ kind: 'reject', held: blankPhones });
    await on.settle();
    assert.deepEqual(await statuses(on), { rejected: 60 });
    // Neither side changed since: a cycle has nothing to carry, a resync has.
    await on.request({ kind: 'resync', from: 'erp', noBlanks: false });
    await on.settle();
    assert.equal(await blanks(on), 0);
    assert.equal((await openOnes(on)).length, 60);
    await on.request({ kind: 'release', held: blankPhones });
    assert.equal(await blanks(on), 60);
  });
});

test('H18 what a person asks for exactly is not held: a link by hand, the other value of a conflict, an undo', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    await on.db.run(
      `update connection set brake = '{"sameValue": {"atLeast": 0, "percent": 0}, "blankings": {"atLeast": 0, "percent": 0}}'`,
    );
    const erpKey = on.erp(0).world.add('Customer', { Nm: 'Acme', Phone: '1' });
    const company = await on.add('company', 'Acme');
    await on.edit(company, { phone: '2' });
    await on.link('Customer', erpKey, company);
    assert.equal(on.erp(0).world.value('Customer', erpKey, 'Phone'), '2');
    on.erp(0).world.edit('Customer', erpKey, { Phone: '3' });
    await on.work();
    assert.equal(await on.value(company, 'phone'), '2', 'a cycle is held');
  });
});

test('H28 a field about which a person is asked waits in the same place, and takes the answer', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    await on.db.run(`update erp_field set on_conflict = 'ask' where field_key = 'Phone'`);
    const { keys, companies, world } = await many(on, 3);
    const value = (n: number) => on.value({ kind: 'company', id: companies[n] ?? 0 }, 'phone');
    for (const n of [0, 1, 2]) {
      world.edit('Customer', keys[n] ?? '', { Phone: `erp ${n}` });
      await on.edit({ kind: 'company', id: companies[n] ?? 0 }, { phone: `crm ${n}` });
    }
    await on.settle();
    const open = await on.db.query<{ id: number; why: string; erp_value: string; crm_value: string }>(
      `select id, why, erp_value, crm_value from held where status = 'open' order by link_id`,
    );
    assert.deepEqual(
      open.map(({ why, erp_value, crm_value }) => [why, erp_value, crm_value]),
      [
        ['ask', 'erp 0', 'crm 0'],
        ['ask', 'erp 1', 'crm 1'],
        ['ask', 'erp 2', 'crm 2'],
      ],
    );
    const [a, b, c] = open.map(({ id }) => id);
    assert.equal(
      (await on.request({ kind: 'release', held: { ids: [a ?? 0] } })).answered,
      0,
      'no answer, nothing happens',
    );
    await on.request({ kind: 'release', held: { ids: [a ?? 0] }, take: 'erp' });
    await on.request({ kind: 'release', held: { ids: [b ?? 0] }, take: 'crm' });
    await on.request({ kind: 'reject', held: { ids: [c ?? 0] } });
    await on.settle();
    assert.deepEqual([await value(0), await value(1), await value(2)], ['erp 0', 'crm 1', 'crm 2']);
    assert.equal(world.value('Customer', keys[1] ?? '', 'Phone'), 'crm 1');
    assert.equal(world.value('Customer', keys[2] ?? '', 'Phone'), 'erp 2');
    assert.deepEqual(await statuses(on), { approved: 2, rejected: 1 });
  });
});

test('H18 records that a program creates by the dozen are held beyond their cap; one by one is not counted', async () => {
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }, phone])], async (on) => {
    await on.db.run(`update connection set brake = '{"creates": {"atLeast": 2, "percent": 1}}'`);
    const create = async (name: string, many: boolean) => {
      const entity = await on.add('company', name);
      return on.request({ kind: 'create', actorType: 'Customer', entity, answers: { Phone: `tel ${name}` }, many });
    };
    const made = () => on.erp(0).world.count('Customer');
    assert.ok((await create('A', true)).erpKey);
    assert.ok((await create('B', true)).erpKey);
    const third = await create('C', true);
    assert.match(String(third.message), /3 of Customer would be created in ERP 0 within 24 hours, and 2 are allowed/);
    assert.ok((await create('D', true)).message);
    assert.ok((await create('E', false)).erpKey, 'a person asks for one');
    assert.equal(made(), 3);
    await on.settle();
    assert.equal(made(), 3);
    const open = await on.db.query<{ id: number; why: string }>(
      `select id, why from held where status = 'open' order by id`,
    );
    assert.deepEqual(
      open.map(({ why }) => why),
      ['create', 'create'],
    );
    const released = await on.request({ kind: 'release', held: { ids: [open[0]?.id ?? 0] } });
    assert.deepEqual([released.status, released.answered], ['done', 1]);
    assert.equal(made(), 4);
    const key = [...on.erp(0).world.rows('Customer')].at(-1)?.erpKey ?? '';
    assert.deepEqual(
      [on.erp(0).world.value('Customer', key, 'Nm'), on.erp(0).world.value('Customer', key, 'Phone')],
      ['C', 'tel C'],
    );
    await on.request({ kind: 'reject', held: { why: 'create', actorType: 'Customer', erpField: '' } });
    await on.settle();
    assert.equal(made(), 4);
    assert.deepEqual(await statuses(on), { approved: 1, rejected: 1 });
    const links = await on.db.query<{ state: string }>(`select state from link order by id`);
    assert.deepEqual(
      links.map(({ state }) => state),
      ['active', 'active', 'active', 'broken', 'active'],
    );
  });
});
