/** Our client against our host over real sockets: whatever a connector can do in process, it can do through SOAP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect } from '@kobling/sdk';
import { conformanceTests } from '@kobling/sdk/conformance';
import { oneNamespace, wcfDefaults, wcfProfile } from './contract/built-in.ts';
import { call, connectorAt, guid, sampleConnector, serve, testHost } from './testing/served.ts';

const invented = { service: 'urn:made-up:service', data: 'urn:made-up:data', auth: 'urn:made-up:auth' };
for (const [name, namespaces] of Object.entries({
  'WCF defaults': wcfDefaults,
  'one namespace': oneNamespace,
  invented,
})) {
  conformanceTests(`an ERP in memory through SOAP, ${name}`, async () => {
    const served = await serve([sampleConnector({ behaviour: { comparesExpected: false } })], {
      profile: wcfProfile(namespaces),
    });
    return {
      connector: await connectorAt(served.url),
      config: {},
      host: testHost,
      write: true,
      cleanUp: () => served.close(),
    };
  });
}

test('a connector that lost its configuration gets it again, and the call is made once more', async () => {
  const served = await serve([sampleConnector()]);
  try {
    const connector = await connectorAt(served.url);
    const opened = await connector.open({ Server: 'x' }, testHost, call());
    assert.equal(opened.status, 'done');
    if (opened.status !== 'done') return;
    const query = { actorType: 'Customer', text: '', fieldKeys: ['Nm'] } as const;
    const before = await collect(opened.value.search(query, call()));
    await served.memory.remove('memory', guid);
    // The host forgets what is open when the connection is deleted behind its back.
    await opened.value.close();
    const again = await connectorAt(served.url);
    const reopened = await again.open({ Server: 'x' }, testHost, call());
    assert.equal(reopened.status, 'done');
    await served.memory.remove('memory', guid);
    const after = await collect(opened.value.search(query, call()));
    assert.deepEqual(after, before);
  } finally {
    await served.close();
  }
});

test('values that would be lost on the way arrive whole', async () => {
  const connector = sampleConnector({ behaviour: { comparesExpected: false } });
  const served = await serve([connector]);
  try {
    const opened = await (await connectorAt(served.url)).open({}, testHost, call());
    if (opened.status !== 'done') return assert.fail(opened.reason.message);
    const name = ' lead\ttab\nLF\r\nCRLF\rCR <&>]]> "q" æøå € 😀 trail ';
    const created = await opened.value.createActor(
      { actorType: 'Customer', fieldValues: { Nm: name, Credit: '[F:0.1000000000000000055511151231257827]' } },
      call(),
    );
    assert.equal(created.status, 'done');
    if (created.status !== 'done') return;
    const read = await collect(
      opened.value.getActors(
        { actorType: 'Customer', erpKeys: [created.value.erpKey], fieldKeys: ['Nm', 'Credit'] },
        call(),
      ),
    );
    assert.deepEqual(read.status === 'done' && read.value[0]?.fieldValues, {
      Nm: name,
      Credit: '[F:0.1000000000000000055511151231257827]',
    });
    const refused = await opened.value.createActor({ actorType: 'Customer', fieldValues: { Nm: 'a\u0001b' } }, call());
    assert.equal(refused.status === 'rejected' && refused.reason.code, 'soap.unsendable');
    assert.match(refused.status === 'rejected' ? refused.reason.message : '', /U\+0001/);
  } finally {
    await served.close();
  }
});

test('ten thousand actors come as a stream', async () => {
  const connector = sampleConnector();
  for (let count = 0; count < 10_000; count += 1) connector.world.add('Supplier', { Nm: `S${count}` });
  const served = await serve([connector]);
  try {
    const opened = await (await connectorAt(served.url)).open({}, testHost, call());
    if (opened.status !== 'done') return assert.fail(opened.reason.message);
    const all = await collect(opened.value.search({ actorType: 'Supplier', text: '', fieldKeys: ['Nm'] }, call()));
    assert.equal(all.status === 'done' && all.value.length, 10_001);
  } finally {
    await served.close();
  }
});

test('two connectors in one host, found by name; an unknown name is told what there is', async () => {
  const served = await serve([sampleConnector(), sampleConnector({ name: 'other' })]);
  try {
    const other = await connectorAt(served.url.replace('=memory', '=OTHER'));
    assert.equal((await other.open({}, testHost, call())).status, 'done');
    await assert.rejects(connectorAt(served.url.replace('=memory', '=nobody')), /no connector nobody/);
  } finally {
    await served.close();
  }
});
