import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { type KnownRoute, routes } from '@kobling/contract';
import { createPasswords } from '../auth/passwords.ts';
import { Browser, cheapPasswords, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';
import { errorTable } from './errors.ts';

let fixture: TestHub;
let clockMs = Date.now();
const administrator = { name: 'ann', password: 'four gulls over the quay' };
const user = { name: 'bob', password: 'nine herons by the weir' };

before(async () => {
  fixture = await testHub({ role: 'web', now: () => new Date(clockMs) });
});
after(() => fixture.close());

const addUser = async (): Promise<void> => {
  const hash = await createPasswords(cheapPasswords).hash(user.password);
  await fixture.hub.db.run(
    `insert into app_user (name, password_hash, licensed) values ('bob', $1, true) on conflict do nothing`,
    [hash],
  );
};
const loggedIn = async (who: { name: string; password: string }): Promise<Browser> => {
  const browser = new Browser(fixture.hub);
  const answer = await browser.login(who.name, who.password);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return browser;
};

test('the one-time link makes the first administrator, once', async () => {
  const browser = new Browser(fixture.hub);
  const before1 = await browser.call('GET /api/session');
  assert.equal(before1.needsSetup, true);
  assert.equal(before1.user, null);
  const older = new URL((await fixture.hub.newSetupLink()) ?? '').searchParams.get('token');
  const link = new URL((await fixture.hub.newSetupLink()) ?? '');
  assert.equal(link.pathname, '/setup');
  const token = link.searchParams.get('token') ?? '';
  const setup = async (part: object) =>
    await browser.send('POST', '/api/setup', { token, fullName: 'Ann', ...administrator, ...part });

  assert.equal(codeOf(await setup({ token: 'guess' })), 'setupLinkInvalid');
  assert.equal(codeOf(await setup({ token: older })), 'setupLinkInvalid');
  assert.equal(codeOf(await setup({ password: 'password1234' })), 'weakPassword');
  const short = await setup({ password: 'short' });
  assert.equal(codeOf(short), 'badRequest');
  assert.doesNotMatch(JSON.stringify(short.body), /"short"/);
  clockMs += 25 * 3_600_000;
  assert.equal(codeOf(await setup({})), 'setupLinkInvalid', 'after 24 hours');
  clockMs -= 25 * 3_600_000;

  const both = await Promise.all([setup({}), setup({ name: 'eve' })]);
  assert.equal(both.filter((answer) => answer.status === 200).length, 1);
  assert.equal(codeOf(await setup({ name: 'zoe' })), 'setupDone');
  assert.equal(await fixture.hub.newSetupLink(), undefined);
  const [first, ...others] = await fixture.hub.db.query<{ name: string }>(
    `select name from app_user where role = 'administrator'`,
  );
  assert.deepEqual(others, []);
  const again = await setup({ name: first?.name });
  assert.equal(again.status, 200, 'who did not hear the answer is let in');
  assert.equal(codeOf(await setup({ name: first?.name, password: 'some other long words' })), 'setupDone');
  assert.equal(codeOf(await setup({ name: first?.name, token: older })), 'setupDone');
  const made = `select count(*)::int as n from audit where action = 'first administrator'`;
  assert.deepEqual(await fixture.hub.db.query(made), [{ n: 1 }]);
  await fixture.hub.db.run(`update app_user set name = 'ann' where role = 'administrator'`);
  await addUser();
});

test('the cookie is out of reach of scripts and other sites, and changes at every log-in', async () => {
  const browser = new Browser(fixture.hub);
  const first = await browser.login(administrator.name, administrator.password);
  const cookie = first.headers.getSetCookie()[0] ?? '';
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
  const old = browser.cookie;
  await browser.login('ANN', administrator.password);
  assert.notEqual(browser.cookie, old);
  const before1 = new Browser(fixture.hub);
  before1.cookie = old;
  assert.equal((await before1.call('GET /api/session')).user, null, 'the old one is over');
  assert.equal((await browser.call('GET /api/session')).user?.name, 'ann');
  assert.doesNotMatch(
    JSON.stringify(await fixture.hub.db.query('select * from session')),
    new RegExp(browser.cookie.slice(20)),
  );
});

/** A request to each route that is understood as far as the gate; what lies behind may refuse in its own words. */
const pathOf = (key: KnownRoute): string => routes[key].path.replace(/:\w+/g, '999999');
const bodies: Partial<Record<KnownRoute, object>> = {
  'POST /api/sync/running': { running: true },
  'POST /api/sync/interval': { intervalMs: 10_000 },
  'POST /api/session/language': { language: 'no' },
};

test('S8: every route is open to those whom it names, and to nobody else', async () => {
  const callers = {
    nobody: new Browser(fixture.hub),
    user: await loggedIn(user),
    administrator: await loggedIn(administrator),
  };
  for (const key of Object.keys(routes) as KnownRoute[]) {
    const spec = routes[key];
    // The stream does not end, and log-out ends the session that the others need: each has a test of its own.
    if (key === 'GET /api/events' || key === 'POST /api/logout') continue;
    for (const [who, browser] of Object.entries(callers)) {
      const { status } = await browser.send(
        spec.method,
        pathOf(key),
        spec.method === 'POST' ? (bodies[key] ?? {}) : undefined,
      );
      const expected =
        who === 'nobody'
          ? spec.right === 'public'
            ? 'open'
            : 401
          : who === 'user' && spec.right === 'administrator'
            ? 403
            : 'open';
      if (expected === 'open')
        assert.ok(![401, 403, 500].includes(status) || key === 'POST /api/setup', `${key} as ${who}: ${status}`);
      else assert.equal(status, expected, `${key} as ${who}`);
    }
  }
  assert.equal((await callers.nobody.send('GET', '/api/events')).status, 401);
  assert.equal((await callers.nobody.send('GET', '/api/nothing')).status, 404);
});

test('a change without the csrf value, or from another site, is refused', async () => {
  const browser = await loggedIn(administrator);
  const { csrf } = browser;
  browser.csrf = '';
  assert.equal(codeOf(await browser.send('POST', '/api/sync/running', { running: true })), 'csrf');
  browser.csrf = 'guess';
  assert.equal(codeOf(await browser.send('POST', '/api/sync/running', { running: true })), 'csrf');
  browser.csrf = csrf;
  assert.equal(
    codeOf(await browser.send('POST', '/api/sync/running', { running: true }, { origin: 'https://evil.example' })),
    'crossSite',
  );
  assert.equal(codeOf(await browser.send('POST', '/api/login', user, { 'sec-fetch-site': 'cross-site' })), 'crossSite');
  assert.equal((await browser.send('POST', '/api/sync/running', { running: true })).status, 200);
});

test('a session ends at log-out, idle after 8 hours, and for good after 7 days', async () => {
  const start = clockMs;
  const leaving = await loggedIn(user);
  const copy = leaving.cookie;
  await leaving.call('POST /api/logout');
  leaving.cookie = copy;
  assert.equal((await leaving.call('GET /api/session')).user, null);

  const idle = await loggedIn(user);
  clockMs += 8 * 3_600_000 - 60_000;
  assert.notEqual((await idle.call('GET /api/session')).user, null);
  clockMs += 8 * 3_600_000 + 1;
  assert.equal((await idle.call('GET /api/session')).user, null);

  const busy = await loggedIn(user);
  for (let hours = 7; hours < 7 * 24; hours += 7) {
    clockMs += 7 * 3_600_000;
    assert.notEqual((await busy.call('GET /api/session')).user, null, `after ${hours} hours`);
  }
  clockMs += 7 * 3_600_000;
  assert.equal((await busy.call('GET /api/session')).user, null);
  clockMs = start;
});

test('five wrong passwords lock the name from that address for a while, and nobody else', async () => {
  const start = clockMs;
  const browser = new Browser(fixture.hub);
  for (let attempt = 0; attempt < 5; attempt++) {
    assert.equal(codeOf(await browser.login(user.name, 'wrong')), 'loginFailed');
  }
  assert.equal(codeOf(await browser.login(user.name, user.password)), 'loginLocked');
  assert.equal(codeOf(await browser.login('BOB', user.password)), 'loginLocked');
  assert.equal((await browser.login(administrator.name, administrator.password)).status, 200);
  const elsewhere = await fixture.hub.db.query(`select 1 from login_failure where address <> '127.0.0.1'`);
  assert.equal(elsewhere.length, 0);
  await fixture.hub.db.run(`update login_failure set address = '203.0.113.9'`);
  assert.equal(
    (await browser.login(user.name, user.password)).status,
    200,
    'guesses elsewhere do not lock the owner out',
  );
  clockMs += 16 * 60_000;
  assert.equal((await browser.login(user.name, user.password)).status, 200);
  clockMs = start;
});

test('a wrong name and a wrong password read the same', async () => {
  const browser = new Browser(fixture.hub);
  const [unknown, wrong] = [await browser.login('nobody', 'x'), await browser.login(administrator.name, 'x')];
  assert.deepEqual(unknown.body, wrong.body);
  assert.equal(unknown.status, wrong.status);
});

test('another host name is refused: a name that resolves to this machine is no key to it', async () => {
  const { port } = new URL(fixture.hub.url ?? '');
  const statusFor = async (host: string): Promise<number> =>
    await new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port, path: '/api/session', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end();
    });
  assert.equal(await statusFor(`evil.example:${port}`), 421);
  assert.equal(await statusFor('127.0.0.1.evil.example'), 421);
  assert.equal(await statusFor(`localhost:${port}`), 200);
  assert.equal(await statusFor('[::1]'), 200);
});

