import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, addUdefField, getEntity } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let gold: number;
let norway: number;
before(async () => {
  fixture = await hubWithPeople();
  const { db } = fixture.hub;
  const item = async (list: string, name: string): Promise<number> => {
    const added = await addListItem(db, list, name);
    return added.status === 'done' ? added.value.id : 0;
  };
  gold = await item('category', 'US:"Gold";NO:"Gull"');
  norway = await item('country', 'Norway');
  const size = {
    entity: 'company',
    key: 'size',
    label: 'Size',
    type: 'text',
    list: null,
    maxLength: 5,
    rank: 1,
  } as const;
  assert.equal((await addUdefField(db, size)).status, 'done');
});
after(() => fixture.close());

const client = (name: PersonName = 'bob', language = 'en') => vendorClient(fixture, name, language).getContactAgent();
const phone = (value: string) => [{ value, strippedValue: value, description: '' }];

async function acme() {
  const agent = client();
  const form = await agent.createDefaultContactEntityAsync();
  return await whole(
    agent.saveContactEntityAsync({ ...form, name: 'Acme', phones: phone('1'), emails: phone('a@acme.example') }),
  );
}
const stored = async (id: number): Promise<Readonly<Record<string, string>>> =>
  (await getEntity(fixture.hub.db, { kind: 'company', id }))?.values ?? {};

test('a company from its empty form to its end', async () => {
  const agent = client();
  const form = await whole(agent.createDefaultContactEntityAsync());
  assert.ok(!Object.values<unknown>(form).includes(undefined), 'every property is there');
  assert.deepEqual([form.contactId, form.name, form.phones, form.category], [0, '', [], null]);
  const lines = { address1: 'Quay 1', address2: 'B', zipcode: '5003', city: 'Bergen', county: 'Vestland', state: 'V' };
  const saved = await whole(
    agent.saveContactEntityAsync({
      ...form,
      name: 'Gulls',
      department: 'North',
      orgNr: 'NO 123',
      number1: 'GULL',
      number2: '1001',
      phones: phone('555'),
      faxes: phone('556'),
      emails: phone('g@gulls.example'),
      urls: phone('https://gulls.example'),
      description: 'Two\nlines',
      category: { id: gold },
      country: { countryId: norway },
      address: { ...form.address, postal: { ...form.address.postal, ...lines }, street: { address3: 'Third' } },
      extraFields: { registrationDate: '2020-02-29' },
      userDefinedFields: { size: 'L' },
    }),
  );
  assert.ok(saved.contactId > 0);
  const values = Object.entries(await stored(saved.contactId)).filter(([, value]) => value !== '');
  assert.deepEqual(Object.fromEntries(values), {
    name: 'Gulls',
    department: 'North',
    number: '1001',
    code: 'GULL',
    vatNumber: 'NO 123',
    phone: '555',
    email: 'g@gulls.example',
    fax: '556',
    website: 'https://gulls.example',
    category: String(gold),
    country: String(norway),
    'postalAddress.line1': 'Quay 1',
    'postalAddress.line2': 'B',
    'postalAddress.zip': '5003',
    'postalAddress.city': 'Bergen',
    'postalAddress.county': 'Vestland',
    'postalAddress.state': 'V',
    'streetAddress.line3': 'Third',
    registrationDate: '2020-02-29',
    text: 'Two\nlines',
    'udef.size': 'L',
  });
  const read = await whole(client('eve', 'no').getContactEntityAsync(saved.contactId));
  assert.deepEqual([read.name, read.number1, read.number2, read.orgNr], ['Gulls', 'GULL', '1001', 'NO 123']);
  assert.deepEqual([read.category.id, read.category.value, read.country.name], [gold, 'Gull', 'Norway']);
  assert.deepEqual([read.address.postal.city, read.address.street.address3], ['Bergen', 'Third']);
  assert.deepEqual([read.phones[0]?.value, read.faxes[0]?.value, read.urls.length], ['555', '556', 1]);
  assert.deepEqual(read.userDefinedFields, { size: 'L' });
  assert.ok(read.updatedDate instanceof Date && read.createdDate instanceof Date);
  assert.deepEqual([read.deleted, read.activeErpLinks, read.associate], [0, 0, null]);
  await fixture.hub.db.run(
    `with k as (insert into connector (name, url) values ('K', 'plugin://memory') returning id),
       c as (insert into connection (connector_id, name) select id, 'ERP' from k returning id)
     insert into link (connection_id, actor_type, erp_key, entity, entity_id, state)
     select c.id, 'Customer', s.state, 'company', $1, s.state from c, (values ('active'), ('broken')) s(state)`,
    [saved.contactId],
  );
  assert.equal((await agent.getContactEntityAsync(saved.contactId)).activeErpLinks, 1, 'broken links are history');
  await agent.deleteContactEntityAsync(saved.contactId);
  assert.equal((await refused(agent.getContactEntityAsync(saved.contactId))).status, 404);
  assert.equal((await refused(agent.deleteContactEntityAsync(saved.contactId))).status, 404);
  assert.equal((await refused(agent.saveContactEntityAsync(saved))).status, 404);
});

