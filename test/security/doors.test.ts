/** Who gets in, and how far: guesses, stolen cookies, other people's things, and a right on every door (S6, S8). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type KnownRoute, routes } from '@kobling/contract';
import { agents } from '../../packages/server/src/agents/index.ts';
import { hubWithPeople, people } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { mostSpread, spreadPauseMs } from '../../packages/server/src/auth/lock-out.ts';
import { Browser, codeOf, type TestHub } from '../../packages/server/src/testing/test-hub.ts';

let fixture: TestHub;
let clockMs = Date.now();
before(async () => {
  // A proxy that is believed: so a test can come from any address.
  fixture = await hubWithPeople({
    role: 'web',
    operatorFile: 'trustedProxies: [127.0.0.1]\n',
    now: () => new Date(clockMs),
  });
});
after(() => fixture.close());

const from = async (address: string, name: string, password: string) =>
  await new Browser(fixture.hub).send('POST', '/api/login', { name, password }, { 'x-forwarded-for': address });
const loggedIn = async (name: keyof typeof people): Promise<Browser> => {
  const browser = new Browser(fixture.hub);
  assert.equal((await browser.login(name, people[name])).status, 200);
  return browser;
};

test('after repeated wrong passwords that name is refused from that address, and nobody else is', async () => {
  for (let guess = 0; guess < 5; guess++)
    assert.equal(codeOf(await from('203.0.113.7', 'bob', `wrong ${guess}`)), 'loginFailed');
  assert.equal(codeOf(await from('203.0.113.7', 'bob', people.bob)), 'loginLocked');
  assert.equal((await from('203.0.113.7', 'ann', people.ann)).status, 200, 'another name from there');
  assert.equal((await from('198.51.100.9', 'bob', people.bob)).status, 200, 'the same name from elsewhere');
  clockMs += 16 * 60_000;
  assert.equal((await from('203.0.113.7', 'bob', people.bob)).status, 200, 'nothing is locked for good');
});

test('guesses spread over many addresses slow down that one name for strangers, not its owner, not others', async () => {
  assert.equal((await from('192.0.2.1', 'eve', people.eve)).status, 200, 'her own address');
  for (let guess = 0; guess < mostSpread; guess++)
    assert.equal(codeOf(await from(`10.1.${guess}.1`, 'eve', 'wrong')), 'loginFailed');
  assert.equal(codeOf(await from('10.2.0.1', 'eve', 'wrong')), 'loginLocked', 'one more stranger');
  assert.equal((await from('192.0.2.1', 'eve', people.eve)).status, 200, 'from where she came before');
  assert.equal((await from('10.2.0.1', 'bob', people.bob)).status, 200, 'another name');
  clockMs += spreadPauseMs;
  assert.equal(codeOf(await from('10.2.0.2', 'eve', 'wrong')), 'loginFailed', 'one attempt in ten seconds');
  assert.equal(codeOf(await from('10.2.0.3', 'eve', people.eve)), 'loginLocked');
  clockMs += spreadPauseMs;
  assert.equal((await from('10.2.0.3', 'eve', people.eve)).status, 200);
  clockMs += 16 * 60_000;
});

test('an address in a header of somebody who is no proxy counts for nothing', async () => {
  const plain = await hubWithPeople({ role: 'web' });
  try {
    const guess = async (address: string, password: string) =>
      await new Browser(plain.hub).send(
        'POST',
        '/api/login',
        { name: 'bob', password },
        { 'x-forwarded-for': address },
      );
    for (let count = 0; count < 5; count++) await guess(`10.0.0.${count}`, 'wrong');
    assert.equal(codeOf(await guess('10.9.9.9', people.bob)), 'loginLocked');
  } finally {
    await plain.close();
  }
});

/** Everything in the database that a person could change. */
async function state(): Promise<string> {
  const { db } = fixture.hub;
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    // A request counts as use of its session.
    const rows = await db.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    parts.push(`${name} ${JSON.stringify(name === 'session' ? rows.length : rows)}`);
  }
  return parts.join('\n');
}

