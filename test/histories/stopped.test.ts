/** A hub that stops ends the calls in hand: what fails by that is no failure, and the next start takes it up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallOptions, Connection, GetActorsQuery } from '@kobling/sdk';
import { addRequest, getRequest } from '@kobling/store';
import { acme, withStage } from './acts.ts';
import { customers } from './sample.ts';

test('a resync that the hub’s stop cuts off is not told as failed: the next start ends it', async () => {
  await withStage([customers()], async (on) => {
    const record = await acme(on);
    await on.edit(record.company, { phone: 'lost to the resync' });
    const stop = new AbortController();
    const erp = on.erp(0);
    const real = erp.connection;
    erp.connection = new Proxy(real, {
      get: (target, name: keyof Connection) =>
        name === 'getActors'
          ? (query: GetActorsQuery, call: CallOptions) => {
              stop.abort();
              return target.getActors(query, call);
            }
          : (target[name] as (...args: unknown[]) => unknown).bind(target),
    });
    const body = { kind: 'resync', from: 'erp', noBlanks: false } as const;
    const id = await addRequest(on.db, erp.id, body, 'ann');
    await on.work(0, { automatic: false, signal: stop.signal });
    assert.equal((await getRequest(on.db, id))?.status, 'running');
    erp.connection = real;
    await on.work(0, { automatic: false });
    assert.equal((await getRequest(on.db, id))?.status, 'done');
    assert.equal(await record.crm('phone'), '1');
  });
});
