/** A whole hub with a registered application: both prove who they are, keys change on both sides while it syncs, an impostor gets nothing. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { done } from '@kobling/sdk';
import { memoryConnector, sampleErp } from '@kobling/sdk/memory';
import {
  forgetfulMemory,
  newKeyPair,
  type RegisteredKey,
  type SigningKey,
  signingKeyFrom,
  soapHost,
} from '../../packages/soap/src/index.ts';
import { cliTestHub } from '../../packages/server/src/cli/testing/cli-hub.ts';
import { becomes } from './becomes.ts';

const clientId = '5f0c7e6a';

async function pair(): Promise<{ readonly publicPem: string; readonly own: SigningKey }> {
  const made = await newKeyPair();
  const own = signingKeyFrom(made.privatePem);
  assert.ok(own.status === 'done');
  return { publicPem: made.publicPem, own: own.value };
}

async function served() {
  const connector = memoryConnector({ ...sampleErp, name: 'far', behaviour: { comparesExpected: false } });
  const callers: RegisteredKey[] = [];
  const state = { key: (await pair()).own, calls: [] as string[] };
  const hosted = () =>
    soapHost({
      connectors: [connector],
      memory: forgetfulMemory(),
      hostFor: (_, guid) => ({
        guid,
        stateDir: undefined,
        zone: 'UTC',
        resolvePath: (path) => Promise.resolve(done(path)),
        fetch,
        now: () => new Date(),
        log: () => {},
      }),
      callers: { clientId, keys: async () => done([...callers]), ownKey: async () => done(state.key) },
    });
  let host = hosted();
  const server = createServer((request, response) => {
    const action = String(request.headers.soapaction ?? '');
    if (action !== '') state.calls.push(action.replace(/^.*\/(\w+)"$/, '$1'));
    void host.handle(request, response);
  });
  await new Promise<void>((begun) => {
    server.listen(0, '127.0.0.1', begun);
  });
  const { port } = server.address() as AddressInfo;
  return {
    world: connector.world,
    callers,
    state,
    port,
    /** What it remembers of callers is gone. */
    restart: async () => {
      await host.close();
      host = hosted();
    },
    close: async () => {
      await host.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

const setup = (port: number, pems: readonly string[], more = ''): string => `applications:
  - clientId: "${clientId}"
    name: Far app
    url: http://127.0.0.1:${port}/ErpConnectorWS.svc
${more}    keys:
${pems.map((pem) => `      - pem: |\n${pem.trim().replaceAll(/^/gm, '          ')}`).join('\n')}
connectors: [{ name: Far, url: "app://${clientId}" }]
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

test('a hub and a registered application prove themselves to each other and sync; keys change on both sides', {
  timeout: 120_000,
}, async () => {
  const far = await served();
  const shell = await cliTestHub(sampleErp, {}, `egress: { allowed: ["127.0.0.1:${far.port}"] }\n`);
  const ok = async (...argv: readonly string[]): Promise<string> => {
    const ran = await shell.run(...argv);
    assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
    return ran.out;
  };
  const phone = async (): Promise<string> => {
    const record = JSON.parse(await ok('crm', 'company', 'get', '1', '--json')) as { values: Record<string, string> };
    return record.values.phone ?? '';
  };
  const synced = async (value: string): Promise<void> => {
    far.world.edit('Customer', key, { Phone: value });
    await ok('sync');
    await becomes('the ERP value in the CRM', value, phone);
  };
  const file = join(shell.folder, 'kobling.yaml');
  const apply = async (text: string): Promise<string> => {
    await writeFile(file, text);
    const ran = await shell.run('apply', file);
    return ran.out + ran.err;
  };
  const first = await pair();
  far.state.key = first.own;
  const key = far.world.add('Customer', { Nm: 'Ærlig & Sønn <AS>', Phone: '1', VatNo: 'NO 1' });
  try {
    await ok('crm', 'company', 'create', 'name=Ærlig & Sønn <AS>', 'vatNumber=NO 1');

    // The application does not know the hub's key yet: nothing is set up, and nothing but Authenticate was asked.
    assert.match(
      await apply(setup(far.port, [first.publicPem])),
      /does not let this hub in.*no key that is valid today.*kobling application key/s,
    );
    assert.deepEqual([...new Set(far.state.calls)], ['Authenticate']);
    assert.match(await ok('application'), /No application is registered/);

    far.callers.push({ pem: await ok('application', 'key') });
    assert.match(
      await apply(setup(far.port, [first.publicPem])),
      /Application Far app: added.*Customer by vatNumber: 1 link/s,
    );
    assert.match(await ok('application', 'list'), /5f0c7e6a\s+Far app\s+yes/);
    await ok('sync');
    await becomes('the ERP value in the CRM', '1', phone);
    await ok('crm', 'company', 'set', '1', 'phone=22 33 44 55');
    await ok('sync');
    assert.equal(far.world.value('Customer', key, 'Phone'), '22 33 44 55');

    // The hub's key changes: the next one is known there before it signs, and the old one is forgotten after.
    const [, next] = (await ok('application', 'key', '--next')).split(/(?<=-----END PUBLIC KEY-----)\n/);
    far.callers.push({ pem: next ?? '' });
    await synced('2');
    assert.equal((await ok('application', 'key', '--use-next')).trim(), next?.trim());
    far.callers.splice(0, 1);
    await synced('3');
    assert.equal((await shell.run('application', 'key', '--use-next')).code, 1);

    // The application's key changes: both are registered here while it does.
    const second = await pair();
    await apply(setup(far.port, [first.publicPem, second.publicPem]));
    far.state.key = second.own;
    await synced('4');
    await apply(setup(far.port, [second.publicPem]));
    await synced('5');

    // Secrets get another key-encryption key: the hub's own key goes with them.
    await ok('keys', 'rotate');
    await apply(setup(far.port, [second.publicPem, first.publicPem]));
    await synced('6');

    // What the hub writes as a set-up file says the same.
    assert.match(await apply(await ok('export')), /Nothing to change/);

    // Somebody else at the address of the application: the hub says so, and no value leaves it.
    far.state.key = (await pair()).own;
    await far.restart();
    far.state.calls.length = 0;
    await ok('crm', 'company', 'set', '1', 'phone=secret');
    const refused = await shell.run('sync');
    assert.notEqual(refused.code, 0);
    assert.match(refused.out + refused.err, /did not prove that it is that application/);
    assert.ok(far.state.calls.includes('Authenticate') && !far.state.calls.includes('WSSaveActors'));
    far.state.key = second.own;
    await ok('sync');
    assert.equal(far.world.value('Customer', key, 'Phone'), 'secret');

    // Taken back: it is not called any more.
    assert.match(
      await apply(setup(far.port, [second.publicPem], '    active: false\n')),
      /inactive, so that it is not called/,
    );
  } finally {
    await shell.close();
    await far.close();
  }
});

test('an application that nobody registered, a private key, a key that is none: refused with the line', {
  timeout: 60_000,
}, async () => {
  const shell = await cliTestHub(sampleErp);
  const { privatePem, publicPem } = await newKeyPair();
  const file = join(shell.folder, 'kobling.yaml');
  const refused = async (text: string): Promise<string> => {
    await writeFile(file, text);
    const ran = await shell.run('apply', file);
    assert.equal(ran.code, 1);
    return ran.out + ran.err;
  };
  try {
    const without = setup(1, ['x']).replace(/^applications:[^]*?(?=^connectors:)/m, '');
    assert.match(await refused(without), /No application is registered under the client id "5f0c7e6a"/);
    assert.match(await refused(setup(1, [privatePem])), /This is a private key/);
    assert.match(await refused(setup(1, ['x'])), /no public key in PEM form/);
    assert.match(await refused(setup(1, ['x']).replace('http://', 'app://')), /is no address of a service/);
    // The address of an application is no way around what the operator allows.
    assert.match(await refused(setup(1, [publicPem])), /is not allowed.*operator\.yaml under egress\.allowed/s);

    // Registered alone, with its days: listed and written out as it was said.
    const days = `from: 2026-01-01\n        until: 2027-12-31\n`;
    const alone = setup(1, [publicPem]).replace(/^connectors:[^]*/m, `        ${days}`);
    await writeFile(file, alone);
    assert.equal((await shell.run('apply', file)).code, 0);
    assert.match(
      (await shell.run('application')).out,
      /Far app +yes +[\w-]{8} to 2027-12-31 +http:\/\/127\.0\.0\.1:1\//,
    );
    assert.match((await shell.run('export')).out, /from: "?2026-01-01"?\s+until: "?2027-12-31"?/);
  } finally {
    await shell.close();
  }
});
