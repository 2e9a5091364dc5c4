/** A whole hub with a connector over the network: set up by its address, synced both ways, forgotten, changed and away. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { done } from '@kobling/sdk';
import { memoryConnector, sampleErp } from '@kobling/sdk/memory';
import { forgetfulMemory, oneNamespace, soapHost, wcfDefaults, wcfProfile } from '../../packages/soap/src/index.ts';
import { cliTestHub } from '../../packages/server/src/cli/testing/cli-hub.ts';
import { becomes } from './becomes.ts';

async function served() {
  const connector = memoryConnector({ ...sampleErp, name: 'far', behaviour: { comparesExpected: false } });
  const memory = forgetfulMemory();
  const hostFor = (_: string, guid: string) => ({
    guid,
    stateDir: undefined,
    zone: 'UTC',
    resolvePath: (path: string) => Promise.resolve(done(path)),
    fetch,
    now: () => new Date(),
    log: () => {},
  });
  const profiles = [wcfDefaults, oneNamespace].map(wcfProfile);
  const hosts = profiles.map((profile) => soapHost({ connectors: [connector], memory, hostFor, profile }));
  const state = { away: false, contract: 0 };
  const server = createServer((request, response) => {
    if (state.away) response.writeHead(503).end();
    else void hosts[state.contract]?.handle(request, response);
  });
  await new Promise<void>((begun) => {
    server.listen(0, '127.0.0.1', begun);
  });
  const { port } = server.address() as AddressInfo;
  return {
    world: connector.world,
    memory,
    state,
    port,
    url: `http://127.0.0.1:${port}/ErpConnectorWS.svc?ConnectorName=far`,
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
      server.closeAllConnections();
      server.close();
    },
  };
}

const setup = (url: string): string => `connectors: [{ name: Far, url: "${url}" }]
connections:
  - name: Far ERP
    connector: Far
    active: true
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both, search: true }
          Phone: { crm: phone, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: [CRM, Far ERP]
sync: { running: false, interval: 10s }
`;

test('a hub syncs with a connector over SOAP, which may forget, change its contract and be away', {
  timeout: 120_000,
}, async () => {
  const far = await served();
  const shell = await cliTestHub(sampleErp, {}, `egress: { allowed: ["127.0.0.1:${far.port}"] }\n`);
  const ok = async (...argv: readonly string[]): Promise<string> => {
    const ran = await shell.run(...argv);
    assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
    return ran.out;
  };
  const crm = async (field: string): Promise<string> => {
    const record = JSON.parse(await ok('crm', 'company', 'get', '1', '--json')) as { values: Record<string, string> };
    return record.values[field] ?? '';
  };
  try {
    const key = far.world.add('Customer', { Nm: 'Ærlig & Sønn <AS>', Phone: '1', VatNo: 'NO 1' });
    await ok('crm', 'company', 'create', 'name=Ærlig & Sønn <AS>', 'vatNumber=NO 1');
    const file = join(shell.folder, 'kobling.yaml');
    await writeFile(file, setup(far.url));
    assert.match(await ok('apply', file), /Customer by vatNumber: 1 link/);
    await ok('sync');
    await becomes('the ERP value in the CRM', '1', () => crm('phone'));

    await ok('crm', 'company', 'set', '1', 'phone=22 33 44 55');
    await ok('sync');
    assert.equal(far.world.value('Customer', key, 'Phone'), '22 33 44 55');

    // The connector's own memory is lost: it gets the configuration again.
    const guids = await shell.hub.db.query<{ guid: string }>('select guid from connection');
    for (const { guid } of guids) await far.memory.remove('far', guid);
    far.world.edit('Customer', key, { Nm: 'Nytt navn' });
    await ok('sync');
    assert.equal(await crm('name'), 'Nytt navn');

    // Away: the hub says so, keeps its place and goes on when it is back.
    far.state.away = true;
    far.world.edit('Customer', key, { Phone: '99' });
    assert.notEqual((await shell.run('sync')).code, 0);
    far.state.away = false;
    await ok('sync');
    assert.equal(await crm('phone'), '99');

    // Another contract under the same address: it is noticed, and read anew; also by what was open when a check read it too.
    await ok('connection', 'check', 'Far ERP');
    far.state.contract = 1;
    far.world.edit('Customer', key, { Phone: '100' });
    await shell.run('sync');
    await ok('sync');
    assert.equal(await crm('phone'), '100');
    assert.match(await ok('log'), /The connector has changed its contract \(described otherwise: all operations\)/);
  } finally {
    await shell.close();
    await far.close();
  }
});

test('an address that the operator did not list is refused with the remedy', { timeout: 60_000 }, async () => {
  const far = await served();
  const shell = await cliTestHub(sampleErp, {}, 'egress: { allowed: ["127.0.0.1:1"] }\n');
  try {
    const file = join(shell.folder, 'kobling.yaml');
    await writeFile(file, setup(far.url));
    const ran = await shell.run('apply', file);
    assert.equal(ran.code, 1);
    assert.match(ran.out, /is not allowed.*operator\.yaml under egress\.allowed/s);
  } finally {
    await shell.close();
    await far.close();
  }
});
