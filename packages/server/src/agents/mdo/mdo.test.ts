import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addList, addListItem, changeListItem } from '@kobling/store';
import { activeConnection } from '../testing/set-up.ts';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let hers: number;
let everybodys: number;
before(async () => {
  fixture = await hubWithPeople();
  const users = await fixture.hub.db.query<{ id: number }>(`select id from app_user where name = 'ann'`);
  const mappings = { Customer: { Nm: { crm: 'name' } } };
  hers = await activeConnection(fixture, { name: 'Hers', userIds: users.map(({ id }) => id), mappings });
  everybodys = await activeConnection(fixture, { name: 'Zeta', mappings });
  await vendorClient(fixture, 'ann').getErpSyncAgent().saveErpConnectionSyncPrioritiesAsync([0, everybodys, hers]);
});
after(() => fixture.close());

const client = (name: PersonName = 'bob', language = 'en') => vendorClient(fixture, name, language).getMDOAgent();
const names = (items: readonly { name?: string }[]): unknown[] => items.map(({ name }) => name);

test('the CRM’s lists by the vendor’s names and their own', async () => {
  const { db } = fixture.hub;
  const gold = await addListItem(db, 'category', 'US:"Gold";NO:"Gull"');
  const tin = await addListItem(db, 'category', 'Tin');
  const [goldId, tinId] = [gold, tin].map((one) => (one.status === 'done' ? one.value.id : 0));
  await changeListItem(db, tinId ?? 0, { deleted: true });
  await addListItem(db, 'position', 'Buyer');
  await addListItem(db, 'projectType', 'Large');
  await addListItem(db, 'projectStatus', 'Running');
  await addList(db, 'shoeSize', 'Shoe size');
  await addListItem(db, 'shoeSize', '42');
  const agent = client('eve');
  assert.deepEqual(names(await agent.getListAsync('category', true, '', false)), ['Gold']);
  assert.deepEqual(names(await client('eve', 'no').getSimpleListAsync('Category')), ['Gull']);
  for (const [list, item] of [
    ['perspos', 'Buyer'],
    ['position', 'Buyer'],
    ['projtype', 'Large'],
    ['projecttype', 'Large'],
    ['projstatus', 'Running'],
    ['projectstatus', 'Running'],
    ['shoesize', '42'],
  ] as const)
    assert.deepEqual(names(await agent.getSimpleListAsync(list)), [item], list);
  assert.deepEqual(await agent.getListAsync('category', true, '', true), []);
  const item = await whole(agent.getListItemAsync('category', goldId ?? 0));
  assert.deepEqual([item.id, item.name, item.deleted, item.childItems], [goldId, 'Gold', false, []]);
  assert.equal((await agent.getListItemAsync('category', tinId ?? 0)).deleted, true, 'records may still hold it');
});

test('what there is not is said by its name', async () => {
  const list = await refused(client().getSimpleListAsync('categry'));
  assert.deepEqual([list.status, list.code], [404, 'list.unknown']);
  assert.match(list.message, /category/);
  const item = await refused(client().getListItemAsync('category', 999_999));
  assert.deepEqual([item.status, item.code], [404, 'listItem.unknown']);
});

test('erpconnections: those that the caller may use, with GUID; by priority; with the connector’s name', async () => {
  const all = await whole(client('ann').getSimpleListAsync('erpconnections'));
  assert.deepEqual(names(all), ['Hers', 'Zeta']);
  const { connectionId } = await vendorClient(fixture, 'ann').getErpSyncAgent().getConnectionAsync(hers);
  assert.equal(all[0]?.extraInfo.toLowerCase(), connectionId?.toLowerCase());
  assert.deepEqual(names(await client('bob').getSimpleListAsync('erpconnections')), ['Zeta']);
  const ranked = await client('ann').getListAsync(
    'erpconnections',
    true,
    'useRank=true&prefixwithconnector=true',
    false,
  );
  assert.deepEqual(names(ranked), ['plugin://memory: Zeta', 'plugin://memory: Hers']);
});

test('erpconnectors, erpactortype and erpfields', async () => {
  const connectors = await whole(client().getSimpleListAsync('erpconnectors'));
  assert.deepEqual(
    connectors.map((item) => item.extraInfo),
    ['plugin://memory'],
  );
  const types = await whole(client().getSimpleListAsync('erpactortype'));
  assert.deepEqual(
    types.map((item) => [item.id, item.name]),
    [
      [1, 'Customer'],
      [2, 'Supplier'],
      [3, 'Partner'],
      [4, 'Person'],
      [5, 'Project'],
    ],
  );
  const fields = await whole(client('bob').getListAsync('erpfields', true, 'actorType=customer', false));
  const found = fields.find((field) => field.extraInfo === 'Nm');
  assert.deepEqual([found?.type, fields.every(({ type }) => type === 'Customer')], ['Customer', true]);
  const mapping = await vendorClient(fixture, 'ann')
    .getErpSyncAgent()
    .getActorTypeMappingAsync(everybodys, 'Customer' as never);
  assert.equal(found?.id, mapping.fieldMappings?.find((field) => field.erpFieldKey === 'Nm')?.erpFieldId);
  const hidden = await client('bob').getListAsync('erpfields', true, `connectionId=${hers}`, false);
  assert.deepEqual(hidden, [], 'a connection that is not open to bob');
});
