/** Lists and their items through the vendor's own client. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addUdefField } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople({ role: 'web' });
});
after(() => fixture.close());
const agentOf = (name: PersonName = 'ann') => vendorClient(fixture, name).getListAgent();

test('a list and its items from nothing, by id and by name', async () => {
  const agent = agentOf();
  const form = await agent.createDefaultListEntityAsync();
  const made = await whole(agent.saveListEntityAsync({ ...form, name: 'US:"Shoe size";NO:"Skostørrelse"' }));
  assert.deepEqual(
    [made.listType, made.isCustomList, made.name],
    ['Shoesize', true, 'US:"Shoe size";NO:"Skostørrelse"'],
  );
  const item = await agent.createDefaultListItemEntityAsync();
  const small = await whole(agent.addFromListNameAsync('shoesize', { ...item, name: 'US:"Small";NO:"Liten"' }));
  const large = await whole(
    agent.saveListItemEntityAsync({ ...item, name: 'Large', udListDefinitionId: made.id } as never),
  );
  const names = async (hidden = false) =>
    (await agentOf('bob').getAllFromListDefinitionAsync(made.id, hidden)).map(({ name }) => name);
  assert.deepEqual(await names(), ['US:"Small";NO:"Liten"', 'Large'], 'as they are stored: to be edited');
  await agent.moveListItemAsync(made.id, large.id, -1);
  assert.deepEqual(await names(), ['Large', 'US:"Small";NO:"Liten"']);
  await agent.saveFromListNameAsync(small.id, 'Shoesize', { ...small, name: 'Medium' });
  await agent.sortListItemsAsync(made.id, 'nb-NO');
  assert.deepEqual(await names(), ['Large', 'Medium']);
  await agent.deleteFromListDefinitionAsync(small.id, made.id);
  assert.deepEqual([await names(), await names(true)], [['Large'], ['Large', 'Medium']], 'hidden, not removed');
  assert.equal((await agent.getFromListNameAsync(small.id, 'Shoesize')).deleted, true);
  await agent.deleteListEntityAsync(made.id);
  assert.equal((await refused(agent.getListEntityAsync(made.id))).status, 404);
});

test('the fixed lists by the vendor’s names; what stands on a list keeps it', async () => {
  const agent = agentOf();
  const position = await whole(agent.getListEntityByNameAsync('perspos'));
  assert.deepEqual([position.listType, position.isCustomList], ['position', false]);
  assert.equal((await refused(agent.deleteListEntityByNameAsync('category'))).code, 'list.inUse');
  const form = await agent.createDefaultListEntityAsync();
  const colour = await whole(agent.saveListEntityAsync({ ...form, name: 'Colour', listType: 'colour' }));
  const field = {
    entity: 'company',
    key: 'paint',
    label: 'Paint',
    type: 'list',
    list: 'colour',
    maxLength: 0,
    rank: 1,
  } as const;
  await addUdefField(fixture.hub.db, field);
  const used = await refused(agent.deleteListEntityAsync(colour.id));
  assert.deepEqual([used.status, used.code], [409, 'list.inUse']);
  assert.match(used.message, /company's field Paint/);
  assert.equal((await agent.getListEntityAsync(colour.id)).inUseByUserDefinedFields, true);
  await agent.saveListEntityByNameAsync('colour', { ...colour, name: 'Color' });
  const all = await agentOf('eve').getListDefinitionsAsync(false);
  assert.deepEqual(all.map(({ name }) => name).includes('Color'), true);
});

test('users read, administrators change; what is not offered says so', async () => {
  const denied = await refused(agentOf('bob').addFromListNameAsync('category', { name: 'Gold' }));
  assert.deepEqual([denied.status, denied.code], [403, 'forbidden']);
  const unknown = await refused(agentOf('bob').getAllFromListNameAsync('nowhere', false));
  assert.deepEqual([unknown.status, unknown.code], [404, 'list.unknown']);
  assert.equal((await refused(agentOf().getCategoryListAsync([1]))).status, 501);
});
