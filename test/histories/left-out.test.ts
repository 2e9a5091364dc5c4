/** H23: an answer from which something had to be left out says nothing about what it lacks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Connection, done, ended, leftOutCode, oddCode, reason } from '@kobling/sdk';
import { withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

/** From now on the ERP's answers by key carry a notice. */
function noticed(on: Stage, code: string): void {
  const { connection } = on.erp(0);
  const get: Connection['getActors'] = connection.getActors.bind(connection);
  connection.getActors = (query, call) =>
    (async function* () {
      const iterator = get(query, call)[Symbol.asyncIterator]();
      let step = await iterator.next();
      for (; step.done !== true; step = await iterator.next()) yield step.value;
      const end = step.value ?? ended;
      return end.status === 'done' ? done(undefined, reason(code, 'An actor cannot be used.')) : end;
    })();
}

for (const [code, state] of [
  [leftOutCode, 'active'],
  [oddCode, 'missingInErp'],
  // The connector's own warning: perhaps it answers nobody.
  ['erp.said', 'active'],
] as const)
  test(`H23 an actor that an answer lacks, whose notice is ${code}: ${state}`, () =>
    withStage([customers({ card: { sweepPeriodMs: 10_000 } })], async (on) => {
      const { world } = on.erp(0);
      const companies = [];
      for (const name of ['Acme', 'Other']) {
        const company = await on.add('company', name);
        await on.link('Customer', world.add('Customer', { Nm: name }), company);
        companies.push(company);
      }
      const [acme] = companies;
      world.remove('Customer', (acme && (await on.linkOf(acme)).erpKey) ?? '');
      noticed(on, code);
      // Both are asked for in one call.
      for (const company of companies) await on.edit(company, { phone: '2' });
      await on.work();
      assert.equal(acme && (await on.linkOf(acme)).state, state);
    }));

test('what an ERP says besides its answers by key reaches the log, once while it stays the same; after a request as well', () =>
  withStage([customers()], async (on) => {
    const company = await on.add('company', 'Acme');
    await on.link('Customer', on.erp(0).world.add('Customer', { Nm: 'Acme' }), company);
    noticed(on, 'erp.said');
    await on.request({ kind: 'resync', from: 'crm', noBlanks: false });
    const said = async (): Promise<readonly unknown[]> => (await on.log('notice')).map(({ message }) => message);
    assert.deepEqual(await said(), ['An actor cannot be used.']);
    for (const phone of ['2', '3']) {
      await on.edit(company, { phone });
      await on.work();
    }
    assert.equal((await said()).length, 2);
  }));
