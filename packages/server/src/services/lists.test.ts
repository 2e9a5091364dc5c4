/** Lists and registered applications as an administrator's page uses them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Outcome } from '@kobling/sdk';
import { newKeyPair } from '@kobling/soap';
import { addUdefField, createEntity, type Database, registeredApplications } from '@kobling/store';
import { testDatabase, type TestDatabase } from '@kobling/store/testing';
import {
  addApplicationKey,
  changeApplication,
  createItem,
  createList,
  deleteApplication,
  deleteList,
  editItem,
  listItemsOf,
  listLists,
  registerApplication,
  removeApplicationKey,
  renameList,
  sortItems,
} from './index.ts';

let database: TestDatabase;
let hub: { readonly db: Database };
before(async () => {
  database = await testDatabase();
  hub = { db: database.db };
});
after(() => database.drop());

function value<T>(outcome: Outcome<T>): T {
  assert.equal(outcome.status, 'done', JSON.stringify(outcome));
  return outcome.status === 'done' ? outcome.value : assert.fail();
}
const refusal = (outcome: Outcome<unknown>): { readonly code: string; readonly message: string } =>
  outcome.status === 'done' ? { code: 'done', message: '' } : outcome.reason;
const code = (outcome: Outcome<unknown>): string => refusal(outcome).code;
const plain = (name: string) => ({ name, others: {} });
const shown = async (list: string) =>
  value(await listItemsOf(hub, list)).map(({ label, hidden }) => `${label.name}${hidden ? ' (hidden)' : ''}`);

test('a list: items named per language, ordered, hidden and shown again', async () => {
  value(
    await createList(hub, { name: 'shoeSize', label: { name: 'Shoe size', others: { no: 'Skostørrelse' } } }, 'ann'),
  );
  assert.equal(code(await createList(hub, { name: 'shoeSize', label: plain('x') }, 'ann')), 'crm.listExists');
  assert.equal(code(await createList(hub, { name: 'shoe size', label: plain('x') }, 'ann')), 'crm.listName');
  const small = value(await createItem(hub, 'shoeSize', { name: 'Small', others: { no: 'Liten', de: ' ' } }, 'ann'));
  assert.deepEqual(small.label, { name: 'Small', others: { no: 'Liten' } });
  const large = value(await createItem(hub, 'shoeSize', plain('Large "XL"'), 'ann'));
  assert.equal(code(await createItem(hub, 'shoeSize', plain(' small '), 'ann')), 'list.itemExists');
  assert.equal(code(await createItem(hub, 'shoeSize', plain(' '), 'ann')), 'list.text');
  assert.equal(code(await createItem(hub, 'shoeSize', { name: 'a";b', others: { no: 'b' } }, 'ann')), 'list.text');
  value(await sortItems(hub, 'shoeSize', [large.id, small.id], 'ann'));
  assert.deepEqual(await shown('shoeSize'), ['Large "XL"', 'Small']);
  value(await editItem(hub, 'shoeSize', small.id, { hidden: true }, 'ann'));
  const again = value(await createItem(hub, 'shoeSize', plain('Small'), 'ann'));
  assert.equal(code(await editItem(hub, 'shoeSize', small.id, { hidden: false }, 'ann')), 'list.itemExists');
  value(await editItem(hub, 'shoeSize', again.id, { label: plain('Medium') }, 'ann'));
  value(await editItem(hub, 'shoeSize', small.id, { hidden: false }, 'ann'));
  assert.deepEqual(await shown('shoeSize'), ['Large "XL"', 'Small', 'Medium']);
  assert.equal(code(await editItem(hub, 'category', small.id, { hidden: true }, 'ann')), 'listItem.unknown');
  value(await renameList(hub, 'shoeSize', plain('Shoes'), 'ann'));
  const list = (await listLists(hub)).find(({ name }) => name === 'shoeSize');
  assert.deepEqual([list?.label, list?.items, list?.fixed, list?.uses], [plain('Shoes'), 3, false, []]);
  const actions = await hub.db.query<{ action: string }>('select distinct action from audit order by 1');
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['list.add', 'list.addItem', 'list.change', 'list.changeItem', 'list.order'],
  );
});

test('a list that something stands on stays, and says on what', async () => {
  const { db } = hub;
  assert.match(refusal(await deleteList(hub, 'category', 'ann')).message, /fixed field/);
  value(await createList(hub, { name: 'colour', label: plain('Colour') }, 'ann'));
  const red = value(await createItem(hub, 'colour', plain('Red'), 'ann'));
  const field = {
    entity: 'company',
    key: 'paint',
    label: 'Paint',
    type: 'list',
    list: 'colour',
    maxLength: 0,
    rank: 1,
  } as const;
  const udef = value(await addUdefField(db, field));
  await db.run(`insert into connector (name, url) values ('m', 'plugin://memory')`);
  await db.run(`insert into connection (connector_id, name) select id, 'ERP demo' from connector`);
  await db.run(
    `insert into actor_mapping (connection_id, actor_type, entity) select id, 'Customer', 'company' from connection`,
  );
  await db.run(
    `insert into erp_field (mapping_id, field_key, type, crm_list) select id, 'Col', 'list', 'colour' from actor_mapping`,
  );
  const used = refusal(await deleteList(hub, 'colour', 'ann'));
  assert.equal(used.code, 'list.inUse');
  assert.match(used.message, /ERP demo, Customer, Col/);
  assert.match(used.message, /company's field Paint/);
  await db.run('delete from erp_field');
  value(await createEntity(db, 'company', { name: 'Acme', 'udef.paint': String(red.id) }, { by: 'ann' }));
  await db.run('delete from udef_field where id = $1', [udef.id]);
  await db.run(`update company set category = $1`, [red.id]);
  assert.match(refusal(await deleteList(hub, 'colour', 'ann')).message, /Records hold items/);
  await db.run('update company set category = null');
  value(await deleteList(hub, 'colour', 'ann'));
  assert.equal(code(await deleteList(hub, 'colour', 'ann')), 'list.unknown');
});

const wish = { clientId: 'acme', name: 'Acme', url: 'https://erp.example/ws', active: true } as const;
const keys = async () => (await registeredApplications(hub.db)).find(({ clientId }) => clientId === 'acme')?.keys ?? [];

test('an application: registered, its keys changed without a stop, kept while a connector leads to it', async () => {
  value(await registerApplication(hub, wish, 'ann'));
  for (const [wanted, change] of [
    ['application.exists', {}],
    ['application.clientId', { clientId: 'a b' }],
    ['application.name', { clientId: 'b', name: ' ' }],
    ['application.url', { clientId: 'b', url: 'ftp://x' }],
  ] as const)
    assert.equal(code(await registerApplication(hub, { ...wish, ...change }, 'ann')), wanted);
  const [first, second] = [await newKeyPair(), await newKeyPair()];
  const key = { pem: first.publicPem, from: null, until: '2030-12-31' };
  value(await addApplicationKey(hub, 'acme', key, 'ann'));
  assert.equal(code(await addApplicationKey(hub, 'acme', key, 'ann')), 'application.keyExists');
  assert.equal(code(await addApplicationKey(hub, 'acme', { ...key, pem: first.privatePem }, 'ann')), 'key.private');
  const next = { pem: second.publicPem, from: '2030-12-01', until: null };
  assert.equal(
    code(await addApplicationKey(hub, 'acme', { ...next, until: '2030-11-30' }, 'ann')),
    'application.keyDays',
  );
  value(await addApplicationKey(hub, 'acme', next, 'ann'));
  assert.deepEqual(
    (await keys()).map(({ from, until }) => [from?.toISOString(), until?.toISOString()]),
    [
      [undefined, '2031-01-01T00:00:00.000Z'],
      ['2030-12-01T00:00:00.000Z', undefined],
    ],
  );
  value(await changeApplication(hub, 'acme', { active: false, name: 'Acme ERP' }, 'ann'));
  assert.equal((await keys()).length, 2, 'its keys stay');
  value(await removeApplicationKey(hub, 'acme', first.kid, 'ann'));
  assert.equal(code(await removeApplicationKey(hub, 'acme', first.kid, 'ann')), 'application.noKey');
  assert.equal((await keys()).length, 1);
  await hub.db.run(`insert into connector (name, url) values ('Acme by app', 'app://ACME/')`);
  assert.match(refusal(await deleteApplication(hub, 'acme', 'ann')).message, /connector Acme by app/);
  await hub.db.run(`update connector set deleted = true`);
  value(await deleteApplication(hub, 'acme', 'ann'));
  assert.equal(code(await deleteApplication(hub, 'acme', 'ann')), 'application.unknown');
});
