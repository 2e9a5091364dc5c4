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

void test('a draft keeps its key through a reload, whatever is typed and though a password goes with it, until it is given up', () => {
  const storage = memory();
  const sent = (draft: string, password: string) => ({ url: '/api/x', body: `{"password":"${password}"}`, draft });
  const key = createOnceKeys(storage).keyOf(sent('user.new', 'nine herons'));
  assert.equal([...storage.all.values()].join().includes('heron'), false);
  const keys = createOnceKeys(storage);
  assert.equal(keys.keyOf(sent('user.new', 'ten herons')), key);
  assert.notEqual(keys.keyOf(sent('group.new', 'nine herons')), key);
  keys.giveUp('group.new');
  assert.equal(createOnceKeys(storage).keyOf(sent('user.new', 'nine herons')), key);
  keys.giveUp('user.new');
  const next = createOnceKeys(storage).keyOf(sent('user.new', 'nine herons'));
  assert.notEqual(next, key);
  const later = createOnceKeys(storage);
  later.forget(sent('user.new', 'nine herons'));
  assert.notEqual(createOnceKeys(storage).keyOf(sent('user.new', 'nine herons')), next);
});

void test('what was made with a lost answer is changed, under the same key until that is saved; without a way to, it is told once', async (t) => {
  const sent: string[] = [];
  const answers: Response[] = [];
  t.mock.method(globalThis, 'fetch', (_url: string, init: RequestInit) => {
    sent.push(new Headers(init.headers).get('x-kobling-once') ?? '');
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('no line')) : Promise.resolve(answer);
  });
  const hub = createHub(() => undefined, memory());
  const told = () =>
    Response.json({ code: 'made', message: 'Saved.', remedy: 'Look.', made: { id: 7 } }, { status: 409 });
  const refused = new HubError(409, { code: 'group.exists', message: 'No.', remedy: 'Other.' });
  const changed: number[] = [];
  const add = (name: string, fails = false) =>
    hub.call(
      'POST /api/settings/groups',
      { body: { name, members: [] } },
      {
        draft: 'group.new',
        made: ({ id }) => {
          changed.push(id);
          return fails ? Promise.reject(refused) : Promise.resolve({ id });
        },
      },
    );
  await assert.rejects(add('A'), { code: 'network' });
  answers.push(told(), told(), Response.json({ id: 8 }));
  await assert.rejects(add('B', true), { code: 'group.exists' });
  assert.deepEqual(await add('C'), { id: 7 });
  assert.deepEqual(await add('D'), { id: 8 });
  assert.deepEqual(changed, [7, 7]);
  assert.deepEqual([sent[1], sent[2]], [sent[0], sent[0]]);
  assert.notEqual(sent[3], sent[0]);
  const bare = () =>
    hub.call('POST /api/selections', { body: { kind: 'company', name: 'x' } }, { draft: 'selection.new' });
  answers.push(told());
  await assert.rejects(bare(), { code: 'made' });
  await assert.rejects(bare(), { code: 'network' });
  assert.notEqual(sent[5], sent[4], 'what is saved after that is another one');
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