test('every answer says how it may be used, and errors say what to do', async () => {
  const browser = new Browser(fixture.hub);
  const page = await browser.send('GET', '/sync/log?x=1');
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  const answer = await browser.send('GET', '/api/sync/overview');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.deepEqual(Object.keys(answer.body as object).sort(), ['code', 'message', 'remedy']);
  for (const [code, row] of Object.entries(errorTable)) {
    assert.match(row.message, /[.]$/, code);
    assert.match(row.remedy, /[.]$/, code);
  }
});

test('malformed, huge and foreign bodies are refused with a code', async () => {
  const browser = await loggedIn(administrator);
  assert.equal(codeOf(await browser.send('POST', '/api/sync/interval', '{ no json')), 'badRequest');
  assert.equal(codeOf(await browser.send('POST', '/api/sync/interval', { intervalMs: 1 })), 'badRequest');
  assert.equal(
    codeOf(await browser.send('POST', '/api/sync/interval', { intervalMs: 'x'.repeat(2_000_000) })),
    'tooLarge',
  );
  assert.equal(
    codeOf(await browser.send('POST', '/api/sync/interval', 'a=b', { 'content-type': 'text/plain' })),
    'badRequest',
  );
  assert.equal(
    codeOf(await browser.send('POST', '/api/sync/interval', '<a/>', { 'content-type': 'application/xml' })),
    'mediaType',
  );
  assert.equal(codeOf(await browser.send('GET', '/api/sync/log?limit=100000')), 'badRequest');
  assert.equal(codeOf(await browser.send('GET', '/api/sync/requests/abc')), 'badRequest');
  assert.equal(codeOf(await browser.send('GET', '/api/sync/requests/999999')), 'notFound');
  assert.equal(codeOf(await browser.send('GET', '/..%2f..%2fetc/passwd')), undefined);
});