test('H12 two clients that save the same company a minute apart keep both edits', async () => {
  const { contactId } = await acme();
  const [ann, bob] = [client('ann'), client('bob')];
  const [hers, his] = [
    await whole(ann.getContactEntityAsync(contactId)),
    await whole(bob.getContactEntityAsync(contactId)),
  ];
  await ann.saveContactEntityAsync({ ...hers, phones: phone('2') });
  await fixture.hub.db.run(`update crm_change set at = at - interval '1 minute' where entity_id = $1`, [contactId]);
  const after = await whole(bob.saveContactEntityAsync({ ...his, emails: phone('b@acme.example') }));
  assert.deepEqual([after.phones[0]?.value, after.emails[0]?.value], ['2', 'b@acme.example']);
  const values = await stored(contactId);
  assert.deepEqual([values['phone'], values['email'], values['name']], ['2', 'b@acme.example', 'Acme']);
  const changes = await fixture.hub.db.query<{ by_name: string; fields: string[] }>(
    `select by_name, fields from crm_change where entity = 'company' and entity_id = $1 and op = 'update' order by seq`,
    [contactId],
  );
  assert.deepEqual(changes, [
    { by_name: 'ann', fields: ['phone'] },
    { by_name: 'bob', fields: ['email'] },
  ]);
});

test('H12 both changed one field: reported with the property’s name, nothing of it is written', async () => {
  const { contactId } = await acme();
  const [ann, bob] = [client('ann'), client('bob')];
  const [hers, his] = [
    await whole(ann.getContactEntityAsync(contactId)),
    await whole(bob.getContactEntityAsync(contactId)),
  ];
  await ann.saveContactEntityAsync({ ...hers, phones: phone('2') });
  const clash = await refused(bob.saveContactEntityAsync({ ...his, phones: phone('3'), name: 'Acme Ltd' }));
  assert.deepEqual([clash.status, clash.code], [409, 'record.changed']);
  assert.match(clash.message, /Phones is now "2", you sent "3"/);
  assert.doesNotMatch(clash.message, /Name is/);
  const values = await stored(contactId);
  assert.deepEqual([values['phone'], values['name']], ['2', 'Acme']);
});

for (const [what, dropped] of [
  ['with its version', {}],
  ['with UpdatedDate alone', { extraFields: {} }],
] as const) {
  test(`H12 a carrier ${what}: saved again and again, and what sync wrote stays`, async () => {
    const agent = client();
    const { contactId } = await acme();
    const read = async () => ({ ...(await whole(agent.getContactEntityAsync(contactId))), ...dropped });
    await agent.saveContactEntityAsync({ ...(await read()), phones: phone('2') });
    await agent.saveContactEntityAsync({ ...(await read()), phones: phone('3') });
    const opened = await read();
    assert.equal(opened.phones[0]?.value, '3');
    await fixture.hub.db.run(`update company set email = 's@acme.example', version = version + 1 where id = $1`, [
      contactId,
    ]);
    await fixture.hub.db.run(
      `insert into crm_change (epoch, entity, entity_id, op, fields, writer, by_name, old, version)
       values (1, 'company', $1, 'update', '{email}', 7, 'sync', '{"email": "a@acme.example"}', (select version from company where id = $1))`,
      [contactId],
    );
    await agent.saveContactEntityAsync({ ...opened, name: 'Acme Ltd' });
    const values = await stored(contactId);
    assert.deepEqual([values['name'], values['phone'], values['email']], ['Acme Ltd', '3', 's@acme.example']);
  });
}

