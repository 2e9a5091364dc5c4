/** H22: what a LastModified says, and what it does not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleErp } from '@kobling/sdk/memory';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';

const always = { overlapMs: 0 } as const;

test('H22 LastModified as .NET ticks, one record dated far ahead: nothing is missed', () =>
  withStage([customers({ options: { ...sampleErp, stampKind: 'ticks' }, card: always })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    for (let n = 0; n < 20; n += 1) {
      it.editErp({ Phone: `${n}` });
      await on.work();
      assert.equal(await it.crm('phone'), `${n}`);
    }
    assert.equal(world.count('Customer'), 1);
  }));

test('H22 a record dated 2099 does not blind the cursor', () =>
  withStage([customers({ options: { ...sampleErp, stampKind: 'dateTime' }, card: always })], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const odd = world.add('Customer', { Nm: 'From the future' });
    world.showStamp('Customer', odd, '2099-01-01T00:00:00');
    const { message } = await on.work();
    assert.match(message ?? '', /2099/);
    it.editErp({ Phone: '2' });
    await on.settle();
    assert.equal(await it.crm('phone'), '2');
    assert.match((await on.log('notice')).at(-1)?.message ?? '', /2099/);
  }));

test('H22 a record dated 2099 is synced on when the ERP’s clock is set right', () =>
  withStage([customers({ options: { ...sampleErp, stampKind: 'dateTime' }, card: always })], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '2' });
    on.erp(0).world.showStamp('Customer', it.erpKey, '2099-01-01T00:00:00');
    await on.settle();
    assert.equal((await on.linkOf(it.company)).lastModified, '2099-01-01T00:00:00');
    it.editErp({ Nm: 'Acme Ltd', Phone: '3' });
    await on.settle();
    assert.deepEqual([await it.crm('name'), await it.crm('phone')], ['Acme Ltd', '3']);
  }));
