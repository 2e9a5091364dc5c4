/** The Archive agent through the vendor's own client: every list, both forms of restrictions, pages, and who may read what. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, addUdefField, createEntity } from '@kobling/store';
import { activeConnection } from '../testing/set-up.ts';
import { eventually, type TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, people, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
const ids = { acme: 0, ann: 0, gold: 0, hers: 0, everybodys: 0 };
const keys = { acme: '', beta: '' };
const mappings = {
  Customer: { Nm: { crm: 'name' }, Phone: { crm: 'phone' }, CustGr: {}, Orders: {} },
  Person: { FirstName: { crm: 'firstName' }, LastName: { crm: 'lastName' } },
};

async function made(kind: 'company' | 'person' | 'project', values: Record<string, string>): Promise<number> {
  const created = await createEntity(fixture.hub.db, kind, values, { by: 'ann' });
  if (created.status !== 'done') throw new Error(JSON.stringify(created));
  return created.value.ref.id;
}

before(async () => {
  fixture = await hubWithPeople();
  const { hub, world } = fixture;
  const gold = await addListItem(hub.db, 'category', 'US:"Gold";NO:"Gull"');
  ids.gold = gold.status === 'done' ? gold.value.id : 0;
  await addUdefField(hub.db, {
    entity: 'company',
    key: 'score',
    label: 'Score',
    type: 'integer',
    list: null,
    maxLength: 0,
    rank: 1,
  });
  ids.acme = await made('company', {
    name: "Acme's",
    department: 'Oslo',
    number: '100',
    vatNumber: 'NO1',
    phone: '11',
    category: String(ids.gold),
    'postalAddress.city': 'Bergen',
    registrationDate: '2026-03-01',
    'udef.score': '7',
  });
  await made('company', { name: 'Beta', number: '200', category: String(ids.gold), 'udef.score': '9' });
  await made('company', { name: 'Gamma', number: '300' });
  ids.ann = await made('person', {
    firstName: 'Ann',
    lastName: 'Berg',
    company: String(ids.acme),
    birthDate: '1990-12-31',
  });
  await made('project', { name: 'Pier', number: 'P1' });
  const users = await hub.db.query<{ id: number }>(`select id from app_user where name = 'ann'`);
  ids.hers = await activeConnection(fixture, { name: 'Hers', userIds: users.map(({ id }) => id), mappings });
  ids.everybodys = await activeConnection(fixture, { name: 'US:"Zeta";NO:"Seta"', mappings });
  keys.acme = world.add('Customer', {
    Nm: "Acme's",
    Phone: '22',
    CustGr: '1',
    Orders: '5',
    Since: '2020-01-02T00:00:00',
  });
  keys.beta = world.add('Customer', { Nm: 'Beta AS', Phone: '33', CustGr: '2', Orders: '40' });
  const customer = (erpKey: string) => ({ parent: { actorType: 'Customer' as const, erpKey } });
  world.add('Person', { FirstName: 'Ann', LastName: 'Berg' }, customer(keys.acme));
  world.add('Person', { FirstName: 'Bo', LastName: 'Aas' }, customer(keys.beta));
  await vendorClient(fixture, 'ann')
    .getErpSyncAgent()
    .connectActorAsync(ids.everybodys, ids.acme, 'Contact' as never, keys.acme, 'Customer' as never, []);
});
after(() => fixture.close());

const client = (name: PersonName = 'bob', language = 'en') => vendorClient(fixture, name, language).getArchiveAgent();
const ask = (name: string, operator: string, ...values: string[]) => ({ name, operator, values });
const by = (name: string, direction: 'ASC' | 'DESC' = 'ASC') => ({ name, direction: direction as never });
type Restriction = ReturnType<typeof ask> & { interOperator?: unknown; interParenthesis?: number; isActive?: boolean };

interface Wish {
  readonly columns: string[];
  readonly where?: readonly Restriction[];
  readonly order?: ReturnType<typeof by>[];
  readonly page?: number;
  readonly size?: number;
  readonly as?: PersonName;
  readonly language?: string;
}
/** Rows as the display values of the columns, in their order. */
async function rows(provider: string, wish: Wish): Promise<(string | undefined)[][]> {
  const { columns, where = [], order = [], page = 0, size = 50 } = wish;
  const found = await whole(
    client(wish.as, wish.language).getArchiveListByColumnsAsync(
      provider,
      columns,
      order,
      where as never,
      [],
      page,
      size,
    ),
  );
  return found.map(({ columnData }) => columns.map((column) => columnData[column]?.displayValue));
}
const text = async (provider: string, columns: string, restrictions: string, order = '') =>
  (await whole(client('ann').getArchiveListByColumns2Async(provider, columns, order, restrictions, '', 0, 50))).map(
    ({ columnData }) => columns.split(',').map((column) => columnData[column]?.displayValue),
  );

