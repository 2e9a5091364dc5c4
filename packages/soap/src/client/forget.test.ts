import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, connectorAt, guid, sampleConnector, serve, testHost } from '../testing/served.ts';

test('a connection that the hub deletes is forgotten by its connector, and comes back when it is used again', async () => {
  const connector = sampleConnector();
  const served = await serve([connector]);
  try {
    const remote = await connectorAt(served.url);
    const opened = await remote.open({}, testHost, call());
    assert.ok(opened.status === 'done');
    const connection = opened.value;
    assert.equal((await connection.test(call())).status, 'done');
    assert.ok(await served.memory.load(connector.name, guid));
    assert.equal((await connection.forget?.(call()))?.status, 'done');
    assert.equal(await served.memory.load(connector.name, guid), undefined);
    assert.equal((await connection.test(call())).status, 'done', 'the hub sends its own copy again');
    await connection.close();
  } finally {
    await served.close();
  }
});
