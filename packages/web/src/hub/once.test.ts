import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHub, HubError } from './client.ts';
import { createOnceKeys } from './once.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return { all, getItem: (name) => all.get(name) ?? null, setItem: (name, text) => void all.set(name, text) };
}

void test('a request keeps its key until its outcome is known, through a reload too; another request has another', () => {
  const storage = memory();
  const keys = createOnceKeys(storage);
  const a = { url: '/api/x', body: '{"name":"a"}' };
  const key = keys.keyOf(a);
  assert.match(key, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.equal(createOnceKeys(storage).keyOf(a), key);
  assert.notEqual(keys.keyOf({ ...a, body: '{"name":"b"}' }), key);
  keys.forget(a);
  assert.notEqual(createOnceKeys(storage).keyOf(a), key);
});

void test('of a request with a password nothing is stored; storage that is broken or blocked does no harm', () => {
  const storage = memory();
  const keys = createOnceKeys(storage);
  const request = { url: '/api/account/password', body: '{"old":"x"}' };
  const key = keys.keyOf(request);
  assert.equal(keys.keyOf(request), key);
  assert.deepEqual([...storage.all.values()], ['{}']);
  storage.all.set('kobling.once', 'no JSON');
  assert.ok(createOnceKeys(storage).keyOf(request));
  assert.ok(createOnceKeys(undefined).keyOf(request));
});

void test('a draft keeps its key through a reload though a password goes with it, until something else is typed', () => {
  const storage = memory();
  const sent = (draft: string, password: string) => ({ url: '/api/x', body: `{"password":"${password}"}`, draft });
  const key = createOnceKeys(storage).keyOf(sent('user.new {"name":"fay"}', 'nine herons'));
  assert.equal([...storage.all.values()].join().includes('heron'), false);
  const keys = createOnceKeys(storage);
  assert.equal(keys.keyOf(sent('user.new {"name":"fay"}', 'nine herons')), key);
  assert.notEqual(keys.keyOf(sent('user.new {"name":"gus"}', 'nine herons')), key);
  keys.forget(sent('user.new {"name":"fay"}', 'nine herons'));
  assert.notEqual(createOnceKeys(storage).keyOf(sent('user.new {"name":"fay"}', 'nine herons')), key);
});

void test('a lost line, an answer cut off and a proxy’s page keep the key; a refusal and an answer do not', async (t) => {
  const sent: string[] = [];
  const answers: (() => Promise<Response>)[] = [];
  t.mock.method(globalThis, 'fetch', (_url: string, init: RequestInit) => {
    sent.push(new Headers(init.headers).get('x-kobling-once') ?? '');
    return answers.shift()?.() ?? Promise.reject(new TypeError('no line'));
  });
  const hub = createHub(() => undefined, memory());
  const logOut = (): Promise<unknown> => hub.call('POST /api/logout', {}).catch((error: unknown) => error);
  const cutOff = new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) });
  const refusal = { code: 'forbidden', message: 'No.', remedy: 'Ask.' };
  answers.push(
    () => Promise.reject(new TypeError('no line')),
    () => Promise.resolve(new Response(cutOff)),
    () => Promise.resolve(new Response('<html>', { status: 504 })),
    () => Promise.resolve(Response.json(refusal, { status: 403 })),
    () => Promise.resolve(Response.json({ leaveTo: null })),
  );
  const errors = [await logOut(), await logOut(), await logOut(), await logOut()];
  assert.deepEqual(
    errors.map((error) => error instanceof HubError && error.code),
    ['network', 'network', 'notReady', 'forbidden'],
  );
  assert.deepEqual(await logOut(), { leaveTo: null });
  const [first, second, third, fourth, fifth] = sent;
  assert.deepEqual([first, second, third], [fourth, fourth, fourth]);
  assert.notEqual(fifth, fourth);
});

void test('a change under way is not sent a second time', async (t) => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const asked = t.mock.method(globalThis, 'fetch', () => promise);
  const hub = createHub(() => undefined);
  const both = Promise.all([hub.call('POST /api/logout', {}), hub.call('POST /api/logout', {})]);
  resolve(Response.json({ leaveTo: null }));
  assert.deepEqual(await both, [{ leaveTo: null }, { leaveTo: null }]);
  assert.equal(asked.mock.callCount(), 1);
});
