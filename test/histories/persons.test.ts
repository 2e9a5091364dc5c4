/** Histories of persons and whose they are: H33. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteEntity, unlink } from '@kobling/store';
import { withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage, StagedErp } from './stage.ts';

const people: StagedErp = {
  ...customers(),
  mappings: [
    ...customers().mappings,
    {
      actorType: 'Person',
      entity: 'person',
      fields: [
        { erp: 'LastName', crm: 'lastName' },
        { erp: 'Mobile', crm: 'mobile' },
      ],
      match: ['LastName'],
    },
  ],
};

/** Two customers; Ann works for the first, on both sides. */
async function ann(on: Stage) {
  const { world } = on.erp(0);
  const first = world.add('Customer', { Nm: 'Acme' });
  const second = world.add('Customer', { Nm: 'Beta' });
  const key = world.add(
    'Person',
    { LastName: 'Ann', Mobile: '1' },
    { parent: { actorType: 'Customer', erpKey: first } },
  );
  const acme = await on.add('company', 'Acme');
  const beta = await on.add('company', 'Beta');
  const person = await on.add('person', 'Ann', acme.id);
  await on.link('Customer', first, acme);
  await on.link('Person', key, person);
  await on.settle();
  assert.equal(await on.value(person, 'mobile'), '1');
  return { world, first, second, key, acme, beta, person };
}

test('H33 a company is linked to another customer: its person waits with both keys named, and goes on when they agree', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    const company = await on.linkOf(it.acme);
    await unlink(on.db, on.erp(0).id, [company.id], 'ann', 'Disconnected.', on.clock.now());
    await on.settle();
    const alone = await on.linkOf(it.person);
    assert.equal(alone.state, 'waitingForParent');
    assert.match(alone.reason ?? '', /its company is not connected/);
    await on.link('Customer', it.second, it.acme);
    await on.settle();
    const waiting = await on.linkOf(it.person);
    assert.equal(waiting.state, 'waitingForParent');
    assert.match(waiting.reason ?? '', new RegExp(`Customer ${it.first}.*Customer ${it.second}`));
    assert.equal(waiting.erpKey, it.key, 'the link is kept');

    it.world.edit('Person', it.key, { Mobile: 'of the old customer' });
    await on.edit(it.person, { mobile: 'of the new one' });
    await on.settle();
    assert.deepEqual(
      [it.world.value('Person', it.key, 'Mobile'), await on.value(it.person, 'mobile')],
      ['of the old customer', 'of the new one'],
    );
    assert.equal(it.world.row('Person', it.key)?.parent?.erpKey, it.first, 'the hub moves nobody in the ERP');
    const told = (await on.log('notice')).filter((row) => /waits/.test(row.message ?? ''));
    assert.equal(told.length, 2, 'each reason is told once');

    await unlink(on.db, on.erp(0).id, [(await on.linkOf(it.acme)).id], 'ann', 'Wrong.', on.clock.now());
    await on.link('Customer', it.first, it.acme);
    await on.settle();
    const back = await on.linkOf(it.person);
    assert.deepEqual([back.state, back.reason], ['active', null]);
    assert.equal(it.world.value('Person', it.key, 'Mobile'), 'of the new one', 'the CRM ranks higher');
    assert.equal((await on.log('conflict')).at(-1)?.loser_value, 'of the old customer');
  }));

test('H33 a person who changes company in the CRM waits; back again, the link goes on', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    await on.link('Customer', it.second, it.beta);
    await on.edit(it.person, { company: String(it.beta.id) });
    await on.settle();
    assert.equal((await on.linkOf(it.person)).state, 'waitingForParent');
    await on.edit(it.person, { company: String(it.acme.id) });
    await on.settle();
    assert.equal((await on.linkOf(it.person)).state, 'active');
  }));

test('H33 a person whose actor moves to another customer in the ERP is noticed by the poll', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    it.world.remove('Person', it.key);
    it.world.add(
      'Person',
      { LastName: 'Ann', Mobile: '1' },
      { erpKey: it.key, parent: { actorType: 'Customer', erpKey: it.second } },
    );
    await on.settle();
    const waiting = await on.linkOf(it.person);
    assert.equal(waiting.state, 'waitingForParent');
    assert.match(waiting.reason ?? '', /Move it on one side, or disconnect it/);
  }));

test('H33 a person without its company in the CRM waits, and the other persons go on', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    const bob = it.world.add('Person', { LastName: 'Bob' }, { parent: { actorType: 'Customer', erpKey: it.second } });
    await on.link('Customer', it.second, it.beta);
    const person = await on.add('person', 'Bob', it.beta.id);
    await on.link('Person', bob, person);
    await on.settle();
    await on.edit(it.person, { company: '', mobile: 'typed' });
    await on.settle();
    const alone = await on.linkOf(it.person);
    assert.equal(alone.state, 'waitingForParent');
    assert.match(alone.reason ?? '', /company/);
    assert.equal(it.world.value('Person', it.key, 'Mobile'), '1');
    it.world.edit('Person', bob, { Mobile: '7' });
    await on.settle();
    assert.equal(await on.value(person, 'mobile'), '7');
    await on.edit(it.person, { company: String(it.acme.id) });
    await on.settle();
    assert.equal((await on.linkOf(it.person)).state, 'active');
    assert.equal(it.world.value('Person', it.key, 'Mobile'), 'typed', 'what was typed meanwhile is not lost');
  }));

test('H33 a person that is deleted, or whose company is disconnected, does not hold up the others', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    const bob = it.world.add('Person', { LastName: 'Bob' }, { parent: { actorType: 'Customer', erpKey: it.second } });
    await on.link('Customer', it.second, it.beta);
    const person = await on.add('person', 'Bob', it.beta.id);
    await on.link('Person', bob, person);
    await on.settle();
    await deleteEntity(on.db, it.person, { by: 'ann' });
    const company = await on.linkOf(it.acme);
    await unlink(on.db, on.erp(0).id, [company.id], 'ann', 'Disconnected.', on.clock.now());
    it.world.edit('Person', bob, { Mobile: '7' });
    await on.settle();
    assert.equal(await on.value(person, 'mobile'), '7');
  }));

test('H33 the parent of a create is the one at the time of sending', () =>
  withStage([people], async (on) => {
    const it = await ann(on);
    const carl = await on.add('person', 'Carl', it.acme.id);
    const erp = on.erp(0);
    const real = erp.connection;
    let away = true;
    erp.connection = new Proxy(real, {
      get(target, name: keyof typeof real) {
        if (name === 'createActor' && away)
          return () => Promise.resolve({ status: 'retry', reason: { code: 'erp.away', message: 'Away.' }, afterMs: 1 });
        return (target[name] as (...args: unknown[]) => unknown).bind(target);
      },
    });
    await on.request({ kind: 'create', actorType: 'Person', entity: carl, answers: {} });
    assert.equal(it.world.count('Person'), 1);
    await unlink(on.db, erp.id, [(await on.linkOf(it.acme)).id], 'ann', 'Wrong.', on.clock.now());
    await on.link('Customer', it.second, it.acme);
    away = false;
    on.clock.advance(60_000);
    await on.settle();
    const made = [...it.world.rows('Person')].find((row) => row.values['LastName'] === 'Carl');
    assert.equal(made?.parent?.erpKey, it.second);
  }));
