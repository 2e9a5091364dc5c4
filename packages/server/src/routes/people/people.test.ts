/** People over HTTP: a user from the one-time link to the end of the last session, and what tokens and links may not do. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, codeOf, testHub, type TestHub } from '../../testing/test-hub.ts';

let fixture: TestHub;
let ann: Browser;
const chosen = 'nine herons by the weir';
before(async () => {
  fixture = await testHub({ role: 'web' });
  ann = new Browser(fixture.hub);
  await ann.setup(fixture.hub);
});
after(() => fixture.close());

const wish = { fullName: 'Bob Berg', email: '', role: 'user', licensed: false, language: 'no', groups: [] } as const;
const linkOf = (path: string): string => new URL(path, 'http://hub').searchParams.get('token') ?? '';

test('a user is made, chooses a password through the link, is changed, and is out when deactivated', async () => {
  const { user, link } = await ann.call('POST /api/settings/users', { name: 'bob', ...wish });
  assert.equal(codeOf(await ann.send('POST', '/api/settings/users', { name: 'BOB', ...wish })), 'user.exists');
  const token = linkOf(link?.path ?? '');
  const bob = new Browser(fixture.hub);
  assert.deepEqual(await bob.call('POST /api/welcome/whose', { token }), { name: 'bob' });
  assert.equal(
    codeOf(await bob.send('POST', '/api/welcome', { token, password: 'welcomewelcome1' })),
    'user.weakPassword',
  );
  const session = await bob.call('POST /api/welcome', { token, password: chosen });
  bob.csrf = session.csrf ?? '';
  assert.deepEqual([session.user?.name, session.language], ['bob', 'no']);
  const used = await new Browser(fixture.hub).send('POST', '/api/welcome', { token, password: chosen });
  assert.equal(codeOf(used), 'user.linkInvalid');
  assert.equal((await bob.call('GET /api/account')).user.fullName, 'Bob Berg');
  assert.equal(codeOf(await bob.send('GET', '/api/settings/users')), 'forbidden');

  const path = `/api/settings/users/${user.id}`;
  await ann.call('POST /api/settings/users/:id', { licensed: true }, path);
  assert.equal((await ann.call('GET /api/settings/licences')).used, 2);
  const { sessions } = await ann.call('GET /api/settings/users/:id/sessions', undefined, `${path}/sessions`);
  assert.deepEqual(
    sessions.map(({ isThis }) => isThis),
    [false],
  );
  await ann.call('POST /api/settings/users/:id', { active: false }, path);
  assert.equal((await bob.call('GET /api/session')).user, null);
  assert.equal(codeOf(await bob.login('bob', chosen)), 'loginFailed');
  await ann.call('POST /api/settings/users/:id', { active: true }, path);
  assert.equal((await bob.login('bob', chosen)).status, 200);
  assert.equal((await ann.call('GET /api/settings/trail')).entries[0]?.action, 'user.change');
});

test('the last administrator keeps the role, over HTTP too', async () => {
  const me = (await ann.call('GET /api/account')).user.id;
  const answer = await ann.send('POST', `/api/settings/users/${me}`, { role: 'user' });
  assert.deepEqual([answer.status, codeOf(answer)], [409, 'user.lastAdministrator']);
});

test('a token works at once, cannot make another, and is nothing after it was revoked', async () => {
  const { id, token } = await ann.call('POST /api/account/tokens', { name: 'nightly', scope: 'settings', days: 30 });
  const script = new Browser(fixture.hub);
  const asToken = { authorization: `Bearer ${token}` };
  assert.equal((await script.send('GET', '/api/settings/users', undefined, asToken)).status, 200);
  const more = await script.send('POST', '/api/account/tokens', { name: 'x', scope: 'read', days: 1 }, asToken);
  assert.deepEqual([more.status, codeOf(more)], [403, 'personOnly']);
  const [shown] = (await ann.call('GET /api/settings/tokens')).tokens;
  assert.deepEqual([shown?.owner, shown?.name, shown?.scope], ['ann', 'nightly', 'settings']);
  assert.notEqual(shown?.usedAt, null);
  await ann.call('POST /api/account/tokens/:id/revoke', {}, `/api/account/tokens/${id}/revoke`);
  assert.equal((await script.send('GET', '/api/settings/users', undefined, asToken)).status, 401);
});

test('a new password ends the other browsers; the old one is needed for it', async () => {
  const other = new Browser(fixture.hub);
  await other.login('ann', 'four gulls over the quay');
  const wrong = await ann.send('POST', '/api/account/password', { old: 'guess', password: chosen });
  assert.equal(codeOf(wrong), 'user.wrongPassword');
  assert.equal((await ann.call('GET /api/account/sessions')).sessions.length, 2);
  await ann.call('POST /api/account/password', { old: 'four gulls over the quay', password: chosen });
  assert.equal((await other.call('GET /api/session')).user, null);
  assert.notEqual((await ann.call('GET /api/session')).user, null);
});

test('without the site’s licence automatic sync cannot be turned on, and the sentence says which is missing', async () => {
  await ann.call('POST /api/settings/licences', { site: false });
  assert.equal((await ann.call('GET /api/sync/overview')).running, false);
  const answer = await ann.send('POST', '/api/sync/running', { running: true });
  assert.deepEqual([answer.status, codeOf(answer)], [403, 'site.noLicence']);
  await ann.call('POST /api/settings/licences', { site: true });
  assert.equal((await ann.call('GET /api/sync/overview')).running, true);
});

test('lists and applications, and no key of the hub but its public half', async () => {
  await ann.call('POST /api/settings/lists', { name: 'colour', label: { name: 'Colour', others: { no: 'Farge' } } });
  const path = '/api/settings/lists/colour/items';
  const red = await ann.call('POST /api/settings/lists/:list/items', { label: { name: 'Red', others: {} } }, path);
  await ann.call('POST /api/settings/lists/:list/items/:id', { hidden: true }, `${path}/${red.id}`);
  const { items } = await ann.call('GET /api/settings/lists/:list/items', undefined, path);
  assert.deepEqual(items, [{ ...red, hidden: true }]);
  const { lists } = await ann.call('GET /api/settings/lists');
  assert.deepEqual(lists.find(({ name }) => name === 'colour')?.label, { name: 'Colour', others: { no: 'Farge' } });
  const app = { clientId: 'acme', name: 'Acme', url: 'https://erp.example/ws', active: true };
  await ann.call('POST /api/settings/applications', app);
  await ann.call('POST /api/settings/hub-key', { wish: 'next' });
  const { applications, hubKeys } = await ann.call('GET /api/settings/applications');
  assert.deepEqual(applications, [{ ...app, keys: [] }]);
  assert.deepEqual(
    hubKeys.map(({ state }) => state),
    ['current', 'next'],
  );
  assert.doesNotMatch(JSON.stringify(hubKeys), /PRIVATE/);
});

test('S3: no password, token or link stands in the log or the trail', async () => {
  const { link } = await ann.call('POST /api/settings/users', { name: 'eve', ...wish });
  const told = fixture.lines.join('') + JSON.stringify(await ann.call('GET /api/settings/trail'));
  for (const secret of [chosen, linkOf(link?.path ?? ''), 'kobling_']) assert.equal(told.includes(secret), false);
});
