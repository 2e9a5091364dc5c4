/** Log-in through a real OpenID provider, as a browser goes through it, redirect by redirect; and through one that lies. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { addUser, changeUser, findUserByName } from '@kobling/store';
import { Browser, codeOf, testHub, type TestHub } from '../../testing/test-hub.ts';
import { type LyingProvider, lyingProvider } from '../testing/lying-provider.ts';
import { type RealProvider, realProvider } from '../testing/real-provider.ts';
import { ownPath } from './index.ts';

let provider: RealProvider;
let fixture: TestHub;
let admin: Browser;
let clockMs = Date.now();

const operatorFile = (at: { issuer: string; port: number; clientId: string }, more = ''): string =>
  `egress: { allowed: ["127.0.0.1:${at.port}"] }\nopenid:\n  issuer: ${at.issuer}\n  clientId: ${at.clientId}\n  name: Acme account\n${more}`;

async function hubWith(more: string): Promise<TestHub> {
  const hub = await testHub({
    role: 'web',
    operatorFile: operatorFile(provider, `  clientSecret: { env: OPENID_SECRET }\n${more}`),
    env: { OPENID_SECRET: provider.clientSecret },
    now: () => new Date(clockMs),
  });
  provider.serve(hub.hub.url ?? '');
  return hub;
}

before(async () => {
  provider = await realProvider();
  fixture = await hubWith('');
  admin = new Browser(fixture.hub);
  await admin.setup(fixture.hub);
  await addUser(fixture.hub.db, { name: 'bob', email: 'Bob@example.com' });
});
after(async () => {
  await fixture.close();
  await provider.close();
});
afterEach(() => {
  provider.accounts.clear();
});

/** A browser with a jar for each host. */
class Traveller {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly visited: string[] = [];
  jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    return jar;
  }
  async go(url: string): Promise<Response> {
    const jar = this.jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const equals = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(pair.slice(0, equals));
      else jar.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    this.visited.push(url);
    return response;
  }
  /** Follows redirects until `stop` or the end; answers the last address that it would go to, or went to. */
  async follow(url: string, stop: (url: URL) => boolean = () => false): Promise<URL> {
    let at = new URL(url);
    for (let step = 0; step < 20; step++) {
      if (stop(at)) return at;
      const response = await this.go(at.href);
      await response.arrayBuffer();
      const location = response.headers.get('location');
      if (location === null) return at;
      at = new URL(location, at);
    }
    throw new Error('redirects without end');
  }
}
const base = (hub = fixture): string => hub.hub.url ?? '';
const isCallback = (url: URL): boolean => url.pathname === '/api/openid/callback';
const whoIs = async (traveller: Traveller, hub = fixture): Promise<{ name: string; role: string } | null> => {
  const response = await traveller.go(`${base(hub)}/api/session`);
  return ((await response.json()) as { user: { name: string; role: string } | null }).user;
};
async function logIn(as: string, hub = fixture, next = '/sync'): Promise<{ at: URL; traveller: Traveller }> {
  provider.who = as;
  const traveller = new Traveller();
  const at = await traveller.follow(`${base(hub)}/api/openid/start?next=${encodeURIComponent(next)}`);
  return { at, traveller };
}
const problemOf = (at: URL): string | null => at.searchParams.get('problem');

test('the log-in page offers the provider by its name; somebody known by a verified address comes in, and to the page asked for', async () => {
  const session = await new Browser(fixture.hub).call('GET /api/session');
  assert.deepEqual(session.openid, { name: 'Acme account' });
  provider.accounts.set('s-bob', { email: 'bob@EXAMPLE.com', email_verified: true });
  const { at, traveller } = await logIn('s-bob', fixture, '/sync/log?kind=conflict');
  assert.equal(at.pathname + at.search, '/sync/log?kind=conflict');
  assert.deepEqual(await whoIs(traveller), { ...(await whoIs(traveller)), name: 'bob', role: 'user' });
  const asked = new URL(traveller.visited.find((url) => url.includes('/auth?')) ?? '');
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  assert.ok(asked.searchParams.get('state') && asked.searchParams.get('nonce'));
});

test('afterwards the account is known by issuer and subject: neither name nor address may change hands', async () => {
  provider.accounts.set('s-bob', { email: 'other@example.com', email_verified: true });
  assert.equal((await whoIs((await logIn('s-bob')).traveller))?.name, 'bob', 'the same subject');
  provider.accounts.set('s-thief', { email: 'bob@example.com', email_verified: false });
  assert.equal(problemOf((await logIn('s-thief')).at), 'openidRefused', 'an address that nobody verified');
  provider.accounts.set('s-thief', { preferred_username: 'bob' });
  assert.equal(problemOf((await logIn('s-thief')).at), 'openidRefused', 'a name is not what the operator chose');
});

