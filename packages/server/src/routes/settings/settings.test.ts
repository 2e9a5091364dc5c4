/** The routes behind Settings › Quote/Sync › Sync, over a real hub with an ERP in memory that asks for a client and a password. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ConnectionToSave } from '@kobling/contract';
import { sampleErp } from '@kobling/sdk/memory';
import { applySetup, readSetup } from '../../setup-file/index.ts';
import { Browser, codeOf, testHub, type TestHub } from '../../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
let connectorId = 0;
const asked = { rank: 0, description: '', listName: '', defaultValue: '', maxLength: 40 } as const;
const configFields = [
  { ...asked, fieldKey: 'Client', displayName: 'US:"Client";NO:"Klient"', type: 'text', access: 'mandatory' },
  { ...asked, fieldKey: 'Password', displayName: 'Password', type: 'password', access: 'normal' },
  { ...asked, fieldKey: 'Branch', displayName: 'Branch', type: 'integer', access: 'normal', defaultValue: '[I:7]' },
  { ...asked, fieldKey: 'Group', displayName: 'Group', type: 'list', access: 'normal', listName: 'CustGr' },
] as const;
const secret = 'canary-91d2-never-shown';

before(async () => {
  fixture = await testHub({ erp: { ...sampleErp, configFields } });
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
});
after(() => fixture.close());

const draft = (more: Partial<ConnectionToSave> = {}): ConnectionToSave => ({
  connectorId,
  name: 'ERP demo',
  description: '',
  active: false,
  allAccess: true,
  access: [],
  config: { Client: 'Acme', Password: secret, Branch: '7' },
  ...more,
});
const detailOf = (id: number) =>
  page.call('GET /api/settings/sync/connections/:id', undefined, `/api/settings/sync/connections/${id}`);

test('a connector is tried, saved once however often it is sent, and listed with what is installed', async () => {
  const found = await page.call('POST /api/settings/sync/connectors/test', { url: 'plugin://memory' });
  assert.deepEqual(found, { name: 'ERP in memory', operations: null, problems: [], changed: false });
  const wanted = { name: 'Memory', url: 'plugin://memory' };
  const first = await page.call('POST /api/settings/sync/connectors', wanted);
  const again = await page.call('POST /api/settings/sync/connectors', wanted);
  assert.deepEqual(first, { id: again.id, reachable: true });
  connectorId = first.id;
  const unreachable = await page.call('POST /api/settings/sync/connectors', { name: 'Old', url: 'plugin://gone' });
  assert.equal(unreachable.reachable, false);
  const { connectors, installed, priority } = await page.call('GET /api/settings/sync');
  assert.deepEqual(
    connectors.map(({ name, reachable }) => [name, reachable]),
    [
      ['Memory', true],
      ['Old', false],
    ],
  );
  assert.deepEqual(installed, [{ url: 'plugin://memory', name: 'ERP in memory' }]);
  assert.deepEqual(priority, ['crm']);
});

test('the form of a connection: what its connector asks for, with presets, in plain text', async () => {
  const { fields } = await page.call(
    'GET /api/settings/sync/connectors/:id/fields',
    undefined,
    `/api/settings/sync/connectors/${connectorId}/fields`,
  );
  assert.deepEqual(
    fields.map(({ key, type, preset, mandatory }) => [key, type, preset, mandatory]),
    [
      ['Client', 'text', '', true],
      ['Password', 'password', '', false],
      ['Branch', 'integer', '7', false],
      ['Group', 'list', '', false],
    ],
  );
  const list = await page.call('POST /api/settings/sync/connections/list', { ...draft(), list: 'CustGr' });
  assert.deepEqual(
    list.items.map(({ name }) => name),
    ['Retail', 'Wholesale', 'Public'],
  );
});

test('a test that fails names the field; nothing is saved by it', async () => {
  const failed = await page.send('POST', '/api/settings/sync/connections/test', { connectorId, config: {} });
  assert.equal(failed.status, 409);
  assert.deepEqual(Object.keys((failed.body as { fields: object }).fields), ['Client']);
  await page.call('POST /api/settings/sync/connections/test', { connectorId, config: draft().config });
  assert.deepEqual((await page.call('GET /api/settings/sync')).connections, []);
});

test('a new connection sent twice is one; its password never comes back', async () => {
  const guid = randomUUID();
  const saved = await page.call('POST /api/settings/sync/connections', draft({ guid }));
  const again = await page.call('POST /api/settings/sync/connections', draft({ guid }));
  assert.equal(saved.id, again.id);
  const { body } = await page.send('GET', `/api/settings/sync/connections/${saved.id}`);
  assert.ok(!JSON.stringify(body).includes(secret));
  const detail = await detailOf(saved.id);
  assert.deepEqual(detail.config, { Client: 'Acme', Branch: '7' });
  assert.deepEqual(detail.secrets, ['Password']);
  assert.deepEqual(
    detail.reasons.map(({ code }) => code),
    ['activation.nothingMapped'],
  );
});

test('the scope keeps what each may do; a connector in use is not deleted, and says by what it is used', async () => {
  const { connections } = await page.call('GET /api/settings/sync');
  const id = connections[0]?.id ?? 0;
  const { users } = await page.call('GET /api/settings/sync/people');
  const access = [{ kind: 'user' as const, id: users[0]?.id ?? 0, canConnect: true, canCreate: false }];
  await page.call('POST /api/settings/sync/connections', draft({ id, allAccess: false, access }));
  assert.deepEqual((await detailOf(id)).access, access);
  const refused = await page.send('POST', `/api/settings/sync/connectors/${connectorId}/delete`, {});
  assert.equal(codeOf(refused), 'connector.hasConnections');
  assert.match(JSON.stringify(refused.body), /ERP demo/);
});

const mapped = `connectors: [{ name: Memory, url: plugin://memory }, { name: Old, url: plugin://memory }]
connections:
  - name: ERP demo
    connector: Memory
    config: { Client: Acme, Branch: 7 }
    actors: { Customer: { fields: { Nm: { crm: name, sync: both } } } }
`;

test('activated with its reasons; changed while active it is stopped, changed and started again; refused, it stays as it was', async () => {
  const { connections } = await page.call('GET /api/settings/sync');
  const id = connections[0]?.id ?? 0;
  const path = `/api/settings/sync/connections/${id}/active`;
  const refused = await page.call('POST /api/settings/sync/connections/:id/active', { active: true }, path);
  assert.deepEqual([refused.active, refused.reasons.length], [false, 1]);
  const read = readSetup(mapped);
  assert.ok(read.ok, JSON.stringify(read));
  const applied = await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann' });
  assert.ok(applied.ok, JSON.stringify(applied));
  const started = await page.call('POST /api/settings/sync/connections/:id/active', { active: true }, path);
  assert.deepEqual(started, { active: true, reasons: [] });

  const saved = await page.call(
    'POST /api/settings/sync/connections',
    draft({ id, active: true, config: { Client: 'Beta' } }),
  );
  assert.deepEqual([saved.active, saved.reasons], [true, []]);
  assert.equal((await detailOf(id)).config['Client'], 'Beta');
  const bad = await page.send(
    'POST',
    '/api/settings/sync/connections',
    draft({ id, active: true, config: { Client: '' } }),
  );
  assert.equal(codeOf(bad), 'config.invalid');
  assert.equal((await detailOf(id)).active, true);
  const moved = await page.call(
    'POST /api/settings/sync/connections',
    draft({ id, active: true, zone: 'Europe/Oslo', config: { Client: 'Beta' } }),
  );
  assert.deepEqual([moved.active, (await detailOf(id)).zone], [true, 'Europe/Oslo']);
  const nowhere = await page.send('POST', '/api/settings/sync/connections', draft({ id, zone: 'Mars/Base' }));
  assert.equal(nowhere.status, 400);
  assert.match(JSON.stringify(nowhere.body), /zone/);
  const spoken = await page.call(
    'POST /api/settings/sync/connections',
    draft({ id, active: true, culture: 'nb-NO', config: { Client: 'Beta' } }),
  );
  const detail = await detailOf(id);
  assert.deepEqual([spoken.active, detail.culture, detail.zone], [true, 'nb-NO', 'Europe/Oslo']);
  const unheard = await page.send('POST', '/api/settings/sync/connections', draft({ id, culture: 'xx-XX' }));
  assert.equal(codeOf(unheard), 'connection.culture');
  const { cultures } = await page.call('GET /api/settings/sync');
  const bokmal = cultures.find(({ name }) => name === 'nb-NO');
  assert.deepEqual(bokmal, { name: 'nb-NO', number: '1 234,50', date: '31.12.2026' });
  const stopped = await page.call(
    'POST /api/settings/sync/connections',
    draft({ id, active: false, config: { Client: 'Beta' } }),
  );
  assert.equal(stopped.active, false);
});

test('the order of sync, a connection deleted and brought back, a request cancelled', async () => {
  const { connections } = await page.call('GET /api/settings/sync');
  const id = connections[0]?.id ?? 0;
  await page.call('POST /api/settings/sync/priority', { order: ['crm', id] });
  assert.deepEqual((await page.call('GET /api/settings/sync')).priority, ['crm', id]);
  await page.call('POST /api/settings/sync/connections/:id/delete', {}, `/api/settings/sync/connections/${id}/delete`);
  assert.equal((await page.call('GET /api/settings/sync')).connections[0]?.deleted, true);
  await page.call(
    'POST /api/settings/sync/connections/:id/restore',
    {},
    `/api/settings/sync/connections/${id}/restore`,
  );
  assert.equal((await page.call('GET /api/settings/sync')).connections[0]?.deleted, false);
  assert.equal((await page.send('POST', '/api/sync/requests/999/cancel', {})).status, 404);
});
