import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiErrors, logQuerySchema, routes, type KnownRoute, type RequestOf, type ResponseOf } from './index.ts';

void test('every route is reachable under its own name', () => {
  for (const [key, route] of Object.entries(routes)) {
    assert.equal(key, `${route.method} ${route.path}`);
    const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    const declared = 'params' in route ? Object.keys(route.params.shape) : [];
    assert.deepEqual(declared, named, `${key} declares exactly the parameters of its path`);
  }
});

void test('only reading the session, setting up, logging in and a user’s one-time link are public', () => {
  const open = Object.entries(routes).filter(([, route]) => route.right === 'public');
  assert.deepEqual(
    open.map(([key]) => key),
    ['GET /api/session', 'POST /api/setup', 'POST /api/login', 'POST /api/welcome/whose', 'POST /api/welcome'],
  );
});

void test('whatever changes the sync is for administrators', () => {
  const changing = Object.entries(routes).filter(([key]) => key.startsWith('POST /api/sync/'));
  assert.ok(changing.length > 0);
  for (const [key, route] of changing) assert.equal(route.right, 'administrator', key);
});

void test('a query comes as text and leaves as numbers; nonsense is refused', () => {
  assert.deepEqual(logQuerySchema.parse({ connection: '2', limit: '50' }), { connection: 2, limit: 50 });
  assert.equal(logQuerySchema.safeParse({ limit: '0' }).success, false);
  assert.equal(logQuerySchema.safeParse({ connection: 'x' }).success, false);
  assert.equal(logQuerySchema.safeParse({ from: 'yesterday' }).success, false);
});

void test('every coded error has a status, a sentence and a remedy', () => {
  for (const [code, row] of Object.entries(apiErrors)) {
    assert.ok(row.status >= 400 && row.status < 600, code);
    assert.match(row.message, /\.$/, code);
    assert.match(row.remedy, /\.$/, code);
  }
});

void test('the types follow the table', () => {
  const log: RequestOf<'GET /api/sync/log'> = { query: { kind: 'conflict' } };
  const keep: RequestOf<'POST /api/sync/conflicts/:id/keep'> = { params: { id: 3 } };
  const answer: ResponseOf<'POST /api/logout'> = { ok: true, leaveTo: null };
  const key: KnownRoute = 'GET /api/session';
  assert.ok(log && keep && answer && key);
});
