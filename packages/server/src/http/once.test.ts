import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onceHeader } from '@kobling/contract';
import { Browser, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let ann: Browser;
before(async () => {
  fixture = await testHub({ role: 'web' });
  ann = new Browser(fixture.hub);
  await ann.setup(fixture.hub);
});
after(() => fixture.close());

const key = '0b9a1f0e-54f1-4d5e-9c5e-0f6a6f0c2a11';
const send = (path: string, body: unknown, once = key, who = ann) =>
  who.send('POST', path, body, { [onceHeader]: once });
const selection = (name: string) => ({ kind: 'company', name });
const countOf = async (name: string): Promise<number> =>
  (await ann.call('GET /api/selections')).selections.filter((each) => each.name === name).length;

test('what is sent again is made once and answered the same, two at once too; another key is another change', async () => {
  const [one, two] = await Promise.all([
    send('/api/selections', selection('Once')),
    send('/api/selections', selection('Once')),
  ]);
  assert.deepEqual([one.status, two.body], [200, one.body]);
  assert.deepEqual((await send('/api/selections', selection('Once'))).body, one.body);
  assert.equal(await countOf('Once'), 1);
  await send('/api/selections', selection('Once'), key.replace('0b', '1b'));
  await ann.send('POST', '/api/selections', selection('Once'));
  assert.equal(await countOf('Once'), 3);
});

test('typed on and sent under the same key it is not made again: the lost answer is told, and told again for what was typed first', async () => {
  const typedOn = key.replace('0b', '4b');
  const lost = (await send('/api/selections', selection('First'), typedOn)).body;
  for (const name of ['Second', 'First', 'Third']) {
    const told = await send('/api/selections', selection(name), typedOn);
    assert.deepEqual([told.status, codeOf(told), (told.body as { made: unknown }).made], [409, 'made', lost]);
  }
  const counts = await Promise.all(['First', 'Second', 'Third'].map(countOf));
  assert.deepEqual(counts, [1, 0, 0]);
});

test('typed on while the first is under way: one of the two is made, the other is told of it', async () => {
  const both = key.replace('0b', '5b');
  const answers = await Promise.all(['Left', 'Right'].map((name) => send('/api/selections', selection(name), both)));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 409]));
  assert.equal((await countOf('Left')) + (await countOf('Right')), 1);
});

test('a token is said again to the page that made it, and is not there to read in the database', async () => {
  const wish = { name: 'nightly', scope: 'read', days: 30 };
  const { token } = (await send('/api/account/tokens', wish)).body as { token: string };
  assert.deepEqual((await send('/api/account/tokens', wish)).body, { id: 1, token });
  const kept = await fixture.hub.db.query<{ answer: Buffer }>('select answer from answer_kept');
  assert.ok(kept.length > 0);
  assert.equal(
    kept.some(({ answer }) => answer.includes(token) || answer.includes('nightly')),
    false,
  );
});

test('a refusal is not kept, and another person’s key is their own', async () => {
  const taken = { name: 'Sales', members: [] };
  assert.equal((await send('/api/settings/groups', taken)).status, 200);
  const other = key.replace('0b', '2b');
  assert.equal(codeOf(await send('/api/settings/groups', taken, other)), 'group.exists');
  await fixture.hub.db.run('delete from app_group');
  assert.equal((await send('/api/settings/groups', taken, other)).status, 200);
  const password = 'nine herons by the weir';
  const user = { fullName: '', email: '', role: 'user', licensed: false, language: 'en', groups: [], password };
  await ann.call('POST /api/settings/users', { name: 'bob', ...user });
  const bob = new Browser(fixture.hub);
  await bob.login('bob', password);
  const shared = key.replace('0b', '6b');
  await send('/api/selections', selection('Shared'), shared);
  await send('/api/selections', selection('Shared'), shared, bob);
  assert.equal(await countOf('Shared'), 2);
});

test('a claim whose process ended in the middle is taken over after a minute; old answers go', async () => {
  const { db } = fixture.hub;
  const late = key.replace('0b', '3b');
  await send('/api/selections', selection('Late'), late);
  await db.run(`update answer_kept set answer = null, at = now() - interval '2 minutes'`);
  assert.equal((await send('/api/selections', selection('Late'), late)).status, 200);
  assert.equal(await countOf('Late'), 2);
  await db.run(`update answer_kept set at = now() - interval '2 days'`);
  await send('/api/selections', selection('Next'), late);
  assert.equal((await db.query('select 1 from answer_kept')).length, 1);
});
