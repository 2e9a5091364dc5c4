/** A place in the change feed that another cluster gave: H11. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureEpoch, raiseRestoreCounter } from '@kobling/store';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';

test('H11 a dump put into a fresh cluster, whose transaction numbers begin lower: the next edit is carried all the same', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    // The place that came with the dump lies far ahead of what this cluster gives out.
    await on.db.run(`update feed_position set xid = (xid::text::bigint + 1000000)::text::xid8`);
    await on.edit(it.company, { phone: '2' });
    await on.work();
    assert.equal(
      it.erp('Phone'),
      '1',
      'by its number alone the edit lies before the place: without an epoch it is never seen',
    );

    await raiseRestoreCounter(on.db);
    assert.equal((await ensureEpoch(on.db)).begun, true);
    await on.work();
    assert.equal(it.erp('Phone'), '2', 'the first cycle of the new epoch compares everything');
    await on.edit(it.company, { phone: '3' });
    await on.work();
    assert.equal(it.erp('Phone'), '3', 'and the feed goes on from there');
  }));
