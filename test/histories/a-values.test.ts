/** Histories in which values are lost or corrupted: H01–H09, H12–H14 as far as the engine goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Connection, unknown } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { customerFields, customers } from './sample.ts';
import { acme, aroundSave, slow, withStage } from './acts.ts';
import type { MappedField, Stage } from './stage.ts';

test('H01 settle moves the base of the sent fields only', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    aroundSave(on, async (send) => {
      it.editErp({ Nm: 'Bravo' });
      return send();
    });
    await on.settle();
    assert.equal(it.erp('Nm'), 'Bravo');
    assert.equal(await it.crm('name'), 'Bravo');
    assert.equal(it.erp('Phone'), '2');
  }));

test('H02 an ERP that stores its own form of a value starts no ping-pong', () =>
  withStage(
    [
      customers({ options: { ...sampleErp, behaviour: { normalise: ['case', 'trim', 'round'] } } }, [
        ...customerFields,
        { erp: 'Credit', crm: 'code' },
      ]),
    ],
    async (on) => {
      const it = await acme(on, { Credit: '1' });
      await on.edit(it.company, { phone: 'abc ', code: '10.005' });
      await on.settle();
      assert.equal(it.erp('Phone'), 'ABC');
      assert.equal(await it.crm('phone'), 'abc ');
      assert.equal(await it.crm('code'), '10.005');
      on.erp(0).world.forgetCalls();
      await on.work();
      assert.equal(on.erp(0).world.calls.get('saveActors') ?? 0, 0);
      await on.edit(it.company, { email: 'new@acme.example' });
      await on.settle();
      assert.equal(await it.crm('phone'), 'abc ', 'the ERP’s form does not flow back');
    },
  ));

test('H03 another person’s value before the read-back is a change of theirs, not our value normalised', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { name: 'Acme Ltd' });
    aroundSave(on, async (send) => {
      const answer = await send();
      if (answer.status !== 'done') return answer;
      it.editErp({ Nm: 'Beta' });
      const actor = answer.value[0];
      if (actor?.status !== 'saved') return answer;
      return {
        ...answer,
        value: [
          { status: 'saved', actor: { ...actor.actor, fieldValues: { ...actor.actor.fieldValues, Nm: 'Beta' } } },
        ],
      };
    });
    await on.settle();
    assert.equal(it.erp('Nm'), 'Beta');
    assert.equal(await it.crm('name'), 'Beta');
  }));

test('H04 a CRM edit between read and write is not overwritten unseen', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    const { store } = on;
    const real = store.readCrm;
    let once = true;
    store.readCrm = async (kind, ids, fields) => {
      const rows = await real(kind, ids, fields);
      if (once) {
        once = false;
        await on.edit(it.company, { phone: '3' });
      }
      return rows;
    };
    await on.settle();
    assert.equal(await it.crm('phone'), '3', 'the CRM ranks higher');
    assert.equal(it.erp('Phone'), '3');
    const conflict = (await on.log('conflict')).at(-1);
    assert.equal(conflict?.loser_value, '2');
  }));

test('H05 a field that is not answered is not blank; one that is answered blank is', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on, { Email: 'x@acme.example' });
    const all = on.erp(0).world.type('Customer')?.fields ?? [];
    on.erp(0).world.setFields(
      'Customer',
      all.filter((field) => field.fieldKey !== 'Phone'),
    );
    it.editErp({ Email: '' });
    await on.settle();
    assert.equal(await it.crm('phone'), '1');
    assert.equal(await it.crm('email'), '');
  }));

test('H05 where a save rewrites whole records, all mapped fields are sent from a fresh read', () =>
  withStage(
    [customers({ options: { ...sampleErp, behaviour: { rewritesWholeRecords: true, comparesExpected: false } } })],
    async (on) => {
      const it = await acme(on, { City: 'Oslo' });
      await on.edit(it.company, { phone: '2' });
      await on.settle();
      assert.deepEqual([it.erp('Phone'), it.erp('City'), it.erp('Nm')], ['2', 'Oslo', 'Acme']);
      assert.equal(await it.crm('postalAddress.city'), 'Oslo');
    },
  ));

test('H06 an undo stays undone until a side changes, lists what was touched, and can itself be undone', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2', City: 'Bergen' });
    await on.settle();
    const run = (await on.log('write')).at(-1)?.run_id ?? 0;
    await on.edit(it.company, { 'postalAddress.city': 'Voss' });
    await on.settle();
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.deepEqual([undone['restored'], undone['skipped']], [1, 1]);
    await on.settle();
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['1', '2'], 'nothing flows');
    assert.equal(await it.crm('postalAddress.city'), 'Voss');
    const again = await on.request({ kind: 'undo', runId: Number(undone['runId']) });
    assert.equal(again['restored'], 1);
    assert.equal(await it.crm('phone'), '2');
    it.editErp({ Phone: '5' });
    await on.settle();
    assert.equal(await it.crm('phone'), '5', 'a change flows again');
  }));

test('H06 what a run wrote to the ERP is put back there, and rests', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.settle();
    const run = (await on.log('write')).at(-1)?.run_id ?? 0;
    const undone = await on.request({ kind: 'undo', runId: run });
    assert.equal(undone['restored'], 1);
    await on.settle();
    assert.deepEqual([await it.crm('phone'), it.erp('Phone')], ['2', '1']);
  }));

test('H07 a stream cut short moves no cursor', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const { connection } = on.erp(0);
    const before = await on.store.marks(on.erp(0).id, 'Customer');
    it.editErp({ Phone: '2' });
    const cut: Connection = new Proxy(connection, {
      get(target, name: keyof Connection) {
        if (name !== 'getChangedActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
        return async function* () {
          return { status: 'retry', reason: { code: 'test.cut', message: 'The body ended early.' } };
        };
      },
    });
    on.erp(0).connection = cut;
    assert.equal((await on.work()).status, 'unreachable');
    assert.deepEqual(await on.store.marks(on.erp(0).id, 'Customer'), before);
    on.erp(0).connection = connection;
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal(await it.crm('phone'), '2');
  }));

test('H07 each actor type has its own cursor', () =>
  withStage(
    [
      {
        options: sampleErp,
        mappings: [
          { actorType: 'Customer', entity: 'company', fields: customerFields },
          { actorType: 'Supplier', entity: 'company', fields: customerFields },
        ],
      },
    ],
    async (on) => {
      const { world } = on.erp(0);
      const supplier = world.add('Supplier', { Nm: 'S', Phone: '1' });
      const customer = world.add('Customer', { Nm: 'C', Phone: '1' });
      const s = await on.add('company', 'S');
      const c = await on.add('company', 'C');
      await on.link('Supplier', supplier, s);
      await on.link('Customer', customer, c);
      await on.settle();
      world.edit('Supplier', supplier, { Phone: '2' });
      for (let n = 0; n < 5; n += 1) world.edit('Customer', customer, { Phone: `${n}` });
      await on.settle();
      assert.equal(await on.value(s, 'phone'), '2');
      const marks = await Promise.all(
        (['Customer', 'Supplier'] as const).map((type) => on.store.marks(on.erp(0).id, type)),
      );
      assert.notEqual(marks[0]?.at(-1)?.lastModified, marks[1]?.at(-1)?.lastModified);
    },
  ));

test('H08 a default fills a field only where both sides are blank', () =>
  withStage(
    [
      customers({}, [
        ...customerFields.filter(({ erp }) => erp !== 'City'),
        { erp: 'City', crm: 'postalAddress.city', default: 'Oslo' } satisfies MappedField,
      ]),
    ],
    async (on) => {
      const { world } = on.erp(0);
      const held = world.add('Customer', { Nm: 'Held', City: 'Bergen' });
      const blank = world.add('Customer', { Nm: 'Blank' });
      const inCrm = world.add('Customer', { Nm: 'In CRM' });
      for (const name of ['Held', 'Blank', 'In CRM']) await on.add('company', name);
      const rows = await on.db.query<{ id: number }>(`select id from company where name = 'In CRM'`);
      const third = { kind: 'company', id: rows[0]?.id ?? 0 } as const;
      await on.edit(third, { 'postalAddress.city': 'Voss' });
      await on.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
      await on.settle();
      const cities = [held, blank, inCrm].map((key) => world.value('Customer', key, 'City'));
      assert.deepEqual(cities, ['Bergen', 'Oslo', 'Voss']);
      const crm = await on.db.query<{ postal_city: string }>('select postal_city from company order by id');
      assert.deepEqual(
        crm.map((row) => row.postal_city),
        ['Bergen', 'Oslo', 'Voss'],
      );
    },
  ));

function lostAnswer(on: Stage, happens: boolean): void {
  const erp = on.erp(0);
  const real = erp.connection;
  let once = true;
  erp.connection = new Proxy(real, {
    get(target, name: keyof Connection) {
      if (name !== 'createActor' || !once) return (target[name] as (...args: unknown[]) => unknown).bind(target);
      return async (...args: Parameters<Connection['createActor']>) => {
        once = false;
        if (happens) await real.createActor(...args);
        return unknown('test.timeOut', 'No answer in time.');
      };
    },
  });
}

for (const happens of [true, false]) {
  test(`H09 a create whose answer is lost makes one record, when it ${happens ? 'happened' : 'did not happen'}`, () =>
    withStage([customers()], async (on) => {
      const company = await on.add('company', 'Nytt AS');
      lostAnswer(on, happens);
      await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
      on.clock.advance(3_600_000);
      await on.settle();
      assert.equal(on.erp(0).world.count('Customer'), 1);
      const link = await on.linkOf(company);
      assert.equal(link.state, 'active');
      assert.equal(on.erp(0).world.value('Customer', link.erpKey ?? '', 'Nm'), 'Nytt AS');
    }));
}

test('H09 an equal record that was there before is never adopted: a person is asked', () =>
  withStage([customers()], async (on) => {
    on.erp(0).world.add('Customer', { Nm: 'Lik AS' });
    const company = await on.add('company', 'Lik AS');
    const answer = await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
    assert.match(String(answer['message']), /already has Customer/);
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal(on.erp(0).world.count('Customer'), 1);
    assert.equal((await on.linkOf(company)).state, 'held');
  }));

for (const complete of [false, true]) {
  test(`H09 what is found after a lost answer is ${complete ? 'ours where the search is complete' : 'nobody’s where the search may have missed it before'}`, () =>
    withStage([customers({ card: { searchIsComplete: complete } })], async (on) => {
      const company = await on.add('company', 'Lik AS');
      lostAnswer(on, true);
      await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
      on.clock.advance(3_600_000);
      await on.settle();
      const link = await on.linkOf(company);
      assert.equal(link.state, complete ? 'active' : 'held');
      if (!complete) assert.match(String(link.reason), /Connect it, or create again/);
      assert.equal(on.erp(0).world.count('Customer'), 1);
    }));
}

test('H09 a person who wants a new one all the same gets one, sent once; whatever else is found is asked about first', () =>
  withStage([customers({ card: { searchIsComplete: false } })], async (on) => {
    const company = await on.add('company', 'Lik AS');
    const create = { kind: 'create', actorType: 'Customer', entity: company, answers: {} } as const;
    const count = () => on.erp(0).world.count('Customer');
    const found = async () =>
      (
        await on.db.query<{ found: readonly string[] }>(
          `select found_before as found from intent where status = 'asking' and link_id = $1`,
          [(await on.linkOf(company)).id],
        )
      )[0]?.found;
    lostAnswer(on, true);
    await on.request(create);
    on.clock.advance(3_600_000);
    await on.settle();
    const [lost = ''] = (await found()) ?? [];
    assert.equal(on.erp(0).world.value('Customer', lost, 'Nm'), 'Lik AS', 'the one to choose is named');
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal(count(), 1, 'nothing is sent unasked');
    await on.request(create);
    assert.equal(count(), 1, 'asked for again without an answer to the question');

    const other = on.erp(0).world.add('Customer', { Nm: 'Lik AS' });
    const asking = await on.request({ ...create, despite: [lost] });
    assert.match(String(asking['message']), new RegExp(other), 'what came since is asked about');
    assert.deepEqual([count(), await found()], [2, [lost, other]]);
    await on.request({ ...create, despite: [lost, other] });
    const link = await on.linkOf(company);
    assert.equal(link.state, 'active');
    assert.ok(link.erpKey !== lost && link.erpKey !== other);
    assert.equal(count(), 3);
    on.clock.advance(3_600_000);
    await on.settle();
    assert.equal(count(), 3);
  }));

test('H09 the question stays open while the record to take instead cannot be read', () =>
  withStage([customers()], async (on) => {
    const key = on.erp(0).world.add('Customer', { Nm: 'Lik AS' });
    const company = await on.add('company', 'Lik AS');
    await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
    const link = { kind: 'link', actorType: 'Customer', entity: company } as const;
    await on.request({ ...link, erpKey: '99999' });
    assert.equal((await on.linkOf(company)).state, 'held');
    await on.request({ ...link, erpKey: key });
    assert.deepEqual([(await on.linkOf(company)).erpKey, on.erp(0).world.count('Customer')], [key, 1]);
  }));

test('H09 a create whose answer is lost is found again in the form that the ERP gave its name', () =>
  withStage(
    [
      customers({
        options: { ...sampleErp, behaviour: { normalise: ['trim', 'whitespace'] } },
        card: { normalisers: ['trim', 'whitespace'] },
      }),
    ],
    async (on) => {
      const company = await on.add('company', 'Nytt\u00a0 AS');
      lostAnswer(on, true);
      await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
      on.clock.advance(3_600_000);
      await on.settle();
      assert.equal(on.erp(0).world.count('Customer'), 1);
      assert.equal((await on.linkOf(company)).state, 'active');
    },
  ));

test('H14 after an unknown outcome the ERP holds neither value: a conflict by priority, both logged', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'sent' });
    aroundSave(on, async () => {
      it.editErp({ Phone: 'theirs' });
      return unknown('test.timeOut', 'No answer in time.');
    });
    await on.work();
    on.clock.advance(3_600_000);
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['sent', 'sent']);
    const conflict = (await on.log('conflict')).at(-1);
    assert.deepEqual([conflict?.loser_value, conflict?.new_value], ['theirs', 'sent']);
  }));

for (const happened of [true, false]) {
  test(`H14 after an unknown outcome that ${happened ? 'happened' : 'did not happen'} the value is there once`, () =>
    withStage([customers(slow)], async (on) => {
      const it = await acme(on);
      await on.edit(it.company, { phone: 'sent' });
      aroundSave(on, async (send) => {
        if (happened) await send();
        return unknown('test.timeOut', 'No answer in time.');
      });
      await on.work();
      on.clock.advance(3_600_000);
      await on.settle();
      assert.equal(it.erp('Phone'), 'sent');
      const writes = (await on.log('write')).filter((row) => row.target === 'erp' && row.erp_field === 'Phone');
      assert.equal(writes.length, 1);
    }));
}
