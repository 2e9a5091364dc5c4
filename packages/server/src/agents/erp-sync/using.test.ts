/** What a user does with a record's ERP side, through the vendor's client: look, connect, disconnect, create; and who may. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sampleErp } from '@kobling/sdk/memory';
import { addListItem, createEntity, getEntity, updateEntity } from '@kobling/store';
import { eventually, type TestHub } from '../../testing/test-hub.ts';
import { activeConnection } from '../testing/set-up.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let open = 0;
let scoped = 0;
const client = (name: PersonName = 'bob', language = 'en') => vendorClient(fixture, name, language).getErpSyncAgent();

before(async () => {
  fixture = await hubWithPeople({ erp: sampleErp });
  const { db } = fixture.hub;
  for (const name of ['Retail', 'Wholesale']) await addListItem(db, 'category', name);
  open = await activeConnection(fixture, {
    name: 'US:"Open";NO:"Åpen"',
    mappings: {
      Customer: {
        Nm: { crm: 'name' },
        Phone: { crm: 'phone' },
        Email: { crm: 'email', sync: 'toCrm' },
        CustGr: { crm: 'category' },
        Credit: { inTab: true },
      },
      Person: { FirstName: { crm: 'firstName' }, LastName: { crm: 'lastName' } },
    },
  });
  const [bob] = await db.query<{ id: number }>(`select id from app_user where name = 'bob'`);
  scoped = await activeConnection(fixture, {
    name: 'Scoped',
    userIds: [bob?.id ?? 0],
    mappings: { Supplier: { Nm: { crm: 'name' }, City: { crm: 'postalAddress.city' } } },
  });
  await mapRetail();
});
after(() => fixture.close());

async function mapRetail(): Promise<void> {
  const agent = client('ann');
  const lists = await whole(agent.getConnectionListMappingsAsync(open));
  const [retail] = await fixture.hub.db.query<{ id: number }>(`select id from crm_list_item where name = 'Retail'`);
  for (const list of lists.erpListItemMappings)
    for (const item of list.erpCrmListItemMappings)
      if (item.erpListItemId === '1') Object.assign(item, { crmListItem: { id: retail?.id } });
  await agent.saveConnectionListMappingsAsync(lists as never);
}

async function askForOrders(): Promise<void> {
  const admin = client('ann');
  const mapping = await whole(admin.getActorTypeMappingAsync(open, 'Customer' as never));
  const orders = mapping.fieldMappings.find(({ erpFieldKey }) => erpFieldKey === 'Orders');
  const info = await whole(admin.getDefaultValueInfoAsync(orders?.erpFieldId ?? 0));
  const change = { hasFirstSyncDefaultValue: true, firstSyncDefaultValue: '3', promptUser: true };
  await admin.saveDefaultValueInfoAsync({ ...info, ...change } as never);
}

async function company(values: Readonly<Record<string, string>>): Promise<number> {
  const made = await createEntity(fixture.hub.db, 'company', values, { by: 'test' });
  assert.equal(made.status, 'done');
  return made.status === 'done' ? made.value.ref.id : 0;
}
const crmValue = async (id: number, field: string): Promise<string | undefined> =>
  (await getEntity(fixture.hub.db, { kind: 'company', id }))?.values[field];
const erpValue = (key: string, field: string, type: 'Customer' | 'Supplier' = 'Customer') =>
  fixture.world.value(type, key, field);
const pair = (id: number, key: string, more: object = {}) =>
  ({
    erpConnectionId: open,
    crmRecordId: id,
    crmActorType: 'Contact',
    erpKey: key,
    erpActorType: 'Customer',
    fieldValues: [],
    ...more,
  }) as never;
const shown = async (id: number, name: PersonName = 'bob', language = 'en') =>
  whole(client(name, language).getConnectionsAndDisplayFieldsAsync({ crmActorType: 'Contact', entityId: id } as never));
const linkState = async (id: number): Promise<string | undefined> => {
  const rows = await fixture.hub.db.query<{ state: string }>(
    `select state from link where entity = 'company' and entity_id = $1 and connection_id = $2 order by id desc limit 1`,
    [id, open],
  );
  return rows[0]?.state;
};

test('the ERP tab: every open connection, the fields of what is connected in their order, in the caller’s language', async () => {
  const id = await company({ name: 'Tab AS' });
  const before1 = await shown(id);
  assert.deepEqual(
    before1.map(({ connectionName, connected, erpActorType, erpActorTypes, erpFields }) => [
      connectionName,
      connected,
      erpActorType,
      erpActorTypes,
      erpFields.length,
    ]),
    [
      ['Open', false, 'Unknown', ['Customer'], 0],
      ['Scoped', false, 'Unknown', ['Supplier'], 0],
    ],
  );
  const key = fixture.world.add('Customer', { Nm: 'Tab AS', Phone: '1' });
  assert.equal(await client().createActorLinkAsync(pair(id, key)), true);
  const [open1] = await shown(id, 'bob', 'no');
  assert.ok(open1);
  assert.deepEqual([open1.connectionName, open1.connected, open1.erpActorType], ['Åpen', true, 'Customer']);
  assert.deepEqual(
    open1.erpFields.map(({ fieldKey }) => fieldKey),
    ['Nm', 'Phone', 'Email', 'CustGr', 'Credit'],
    'synced and shown, each once',
  );
  assert.equal(open1.erpFields.find(({ fieldKey }) => fieldKey === 'Nm')?.displayName, 'Navn');
  assert.deepEqual(
    (await shown(id, 'ann')).map(({ connectionName }) => connectionName),
    ['Open'],
    'an administrator has no way around the scope',
  );
  assert.equal((await refused(shown(id, 'eve'))).code, 'user.noLicence');
  const strange = client().getConnectionsAndDisplayFieldsAsync({ crmActorType: 'Sale', entityId: id } as never);
  assert.equal((await refused(strange)).code, 'record.type');
});

test('values are read from the ERP, encoded, in the order asked; what there is not is blank', async () => {
  const id = await company({ name: 'Live AS' });
  const key = fixture.world.add('Customer', { Nm: 'Live AS', Credit: '12.5' });
  const ask = (fieldKeys: readonly string[], entityId = id, connection = open) =>
    client().getErpFieldValuesAsync({
      erpConnectionId: connection,
      crmActorType: 'Contact',
      entityId,
      fieldKeys,
    } as never);
  assert.equal((await refused(ask(['Nm']))).code, 'link.none');
  await client().createActorLinkAsync(pair(id, key));
  fixture.world.edit('Customer', key, { Nm: 'Live now AS' });
  assert.deepEqual(await ask(['Credit', 'Colour', 'Nm', 'Phone', 'Nm']), [
    '[F:12.5]',
    '',
    'Live now AS',
    '',
    'Live now AS',
  ]);
  fixture.world.remove('Customer', key);
  const gone = await refused(ask(['Nm']));
  assert.deepEqual([gone.status, gone.code], [404, 'actor.unknown']);
  assert.equal((await refused(ask(['Nm'], id, 999))).status, 404);
});

test('both sides of a pair in one form, and what is chosen stands on both', async () => {
  const [retail] = await fixture.hub.db.query<{ id: number }>(`select id from crm_list_item where name = 'Retail'`);
  const id = await company({ name: 'Choice CRM', phone: '1', email: 'crm@choice.example' });
  const key = fixture.world.add('Customer', { Nm: 'Choice ERP', Phone: '2', Email: 'erp@choice.example', CustGr: '1' });
  const ours = await whole(client().getFieldValuesFromCrmAsync({ recordId: id, actorTypeCrm: 'Contact' } as never));
  const theirs = await whole(
    client().getFieldValuesFromErpAsync({ erpConnectionId: open, actorTypeErp: 'Customer', erpKey: key } as never),
  );
  assert.deepEqual(
    theirs.map(({ crmFieldKey, value, displayValue }) => [crmFieldKey, value, displayValue]),
    [
      ['name', 'Choice ERP', 'Choice ERP'],
      ['phone', '2', '2'],
      ['email', 'erp@choice.example', 'erp@choice.example'],
      ['category', String(retail?.id), 'Retail'],
    ],
  );
  assert.deepEqual(
    ours.slice(0, 2).map(({ crmFieldKey, value, displayName }) => [crmFieldKey, value, displayName]),
    [
      ['name', 'Choice CRM', 'Name'],
      ['phone', '1', 'Telephone'],
    ],
  );
  assert.equal(theirs[2]?.syncToErp, false);
  const [, ourPhone, ourEmail] = ours;
  const impossible = pair(id, key, { fieldValues: [theirs[0], ourPhone, ourEmail] });
  assert.match((await refused(client().connectActorAsync(impossible))).message, /E-mail .*Choose the ERP's value/);
  assert.equal(await client().tryConnectActorAsync(impossible), false);
  assert.equal(await linkState(id), undefined, 'nothing was linked');
  await client().connectActorAsync(pair(id, key, { fieldValues: [theirs[0], ourPhone, theirs[2], theirs[3]] }));
  assert.deepEqual([await crmValue(id, 'name'), erpValue(key, 'Nm')], ['Choice ERP', 'Choice ERP']);
  assert.deepEqual([await crmValue(id, 'phone'), erpValue(key, 'Phone')], ['1', '1']);
  assert.equal(await crmValue(id, 'email'), 'erp@choice.example');
  assert.equal(await crmValue(id, 'category'), String(retail?.id));
});

test('an item without counterpart cannot be chosen: it is left out', async () => {
  const key = fixture.world.add('Customer', { Nm: 'Odd group', CustGr: '2' });
  const theirs = await whole(
    client().getFieldValuesFromErpAsync({ erpConnectionId: open, actorTypeErp: 'Customer', erpKey: key } as never),
  );
  assert.deepEqual(
    theirs.map(({ crmFieldKey }) => crmFieldKey),
    ['name', 'phone', 'email'],
  );
  const ask = (more: object) =>
    refused(
      client().getFieldValuesFromErpAsync({
        erpConnectionId: open,
        actorTypeErp: 'Customer',
        erpKey: 'no such key',
        ...more,
      } as never),
    );
  assert.equal((await ask({})).code, 'actor.unknown');
  assert.equal((await ask({ actorTypeErp: 'Project' })).code, 'mapping.unknown');
  assert.equal((await ask({ actorTypeErp: 'Unknown' })).code, 'actor.type');
  const nobody = client().getFieldValuesFromCrmAsync({ recordId: 99_999, actorTypeCrm: 'Contact' } as never);
  assert.equal((await refused(nobody)).status, 404);
});

test('one actor a record and one record an actor; a person only when its company is connected', async () => {
  const [one, two] = [await company({ name: 'One AS' }), await company({ name: 'Two AS' })];
  const [first, second] = [
    fixture.world.add('Customer', { Nm: 'One AS' }),
    fixture.world.add('Customer', { Nm: 'Two AS' }),
  ];
  assert.equal(await client().tryConnectActorAsync(pair(one, first)), true);
  assert.equal(await client().tryConnectActorAsync(pair(one, second)), false);
  const taken = await refused(client().connectActorAsync(pair(two, first)));
  assert.deepEqual([taken.status, taken.code], [409, 'link.taken']);
  assert.match((await refused(client().connectActorAsync(pair(two, '404')))).message, /has no Customer 404/);
  const wrongType = pair(two, second, { erpActorType: 'Project' });
  assert.equal((await refused(client().connectActorAsync(wrongType))).code, 'link.refused');
  const unknownField = pair(two, second, { fieldValues: [{ crmFieldKey: 'colour', value: 'red' }] });
  assert.equal((await refused(client().connectActorAsync(unknownField))).code, 'link.noField');

  const made = await createEntity(
    fixture.hub.db,
    'person',
    { firstName: 'Ada', lastName: 'Two', company: String(two) },
    { by: 'test' },
  );
  assert.equal(made.status, 'done', JSON.stringify(made));
  const person = made.status === 'done' ? made.value.ref.id : 0;
  const ada = fixture.world.add(
    'Person',
    { FirstName: 'Ada', LastName: 'Two' },
    { parent: { actorType: 'Customer', erpKey: second } },
  );
  const connectAda = pair(person, ada, { crmActorType: 'Person', erpActorType: 'Person' });
  assert.match((await refused(client().connectActorAsync(connectAda))).message, /when its company is connected/);
  await client().connectActorAsync(pair(two, second));
  await client().connectActorAsync(connectAda);
});

test('disconnecting removes the link only, and the ERP is not called', async () => {
  const id = await company({ name: 'Leaving AS' });
  const key = fixture.world.add('Customer', { Nm: 'Leaving AS' });
  await client().createActorLinkAsync(pair(id, key));
  const wish = { erpConnectionId: open, crmRecordId: id, crmActorType: 'Contact' } as never;
  assert.equal(await client().breakActorLinkAsync(wish), true);
  assert.equal(await linkState(id), 'broken');
  assert.equal(erpValue(key, 'Nm'), 'Leaving AS');
  assert.equal(await crmValue(id, 'name'), 'Leaving AS');
  assert.equal((await refused(client().breakActorLinkAsync(wish))).code, 'link.none');
  await client().connectActorAsync(pair(id, key));
  assert.equal(await linkState(id), 'active', 'and connected again');
});

test('a new record in the ERP: what to ask for, answers before the mapping, refusals in the ERP’s words', async () => {
  const agent = client();
  await askForOrders();
  const asked = await whole(
    agent.getFieldsForNewErpActorAsync({ erpConnectionId: open, erpActorType: 'Customer' } as never),
  );
  assert.deepEqual(
    asked.map(({ fieldKey, access }) => [fieldKey, access]),
    [
      ['Nm', 'Mandatory'],
      ['Orders', 'Normal'],
    ],
  );
  assert.equal(asked[1]?.defaultValue, '[I:3]');
  const id = await company({ name: 'Brand new AS', phone: '5' });
  const wish = (more: object = {}) =>
    ({
      connectionId: open,
      crmEntityId: id,
      crmActorType: 'Contact',
      erpActorType: 'Customer',
      erpFieldKeyValues: {},
      ...more,
    }) as never;
  const wrong = await refused(
    agent.createErpActorFromCrmAsync(
      wish({ erpFieldKeyValues: { Orders: 'many', Colour: 'red', Balance: '[F:1]', City: 'Bergen' } }),
    ),
  );
  assert.equal(wrong.code, 'create.invalid');
  assert.match(wrong.message, /Orders: .*"Colour".*Balance cannot be written.*City is not filled in/s);
  const blank = await refused(agent.createErpActorFromCrmAsync(wish({ erpFieldKeyValues: { Nm: '' } })));
  assert.deepEqual([blank.status, blank.code], [409, 'create.refused']);
  assert.match(blank.message, /Name must be filled in/);
  const before1 = fixture.world.count('Customer');
  const made = await agent.createErpActorFromCrmAsync(wish({ erpFieldKeyValues: { Orders: '[I:7]', Phone: '6' } }));
  assert.equal(made, true);
  assert.equal(fixture.world.count('Customer'), before1 + 1);
  const [link] = await fixture.hub.db.query<{ erp_key: string }>(
    `select erp_key from link where entity = 'company' and entity_id = $1 and connection_id = $2`,
    [id, open],
  );
  assert.ok(link);
  assert.deepEqual(
    ['Nm', 'Phone', 'Orders'].map((field) => erpValue(link.erp_key, field)),
    ['Brand new AS', '6', '7'],
  );
  assert.equal((await refused(agent.createErpActorFromCrmAsync(wish()))).code, 'link.taken');
});

test('the scope: who it is not open to, who may not connect, who may not create', async () => {
  const id = await company({ name: 'Scoped AS' });
  const key = fixture.world.add('Supplier', { Nm: 'Scoped AS', City: 'Bergen' });
  const supplier = pair(id, key, { erpConnectionId: scoped, erpActorType: 'Supplier' });
  const create = {
    connectionId: scoped,
    crmEntityId: id,
    crmActorType: 'Contact',
    erpActorType: 'Supplier',
    erpFieldKeyValues: {},
  } as never;
  const stranger = client('ann');
  const calls = [
    () => stranger.connectActorAsync(supplier),
    () => stranger.tryConnectActorAsync(supplier),
    () => stranger.createActorLinkAsync(supplier),
    () => stranger.breakActorLinkAsync({ erpConnectionId: scoped, crmRecordId: id, crmActorType: 'Contact' } as never),
    () => stranger.createErpActorFromCrmAsync(create),
    () => stranger.getFieldsForNewErpActorAsync({ erpConnectionId: scoped, erpActorType: 'Supplier' } as never),
    () =>
      stranger.getFieldValuesFromErpAsync({
        erpConnectionId: scoped,
        actorTypeErp: 'Supplier',
        erpKey: key,
      } as never),
    () =>
      stranger.getErpFieldValuesAsync({
        erpConnectionId: scoped,
        crmActorType: 'Contact',
        entityId: id,
        fieldKeys: ['Nm'],
      } as never),
  ];
  for (const call of calls) {
    const refusal = await refused(call());
    assert.deepEqual([refusal.status, refusal.code], [403, 'connection.noAccess']);
    assert.doesNotMatch(refusal.message, /Scoped/, 'who may not see it is not told its name');
  }
  const rights = (connect: boolean, make: boolean) =>
    fixture.hub.db.run('update connection_access set can_connect = $2, can_create = $3 where connection_id = $1', [
      scoped,
      connect,
      make,
    ]);
  await rights(false, false);
  const bob = client('bob');
  assert.match((await refused(bob.connectActorAsync(supplier))).message, /bob may not connect records on Scoped/);
  assert.match(
    (await refused(bob.createErpActorFromCrmAsync(create))).message,
    /may not create records in .* under the connection's scope/,
  );
  const theirs = await whole(
    bob.getFieldValuesFromErpAsync({ erpConnectionId: scoped, actorTypeErp: 'Supplier', erpKey: key } as never),
  );
  assert.equal(theirs.length, 2, 'looking is allowed');
  await rights(true, false);
  await bob.connectActorAsync(supplier);
  await bob.breakActorLinkAsync({ erpConnectionId: scoped, crmRecordId: id, crmActorType: 'Contact' } as never);
  assert.equal((await refused(bob.createErpActorFromCrmAsync(create))).code, 'connection.noAccess');
  await rights(true, true);
});

test('an inactive connection is neither shown nor used', async () => {
  const id = await company({ name: 'Resting AS' });
  const key = fixture.world.add('Customer', { Nm: 'Resting AS' });
  await client('ann').toggleErpConnectionActiveAsync(open);
  assert.deepEqual(
    (await shown(id)).map(({ connectionName }) => connectionName),
    ['Scoped'],
  );
  assert.equal((await refused(client().connectActorAsync(pair(id, key)))).code, 'connection.inactive');
  assert.deepEqual(await client('ann').toggleErpConnectionActiveAsync(open), []);
  await client().connectActorAsync(pair(id, key));
  await updateEntity(fixture.hub.db, { kind: 'company', id }, { phone: '77' }, { by: 'test' });
  await fixture.hub.wake([open]);
  await eventually('the edit arrives', () => erpValue(key, 'Phone') === '77');
});