test('what lists there are, and an unknown one is told the known', async () => {
  const names = await client('eve').getProviderNamesAsync();
  for (const name of [
    'ErpEntity',
    'ErpConnection',
    'ErpConnector',
    'ErpField',
    'ErpSyncLog',
    'FindContact',
    'FindPerson',
    'FindProject',
  ])
    assert.ok(names.includes(name), name);
  const unknown = await refused(rows('FindContract', { columns: ['name'] }));
  assert.deepEqual([unknown.status, unknown.code], [404, 'archive.unknown']);
  assert.match(unknown.message, /FindContact/);
  assert.deepEqual((await whole(client().createDefaultArchiveListResultAsync())).rows, []);
});

test('columns and entities of a list', async () => {
  const columns = await whole(client().getAvailableColumnsAsync('findcontact', ''));
  const category = columns.find(({ name }) => name === 'category');
  assert.deepEqual(
    [category?.restrictionType, category?.restrictionListName, category?.canOrderBy, category?.canRestrictBy],
    ['listAny', 'category', true, true],
  );
  assert.equal(columns.find(({ name }) => name === 'name')?.restrictionType, 'stringorPK');
  assert.equal(columns.find(({ name }) => name === 'udef.score')?.restrictionType, 'int');
  assert.equal(columns.find(({ name }) => name === 'erp.connections')?.canOrderBy, false);
  const [entity] = await whole(client().getAvailableEntitiesAsync('FindContact', ''));
  assert.equal(entity?.type, 'contact');
});

test('FindContact: values as the vendor encodes them, by its columns and our own', async () => {
  const columns = [
    'contactId',
    'name',
    'nameDepartment',
    'orgnr',
    'category',
    'postAddress/city',
    'phone/formattedNumber',
    'registrationDate',
    'udef.score',
    'activeErpLinks',
    'hasInterests',
  ];
  const [row] = await rows('FindContact', { columns, where: [ask('orgnr', 'is', 'no1')] });
  assert.deepEqual(row, [
    `[I:${ids.acme}]`,
    "Acme's",
    "Acme's, Oslo",
    'NO1',
    'Gold',
    'Bergen',
    '11',
    '[D:03/01/2026]',
    '[I:7]',
    '[I:1]',
    '',
  ]);
  const [item] = await whole(client().getArchiveListByColumnsAsync('FindContact', columns, [], [], [], 0, 1));
  assert.deepEqual(
    [item?.entityName, item?.primaryKey, item?.linkHint, item?.columnData['category']?.linkHint],
    ['contact', ids.acme, `contact_id=${ids.acme}`, `category_id=${ids.gold}`],
  );
  assert.deepEqual(await rows('FindContact', { columns: ['category'], language: 'no', size: 1 }), [['Gull']]);
});

test('a column that is not there is answered empty, and named in a header', async () => {
  const response = await fetch(`${fixture.hub.url ?? ''}/api/v1/Agents/Archive/GetArchiveListByColumns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`bob:${people.bob}`)}` },
    body: JSON.stringify({ ProviderName: 'FindContact', Columns: ['name', 'hasInterests'], PageSize: 1 }),
  });
  assert.equal(response.headers.get('x-kobling-unknown-columns'), 'hasInterests');
});

