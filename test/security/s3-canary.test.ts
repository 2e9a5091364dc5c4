/**
 * S3: canary secrets are planted wherever the hub keeps one; then everything is asked, rightly and wrongly, and nothing
 * that comes out may hold one: answers of every route and every method that reads, errors, log, export, backup, bundles.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type KnownRoute, routes } from '@kobling/contract';
import type { FieldMetadata } from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { writeBackup } from '@kobling/store';
import { agents, agentsPath } from '../../packages/server/src/agents/index.ts';
import { hubWithPeople, people } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { exportSetup } from '../../packages/server/src/setup-file/index.ts';
import { Browser, type TestHub } from '../../packages/server/src/testing/test-hub.ts';

const canary = {
  password: 'canary-of-the-connection-4711',
  metrics: 'canary-of-the-monitor-0815',
  openid: 'canary-of-the-provider-2342',
};
let fixture: TestHub;
let admin: Browser;
const secrets: string[] = [...Object.values(canary), ...Object.values(people)];
let connectionId = 0;

const secretField: FieldMetadata = {
  fieldKey: 'Secret',
  type: 'password',
  displayName: 'Secret',
  description: '',
  defaultValue: '',
  listName: '',
  maxLength: 0,
  access: 'normal',
} as unknown as FieldMetadata;

before(async () => {
  fixture = await hubWithPeople({
    erp: { ...sampleErp, configFields: [secretField] } as unknown as typeof sampleErp,
    operatorFile:
      'metrics: { token: { env: M } }\negress: { allowed: ["127.0.0.1:1"] }\nopenid: { issuer: "http://127.0.0.1:1", clientId: c, clientSecret: { env: O } }\n',
    env: { M: canary.metrics, O: canary.openid },
  });
  const { hub } = fixture;
  admin = new Browser(hub);
  await admin.login('ann', people.ann);
  await hub.db.run(`insert into connector (name, url) values ('Memory', 'plugin://memory')`);
  const [row] = await hub.db.query<{ id: number }>(
    `insert into connection (connector_id, name) select id, 'ERP demo' from connector returning id`,
  );
  connectionId = row?.id ?? 0;
  await hub.db.run('insert into connection_config (connection_id, field_key, secret) values ($1, $2, $3)', [
    connectionId,
    'Secret',
    await hub.secrets.sealConfig(connectionId, 'Secret', 1, canary.password),
  ]);
  // Opened once, as a cycle does: from here on it is in memory too.
  assert.deepEqual((await hub.secrets.openConfig(connectionId)).status, 'done');
  const made = await admin.call('POST /api/webhooks', { name: 'x', url: 'http://127.0.0.1:1/', events: ['failure'] });
  secrets.push(made.secret, made.secret.slice('whsec_'.length));
  secrets.push(admin.cookie.split('=')[1] ?? '');
});
after(() => fixture.close());

/** As it is, and in the forms in which it might slip through. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret, 'utf8').toString('base64'),
  Buffer.from(secret, 'utf8').toString('hex'),
];
function clean(text: string, where: string): void {
  for (const secret of secrets)
    for (const form of formsOf(secret))
      assert.equal(text.includes(form), false, `${where} holds ${secret.slice(0, 12)}…`);
}

test('S3: no route that reads answers a secret, with ids that are there and with ones that are not', async () => {
  let asked = 0;
  for (const key of Object.keys(routes) as KnownRoute[]) {
    const { method, path } = routes[key];
    if (method !== 'GET' || key === 'GET /api/events') continue;
    for (const id of ['1', '999999', 'x']) {
      const answer = await admin.send('GET', path.replace(/:kind/g, 'company').replace(/:\w+/g, id));
      clean(
        JSON.stringify([answer.body, [...answer.headers].filter(([name]) => name !== 'set-cookie')]),
        `${key} ${id}`,
      );
      asked += 1;
      if (!path.includes(':')) break;
    }
  }
  for (const path of ['/metrics', '/api/health', '/api/openapi.json', '/api/openid/start', '/', '/api/nothing'])
    clean(JSON.stringify((await admin.send('GET', path)).body), path);
  assert.ok(asked > 20);
});

test('S3: no method of the vendor’s API answers a secret: a connection’s password never leaves', async () => {
  const id = connectionId;
  const body = {
    ErpConnectionId: id,
    ConnectionId: id,
    ErpConnectorId: 1,
    ConnectorId: 1,
    Id: id,
    EntityId: 1,
    EntityIdentity: 1,
    ConnectorKey: 1,
    ErpConnectionEntityId: id,
    IncludeDeleted: true,
    ActorType: 'Customer',
    ErpActorType: 'Customer',
    CrmActorType: 'Contact',
  };
  const headers = { authorization: `Basic ${Buffer.from(`ann:${people.ann}`).toString('base64')}` };
  let reading = 0;
  let good = 0;
  for (const [agent, methods] of Object.entries(agents)) {
    for (const [name, { reads }] of Object.entries(methods)) {
      if (!reads) continue;
      for (const given of [body, {}, { ...body, ErpConnectionId: 'wrong', ConnectionId: 'wrong' }]) {
        const answer = await admin.send('POST', `${agentsPath}/${agent}/${name}`, given, headers);
        clean(JSON.stringify(answer.body), `${agent}/${name}`);
        if (answer.status === 200) good += 1;
      }
      reading += 1;
    }
  }
  assert.ok(reading > 20 && good > 10, `${reading} methods, ${good} good answers`);
  const connection = await admin.send('POST', `${agentsPath}/ErpSync/GetConnection`, body, headers);
  assert.equal(connection.status, 200, JSON.stringify(connection.body));
});

test('S3: errors do not repeat what was sent', async () => {
  for (const [path, body] of [
    ['/api/login', { name: 'ann', password: canary.password, more: canary.metrics }],
    ['/api/login', { name: 'ann', password: `${canary.password}${'x'.repeat(300)}` }],
    ['/api/login', `{ "password": "${canary.password}"`],
    ['/api/setup', { token: canary.password, name: 'x', fullName: 'x', password: canary.metrics }],
    ['/api/account/password', { current: canary.password, next: canary.metrics }],
    ['/api/webhooks', { name: 'x', url: 'http://127.0.0.1:2/', events: [canary.password] }],
  ] as const)
    clean(JSON.stringify((await admin.send('POST', path, body)).body), path);
});

test('S3: neither the set-up as a file nor a backup, read as clear text, holds one', async () => {
  clean(await exportSetup(fixture.hub), 'kobling export');
  const lines: string[] = [];
  await writeBackup(fixture.hub.db, new Date(0), async (line) => void lines.push(line));
  clean(lines.join('\n'), 'the backup');
  assert.ok(lines.length > 5);
});

test('S3: no bundle of the pages, and no line of the log, holds one', async () => {
  const dist = new URL('../../packages/web/dist', import.meta.url).pathname;
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) clean(await readFile(join(entry.parentPath, entry.name), 'utf8'), entry.name);
  assert.ok(fixture.lines.length > 10);
  clean(fixture.lines.join(''), 'the log');
});
