/** Connectors over the network without a hub: where their contract is given, and what is told of one that changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Connection, textIn } from '@kobling/sdk';
import { oneNamespace, wcfProfile, wsdlText } from '@kobling/soap';
import { remoteConnectors } from './remote.ts';
import { host, serving, withoutItems } from './testing/far-service.ts';

const call = () => ({ signal: AbortSignal.timeout(60_000) });

/** Reads all customers; what was said besides. */
async function notice(connection: Connection): Promise<string> {
  const stream = connection.search({ actorType: 'Customer', text: '', fieldKeys: ['Nm'] }, call());
  const iterator = stream[Symbol.asyncIterator]();
  let seen = 0;
  for (;;) {
    const step = await iterator.next();
    if (step.done !== true) {
      seen += 1;
      continue;
    }
    assert.equal(step.value?.status, 'done');
    assert.equal(seen, 1);
    return step.value?.status === 'done' && step.value.notice !== undefined
      ? `${step.value.notice.code}: ${textIn('en', step.value.notice.message)}`
      : '';
  }
}

test('a service that publishes no WSDL is refused with the remedy, and used with one that is given', () =>
  serving(async (url, state) => {
    state.published = false;
    state.contract = 1;
    const remote = remoteConnectors({ db: undefined, fetch, log: { info: () => {}, warn: () => {} } });
    const refused = await remote.test(url);
    assert.equal(refused.status === 'rejected' && refused.reason.code, 'wsdl.refused');
    if (refused.status !== 'done')
      assert.match(textIn('en', refused.reason.message), /kobling connector test .* --wsdl FILE/);
    const wrong = await remote.test(url, '<definitions/>');
    assert.equal(wrong.status === 'rejected' && wrong.reason.code, 'wsdl.otherService');
    const found = await remote.test(url, wsdlText(wcfProfile(oneNamespace), 'http://elsewhere.example/x.svc'));
    assert.equal(found.status === 'done' && found.value.operations.length, 18);
    const again = await remote.test(url);
    assert.deepEqual(again.status === 'done' && again.value.problems, [
      'The service publishes no WSDL; the one that was given is used.',
    ]);
    // It is known from now on, without being asked.
    const connector = await remote.byUrl(url);
    assert.equal(connector.status, 'done');
    if (connector.status !== 'done') return;
    const opened = await connector.value.open({}, host, call());
    assert.ok(opened.status === 'done');
    assert.equal(await notice(opened.value), '');
  }));

test('a contract that changed is told of once, on each connection', () =>
  serving(async (url, state) => {
    const warned: string[] = [];
    const remote = remoteConnectors({
      db: undefined,
      fetch,
      log: { info: () => {}, warn: (text) => warned.push(text) },
    });
    const connector = await remote.byUrl(url);
    assert.ok(connector.status === 'done');
    const connections: Connection[] = [];
    for (let n = 0; n < 2; n += 1) {
      const opened = await connector.value.open({}, host, call());
      assert.ok(opened.status === 'done');
      connections.push(opened.value);
    }
    // Read anew, and the same: that is no news.
    await remote.test(url);
    for (const connection of connections) assert.equal(await notice(connection), '');
    state.contract = 1;
    const news =
      'The connector has changed its contract (described otherwise: all operations); the new one is used from now on.';
    for (const connection of connections) {
      assert.equal(await notice(connection), `contract.changed: ${news}`);
      assert.equal(await notice(connection), '');
    }
    assert.deepEqual(warned, [`${url}: ${news}`]);
  }));

test('a service that changes and goes on answering is noticed within a day, and after a start', () =>
  serving(async (url, state) => {
    let now = 0;
    const parts = { db: undefined, fetch, log: { info: () => {}, warn: () => {} }, monotonicMs: () => now };
    const remote = remoteConnectors(parts);
    state.fewer = true;
    const connector = await remote.byUrl(url);
    assert.ok(connector.status === 'done');
    const opened = await connector.value.open({}, host, call());
    assert.ok(opened.status === 'done');
    const later = async (): Promise<string> => {
      now += 24 * 3_600_000;
      return await notice(opened.value);
    };
    state.fewer = false;
    assert.equal(await notice(opened.value), '');
    assert.match(await later(), /has changed its contract \(new: WSGetListItems\)/);
    assert.equal(await later(), '');
    // What only lacks something may be half a WSDL: by itself it is not taken.
    state.fewer = true;
    assert.equal(await later(), '');
    // Nor is anything in the place of one that was given.
    await remote.test(url, wsdlText(withoutItems, url));
    state.fewer = false;
    assert.match(await later(), /gone: WSGetListItems/);
    assert.equal(await later(), '');
  }));