test('what is left out stays, null is blank, and without a date nothing is saved', async () => {
  const agent = client();
  const { contactId, updatedDate } = await acme();
  await agent.saveContactEntityAsync({ contactId, updatedDate, name: 'Acme Ltd', emails: null } as never);
  const values = await stored(contactId);
  assert.deepEqual([values['name'], values['phone'], values['email']], ['Acme Ltd', '1', '']);
  const undated = await refused(agent.saveContactEntityAsync({ contactId, name: 'Other' }));
  assert.deepEqual([undated.status, undated.code], [409, 'record.notRead']);
});

test('a field of the administrator’s is changed in either dictionary', async () => {
  const agent = client();
  const first = await acme();
  const second = await whole(agent.saveContactEntityAsync({ ...first, userDefinedFields: { size: 'S' } }));
  assert.deepEqual(second.customFields, { size: 'S', registrationDate: '' });
  const third = await whole(
    agent.saveContactEntityAsync({ ...second, customFields: { ...second.customFields, size: 'M' } }),
  );
  assert.deepEqual(third.userDefinedFields, { size: 'M' });
  const both = await refused(
    agent.saveContactEntityAsync({ ...third, userDefinedFields: { size: 'A' }, customFields: { size: 'B' } }),
  );
  assert.match(both.message, /CustomFields\.size/);
  assert.equal((await stored(first.contactId))['udef.size'], 'M');
});

test('what does not fit is refused by the property’s name', async () => {
  const saved = await acme();
  const send = async (change: object) => {
    const response = await fetch(`${fixture.hub.url ?? ''}/api/v1/Agents/Contact/SaveContactEntity`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('bob:nine herons by the weir')}` },
      body: JSON.stringify({ ...saved, ...change }),
    });
    const body = (await response.json()) as { fields?: Record<string, string> };
    return [response.status, ...Object.keys(body.fields ?? {})];
  };
  assert.deepEqual(await send({ name: ' ' }), [409, 'Name']);
  assert.deepEqual(await send({ number1: 'x'.repeat(51) }), [409, 'Number1']);
  assert.deepEqual(await send({ category: { id: norway } }), [409, 'Category']);
  assert.deepEqual(await send({ phones: [...phone('1'), ...phone('2')] }), [409, 'Phones']);
  assert.deepEqual(await send({ address: { postal: { city: 'x'.repeat(101) } } }), [409, 'Address.Postal.City']);
  assert.deepEqual(await send({ customFields: { size: 'far too long' } }), [409, 'CustomFields.size']);
  assert.deepEqual(await send({ customFields: { colour: 'red' } }), [409, 'CustomFields.colour']);
  assert.deepEqual(await send({ extraFields: { registrationDate: '31.3.2026' } }), [
    409,
    'CustomFields.registrationDate',
  ]);
  assert.deepEqual(await send({ name: 7 }), [400, 'Name']);
  assert.equal((await stored(saved.contactId))['name'], 'Acme');
});

test('a company with persons is not deleted; ids that cannot be are not found', async () => {
  const agent = client();
  const { contactId } = await acme();
  await vendorClient(fixture, 'bob')
    .getPersonAgent()
    .savePersonEntityAsync({ lastname: 'Gull', contact: { contactId } });
  const held = await refused(agent.deleteContactEntityAsync(contactId));
  assert.deepEqual([held.status, held.code], [409, 'crm.hasPersons']);
  for (const id of [0, -1, 2_147_483_648, 1e15]) {
    assert.equal((await refused(agent.getContactEntityAsync(id))).status, 404, String(id));
    assert.equal((await refused(agent.deleteContactEntityAsync(id))).status, 404, String(id));
  }
});
