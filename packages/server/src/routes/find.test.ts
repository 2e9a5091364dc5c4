/** The finder as the pages ask it, over a real hub: who sees which links, names of lists, pages that stay whole. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Found } from '@kobling/contract';
import { addListItem, createEntity } from '@kobling/store';
import { createMarks } from '../services/find/marks.ts';
import { activeConnection } from '../agents/testing/set-up.ts';
import { hubWithPeople, people, type PersonName, vendorClient } from '../agents/testing/vendor-client.ts';
import { Browser, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let gold = 0;
let hers = 0;
const ids: number[] = [];
before(async () => {
  fixture = await hubWithPeople();
  const { db } = fixture.hub;
  const item = await addListItem(db, 'category', 'US:"Gold";NO:"Gull"');
  gold = item.status === 'done' ? item.value.id : 0;
  for (const name of ['Acme', 'Beta', 'Gamma', 'Delta', 'Epsilon']) {
    const made = await createEntity(db, 'company', { name, category: name < 'C' ? String(gold) : '' }, { by: 'ann' });
    if (made.status === 'done') ids.push(made.value.ref.id);
  }
  const users = await db.query<{ id: number }>(`select id from app_user where name = 'ann'`);
  const mappings = { Customer: { Nm: { crm: 'name' } } };
  hers = await activeConnection(fixture, { name: 'Hers', userIds: users.map(({ id }) => id), mappings });
  const key = fixture.world.add('Customer', { Nm: 'Acme' });
  await vendorClient(fixture, 'ann')
    .getErpSyncAgent()
    .connectActorAsync(hers, ids[0] ?? 0, 'Contact' as never, key, 'Customer' as never, []);
});
after(() => fixture.close());

async function as(name: PersonName): Promise<Browser> {
  const page = new Browser(fixture.hub);
  assert.equal((await page.login(name, people[name])).status, 200);
  return page;
}
const names = ({ rows }: Found): string[] => rows.map(({ name }) => name);

test('criteria, columns and order; list items by name in the caller’s language', async () => {
  const page = await as('bob');
  const body = {
    kind: 'company',
    criteria: { any: [{ field: 'category', operator: 'oneOf', values: [String(gold)] }] },
    columns: ['name', 'category', 'shoeSize'],
    sort: [{ field: 'name', descending: true }],
  };
  const found = await page.call('POST /api/find', body);
  assert.deepEqual(found.rows[1], {
    kind: 'company',
    id: ids[0],
    name: 'Acme',
    cells: { name: { value: 'Acme', display: 'Acme' }, category: { value: String(gold), display: 'Gold' } },
  });
  assert.deepEqual([names(found), found.total, found.more], [['Beta', 'Acme'], { count: 2, exact: true }, false]);
  assert.deepEqual(found.unknownColumns, ['shoeSize']);
  await page.call('POST /api/session/language', { language: 'no' });
  const inNorwegian = await page.call('POST /api/find', body);
  assert.equal(inNorwegian.rows[0]?.cells.category?.display, 'Gull');
});

test('fields with their operators, and the lists to choose from', async () => {
  const page = await as('bob');
  const { fields, lists } = await page.call('GET /api/find/:kind/fields', undefined, '/api/find/person/fields');
  const category = fields.find(({ key }) => key === 'company.category');
  assert.deepEqual(category, {
    key: 'company.category',
    label: 'Company: Category',
    type: 'list',
    operators: ['oneOf', 'notOneOf', 'set', 'notSet'],
    sortable: true,
    list: 'category',
  });
  assert.deepEqual(lists['category'], [{ id: gold, name: 'Gull' }], 'bob reads Norwegian by now');
  assert.deepEqual(lists['connections'], [], 'a connection that is not open to bob');
});

test('a link on a connection that is not open to the caller is no link to them', async () => {
  const body = {
    kind: 'company',
    criteria: { field: 'erp.linked', operator: 'set' },
    columns: ['erp.connections'],
  };
  const hersToSee = await (await as('ann')).call('POST /api/find', body);
  assert.deepEqual(hersToSee.rows[0]?.cells['erp.connections'], { value: String(hers), display: 'Hers' });
  assert.deepEqual((await (await as('bob')).call('POST /api/find', body)).rows, []);
});

test('page by page, forwards and to one that was not read yet', async () => {
  const page = await as('eve');
  const of = async (number: number) =>
    page.call('POST /api/find', { kind: 'company', page: number, pageSize: 2, columns: [] });
  assert.deepEqual(names(await of(2)), ['Gamma'], 'jumped to');
  assert.deepEqual(names(await of(0)), ['Acme', 'Beta']);
  assert.deepEqual(names(await of(1)), ['Delta', 'Epsilon']);
  const last = await of(2);
  assert.deepEqual([names(last), last.more, last.total], [['Gamma'], false, { count: 5, exact: true }]);
  const beyond = await of(9);
  assert.deepEqual([names(beyond), beyond.total], [[], { count: 5, exact: true }]);
});

test('what cannot be asked is refused with the sentence', async () => {
  const answer = await (await as('eve')).send('POST', '/api/find', {
    kind: 'company',
    criteria: { field: 'name', operator: 'today' },
  });
  assert.equal(answer.status, 400);
  assert.match(JSON.stringify(answer.body), /Name cannot be asked for with/);
});

test('marks: the nearest page that was read, and none behind a page that ends elsewhere now', () => {
  const marks = createMarks();
  assert.deepEqual(marks.startOf('q', 3, 10), { skip: 30 });
  marks.ended('q', 0, ['b', '1']);
  marks.ended('q', 1, ['d', '2']);
  assert.deepEqual(marks.startOf('q', 1, 10), { after: ['b', '1'], skip: 0 });
  assert.deepEqual(marks.startOf('q', 5, 10), { after: ['d', '2'], skip: 30 });
  assert.deepEqual(marks.startOf('other', 1, 10), { skip: 10 });
  marks.ended('q', 0, ['c', '9']);
  assert.deepEqual(marks.startOf('q', 2, 10), { after: ['c', '9'], skip: 10 });
  marks.ended('q', 0, null);
  assert.deepEqual(marks.startOf('q', 1, 10), { skip: 10 });
  for (let question = 0; question < 200; question += 1) marks.ended(`more ${question}`, 0, ['x', '1']);
  assert.deepEqual(marks.startOf('more 0', 1, 10), { skip: 10 }, 'forgotten');
  assert.deepEqual(marks.startOf('more 199', 1, 10), { after: ['x', '1'], skip: 0 });
});