test('restrictions: types, encodings, groups, and those that are switched off', async () => {
  const names = async (...where: Restriction[]) => (await rows('FindContact', { columns: ['name'], where })).flat();
  assert.deepEqual(await names(), ["Acme's", 'Beta', 'Gamma']);
  assert.deepEqual(await names(ask('category', 'equals', `[I:${ids.gold}]`)), ["Acme's", 'Beta']);
  assert.deepEqual(await names(ask('udef.score', '>', '[I:7]')), ['Beta']);
  assert.deepEqual(await names(ask('registrationDate', 'after', '[D:02/28/2026]')), ["Acme's"]);
  assert.deepEqual(await names(ask('updatedDate', 'thisYear')), ["Acme's", 'Beta', 'Gamma']);
  assert.deepEqual(await names(ask('activeErpLinks', 'set', '0')), ['Beta', 'Gamma']);
  assert.deepEqual(await names(ask('getNoRows', 'set', '1')), []);
  assert.deepEqual(await names({ ...ask('name', 'is', 'nobody'), isActive: false }), ["Acme's", 'Beta', 'Gamma']);
  const either = { interOperator: 'Or' };
  const grouped = [
    { ...ask('name', 'begins', 'a'), ...either, interParenthesis: 1 },
    { ...ask('name', 'begins', 'g'), interParenthesis: -1 },
    ask('category', 'oneOf', String(ids.gold)),
  ];
  assert.deepEqual(await names(...grouped), ["Acme's"]);
  assert.deepEqual(
    await names({ ...ask('name', 'begins', 'g'), ...either }, ask('name', 'begins', 'a'), ask('number', '=', '100')),
    ["Acme's", 'Gamma'],
  );
});

test('restrictions as text', async () => {
  const names = async (restrictions: string, order = '') =>
    (await text('FindContact', 'name', restrictions, order)).flat();
  assert.deepEqual(await names(''), ["Acme's", 'Beta', 'Gamma']);
  assert.deepEqual(await names(String.raw`name begins 'Acme\'s'`), ["Acme's"]);
  assert.deepEqual(await names(`category in (${ids.gold}, 999) AND number <> '200'`), ["Acme's"]);
  assert.deepEqual(await names(`(number = 200 or number=300) and name contains 'a'`, 'name desc'), ['Gamma', 'Beta']);
  assert.deepEqual(await names('activeErpLinks set'), ["Acme's"]);
  assert.deepEqual(await names(`registrationDate dateBetween ('2026.2.28', '2026.3.1')`), ["Acme's"]);
  assert.deepEqual(await names('updatedDate thisYear and udef.score > [I:8]'), ['Beta']);
  for (const bad of [
    `(name = 'x'`,
    `name = 'x')`,
    'name',
    `name = 'x`,
    'and',
    `name in (`,
    `'x' = name`,
    '('.repeat(99),
  ]) {
    const refusal = await refused(names(bad));
    assert.deepEqual([refusal.status, refusal.code], [409, 'archive.restriction'], bad);
  }
});

test('order, pages and the count of all', async () => {
  assert.deepEqual(await rows('FindContact', { columns: ['number'], order: [by('number', 'DESC')] }), [
    ['300'],
    ['200'],
    ['100'],
  ]);
  assert.deepEqual(await rows('FindContact', { columns: ['name'], order: [by('category'), by('name', 'DESC')] }), [
    ['Gamma'],
    ['Beta'],
    ["Acme's"],
  ]);
  assert.deepEqual(await rows('FindContact', { columns: ['name'], page: 1, size: 2 }), [['Gamma']]);
  const header = await whole(
    client().getArchiveListByColumnsWithHeaderAsync('FindContact', ['name'], [], [], [], 0, 2, ''),
  );
  assert.deepEqual([header.rowCount, header.rows.length], [3, 2]);
  const asText = client().getArchiveListByColumnsWithHeader2Async(
    'FindContact',
    'name',
    '',
    'number = 200',
    '',
    0,
    2,
    '',
  );
  assert.equal((await asText).rowCount, 1);
  const other = await client().getArchiveListByColumnsWithContextAsync(
    'FindContact',
    ['name'],
    [],
    [],
    ['person'],
    0,
    5,
    '',
  );
  assert.deepEqual(other, [], 'an entity that this list has not');
});

test('what cannot be asked names the column and what would do', async () => {
  const column = await refused(rows('FindContact', { columns: ['name'], where: [ask('nmae', 'is', 'x')] }));
  assert.deepEqual([column.status, column.code], [409, 'archive.column']);
  assert.match(column.message, /FindContact has no column "nmae".*name/);
  const operator = await refused(rows('FindContact', { columns: ['name'], where: [ask('name', 'today')] }));
  assert.equal(operator.code, 'find.noOperator');
  const size = await refused(rows('FindContact', { columns: ['name'], size: 10_001 }));
  assert.match(size.message, /at most 10000 rows/);
  const sub = { ...ask('name', 'is', 'x'), subRestrictions: [ask('name', 'is', 'y')] };
  assert.equal(
    (await refused(rows('FindContact', { columns: ['name'], where: [sub] }))).code,
    'archive.subRestrictions',
  );
});