test('who is not known is refused with the remedy in the log, and nobody becomes an administrator by an address', async () => {
  provider.accounts.set('s-new', { email: 'new@example.com', email_verified: true });
  const { at, traveller } = await logIn('s-new');
  assert.equal(problemOf(at), 'openidRefused');
  assert.equal(await whoIs(traveller), null);
  assert.match(fixture.lines.join(''), /Make one under Users .*openid\.newUsers/);
  await fixture.hub.db.run(`update app_user set email = 'ann@example.com' where name = 'ann'`);
  provider.accounts.set('s-ann', { email: 'ann@example.com', email_verified: true });
  assert.equal(problemOf((await logIn('s-ann')).at), 'openidRefused');
  assert.match(fixture.lines.join(''), /ann is an administrator/);
});

test('a closed account stays out, and comes out when it is closed', async () => {
  const { db } = fixture.hub;
  provider.accounts.set('s-bob', {});
  const { traveller } = await logIn('s-bob');
  const bob = await findUserByName(db, 'bob');
  await changeUser(db, bob?.id ?? 0, { active: false });
  assert.equal(await whoIs(traveller), null);
  assert.equal(problemOf((await logIn('s-bob')).at), 'openidRefused');
  await changeUser(db, bob?.id ?? 0, { active: true });
});

/** Up to the address that the provider sends the browser back to, which is not called. */
async function halfWay(hub = fixture): Promise<{ traveller: Traveller; answer: URL }> {
  provider.accounts.set('s-bob', { email: 'bob@example.com', email_verified: true });
  provider.who = 's-bob';
  const traveller = new Traveller();
  const answer = await traveller.follow(`${base(hub)}/api/openid/start`, isCallback);
  assert.ok(answer.searchParams.has('code'), answer.href);
  return { traveller, answer };
}
const stays = async (traveller: Traveller, url: URL, why: string): Promise<void> => {
  assert.equal(problemOf(await traveller.follow(url.href)), 'openidFailed', why);
  assert.equal(await whoIs(traveller), null, why);
};
const changed = (url: URL, name: string, value: string): URL => {
  const copy = new URL(url);
  copy.searchParams.set(name, value);
  return copy;
};

test('a wrong state, a wrong issuer, a second use, another browser and a late return are refused', async () => {
  const one = await halfWay();
  await stays(one.traveller, changed(one.answer, 'state', 'x'.repeat(43)), 'another state');
  const two = await halfWay();
  await stays(two.traveller, changed(two.answer, 'iss', 'https://evil.example'), 'another issuer');

  const three = await halfWay();
  await three.traveller.follow(three.answer.href);
  assert.equal((await whoIs(three.traveller))?.name, 'bob');
  const again = new Traveller();
  await stays(again, three.answer, 'the same answer again');
  // The code alone, in an attempt that is begun anew: the provider knows that it was used.
  const four = await halfWay();
  await stays(four.traveller, changed(four.answer, 'code', three.answer.searchParams.get('code') ?? ''), 'an old code');

  const five = await halfWay();
  await stays(new Traveller(), five.answer, 'a browser that did not begin it');
  const six = await halfWay();
  clockMs += 10 * 60_000 + 1;
  await stays(six.traveller, six.answer, 'after ten minutes');
  clockMs -= 10 * 60_000 + 1;
});

test('an address elsewhere is no page of ours to return to', async () => {
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/api/session', '', 'x', '/\n/evil'])
    assert.equal(ownPath(next), '/', next);
  assert.equal(ownPath('/sync/log?x=1'), '/sync/log?x=1');
  provider.accounts.set('s-bob', { email: 'bob@example.com', email_verified: true });
  assert.equal((await logIn('s-bob', fixture, '//evil.example/')).at.origin, base());
});

