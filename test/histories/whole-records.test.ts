/** Losses that the simulator's invariants found: connectors that rewrite whole records, and answers from which too much was concluded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, unknown } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { acme, aroundSave, emptyOnce, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';

const wholeRecords = (comparesExpected: boolean) =>
  customers({ options: { ...sampleErp, behaviour: { rewritesWholeRecords: true, comparesExpected } } });

test('H05 H31 a whole record that is refused is tried field by field without blanking the others', () =>
  withStage([wholeRecords(false)], async (on) => {
    const it = await acme(on, { City: 'Oslo', Email: 'a@acme.example' });
    on.erp(0).world.behaviour.reject = ({ values }) =>
      values['Phone'] === 'bad' ? { code: 'phone.bad', message: 'No such phone.' } : undefined;
    await on.edit(it.company, { phone: 'bad', email: 'b@acme.example' });
    await on.work();
    assert.deepEqual([it.erp('Nm'), it.erp('City'), it.erp('Phone')], ['Acme', 'Oslo', '1']);
    assert.equal(it.erp('Email'), 'b@acme.example', 'the good field arrived');
  }));

test('H27 an ERP that compares is told what it should hold of every field that a whole record carries', () =>
  withStage([wholeRecords(true)], async (on) => {
    const it = await acme(on, { City: 'Oslo' });
    await on.edit(it.company, { phone: '2' });
    aroundSave(on, (send) => {
      it.editErp({ City: 'Bergen' });
      return send();
    });
    await on.settle();
    assert.deepEqual([it.erp('City'), await it.crm('postalAddress.city')], ['Bergen', 'Bergen']);
    assert.equal(it.erp('Phone'), '2');
  }));

test('H05 H27 a whole record says of blanks that its ERP leaves out of answers that they are blank', () =>
  withStage(
    [
      customers({
        options: { ...sampleErp, behaviour: { rewritesWholeRecords: true, comparesExpected: true, omitBlanks: true } },
        card: { omitsBlanks: true },
      }),
    ],
    async (on) => {
      const it = await acme(on);
      await on.edit(it.company, { phone: '2' });
      aroundSave(on, (send) => {
        it.editErp({ Email: 'a@acme.example' });
        return send();
      });
      await on.settle();
      assert.equal(it.erp('Phone'), '2');
      assert.deepEqual([it.erp('Email'), await it.crm('email')], ['a@acme.example', 'a@acme.example']);
    },
  ));

test('H03 what an ERP makes of the values it was created with does not flow back', () =>
  withStage([customers({ options: { ...sampleErp, behaviour: { normalise: ['case'] } } })], async (on) => {
    const company = await on.add('company', 'Acme');
    const answer = await on.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
    await on.settle();
    assert.equal(on.erp(0).world.value('Customer', String(answer['erpKey']), 'Nm'), 'ACME');
    assert.equal(await on.value(company, 'name'), 'Acme');
  }));

test('H02 a resync sends nothing of what is in step', () =>
  withStage([customers({ options: { ...sampleErp, behaviour: { normalise: ['case'] } } })], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { name: 'Beta' });
    await on.settle();
    const before = (await on.log()).length;
    on.erp(0).world.forgetCalls();
    await on.request({ kind: 'resync', from: 'crm', noBlanks: false });
    assert.equal(on.erp(0).world.calls.get('saveActors') ?? 0, 0);
    assert.equal((await on.log()).length, before);
  }));

test('H16 a merge right after the first link is seen, although no cycle had looked at the feed yet', () =>
  withStage([customers()], async (on) => {
    const { mergeEntities } = await import('@kobling/store');
    const erpKey = on.erp(0).world.add('Customer', { Nm: 'Acme', Phone: '1' });
    const [loser, survivor] = [await on.add('company', 'Acme'), await on.add('company', 'Acme Holding')];
    await on.link('Customer', erpKey, loser);
    const ann = { writer: 0, by: 'ann' };
    assert.equal((await mergeEntities(on.db, loser, survivor, ann)).status, 'done');
    await on.settle();
    assert.equal((await on.linkOf(survivor)).erpKey, erpKey);
  }));

test('H14 H23 an outcome is unknown, and the next answer is empty: nothing is concluded, the loser is in the log', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'from the CRM' });
    it.editErp({ Phone: 'from the ERP' });
    aroundSave(on, async (send) => {
      await send();
      emptyOnce(on);
      return unknown('lost', 'No answer.');
    });
    await on.work();
    await on.settle();
    assert.equal(it.erp('Phone'), 'from the CRM');
    const conflict = (await on.log('conflict')).at(-1);
    assert.equal(conflict?.loser_value, 'from the ERP');
  }));

test('H14 H23 the ERP answers for another record, and then not at all: nothing is concluded, the loser is in the log', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'from the CRM' });
    it.editErp({ Phone: 'from the ERP' });
    aroundSave(on, async (send) => {
      await send();
      emptyOnce(on);
      return done([]);
    });
    await on.work();
    assert.equal((await on.log('failure')).length, 0);
    on.clock.advance(10_000);
    await on.settle();
    assert.equal(it.erp('Phone'), 'from the CRM');
    assert.equal((await on.log('conflict')).at(-1)?.loser_value, 'from the ERP');
  }));

test('H31 a field tried alone is looked at when the answer does not speak of it', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    on.erp(0).world.behaviour.reject = ({ values }) =>
      values['Email'] === 'bad' ? { code: 'email.bad', message: 'No such address.' } : undefined;
    await on.edit(it.company, { phone: 'from the CRM', email: 'bad' });
    it.editErp({ Phone: 'from the ERP' });
    const real = on.erp(0).connection;
    const save = real.saveActors.bind(real);
    real.saveActors = async (changes, call) => {
      const outcome = await save(changes, call);
      const alone = Object.keys(changes[0]?.expected ?? {}).length === 1;
      return alone && changes[0]?.fieldValues['Phone'] !== undefined ? done([]) : outcome;
    };
    await on.work();
    assert.equal(it.erp('Phone'), 'from the CRM');
    assert.deepEqual(
      (await on.log('failure')).map(({ erp_field }) => erp_field),
      ['Email'],
    );
    assert.equal((await on.log('conflict')).at(-1)?.loser_value, 'from the ERP');
  }));

test('H14 a resync whose answer was lost tells what it may have overwritten, where somebody typed over it', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: 'from the CRM' });
    it.editErp({ Phone: 'from the ERP' });
    aroundSave(on, async (send) => {
      await send();
      it.editErp({ Phone: 'typed over it' });
      return unknown('lost', 'No answer.');
    });
    await on.request({ kind: 'resync', from: 'crm', noBlanks: false });
    await on.settle();
    const told = (await on.log()).filter(({ erp_field }) => erp_field === 'Phone');
    assert.ok(told.some(({ loser_value }) => loser_value === 'from the ERP'));
  }));

test('H37 nothing is stored between the last look and the write, also where another record of the batch had moved', () =>
  withStage([customers(slow)], async (on) => {
    const moved = await acme(on);
    const other = on.erp(0).world.add('Customer', { Nm: 'Beta' });
    const beta = await on.add('company', 'Beta');
    await on.link('Customer', other, beta);
    await on.settle();
    await on.edit(moved.company, { phone: '2' });
    await on.edit(beta, { phone: '2' });
    const done: string[] = [];
    const { connection } = on.erp(0);
    const [get, save, commit] = [
      connection.getActors.bind(connection),
      connection.saveActors.bind(connection),
      on.store.commit.bind(on.store),
    ];
    connection.getActors = (query, call) => {
      done.push('look');
      // Between deciding and the last look.
      if (done.filter((step) => step === 'look').length === 2) moved.editErp({ Phone: '3' });
      return get(query, call);
    };
    connection.saveActors = (changes, call) => {
      done.push('save');
      return save(changes, call);
    };
    Object.assign(on.store, {
      commit: (...args: Parameters<typeof commit>) => {
        done.push('commit');
        return commit(...args);
      },
    });
    await on.work();
    const first = done.indexOf('save');
    assert.equal(done[first - 1], 'look', done.join(' '));
    await on.settle();
    assert.deepEqual([moved.erp('Phone'), on.erp(0).world.value('Customer', other, 'Phone')], ['2', '2']);
  }));
