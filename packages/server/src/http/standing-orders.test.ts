/** Orders that are saved without a form, of two windows over real HTTP: the one that did not see the other's is told, and changes nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { activeConnection } from '../agents/testing/set-up.ts';
import { hubWithPeople, people } from '../agents/testing/vendor-client.ts';
import { Browser, codeOf, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let ann: Browser;
let connection = '';
before(async () => {
  fixture = await hubWithPeople({ role: 'web' });
  ann = new Browser(fixture.hub);
  await ann.login('ann', people.ann);
  const id = await activeConnection(fixture, { name: 'ERP', mappings: { Customer: { Nm: { crm: 'name' } } } });
  connection = `/api/settings/sync/connections/${id}`;
});
after(() => fixture.close());

const customer = async () => {
  const path = `${connection}/mapping`;
  const { mappings } = await ann.call('GET /api/settings/sync/connections/:id/mapping', undefined, path);
  return mappings.find(({ actorType }) => actorType === 'Customer') ?? assert.fail();
};
const orderOf = async () => (await customer()).fields.map(({ fieldKey }) => fieldKey);

test('the order of a list, and whether an item is hidden', async () => {
  await ann.call('POST /api/settings/lists', { name: 'size', label: { name: 'Size', others: {} } });
  const path = '/api/settings/lists/size/items';
  const ids: number[] = [];
  for (const name of ['S', 'M', 'L']) {
    const label = { name, others: {} };
    ids.push((await ann.call('POST /api/settings/lists/:list/items', { label }, path)).id);
  }
  const [s = 0, m = 0, l = 0] = ids;
  const order = (wanted: number[], over: number[]) =>
    ann.send('POST', '/api/settings/lists/size/order', { ids: wanted, over: { ids: over } });
  assert.equal((await order([m, s, l], [s, m, l])).status, 200);
  assert.equal(codeOf(await order([s, l, m], [s, m, l])), 'form.changed');
  assert.equal((await order([m, s, l], [s, m, l])).status, 200, 'both wanted the same');
  const { items } = await ann.call('GET /api/settings/lists/:list/items', undefined, path);
  assert.deepEqual(
    items.map(({ id }) => id),
    [m, s, l],
  );
  const hide = (hidden: boolean, over: boolean) => ann.send('POST', `${path}/${s}`, { hidden, over: { hidden: over } });
  assert.equal((await hide(true, false)).status, 200);
  assert.equal((await hide(true, false)).status, 200, 'hidden already');
  assert.equal((await hide(false, true)).status, 200);
});

test('the rank of fields', async () => {
  const [first = '', second = '', ...rest] = await orderOf();
  const rank = (order: string[], over: string[]) =>
    ann.send('POST', `${connection}/mapping/Customer/rank`, { order, over: { order: over } });
  const before1 = [first, second, ...rest];
  assert.equal((await rank([second, first, ...rest], before1)).status, 200);
  assert.equal(codeOf(await rank([...rest, first, second], before1)), 'form.changed');
  assert.deepEqual(await orderOf(), [second, first, ...rest]);
});

test('whether an actor type is synced goes with its fields, and is not turned back on unseen', async () => {
  const save = (active: boolean, over: boolean) =>
    ann.send('POST', `${connection}/mapping/Customer`, { active, fields: [], over: { active: over } });
  await fixture.hub.db.run('update connection set active = false');
  assert.equal((await save(false, true)).status, 200);
  assert.equal(codeOf(await save(true, true)), 'form.changed');
  assert.equal((await customer()).active, false);
  assert.equal((await save(true, false)).status, 200);
});
