/** Histories of writes that land when nobody expects them any more: H13. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknown } from '@kobling/sdk';
import { acme, aroundSave, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

/** A save that times out, does not show, and waits in the ERP's own queue. Answers what lets it land. */
function queued(on: Stage, erpKey: string): () => void {
  let land = (): void => undefined;
  aroundSave(on, (_send, changes) => {
    const values = changes[0]?.fieldValues ?? {};
    land = () => on.erp(0).world.edit('Customer', erpKey, values);
    return Promise.resolve(unknown('call.timeout', 'No answer in time.'));
  });
  return () => land();
}

test('H13 a timed-out value that lands over a newer one: the newer is written again, both are in the log', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    const land = queued(on, it.erpKey);
    await on.edit(it.company, { phone: 'S1' });
    await on.work();
    assert.equal(it.erp('Phone'), '1');
    await on.edit(it.company, { phone: 'S2' });
    on.clock.advance(60_000);
    await on.settle();
    assert.equal(it.erp('Phone'), 'S2');

    land();
    assert.equal(it.erp('Phone'), 'S1');
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['S2', 'S2']);
    const conflict = (await on.log('conflict')).at(-1);
    assert.deepEqual([conflict?.loser_value, conflict?.new_value, conflict?.target], ['S1', 'S2', 'erp']);
  }));

test('H13 the same value typed by a person later, and any other value, is a change like others', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    const land = queued(on, it.erpKey);
    await on.edit(it.company, { phone: 'S1' });
    await on.work();
    await on.edit(it.company, { phone: 'S2' });
    on.clock.advance(60_000);
    await on.settle();
    it.editErp({ Phone: 'typed' });
    await on.settle();
    assert.equal(await it.crm('phone'), 'typed');
    land();
    await on.settle();
    assert.equal(it.erp('Phone'), 'typed', 'it came late over a newer one');
    it.editErp({ Phone: 'S1' });
    await on.settle();
    assert.equal(await it.crm('phone'), 'S1', 'it lands once; the second time somebody typed it');
  }));

test('H13 after a day a value is no longer taken for a late one', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    queued(on, it.erpKey);
    await on.edit(it.company, { phone: 'S1' });
    await on.work();
    await on.edit(it.company, { phone: 'S2' });
    on.clock.advance(60_000);
    await on.settle();
    on.clock.advance(25 * 3_600_000);
    it.editErp({ Phone: 'S1' });
    await on.settle();
    assert.equal(await it.crm('phone'), 'S1');
  }));

test('H13 what a worker sent before it died may land late too', () =>
  withStage([customers(slow)], async (on) => {
    const it = await acme(on);
    let land = (): void => undefined;
    const stop = new AbortController();
    aroundSave(on, async (_send, changes) => {
      const values = changes[0]?.fieldValues ?? {};
      land = () => on.erp(0).world.edit('Customer', it.erpKey, values);
      // Another takes the lease while this one waits for its answer.
      await on.db.run(`update lease set expires_at = clock_timestamp() - interval '1 s', token = token + 1`);
      stop.abort();
      return unknown('call.aborted', 'The worker is gone.');
    });
    await on.edit(it.company, { phone: 'S1' });
    const lost = await on.work(0, { signal: stop.signal });
    assert.equal(lost.status, 'lost');
    await on.edit(it.company, { phone: 'S2' });
    on.clock.advance(60_000);
    await on.settle();
    assert.equal(it.erp('Phone'), 'S2');
    land();
    await on.settle();
    assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['S2', 'S2']);
  }));