test('the command line’s token opens its own routes only; an API token is its user', async () => {
  const browser = new Browser(fixture.hub);
  const { createHash } = await import('node:crypto');
  const token = 'a-token-shown-once';
  const sql = `insert into api_token (user_id, name, hash, expires_at) select id, 'script', $1, $2 from app_user where name = 'bob'`;
  await fixture.hub.db.run(sql, [createHash('sha256').update(token).digest(), new Date(clockMs + 60_000)]);
  const asToken = { authorization: `Bearer ${token}` };
  assert.equal((await browser.send('GET', '/api/sync/overview', undefined, asToken)).status, 200);
  assert.equal((await browser.send('POST', '/api/sync/running', { running: true }, asToken)).status, 403);
  assert.equal(
    (await browser.send('GET', '/api/sync/overview', undefined, { authorization: 'Bearer wrong' })).status,
    401,
  );
  clockMs += 61_000;
  assert.equal((await browser.send('GET', '/api/sync/overview', undefined, asToken)).status, 401);
});

test('S3: no password, token or key of this run stands in the log', () => {
  const text = fixture.lines.join('');
  for (const secret of [administrator.password, user.password, 'token=', new URL(fixture.databaseUrl).password]) {
    assert.equal(text.includes(secret), false, secret);
  }
});
