/** Two windows save the same settings over real HTTP: the second is told, of every form that sends what it was typed over. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let ann: Browser;
let group = 0;
before(async () => {
  fixture = await testHub({ role: 'web' });
  ann = new Browser(fixture.hub);
  await ann.setup(fixture.hub);
  await ann.call('POST /api/settings/groups', { name: 'Sales', members: [] });
  group = (await ann.call('GET /api/settings/groups')).groups[0]?.id ?? 0;
});
after(() => fixture.close());

const save = (body: object) => ann.send('POST', `/api/settings/groups/${group}`, body);
const nameNow = async () => (await ann.call('GET /api/settings/groups')).groups.map(({ name }) => name);

test('what was typed over an older state is refused with its fields, and nothing of it is saved', async () => {
  assert.equal((await save({ name: 'Selling', over: { name: 'Sales' } })).status, 200);
  const late = await save({ name: 'Sold', members: [1], over: { name: 'Sales', members: [] } });
  assert.deepEqual([late.status, codeOf(late)], [409, 'form.changed']);
  assert.deepEqual(Object.keys((late.body as { fields: object }).fields), ['name']);
  assert.deepEqual(await nameNow(), ['Selling']);
  assert.equal((await save({ name: 'Sold', over: { name: 'Selling' } })).status, 200);
  assert.equal((await save({ name: 'Gone', over: 'Sold' })).status, 200, 'what is no such thing is not compared');
});

test('of two at once one is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [before1 = ''] = await nameNow();
    const over = { name: before1 };
    const both = await Promise.all([save({ name: `A${round}`, over }), save({ name: `B${round}`, over })]);
    assert.deepEqual(
      both.map(({ status }) => status).sort((a, b) => a - b),
      [200, 409],
    );
  }
});

test('every form of the pages that edits is compared with what it reads', async () => {
  await ann.call('POST /api/settings/lists', { name: 'size', label: { name: 'Size', others: {} } });
  const label = { name: 'Small', others: {} };
  const { id: item } = await ann.call(
    'POST /api/settings/lists/:list/items',
    { label },
    '/api/settings/lists/size/items',
  );
  await ann.call('POST /api/settings/applications', {
    clientId: 'acme',
    name: 'Acme',
    url: 'https://acme.example/x',
    active: true,
  });
  const { id: selection } = await ann.call('POST /api/selections', { kind: 'company', name: 'S' });
  const { id: connector } = await ann.call('POST /api/settings/sync/connectors', { name: 'M', url: 'plugin://memory' });
  const me = (await ann.call('GET /api/account')).user.id;
  for (const [path, body, over] of [
    [`/api/settings/users/${me}`, { fullName: 'X' }, { fullName: '?' }],
    ['/api/account', { fullName: 'X' }, { fullName: '?' }],
    ['/api/settings/licences', { everyone: true }, { everyone: true }],
    ['/api/settings/applications/acme', { name: 'X' }, { name: '?' }],
    ['/api/settings/lists/size', { label }, { label: { name: '?', others: {} } }],
    [
      `/api/settings/lists/size/items/${item}`,
      { label: { name: 'X', others: {} } },
      { label: { name: '?', others: {} } },
    ],
    [`/api/selections/${selection}`, { name: 'X' }, { name: '?' }],
    ['/api/settings/sync/connectors', { id: connector, name: 'X', url: 'plugin://memory' }, { name: '?' }],
    ['/api/settings/sync/priority', { order: ['crm', 7] }, { order: [7, 'crm'] }],
  ] as const) {
    const answer = await ann.send('POST', path, { ...body, over });
    assert.equal(codeOf(answer), 'form.changed', `${path}: ${JSON.stringify(answer.body)}`);
  }
});
