/** First connect: what a person chose side by side stands on both sides, whatever the rank, and waits for an ERP that is away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Connection, retry } from '@kobling/sdk';
import { withStage } from './acts.ts';
import { customerFields, customers } from './sample.ts';
import type { Stage } from './stage.ts';

/** A customer and a company that are not linked and differ in everything. */
async function strangers(on: Stage) {
  const { world } = on.erp(0);
  const erpKey = world.add('Customer', { Nm: 'Acme ERP', Phone: '1', Email: 'erp@acme.example', City: '' });
  const company = await on.add('company', 'Acme CRM');
  await on.edit(company, { phone: '2', email: 'crm@acme.example', 'postalAddress.city': 'Bergen' });
  return {
    company,
    erpKey,
    erp: (field: string) => world.value('Customer', erpKey, field),
    crm: (field: string) => on.value(company, field),
    connect: (chosen: Readonly<Record<string, string>>) =>
      on.request({ kind: 'link', actorType: 'Customer', erpKey, entity: company, chosen }),
  };
}

test('the chosen value wins on both sides, also a blank one and one that neither side had', async () => {
  await withStage([customers()], async (on) => {
    const { connect, erp, crm } = await strangers(on);
    const answer = await connect({
      name: 'Acme ERP',
      phone: '2',
      email: 'both@acme.example',
      'postalAddress.city': '',
    });
    assert.equal(answer['status'], 'done', String(answer['message']));
    assert.deepEqual(
      [erp('Nm'), await crm('name')],
      ['Acme ERP', 'Acme ERP'],
      'the ERP’s, although the CRM ranks higher',
    );
    assert.deepEqual([erp('Phone'), await crm('phone')], ['2', '2']);
    assert.deepEqual([erp('Email'), await crm('email')], ['both@acme.example', 'both@acme.example']);
    assert.deepEqual([erp('City'), await crm('postalAddress.city')], ['', '']);
    const log = await on.log('firstAgreement');
    assert.deepEqual(
      log
        .map(({ crm_field, target, loser_value }) => `${crm_field} ${target}: ${loser_value}`)
        .toSorted((a, b) => (a < b ? -1 : 1)),
      [
        'email crm: crm@acme.example',
        'email erp: erp@acme.example',
        'name crm: Acme CRM',
        'phone erp: 1',
        'postalAddress.city crm: Bergen',
      ],
      'what lost is kept',
    );
    await on.settle();
    const { counts } = await on.work();
    assert.deepEqual([counts.crmWrites, counts.erpWrites], [0, 0], 'and then it rests');
  });
});

test('what was not chosen is agreed on by the ordinary rules', async () => {
  await withStage([customers()], async (on) => {
    const { connect, erp, crm } = await strangers(on);
    await connect({ phone: '1' });
    assert.deepEqual([erp('Phone'), await crm('phone')], ['1', '1']);
    assert.equal(erp('Nm'), 'Acme CRM', 'the CRM ranks higher');
    assert.equal(erp('City'), 'Bergen', 'the blank side takes the value');
  });
});