test('FindPerson with the company’s columns, FindProject', async () => {
  const columns = ['fullName', 'contactId', 'contactName', 'contact/orgnr', 'birthDate', 'contact/countryId'];
  assert.deepEqual(await rows('FindPerson', { columns, where: [ask('contact/category', 'oneOf', String(ids.gold))] }), [
    ['Ann Berg', `[I:${ids.acme}]`, "Acme's", 'NO1', '[D:12/31/1990]', ''],
  ]);
  assert.deepEqual(await text('FindProject', 'projectId,name,number', `name begins 'pi'`), [['[I:1]', 'Pier', 'P1']]);
});

const there = (connection = ids.everybodys, type = 'Customer') => [
  ask('ConnectionId', '=', `[I:${connection}]`),
  ask('ErpActorType', '=', type),
];

test('ErpEntity: actors by text, by criteria of the ERP and by key; columns are its fields', async () => {
  const columns = ['ErpKey', 'Connected', 'Nm', 'CustGr', 'Orders'];
  const found = async (...where: Restriction[]) => rows('ErpEntity', { columns, where: [...there(), ...where] });
  const acme = [keys.acme, '[I:1]', "Acme's", 'Retail', '[I:5]'];
  const beta = [keys.beta, '[I:0]', 'Beta AS', 'Wholesale', '[I:40]'];
  assert.deepEqual(await found(), [acme, beta]);
  assert.deepEqual(await found(ask('SearchText', 'contains', 'beta')), [beta]);
  assert.deepEqual(await found(ask('Nm', 'begins', 'ac')), [acme]);
  assert.deepEqual(await found(ask('Orders', 'greater', '[I:5]')), [beta]);
  assert.deepEqual(await found(ask('CustGr', 'oneOf', '1'), ask('Phone', 'is', '11')), [acme]);
  assert.deepEqual(await found(ask('Since', 'date', '2020-01-02')), [acme]);
  assert.deepEqual(await found(ask('ErpKey', 'is', keys.beta)), [beta]);
  assert.deepEqual(await found(ask('Connected', 'set', '0')), [beta]);
  assert.deepEqual(await found(ask('Connected', 'set')), [acme]);
  const order = [by('Orders', 'DESC')];
  assert.deepEqual(await rows('FindErpEntity', { columns, where: there(), order, size: 1 }), [beta]);
  assert.deepEqual(await rows('ErpEntity', { columns, where: there(), order, page: 1, size: 1 }), [acme]);
  assert.deepEqual(
    await text('ErpEntity', 'Nm', `ConnectionId = ${ids.everybodys} and ErpActorType = Customer`, 'Nm desc'),
    [['Beta AS'], ["Acme's"]],
  );
  const header = await client().getArchiveListByColumnsWithHeaderWithContextAsync(
    'ErpEntity',
    ['Nm'],
    [],
    [],
    [],
    0,
    1,
    '',
    `connectionId=${ids.everybodys}&erpActorType=Customer`,
  );
  assert.deepEqual([header.rowCount, header.rows?.length], [2, 1]);
});

test('ErpEntity: persons of a parent, and only those whose parent is linked', async () => {
  const found = async (...where: Restriction[]) =>
    rows('ErpEntity', { columns: ['FirstName'], where: [...there(ids.everybodys, 'Person'), ...where] });
  assert.deepEqual((await found()).length, 2);
  assert.deepEqual(await found(ask('ParentErpKey', '=', keys.beta), ask('ParentActorType', '=', 'Customer')), [['Bo']]);
  const ofBeta = [ask('ParentErpKey', '=', keys.beta), ask('ParentActorType', '=', 'Customer')];
  assert.deepEqual(await found(ask('FirstName', 'begins', 'a'), ...ofBeta), [], 'criteria within the parent');
  assert.deepEqual(await found(ask('OnlyParentConnected', 'set', '1')), [['Ann']]);
});

