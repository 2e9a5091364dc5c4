/** Histories in which changes are missed or work is starved: H15–H17, H19–H21, H23–H28, H31, H36. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ActorChange, type Connection, rejected } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { readDefinition, saveMapping, unlink } from '@kobling/store';
import { acme, aroundSave, slow, withStage } from './acts.ts';
import { customerFields, customers } from './sample.ts';
import type { Stage } from './stage.ts';

function instead(on: Stage, index: number, calls: Partial<Connection>): () => void {
  const erp = on.erp(index);
  const real = erp.connection;
  erp.connection = new Proxy(real, {
    get: (target, name: keyof Connection) =>
      calls[name] ?? (target[name] as (...args: unknown[]) => unknown).bind(target),
  });
  return () => {
    erp.connection = real;
  };
}

const always = { overlapMs: 0 } as const;

test('H15 a polled row older than our own save concludes nothing: both sides are read fresh', () =>
  withStage([customers({ options: { ...sampleErp, behaviour: { pollLag: 3 } } })], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.work();
    assert.equal(it.erp('Phone'), '2');
    on.erp(0).world.add('Customer', { Nm: 'Other' });
    await on.work();
    await on.work();
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['2', '2'], 'the old row did not come back');
  }));

test('H16 a link made after the cursor passed its actor is read all the same', () =>
  withStage([customers({ card: always })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const early = world.add('Customer', { Nm: 'Early', Phone: '9' });
    it.editErp({ Phone: '3' });
    await on.settle();
    const company = await on.add('company', 'Early');
    const wanted = { kind: 'match', actorType: 'Customer', by: ['name'] } as const;
    await on.request(wanted);
    await on.settle();
    assert.equal(await on.value(company, 'phone'), '9');
    assert.equal((await on.linkOf(company)).erpKey, early);
  }));

test('H17 a link removed while its write is under way: the effect is noted, nothing else is touched', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    const link = await on.linkOf(it.company);
    await on.edit(it.company, { phone: '2' });
    aroundSave(on, async (send) => {
      await unlink(on.db, on.erp(0).id, [link.id], 'ann', 'Disconnected.', on.clock.now());
      return send();
    });
    await on.settle();
    const open = await on.db.query(`select 1 from intent where status in ('open', 'sent', 'unknown')`);
    assert.equal(open.length, 0, 'every intent is resolved');
    it.editErp({ Phone: '3' });
    await on.settle();
    assert.equal(await it.crm('phone'), '2', 'the link is gone');
    await on.link('Customer', it.erpKey, it.company);
    await on.settle();
    assert.equal((await on.linkOf(it.company)).generation, 2);
    assert.equal(await it.crm('phone'), it.erp('Phone'));
  }));

async function remap(on: Stage, erpField: string, change: (field: Record<string, unknown>) => void): Promise<void> {
  const definition = await readDefinition(on.db);
  const mapping = definition.connections[0]?.mappings[0];
  if (mapping === undefined) throw new Error('There is no mapping.');
  const fields = mapping.fields.map((field) => {
    const copy: Record<string, unknown> = { ...field };
    if (field.fieldKey === erpField) change(copy);
    return copy as unknown as typeof field;
  });
  await on.db.transaction((tx) => saveMapping(tx, on.erp(0).id, mapping, { ...mapping, fields }));
}

test('H19 a direction changed with edits pending keeps the base: the edit still flows', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await remap(on, 'Phone', (field) => {
      field['syncToCrm'] = false;
    });
    await on.settle();
    assert.equal(it.erp('Phone'), '2');
    it.editErp({ Phone: '7' });
    await on.settle();
    assert.equal(await it.crm('phone'), '2', 'against the direction');
  }));

test('H19 a field mapped to another CRM field starts without a base', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await remap(on, 'Phone', (field) => {
      field['crmField'] = 'fax';
    });
    await on.settle();
    assert.deepEqual([await it.crm('fax'), await it.crm('phone')], ['1', '1']);
    assert.equal(
      (await on.log('firstAgreement')).some((row) => row.crm_field === 'fax'),
      true,
    );
  }));

test('H20 a two-way field fails rather than cut; a one-way field cuts where its mapping says so', () =>
  withStage(
    [
      customers({}, [
        ...customerFields.filter(({ erp }) => erp !== 'City'),
        { erp: 'City', crm: 'postalAddress.city', sync: 'toErp', lossy: true },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      const long = 'x'.repeat(45);
      await on.edit(it.company, { phone: long, 'postalAddress.city': long });
      await on.settle();
      assert.equal(it.erp('Phone'), '1');
      assert.equal(await it.crm('phone'), long);
      assert.equal(it.erp('City'), 'x'.repeat(40));
      const failures = await on.log('failure');
      assert.equal(failures.length, 1);
      assert.match(failures[0]?.message ?? '', /takes 30 characters/);
      await on.settle();
      assert.equal((await on.log('failure')).length, 1, 'reported once');
      await on.edit(it.company, { phone: '2' });
      await on.settle();
      assert.equal(it.erp('Phone'), '2');
    },
  ));

test('H21 drift is reported once, kept, and logged as the loser when the other side overwrites it', () =>
  withStage(
    [
      customers({}, [
        { erp: 'Nm', crm: 'name' },
        { erp: 'Phone', crm: 'phone', sync: 'fromErp' },
      ]),
    ],
    async (on) => {
      const it = await acme(on);
      await on.edit(it.company, { phone: 'typed in the CRM' });
      await on.settle();
      assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['typed in the CRM', '1']);
      assert.equal((await on.log('drift')).length, 1);
      it.editErp({ Phone: '2' });
      await on.settle();
      assert.equal(await it.crm('phone'), '2');
      assert.equal((await on.log('conflict')).at(-1)?.loser_value, 'typed in the CRM');
    },
  ));

test('H23 an edit without a stamp is found by the sweep', () =>
  withStage([customers({ card: { overlapMs: 0, sweepPeriodMs: 10_000 } })], async (on) => {
    const it = await acme(on);
    on.erp(0).world.editSilently('Customer', it.erpKey, { Phone: 'silent' });
    await on.settle();
    assert.equal(await it.crm('phone'), 'silent');
  }));

test('H23 an actor that is gone is marked, nothing is deleted, and it may come back', () =>
  withStage([customers({ card: { sweepPeriodMs: 10_000 } })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const other = world.add('Customer', { Nm: 'Other' });
    await on.link('Customer', other, await on.add('company', 'Other'));
    world.remove('Customer', it.erpKey);
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    assert.equal(await it.crm('phone'), '1');
    world.add('Customer', { Nm: 'Acme', Phone: '8' }, { erpKey: it.erpKey });
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'active');
    assert.equal(await it.crm('phone'), '8');
  }));

test('H23 an ERP that returns nobody at all is not empty', () =>
  withStage([customers({ card: { sweepPeriodMs: 10_000 } })], async (on) => {
    const it = await acme(on);
    const restore = instead(on, 0, {
      async *getActors() {},
    });
    await on.work();
    assert.equal((await on.linkOf(it.company)).state, 'active');
    restore();
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'active');
  }));

test('H23 the clock is set back while a doubted answer is looked at again: asked once, and a minute later, not on and on', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    let [asked, back] = [0, 0];
    instead(on, 0, {
      async *getActors() {
        on.clock.setBack(back);
        [asked, back] = [asked + 1, 0];
        // Should it go on and on, it ends all the same.
        if (asked > 30) throw new Error('Asked on and on.');
      },
    });
    await on.edit(it.company, { phone: '2' });
    await on.work();
    assert.ok(asked > 0);
    on.clock.advance(3_600_000);
    [asked, back] = [0, 7_200_000];
    await on.work();
    assert.ok(asked > 0 && asked < 5, `asked ${asked} times`);
  }));

test('H24 sync now is served while automatic sync is off', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    const answer = await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal(answer['status'], 'done');
    assert.equal(it.erp('Phone'), '2');
  }));

test('H24 a request that comes during a long one is served between its batches', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const { addRequest } = await import('@kobling/store');
    await on.edit(it.company, { phone: '2' });
    let asked = 0;
    const order: string[] = [];
    const real = on.store.updateRequest;
    on.store.updateRequest = async (lease, id, update) => {
      if (update.progress !== undefined && asked === 0)
        asked = await addRequest(on.db, on.erp(0).id, { kind: 'syncNow', entity: it.company }, 'ann');
      if (update.status === 'done') order.push(id === asked ? 'sync now' : 'resync');
      return real(lease, id, update);
    };
    await on.request({ kind: 'resync', from: 'crm', noBlanks: false });
    assert.deepEqual(order, ['sync now', 'resync']);
  }));

test('H25 a create is an intent of the lease holder: asked by a person, made by the worker', () =>
  withStage([customers()], async (on) => {
    const { addRequest } = await import('@kobling/store');
    const company = await on.add('company', 'Nytt AS');
    await addRequest(
      on.db,
      on.erp(0).id,
      { kind: 'create', actorType: 'Customer', entity: company, answers: {} },
      'ann',
    );
    assert.equal(on.erp(0).world.count('Customer'), 0, 'nothing is called by the asking');
    await on.work();
    assert.equal(on.erp(0).world.count('Customer'), 1);
    const log = await on.log('create');
    assert.equal(
      log.every((row) => row.by_name === 'ann'),
      true,
    );
  }));

test('H26 rows that a connection wrote itself are no hint for it', () =>
  withStage([customers({ card: always })], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    await on.work();
    on.erp(0).world.forgetCalls();
    await on.work();
    assert.equal(on.erp(0).world.calls.get('getActors') ?? 0, 0);
  }));

test('H27 a record whose stamp is bumped all the time still syncs: moved means that a mapped value moved', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    const plain = on.erp(0).connection;
    instead(on, 0, {
      getActors: (query, call) => {
        it.editErp({ VatNo: `stamp ${on.clock.monotonicMs()}` });
        return plain.getActors(query, call);
      },
    });
    const { counts } = await on.work();
    assert.equal(counts.erpWrites, 1);
    assert.equal(it.erp('Phone'), '2');
  }));

test('H27 a field that moves just before the write is decided again', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'mine' });
    let reads = 0;
    const plain = on.erp(0).connection;
    instead(on, 0, {
      getActors: (query, call) => {
        reads += 1;
        if (reads === 2) it.editErp({ Phone: 'theirs' });
        return plain.getActors(query, call);
      },
    });
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['mine', 'mine']);
    assert.equal((await on.log('conflict')).at(-1)?.loser_value, 'theirs');
  }));

for (const order of [
  ['A first', 0, 1],
  ['B first', 1, 0],
] as const) {
  test(`H28 three writers of one field: the winner is by rank, not by arrival (${order[0]})`, () =>
    withStage([customers({ card: always }), customers({ card: always })], async (on) => {
      const company = await on.add('company', 'Star');
      const keys = [0, 1].map((index) => on.erp(index).world.add('Customer', { Nm: 'Star', Phone: '0' }));
      for (const index of [0, 1]) await on.link('Customer', keys[index] ?? '', company, index);
      await on.settle();
      await on.edit(company, { phone: 'person' });
      on.erp(1).world.edit('Customer', keys[1] ?? '', { Phone: 'b2' });
      on.erp(0).world.edit('Customer', keys[0] ?? '', { Phone: 'a' });
      await on.work(order[1]);
      await on.work(order[2]);
      await on.settle();
      const ends = [
        await on.value(company, 'phone'),
        ...[0, 1].map((index) => on.erp(index).world.value('Customer', keys[index] ?? '', 'Phone')),
      ];
      assert.deepEqual(ends, ['person', 'person', 'person']);
    }));
}

test('H28 what A writes ranks as A: B, which ranks higher than A but lower than the CRM, wins over it', () =>
  withStage(
    [customers({ card: always }), customers({ card: always })],
    async (on) => {
      const company = await on.add('company', 'Star');
      const keys = [0, 1].map((index) => on.erp(index).world.add('Customer', { Nm: 'Star', Phone: '0' }));
      for (const index of [0, 1]) await on.link('Customer', keys[index] ?? '', company, index);
      await on.settle();
      on.erp(0).world.edit('Customer', keys[0] ?? '', { Phone: 'a' });
      const { touched } = await on.work(0);
      assert.deepEqual(touched, [on.erp(1).id], 'B’s cycle is due at once');
      on.erp(1).world.edit('Customer', keys[1] ?? '', { Phone: 'b' });
      await on.work(1);
      await on.settle();
      assert.equal(await on.value(company, 'phone'), 'b');
      assert.equal(on.erp(0).world.value('Customer', keys[0] ?? '', 'Phone'), 'b');
    },
    ['crm', 1, 0],
  ));

test('H31 the ERP refuses an actor for one field without naming it: the others go through, the one is tried again later', () => {
  let refuses = true;
  const reject = (write: { values: Readonly<Record<string, string>> }) =>
    refuses && write.values['Phone'] === 'bad' ? { code: 'rule', message: 'The record breaks a rule.' } : undefined;
  return withStage([customers({ options: { ...sampleErp, behaviour: { reject } } })], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'bad', email: 'good@acme.example' });
    await on.settle();
    assert.equal(it.erp('Email'), 'good@acme.example');
    assert.equal(it.erp('Phone'), '1');
    const link = await on.linkOf(it.company);
    assert.equal(link.state, 'failing');
    assert.equal(link.base['Phone']?.flag, 'failed');
    refuses = false;
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal(it.erp('Phone'), 'bad');
    assert.equal((await on.linkOf(it.company)).state, 'active');
  });
});

test('H31 a batch refused as a whole is halved until the one at fault stands alone; after many tries it is parked', () => {
  const reject = (changes: readonly ActorChange[]): boolean =>
    changes.some((change) => change.fieldValues['Phone'] === 'poison');
  return withStage([customers()], async (on) => {
    const { world } = on.erp(0);
    const keys = Array.from({ length: 9 }, (_, n) => world.add('Customer', { Nm: `N${n}`, Phone: '1' }));
    const companies = [];
    for (const n of keys.keys()) companies.push(await on.add('company', `N${n}`));
    await on.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
    await on.settle();
    const plain = on.erp(0).connection;
    instead(on, 0, {
      saveActors: async (changes, call) =>
        reject(changes) ? rejected('batch.refused', 'One of them is wrong.') : plain.saveActors(changes, call),
    });
    for (const [n, company] of companies.entries()) await on.edit(company, { phone: n === 4 ? 'poison' : `new ${n}` });
    await on.work();
    const phones = keys.map((key) => world.value('Customer', key, 'Phone'));
    assert.deepEqual(
      phones,
      keys.map((_, n) => (n === 4 ? '1' : `new ${n}`)),
    );
    const poisoned = companies[4];
    assert.ok(poisoned);
    for (let n = 0; n < 10; n += 1) {
      on.clock.advance(3_600_000);
      await on.work();
    }
    assert.equal((await on.linkOf(poisoned)).state, 'parked');
    assert.equal((await on.log('failure')).length, 1, 'told once');
  });
});

test('H36 a list item without counterpart blocks its field both ways until it is mapped; a deleted item is no blank', async () => {
  const listed = { code: 'category', items: ['Retail', 'Wholesale'] } as const;
  await withStage([customers({}, [{ erp: 'Nm', crm: 'name' }])], async (on) => {
    const lists = await on.db.query<{ id: number }>(
      `insert into crm_list (name, label) values ($1, $1) on conflict (name) do update set label = excluded.label returning id`,
      [listed.code],
    );
    const items: number[] = [];
    for (const name of listed.items) {
      const rows = await on.db.query<{ id: number }>(
        'insert into crm_list_item (list_id, name) values ($1, $2) returning id',
        [lists[0]?.id, name],
      );
      items.push(rows[0]?.id ?? 0);
    }
    const [retail = 0, wholesale = 0] = items;
    const mapItems = (pairs: readonly (readonly [string, number])[]) =>
      remap(on, 'CustGr', (field) => {
        Object.assign(field, {
          crmField: 'category',
          syncToCrm: true,
          syncToErp: true,
          items: pairs.map(([erpItem, crmItem]) => ({ erpItem, crmItem, crmItemName: '' })),
        });
      });
    await mapItems([['1', retail]]);
    const it = await acme(on, { CustGr: '1' });
    assert.equal(await it.crm('category'), String(retail));
    await on.edit(it.company, { category: String(wholesale) });
    await on.settle();
    assert.deepEqual([it.erp('CustGr'), await it.crm('category')], ['1', String(wholesale)]);
    assert.match((await on.log('failure')).at(-1)?.message ?? '', /no counterpart/);
    await mapItems([
      ['1', retail],
      ['2', wholesale],
    ]);
    await on.settle();
    assert.deepEqual([it.erp('CustGr'), await it.crm('category')], ['2', String(wholesale)]);
    await on.db.run('update crm_list_item set deleted = true where id = $1', [wholesale]);
    on.erp(0).world.edit('Customer', it.erpKey, { Phone: '9' });
    await on.settle();
    assert.deepEqual([it.erp('CustGr'), await it.crm('category')], ['2', String(wholesale)]);
  });
});

test('H31 a value that the CRM cannot store fails its own field, once, and the others go on', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: 'a\0b', City: 'Bergen' });
    await on.settle();
    assert.deepEqual([await it.crm('phone'), await it.crm('postalAddress.city')], ['1', 'Bergen']);
    await on.settle();
    assert.equal((await on.log('failure')).length, 1);
    it.editErp({ Phone: '2' });
    await on.settle();
    assert.equal(await it.crm('phone'), '2');
    assert.equal((await on.linkOf(it.company)).base['Phone']?.flag, undefined);
  }));