test('a stolen session cookie without the CSRF token changes nothing, on any route', async () => {
  const { cookie } = await loggedIn('ann');
  const thief = new Browser(fixture.hub);
  thief.cookie = cookie;
  const before1 = await state();
  for (const key of Object.keys(routes) as KnownRoute[]) {
    const { method, path, right } = routes[key];
    if (method !== 'POST' || right === 'public') continue;
    for (const headers of [{}, { 'x-kobling-csrf': 'guess' }]) {
      const answer = await thief.send('POST', path.replace(/:kind/g, 'company').replace(/:\w+/g, '1'), {}, headers);
      assert.equal(codeOf(answer), 'csrf', key);
    }
  }
  for (const [agent, methods] of Object.entries(agents)) {
    for (const [name, { reads }] of Object.entries(methods)) {
      if (reads) continue;
      const answer = await thief.send('POST', `/api/v1/Agents/${agent}/${name}`, {});
      assert.ok(answer.status === 401 || answer.status === 403, `${agent}/${name}: ${answer.status}`);
    }
  }
  assert.equal(await state(), before1);
});

test('S6: what is another’s is answered as what is not there', async () => {
  const { db } = fixture.hub;
  const ann = await loggedIn('ann');
  const bob = await loggedIn('bob');
  await ann.send('POST', '/api/account/tokens', { name: 'script', scope: 'read' });
  await db.run(
    `insert into api_token (user_id, name, hash, scope) select id, 'of ann', '\\x01', 'read' from app_user where name = 'ann'`,
  );
  const [token] = await db.query<{ id: number }>(`select id from api_token where name = 'of ann'`);
  const [session] = await db.query<{ no: number }>(
    `select no from session s join app_user u on u.id = s.user_id where u.name = 'ann' limit 1`,
  );
  for (const [theirs, none] of [
    [`/api/account/tokens/${token?.id}/revoke`, '/api/account/tokens/999999/revoke'],
    [`/api/account/sessions/${session?.no}/end`, '/api/account/sessions/999999/end'],
  ] as const) {
    const [one, other] = [await bob.send('POST', theirs, {}), await bob.send('POST', none, {})];
    assert.deepEqual([one.status, codeOf(one)], [other.status, codeOf(other)], theirs);
    assert.equal(one.status, 404, theirs);
  }
  assert.equal((await db.query(`select 1 from api_token where name = 'of ann'`)).length, 1);
  assert.notEqual((await ann.call('GET /api/session')).user, null);
});

test('S8: every door declares whom it is for, and a stranger gets through the public ones only', async () => {
  const stranger = new Browser(fixture.hub);
  const open: string[] = [];
  for (const key of Object.keys(routes) as KnownRoute[]) {
    const { method, path, right } = routes[key];
    const answer = await stranger.send(
      method,
      path.replace(/:kind/g, 'company').replace(/:\w+/g, '1'),
      method === 'POST' ? {} : undefined,
    );
    if (answer.status !== 401) open.push(key);
    assert.equal(answer.status === 401, right !== 'public', `${key}: ${answer.status}`);
  }
  for (const [agent, methods] of Object.entries(agents))
    for (const name of Object.keys(methods))
      assert.equal(
        (await stranger.send('POST', `/api/v1/Agents/${agent}/${name}`, {})).status,
        401,
        `${agent}/${name}`,
      );
  for (const path of ['/metrics', '/api/events']) assert.equal((await stranger.send('GET', path)).status, 401, path);
  assert.equal((await stranger.send('POST', '/api/cli/status', {})).status, 404, 'not there without a command line');
  // A route that is added is looked at by a person before a stranger may use it.
  assert.deepEqual(open.sort(), [...publicRoutes].sort());
});
// The last two: the one-time link by which a new user chooses a password.
const publicRoutes = [
  'GET /api/session',
  'POST /api/login',
  'POST /api/setup',
  'POST /api/welcome',
  'POST /api/welcome/whose',
];
