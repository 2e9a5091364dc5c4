/** The walk with tokens: every route and every method, with each scope, of a user and of an administrator. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type KnownRoute, routes } from '@kobling/contract';
import { addApiToken, findUserByName, type TokenScope, tokenScopes } from '@kobling/store';
import { agents, agentsPath } from '../agents/index.ts';
import { hubWithPeople } from '../agents/testing/vendor-client.ts';
import type { TestHub } from '../testing/test-hub.ts';
import { hashOf, newToken } from './digest.ts';
import type { Right } from './index.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople({ role: 'web' });
});
after(() => fixture.close());

const now = (): Date => new Date();
async function tokenOf(owner: 'ann' | 'bob', scope: TokenScope, expiresAt: Date | null = null): Promise<string> {
  const { db } = fixture.hub;
  const token = newToken();
  const user = await findUserByName(db, owner);
  const name = `${scope} ${token.slice(0, 8)}`;
  await addApiToken(db, { userId: user?.id ?? 0, name, hash: hashOf(token), scope, now: now(), expiresAt });
  return token;
}

async function call(method: string, path: string, token: string): Promise<{ status: number; code: unknown }> {
  const response = await fetch(`${fixture.hub.url ?? ''}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: '{}' }),
  });
  const text = await response.text();
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return { status: response.status, code };
}

interface Door {
  readonly method: string;
  readonly path: string;
  readonly right: Right;
  readonly reads: boolean;
}
const doors = (): readonly Door[] => [
  ...(Object.keys(routes) as KnownRoute[])
    // The stream does not end.
    .filter((key) => key !== 'GET /api/events')
    .map((key) => {
      const { method, path, right, ...rest } = routes[key];
      return { method, path: path.replace(/:\w+/g, '999999'), right, reads: method === 'GET' || 'reads' in rest };
    }),
  ...Object.entries(agents).flatMap(([agent, methods]) =>
    Object.entries(methods).map(([name, { right, reads }]) => ({
      method: 'POST',
      path: `${agentsPath}/${agent}/${name}`,
      right: right === 'administrator' ? ('administrator' as const) : ('user' as const),
      reads,
    })),
  ),
];

/** What the gate must answer, written apart from the code that answers it. Undefined: it lets pass. */
function refusal(door: Door, owner: 'ann' | 'bob', scope: TokenScope): string | undefined {
  if (door.right === 'public') return undefined;
  if (door.right === 'person') return 'personOnly';
  if (door.right === 'administrator' && owner === 'bob') return 'forbidden';
  if (door.right === 'administrator' && scope !== 'settings') return 'tokenNeedsSettings';
  return scope === 'read' && !door.reads ? 'tokenNeedsUse' : undefined;
}
const gateCodes = new Set(['personOnly', 'forbidden', 'tokenNeedsSettings', 'tokenNeedsUse', 'notLoggedIn']);

test('a token reaches as far as its scope and its owner, on every route and method', async () => {
  const tokens = await Promise.all(
    (['ann', 'bob'] as const).flatMap((owner) =>
      tokenScopes.map(async (scope) => ({ owner, scope, token: await tokenOf(owner, scope) })),
    ),
  );
  for (const door of doors()) {
    for (const { owner, scope, token } of tokens) {
      const { status, code } = await call(door.method, door.path, token);
      const words = `${door.method} ${door.path} with ${scope} of ${owner}: ${status} ${String(code)}`;
      const wanted = refusal(door, owner, scope);
      if (wanted === undefined) assert.ok(!gateCodes.has(String(code)) && status !== 500, words);
      else assert.deepEqual([status, code], [403, wanted], words);
    }
  }
});

test('a refusal names the missing scope; a method that is not offered says so to all', async () => {
  const token = await tokenOf('bob', 'read');
  const response = await fetch(`${fixture.hub.url ?? ''}/api/v1/Agents/Contact/SaveContactEntity`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const body = (await response.json()) as { readonly message: string; readonly remedy: string };
  assert.match(body.message, /"use" is missing/);
  assert.match(body.remedy, /under your account/);
  assert.deepEqual(await call('POST', `${agentsPath}/Sale/GetSale`, token), { status: 501, code: 'method.notOffered' });
});

test('a token ends with its day, its owner’s account and its owner’s rank', async () => {
  const { db } = fixture.hub;
  const old = await tokenOf('bob', 'read', new Date(now().getTime() - 1));
  assert.equal((await call('GET', '/api/sync/overview', old)).status, 401);

  const token = await tokenOf('ann', 'settings');
  const settings = () => call('POST', '/api/sync/interval', token);
  assert.equal((await settings()).status, 400, 'far enough to be told what is wrong with it');
  await db.run(`update app_user set role = 'user' where name = 'ann'`);
  assert.equal((await settings()).code, 'forbidden');
  await db.run(`update app_user set active = false where name = 'ann'`);
  assert.equal((await settings()).status, 401);
});

test('its last use is noted', async () => {
  const token = await tokenOf('bob', 'read');
  const used = async () =>
    (
      await fixture.hub.db.query<{ usedAt: Date | null }>('select used_at as "usedAt" from api_token where hash = $1', [
        hashOf(token),
      ])
    )[0]?.usedAt;
  assert.equal(await used(), null);
  await call('GET', '/api/sync/overview', token);
  assert.ok((await used()) instanceof Date);
});