test('ErpEntity: columns of the actor type that the context names', async () => {
  const context = `connectionId=${ids.everybodys};erpActorType=Customer`;
  const columns = await whole(client().getAvailableColumnsAsync('ErpEntity', context));
  const group = columns.find(({ name }) => name === 'CustGr');
  assert.deepEqual([group?.restrictionType, group?.restrictionListName], ['listAny', 'CustGr']);
  assert.deepEqual((await whole(client().getAvailableColumnsAsync('ErpEntity', ''))).length, 6);
});

test('ErpEntity: what is missing or cannot be asked', async () => {
  const of = (where: readonly Restriction[], as: PersonName = 'bob') =>
    refused(rows('ErpEntity', { columns: ['Nm'], where, as }));
  assert.equal((await of([])).code, 'archive.place');
  assert.equal((await of(there(9_999))).status, 404);
  const scope = await of(there(ids.hers));
  assert.deepEqual([scope.status, scope.code], [403, 'connection.noAccess']);
  assert.deepEqual((await of(there(), 'eve')).code, 'user.noLicence');
  assert.equal((await of([...there(), ask('Shoe', '=', '1')])).code, 'archive.column');
  assert.equal((await of([...there(), ask('Orders', 'contains', '1')])).code, 'find.noOperator');
  assert.equal((await of([...there(), ask('Orders', '=', 'many')])).code, 'crm.badValue');
  assert.equal((await of(there(ids.everybodys, 'Project'))).code, 'mapping.unknown');
});

test('ErpConnection, ErpConnector and ErpField: what is open to the caller, and no settings for users', async () => {
  const connections = (as: PersonName) => rows('ErpConnection', { columns: ['name', 'connector/url', 'active'], as });
  assert.deepEqual(await connections('ann'), [
    ['Hers', 'plugin://memory', '[I:1]'],
    ['Zeta', 'plugin://memory', '[I:1]'],
  ]);
  assert.deepEqual(await connections('bob'), [['Zeta', '', '[I:1]']]);
  assert.deepEqual(await rows('ErpConnector', { columns: ['name', 'url'], as: 'ann' }), [
    ['plugin://memory', 'plugin://memory'],
  ]);
  const settings = await refused(rows('ErpConnector', { columns: ['url'] }));
  assert.deepEqual([settings.status, settings.code], [403, 'archive.forbidden']);
  assert.equal((await refused(rows('ErpField', { columns: ['Id'], as: 'eve' }))).code, 'user.noLicence');
  const fields = (as: PersonName) =>
    rows('ErpField', {
      columns: ['ConnectionId', 'ErpFieldKey', 'FieldType', 'CrmFieldKey', 'SyncToErp'],
      where: [ask('ErpFieldKey', 'is', 'Nm'), ask('ActorTypeErp', 'is', 'Customer')],
      as,
    });
  assert.deepEqual(await fields('ann'), [
    [`[I:${ids.hers}]`, 'Nm', '[I:1]', 'name', '[I:1]'],
    [`[I:${ids.everybodys}]`, 'Nm', '[I:1]', 'name', '[I:1]'],
  ]);
  assert.deepEqual(await fields('bob'), [[`[I:${ids.everybodys}]`, 'Nm', '[I:1]', '', '']]);
});

test('ErpSyncLog: what was carried, newest first, of the connections open to the caller', async () => {
  const logged = async (as: PersonName, ...where: Restriction[]) =>
    rows('ErpSyncLog', { columns: ['connection', 'source', 'target', 'crmfieldkey', 'newvalue'], where, as });
  fixture.world.edit('Customer', keys.acme, { Phone: '99' });
  await vendorClient(fixture, 'ann').getErpSyncAgent().syncAllAsync();
  const written = await eventually('the change is in the log', async () => {
    const found = await logged('bob', ask('newvalue', 'is', '99'), ask('target', 'is', 'crm'));
    return found.length > 0 ? found : undefined;
  });
  assert.deepEqual(written, [['Zeta', 'Zeta', 'CRM', 'phone', '99']]);
  assert.deepEqual(await logged('bob', ask('connection', 'is', 'Hers')), []);
  assert.ok((await logged('bob', ask('updated', 'today'))).length > 0);
  const [oldest] = await whole(
    client('ann').getArchiveListByColumnsAsync('ErpSyncLog', ['id', 'updated'], [by('updated')], [], [], 0, 1),
  );
  assert.match(oldest?.columnData['updated']?.displayValue ?? '', /^\[DT:\d\d\/\d\d\/\d{4} /);
  assert.equal((await refused(logged('eve'))).code, 'user.noLicence');
});
