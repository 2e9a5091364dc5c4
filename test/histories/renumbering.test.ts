/** Histories of keys that the ERP gave anew, and of keys that do not fit: H34. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, ActorStream, CallOptions, GetActorsQuery } from '@kobling/sdk';
import { rejectRenumbering, renumberProposals } from '@kobling/store';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

const swept = { overlapMs: 0, sweepPeriodMs: 10_000 } as const;

/** A neighbour, so that the ERP answers well for others. */
async function withNeighbour(on: Stage) {
  const it = await acme(on);
  const { world } = on.erp(0);
  const key = world.add('Customer', { Nm: 'Other' });
  await on.link('Customer', key, await on.add('company', 'Other'));
  await on.settle();
  return { ...it, world };
}

test('H34 a customer gets another number: that is proposed, and done only when a person approves', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    it.world.rename('Customer', it.erpKey, '77777');
    it.world.edit('Customer', '77777', { Phone: '5' });
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    const [proposal, ...others] = await renumberProposals(on.db, 10);
    assert.deepEqual([proposal?.oldKey, proposal?.newKey, others.length], [it.erpKey, '77777', 0]);
    assert.deepEqual(proposal?.fingerprint, { Nm: 'Acme' });
    assert.equal(await it.crm('phone'), '1', 'nothing flows from a mere proposal');

    const before = await on.linkOf(it.company);
    const done = await on.request({ kind: 'renumber', proposal: proposal?.id ?? 0 });
    assert.equal(done['status'], 'done', JSON.stringify(done));
    await on.settle();
    const link = await on.linkOf(it.company);
    assert.deepEqual([link.erpKey, link.state, link.generation], ['77777', 'active', before.generation + 1]);
    assert.equal(await it.crm('phone'), '5');
    const row = (await on.log('link')).at(-1);
    assert.deepEqual([row?.old_value, row?.new_value, row?.by_name], [it.erpKey, '77777', 'ann']);
    assert.equal((await renumberProposals(on.db, 10)).length, 0);
    const again = await on.request({ kind: 'renumber', proposal: proposal?.id ?? 0 });
    assert.equal(again['status'], 'failed');
  }));

test('H34 two actors of one fingerprint: nothing is proposed', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    it.world.rename('Customer', it.erpKey, '77777');
    it.world.add('Customer', { Nm: 'Acme' });
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    assert.equal((await renumberProposals(on.db, 10)).length, 0);
  }));

test('H34 two missing keys of one fingerprint: nothing is proposed', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    const twin = it.world.add('Customer', { Nm: 'Acme' });
    await on.link('Customer', twin, await on.add('company', 'Acme'));
    await on.settle();
    it.world.rename('Customer', it.erpKey, '77777');
    it.world.remove('Customer', twin);
    await on.settle();
    assert.equal((await renumberProposals(on.db, 10)).length, 0);
  }));

test('H34 a linked actor is no candidate, and what a person rejected is not proposed again', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    it.world.rename('Customer', it.erpKey, '77777');
    await on.settle();
    const [proposal] = await renumberProposals(on.db, 10);
    assert.equal(await rejectRenumbering(on.db, proposal?.id ?? 0, 'ann', on.clock.now()), true);
    on.clock.advance(2 * 24 * 3_600_000);
    await on.settle();
    assert.equal((await renumberProposals(on.db, 10)).length, 0);
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
  }));

test('H34 an approval that comes too late is refused: the key has a link by now', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    it.world.rename('Customer', it.erpKey, '77777');
    await on.settle();
    const [proposal] = await renumberProposals(on.db, 10);
    const company = await on.add('company', 'Acme too');
    await on.link('Customer', '77777', company);
    const late = await on.request({ kind: 'renumber', proposal: proposal?.id ?? 0 });
    assert.equal(late['status'], 'failed');
    assert.match(String(late['message']), /connected to another record/);
    assert.equal((await on.linkOf(it.company)).erpKey, it.erpKey);
  }));

test('H34 answers for keys that were not asked for are reported and ignored', () =>
  withStage([customers({ card: swept })], async (on) => {
    const it = await withNeighbour(on);
    const erp = on.erp(0);
    const real = erp.connection;
    const stranger: Actor = { actorType: 'Customer', erpKey: 'X1', lastModified: '99', fieldValues: { Nm: 'X' } };
    erp.connection = new Proxy(real, {
      get(target, name: keyof typeof real) {
        if (name !== 'getActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
        return async function* (query: GetActorsQuery, call: CallOptions): ActorStream {
          yield stranger;
          return yield* real.getActors(query, call) as AsyncGenerator<Actor>;
        };
      },
    });
    it.editErp({ Phone: '2' });
    const { message } = await on.work();
    assert.match(message ?? '', /keys that were not asked for \(1\), such as Customer X1/);
    assert.equal(await it.crm('phone'), '2');
  }));

test('H34 keys compare exactly, and one over 254 characters is refused', () =>
  withStage([customers()], async (on) => {
    const { world } = on.erp(0);
    world.add('Customer', { Nm: 'Lower' }, { erpKey: 'k1' });
    world.add('Customer', { Nm: 'Upper' }, { erpKey: 'K1' });
    const lower = await on.add('company', 'Lower');
    const upper = await on.add('company', 'Upper');
    await on.link('Customer', 'k1', lower);
    await on.link('Customer', 'K1', upper);
    await on.settle();
    world.edit('Customer', 'k1', { Phone: '1' });
    await on.settle();
    assert.deepEqual([await on.value(lower, 'phone'), await on.value(upper, 'phone')], ['1', '']);

    const long = 'x'.repeat(255);
    world.add('Customer', { Nm: 'Long' }, { erpKey: long });
    const company = await on.add('company', 'Long');
    const refused = await on.link('Customer', long, company);
    assert.equal(refused['status'], 'failed');
    assert.match(String(refused['message']), /at most 254/);
    const matched = await on.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
    assert.equal(matched['status'], 'done', JSON.stringify(matched));
    await on.settle();
    await assert.rejects(on.linkOf(company));
  }));
