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

test('a connector from its empty form to its end', async () => {
  const agent = client();
  const form = await agent.createDefaultErpSyncConnectorEntityAsync();
  assert.equal(form.erpConnectorId, 0);
  const saved = await whole(
    agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Memory', uRL: 'plugin://memory' }),
  );
  assert.ok(saved.erpConnectorId > 0);
  assert.deepEqual([saved.displayName, saved.uRL, saved.deleted], ['Memory', 'plugin://memory', false]);
  assert.deepEqual(
    (await agent.getAllConnectorsAsync()).map((item) => [item.id, item.name, item.toolTip]),
    [[saved.erpConnectorId, 'Memory', 'plugin://memory']],
  );
  const renamed = await agent.saveErpSyncConnectorEntityAsync({ ...saved, displayName: 'US:"Memory";NO:"Minne"' });
  assert.equal(renamed.erpConnectorId, saved.erpConnectorId);
  const norwegian = vendorClient(fixture, 'ann', 'no').getErpSyncAgent();
  assert.equal((await norwegian.getAllConnectorsAsync())[0]?.name, 'Minne');
  assert.equal(await agent.canDeleteErpSyncConnectorEntityAsync(saved.erpConnectorId), 'NoError');
  await agent.deleteErpSyncConnectorEntityAsync(saved.erpConnectorId);
  assert.deepEqual(await agent.getAllConnectorsAsync(), []);
  assert.equal((await agent.getErpSyncConnectorEntityAsync(saved.erpConnectorId)).deleted, true);
  const actions = await fixture.hub.db.query<{ action: string }>('select action from audit order by id');
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['connector.save', 'connector.save', 'connector.delete'],
  );
});

test('a connector with connections stays; one that does not exist is not found', async () => {
  const agent = client();
  const { erpConnectorId } = await whole(
    agent.saveErpSyncConnectorEntityAsync({
      ...(await agent.createDefaultErpSyncConnectorEntityAsync()),
      displayName: 'Held',
      uRL: 'plugin://memory',
    }),
  );
  await fixture.hub.db.run(`insert into connection (connector_id, name) values ($1, 'ERP demo')`, [erpConnectorId]);
  assert.equal(await agent.canDeleteErpSyncConnectorEntityAsync(erpConnectorId), 'ErrorConnectorHasConnections');
  const held = await refused(agent.deleteErpSyncConnectorEntityAsync(erpConnectorId));
  assert.deepEqual([held.status, held.code], [409, 'connector.hasConnections']);
  assert.match(held.message, /Held has the connection/);
  assert.equal(await agent.canDeleteErpSyncConnectorEntityAsync(999), 'ErrorNotFound');
  assert.deepEqual((await refused(agent.getErpSyncConnectorEntityAsync(999))).status, 404);
});

test('one whose address does not answer is saved and marked; a name is used once and never blank', async () => {
  const agent = client();
  const form = await agent.createDefaultErpSyncConnectorEntityAsync();
  const away = await agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Away', uRL: 'plugin://nowhere' });
  const rows = await fixture.hub.db.query<{ reachable: boolean }>('select reachable from connector where id = $1', [
    away.erpConnectorId,
  ]);
  assert.deepEqual(rows, [{ reachable: false }]);
  const taken = await refused(
    agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'AWAY', uRL: 'plugin://x' }),
  );
  assert.equal(taken.code, 'connector.nameTaken');
  const blank = await refused(agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: ' ', uRL: 'plugin://x' }));
  assert.equal(blank.code, 'connector.name');
});

test('an address is tested without being saved', async () => {
  const agent = client();
  assert.equal(await agent.testConnectorUrlAsync('plugin://memory'), 'NoError');
  assert.equal(await agent.testConnectorUrlAsync('plugin://nowhere'), 'ErrorNotFound');
  assert.equal(await agent.testConnectorUrlAsync('http://169.254.169.254/x'), 'ErrorNotFound');
});

test('a wrong type is refused by its name, unknown properties are not', async () => {
  const agent = client();
  const wrong = await refused(agent.canDeleteErpSyncConnectorEntityAsync('seven' as unknown as number));
  assert.equal(wrong.status, 400);
  assert.match(wrong.message, /ErpSyncConnectorId/);
  const form = { ...(await agent.createDefaultErpSyncConnectorEntityAsync()), colour: 'red' };
  assert.ok(await agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Odd', uRL: 'plugin://memory' }));
});
