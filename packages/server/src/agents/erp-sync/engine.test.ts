import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople();
});
after(() => fixture.close());

const client = (name: 'ann' | 'bob' | 'eve' = 'ann') => vendorClient(fixture, name).getErpSyncAgent();

test('the engine is switched off and on, and its interval changed', async () => {
  const agent = client();
  const before1 = await whole(agent.getEngineStatusAsync());
  assert.equal(before1.isRunning, true);
  assert.equal(before1.interval.asSeconds(), 10);
  assert.equal((await agent.changeEngineStatusAsync(false)).isRunning, false);
  assert.equal((await agent.getEngineStatusAsync()).isRunning, false);
  assert.equal((await agent.syncAllAsync()).isOk, false, 'off');
  assert.equal((await agent.changeEngineStatusAsync(true)).isRunning, true);
  const interval = before1.interval.add(80, 'seconds');
  await agent.changeEngineIntervalAsync(interval);
  assert.equal((await whole(agent.getEngineStatusAsync())).interval.asSeconds(), 90);
  const none = await refused(agent.changeEngineIntervalAsync(before1.interval.subtract(10, 'seconds')));
  assert.equal(none.code, 'engine.interval');
});

test('with no active connection a sync says so', async () => {
  const answer = await client().forceSyncAllAsync();
  assert.equal(answer.isOk, false);
  assert.equal(answer.errorCode, 'sync.noConnection');
});

test('who is nobody, or no administrator, changes nothing', async () => {
  assert.equal((await refused(client('bob').changeEngineStatusAsync(false))).status, 403);
  assert.equal((await client('bob').getEngineStatusAsync()).isRunning, true);
  const base = fixture.hub.url ?? '';
  const nobody = await fetch(`${base}/api/v1/Agents/ErpSync/ChangeEngineStatus`, {
    method: 'POST',
    body: '{"Run":false}',
  });
  assert.equal(nobody.status, 401);
});

test('what the hub does not offer says so by its name', async () => {
  const missing = await refused(vendorClient(fixture, 'ann').getQuoteAgent().getQuoteAsync(1));
  assert.equal(missing.status, 501);
  assert.match(missing.message, /Quote\.GetQuote\b/);
});
