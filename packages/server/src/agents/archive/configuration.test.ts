/** Columns that people choose, through the vendor's client: kept for each person, used by lists, and cleaned when fields go. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, readColumnChoice } from '@kobling/store';
import { Browser, type TestHub } from '../../testing/test-hub.ts';
import { activeConnection } from '../testing/set-up.ts';
import { hubWithPeople, people, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let connection = 0;
let hers = 0;
before(async () => {
  fixture = await hubWithPeople();
  for (const name of ['Acme', 'Beta'])
    await createEntity(fixture.hub.db, 'company', { name, phone: `1 ${name}` }, { by: 'ann' });
  const mappings = { Customer: { Nm: { crm: 'name' } } };
  connection = await activeConnection(fixture, { name: 'Zeta', mappings });
  const users = await fixture.hub.db.query<{ id: number }>(`select id from app_user where name = 'ann'`);
  hers = await activeConnection(fixture, { name: 'Hers', userIds: users.map(({ id }) => id), mappings });
});
after(() => fixture.close());

const client = (name: PersonName = 'bob') => vendorClient(fixture, name).getArchiveAgent();
const names = async (as: PersonName, gui = 'mine', provider = 'FindContact') =>
  (await whole(client(as).getArchiveConfigurationAsync(gui, provider))).archiveColumnInfo.map(({ name }) => name);
async function idOf(name: PersonName): Promise<number> {
  const [row] = await fixture.hub.db.query<{ id: number }>('select id from app_user where name = $1', [name]);
  return row?.id ?? 0;
}

test('nothing chosen shows the list’s own columns; a choice is the chooser’s alone', async () => {
  assert.ok((await names('bob')).includes('nameDepartment'));
  await client().setChosenColumnsAsync('mine', 'FindContact', ['phone/formattedNumber', 'NAME']);
  assert.deepEqual(await names('bob'), ['phone/formattedNumber', 'name']);
  assert.ok((await names('eve')).includes('nameDepartment'));
  assert.ok((await names('bob', 'other')).includes('nameDepartment'));
  await client().setColumnWidthsV2Async('mine', 'FindContact', '', '', ['30%', '10c']);
  const { archiveColumnInfo, archiveEntityInfo } = await whole(
    client().getArchiveConfigurationV2Async('mine', 'FindContact', '', ''),
  );
  assert.deepEqual(
    archiveColumnInfo.map(({ width }) => width),
    ['30%', '10c'],
  );
  assert.deepEqual(
    archiveEntityInfo.map(({ type, selected }) => [type, selected]),
    [['contact', true]],
  );
  await client().setChosenColumnsAsync('mine', 'FindContact', ['name']);
  const [kept] = (await whole(client().getArchiveConfigurationAsync('mine', 'FindContact'))).archiveColumnInfo;
  assert.equal(kept?.width, '10c', 'a column keeps its width');
});

test('lists of chosen columns, by carriers and by text', async () => {
  await client().setChosenColumnsAsync('list', 'FindContact', ['phone/formattedNumber']);
  const order = [{ name: 'name', direction: 'DESC' as never }];
  const rows = await whole(client().getArchiveListAsync('list', 'FindContact', order, [], [], 0, 1));
  assert.deepEqual(rows[0]?.columnData, {
    'phone/formattedNumber': { displayValue: '1 Beta', tooltipHint: '', linkHint: '' },
  });
  const texts = await whole(client().getArchiveList2Async('list', 'FindContact', '', `name = 'acme'`, '', 0, 5));
  assert.equal(texts[0]?.columnData['phone/formattedNumber']?.displayValue, '1 Acme');
  const context = `connectionId=${connection}&erpActorType=Customer`;
  fixture.world.add('Customer', { Nm: 'Fjord' });
  await client().setChosenColumnsV2Async('erp', 'ErpEntity', context, '', ['Nm', 'ErpKey']);
  const actors = await whole(client().getArchiveListWithContextAsync('erp', 'ErpEntity', [], [], [], 0, 5, context));
  assert.equal(actors[0]?.columnData['Nm']?.displayValue, 'Fjord');
});

test('what cannot be chosen', async () => {
  assert.equal((await refused(client().setChosenColumnsAsync('mine', 'FindContact', ['shoe']))).code, 'archive.column');
  assert.equal((await refused(client().setChosenColumnsAsync('', 'FindContact', ['name']))).code, 'archive.guiName');
  const wide = client().setColumnWidthsV2Async('mine', 'FindContact', '', '', ['very']);
  assert.equal((await refused(wide)).code, 'archive.width');
});

test('ValidateArchiveColumnConfig: columns of fields that went leave the choices, and nothing else does', async () => {
  const context = `connectionId=${connection}&erpActorType=Customer`;
  const { db } = fixture.hub;
  for (const as of ['ann', 'bob'] as const)
    await client(as).setChosenColumnsV2Async('search', 'ErpEntity', context, '', ['Nm', 'Phone', 'ErpKey']);
  await client().setChosenColumnsAsync('search', 'FindContact', ['name']);
  const chosen = async (as: PersonName, provider = 'ErpEntity') =>
    (await readColumnChoice(db, await idOf(as), `search|${provider}`))?.columns.map(({ name }) => name);
  const validate = (as: PersonName, id = connection) =>
    vendorClient(fixture, as).getErpSyncAgent().validateArchiveColumnConfigAsync('search', id);
  await validate('bob');
  assert.deepEqual(await chosen('bob'), ['Nm', 'Phone', 'ErpKey'], 'all of them are there');
  await db.run(`update erp_field set missing_in_erp = true where field_key = 'Phone'`);
  await validate('bob');
  assert.deepEqual(
    [await chosen('bob'), await chosen('ann')],
    [
      ['Nm', 'ErpKey'],
      ['Nm', 'Phone', 'ErpKey'],
    ],
    'his own',
  );
  await validate('ann');
  assert.deepEqual(await chosen('ann'), ['Nm', 'ErpKey'], 'an administrator’s counts for all');
  assert.deepEqual(await chosen('bob', 'FindContact'), ['name']);
  assert.equal((await refused(validate('bob', hers))).code, 'connection.noAccess');
  assert.equal((await refused(validate('ann', 9_999))).status, 404);
  assert.equal((await refused(validate('eve'))).code, 'user.noLicence');
});

test('the pages keep their lists’ columns by the same table', async () => {
  const page = new Browser(fixture.hub);
  await page.login('eve', people.eve);
  const path = '/api/columns/find.company';
  assert.deepEqual(await page.call('GET /api/columns/:list', undefined, path), { columns: [], sort: [] });
  const choice = { columns: [{ name: 'name', width: '40%' }], sort: [{ field: 'name', descending: true }] };
  await page.call('POST /api/columns/:list', choice, path);
  assert.deepEqual(await page.call('GET /api/columns/:list', undefined, path), choice);
  await page.call('POST /api/columns/:list', { columns: [] }, path);
  assert.deepEqual(await page.call('GET /api/columns/:list', undefined, path), { columns: [], sort: [] });
});