test('a side that may not be written cannot lose: refused before anything is linked, every field with its remedy', async () => {
  const fields = customerFields.map((field) =>
    field.erp === 'Phone' ? { ...field, sync: 'fromErp' as const } : { ...field, sync: 'toErp' as const },
  );
  await withStage([customers({}, fields)], async (on) => {
    const { connect, erp, crm, company } = await strangers(on);
    const answer = await connect({ phone: '2', email: 'erp@acme.example', name: '' });
    assert.equal(answer['status'], 'failed');
    assert.match(String(answer['message']), /Telephone \(Phone in ERP 0\): the ERP's value may not be overwritten/);
    assert.match(String(answer['message']), /E-mail \(Email in ERP 0\): the CRM's value may not be overwritten/);
    assert.match(String(answer['message']), /Name \(Name in ERP 0/);
    assert.equal((await on.store.linksByEntities(on.erp(0).id, 'company', [company.id])).length, 0);
    assert.deepEqual([erp('Phone'), await crm('phone')], ['1', '2']);
    assert.equal((await connect({ phone: '1', email: 'crm@acme.example' }))['status'], 'done');
    assert.deepEqual([erp('Email'), await crm('phone')], ['crm@acme.example', '1']);
  });
});

test('the ERP goes away between the link and its values: the choice waits, and stands when it answers', async () => {
  await withStage([customers()], async (on) => {
    const { connect, erp, crm, company } = await strangers(on);
    const real = on.erp(0).connection;
    answersOnce(on);
    const answer = await connect({ name: 'Acme ERP', phone: '1' });
    assert.equal(answer['status'], 'running', 'not forgotten');
    assert.equal((await on.linkOf(company)).state, 'active', 'the link is made');
    assert.equal(await crm('phone'), '2');
    on.erp(0).connection = real;
    on.clock.advance(60_000);
    await on.settle();
    assert.deepEqual([erp('Phone'), await crm('phone')], ['1', '1']);
    assert.deepEqual([erp('Nm'), await crm('name')], ['Acme ERP', 'Acme ERP']);
  });
});

test('disconnected while it waited: it is not connected again', async () => {
  await withStage([customers()], async (on) => {
    const { connect, company } = await strangers(on);
    const real = on.erp(0).connection;
    answersOnce(on);
    await connect({ phone: '1' });
    const { unlink } = await import('@kobling/store');
    await unlink(on.db, on.erp(0).id, [(await on.linkOf(company)).id], 'ann', 'Disconnected.', on.clock.now());
    on.erp(0).connection = real;
    await on.work(0, { automatic: false });
    assert.equal((await on.store.linksByEntities(on.erp(0).id, 'company', [company.id])).length, 0);
    assert.equal(await on.value(company, 'phone'), '2');
    const rows = await on.db.query<{ status: string }>('select status from request order by id desc limit 1');
    assert.equal(rows[0]?.status, 'failed');
  });
});

test('one record that cannot be read any more holds up nobody: the choice is given up, and that is said', async () => {
  await withStage([customers()], async (on) => {
    const { connect, erp, crm } = await strangers(on);
    const real = on.erp(0).connection;
    answersOnce(on, { tested: true });
    assert.equal((await connect({ phone: '1' }))['status'], 'running');
    for (let round = 0; round < 4; round += 1) await on.work(0, { automatic: false });
    const rows = await on.db.query<{ status: string; message: string }>(
      `select status, result ->> 'message' as message from request order by id desc limit 1`,
    );
    assert.equal(rows[0]?.status, 'done');
    assert.match(rows[0].message, /Linked; phone could not be agreed on as chosen.*The ERP is away/);
    on.erp(0).connection = real;
    on.clock.advance(60_000);
    await on.settle();
    assert.deepEqual([erp('Phone'), await crm('phone')], ['2', '2'], 'by the ordinary rules');
  });
});

/** The first read by key is answered, the following ones are not; nor is a test, unless `tested`. */
function answersOnce(on: Stage, { tested = false } = {}): void {
  const erp = on.erp(0);
  const real = erp.connection;
  let asked = 0;
  erp.connection = new Proxy(real, {
    get(target, name: keyof Connection) {
      if (name === 'test' && !tested) return () => Promise.resolve(retry('erp.away', 'The ERP is away.'));
      if (name !== 'getActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
      return (...args: Parameters<Connection['getActors']>) => {
        asked += 1;
        if (asked === 1) return real.getActors(...args);
        return (async function* () {
          yield* [];
          return retry('erp.away', 'The ERP is away.');
        })();
      };
    },
  });
}

test('a resync of chosen links leaves the others alone, and one that is gone is passed over', async () => {
  await withStage([customers()], async (on) => {
    const { world } = on.erp(0);
    const pairs = [];
    for (const name of ['One', 'Two', 'Three']) {
      const erpKey = world.add('Customer', { Nm: name, Phone: name });
      const company = await on.add('company', name);
      await on.link('Customer', erpKey, company);
      pairs.push({ erpKey, company });
    }
    await on.settle();
    const [one, two] = pairs;
    assert.ok(one && two);
    for (const { company } of pairs) await on.edit(company, { phone: 'typed' });
    const links = [(await on.linkOf(one.company)).id, 999_999];
    const answer = await on.request({ kind: 'resync', from: 'erp', noBlanks: false, links });
    assert.equal(answer['status'], 'done', String(answer['message']));
    assert.equal(await on.value(one.company, 'phone'), 'One');
    assert.equal(await on.value(two.company, 'phone'), 'typed');
  });
});