test('where the operator says so new users are made and groups make administrators, both ways; logging out ends everywhere', async () => {
  await fixture.close();
  fixture = await hubWith(
    '  newUsers: make\n  logout: everywhere\n  groups: { allowed: [staff, admins], administrators: [admins] }\n',
  );
  admin = new Browser(fixture.hub);
  await admin.setup(fixture.hub);
  provider.accounts.set('s-cara', { preferred_username: 'cara', name: 'Cara', groups: ['staff'] });
  const { traveller } = await logIn('s-cara');
  const cara = await whoIs(traveller);
  assert.deepEqual([cara?.name, cara?.role], ['cara', 'user']);

  provider.accounts.set('s-cara', { groups: ['admins'] });
  const raised = (await logIn('s-cara')).traveller;
  assert.equal((await whoIs(raised))?.role, 'administrator');
  provider.accounts.set('s-cara', { groups: ['staff'] });
  assert.equal((await whoIs((await logIn('s-cara')).traveller))?.role, 'user');
  assert.equal((await whoIs(raised))?.role, 'user', 'in the session that is open, too');
  provider.accounts.set('s-cara', { groups: ['other'] });
  assert.equal(problemOf((await logIn('s-cara')).at), 'openidRefused', 'in no group that is allowed');

  provider.accounts.set('s-ann', { preferred_username: 'ann', groups: ['staff'] });
  assert.equal(problemOf((await logIn('s-ann')).at), 'openidRefused', 'the name is somebody else’s');
  assert.equal((await findUserByName(fixture.hub.db, 'ann'))?.role, 'administrator');
  const audit = await fixture.hub.db.query<{ action: string }>(`select distinct action from audit order by action`);
  for (const action of ['openid.link', 'user.make', 'user.role'])
    assert.ok(
      audit.some((row) => row.action === action),
      action,
    );

  const page = new Browser(fixture.hub);
  page.cookie = [...raised.jar(base())].map(([name, value]) => `${name}=${value}`).join('; ');
  page.csrf = (await page.call('GET /api/session')).csrf ?? '';
  const { leaveTo } = await page.call('POST /api/logout');
  assert.ok(leaveTo?.startsWith(`${provider.issuer}/session/end?`), String(leaveTo));
  assert.equal((await page.call('GET /api/session')).user, null);
});

test('a provider that lies lets nobody in', async () => {
  const liar: LyingProvider = await lyingProvider();
  const other = await testHub({ role: 'web', operatorFile: operatorFile(liar, '  newUsers: make\n') });
  try {
    const come = async (): Promise<string | null> => {
      const traveller = new Traveller();
      const there = await traveller.follow(`${base(other)}/api/openid/start`, (url) => url.pathname === '/auth');
      if (there.pathname !== '/auth') return problemOf(there);
      liar.nonce = there.searchParams.get('nonce') ?? '';
      const back = `${base(other)}/api/openid/callback?code=c&state=${there.searchParams.get('state')}`;
      return problemOf(await traveller.follow(back));
    };
    const seconds = Math.floor(Date.now() / 1_000);
    const lies: readonly (readonly [string, Partial<LyingProvider>])[] = [
      ['for another client', { lie: { aud: 'somebody else' } }],
      ['from another issuer', { lie: { iss: 'https://evil.example' } }],
      ['expired', { lie: { exp: seconds - 60, iat: seconds - 600 } }],
      ['another nonce', { lie: { nonce: 'replayed' } }],
      ['no nonce', { lie: { nonce: undefined } }],
      ['another key', { how: 'otherKey' }],
      ['without a signature', { how: 'unsigned' }],
      ['without an identity', { how: 'noToken' }],
    ];
    for (const [what, lie] of lies) {
      Object.assign(liar, { lie: {}, how: 'signed' }, lie);
      assert.equal(await come(), 'openidFailed', what);
    }
    assert.deepEqual(await other.hub.db.query('select 1 from session'), []);
    Object.assign(liar, { lie: {}, how: 'signed' });
    assert.equal(await come(), null, 'the same without a lie comes in');
  } finally {
    await other.close();
    await liar.close();
  }
});

test('one that calls itself by another name, or does not answer, is not used', async () => {
  const liar = await lyingProvider();
  liar.metadataIssuer = 'https://evil.example';
  const other = await testHub({ role: 'web', operatorFile: operatorFile(liar) });
  try {
    const start = async () => problemOf(await new Traveller().follow(`${base(other)}/api/openid/start`));
    assert.equal(await start(), 'openidAway');
    liar.metadataIssuer = liar.issuer;
    assert.notEqual(await start(), 'openidAway', 'nothing wrong is remembered');
  } finally {
    await other.close();
    await liar.close();
  }
  const without = await testHub({ role: 'web' });
  const answer = await new Browser(without.hub).send('GET', '/api/openid/start');
  await without.close();
  assert.deepEqual([answer.status, codeOf(answer)], [404, 'noRoute']);
});

test('a secret of the provider stands in no log', () => {
  assert.equal(fixture.lines.join('').includes(provider.clientSecret), false);
});
