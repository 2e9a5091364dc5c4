import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, createEntity, getEntity } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let company: number;
let buyer: number;
before(async () => {
  fixture = await hubWithPeople();
  const made = await createEntity(fixture.hub.db, 'company', { name: 'Acme', code: 'A', number: '7' }, { by: 'ann' });
  company = made.status === 'done' ? made.value.ref.id : 0;
  const added = await addListItem(fixture.hub.db, 'position', 'Buyer');
  buyer = added.status === 'done' ? added.value.id : 0;
});
after(() => fixture.close());

const client = (name: PersonName = 'bob') => vendorClient(fixture, name).getPersonAgent();
const phone = (value: string) => [{ value, strippedValue: value, description: '' }];
const stored = async (id: number): Promise<Readonly<Record<string, string>>> =>
  (await getEntity(fixture.hub.db, { kind: 'person', id }))?.values ?? {};

test('a person from the empty form to the end', async () => {
  const agent = client();
  const form = await whole(agent.createDefaultPersonEntityAsync());
  assert.ok(!Object.values<unknown>(form).includes(undefined), 'every property is there');
  assert.deepEqual([form.personId, form.lastname, form.contact, form.birthDate], [0, '', null, null]);
  const saved = await whole(
    agent.savePersonEntityAsync({
      ...form,
      firstname: 'Ada',
      middleName: 'van',
      lastname: 'Gull',
      title: 'Dr',
      personNumber: '42',
      position: { id: buyer },
      contact: { contactId: company },
      birthDate: new Date('1990-12-31T00:00:00Z'),
      officePhones: phone('1'),
      mobilePhones: phone('2'),
      privatePhones: phone('3'),
      otherPhones: phone('4'),
      emails: phone('ada@acme.example'),
      urls: phone('https://ada.example'),
      description: 'note',
      address: { ...form.address, postal: { address1: 'Road 2', city: 'Oslo' } },
    }),
  );
  const values = Object.entries(await stored(saved.personId)).filter(([, value]) => value !== '');
  assert.deepEqual(Object.fromEntries(values), {
    firstName: 'Ada',
    middleName: 'van',
    lastName: 'Gull',
    title: 'Dr',
    position: String(buyer),
    number: '42',
    phone: '1',
    mobile: '2',
    privatePhone: '3',
    otherPhone: '4',
    email: 'ada@acme.example',
    website: 'https://ada.example',
    birthDate: '1990-12-31',
    company: String(company),
    'postalAddress.line1': 'Road 2',
    'postalAddress.city': 'Oslo',
    text: 'note',
  });
  const read = await whole(agent.getPersonEntityAsync(saved.personId));
  assert.deepEqual([read.fullName, read.formalName, read.usePersonAddress], ['Ada van Gull', 'Dr Ada van Gull', true]);
  assert.deepEqual([read.contact.contactId, read.contact.name, read.contact.number2], [company, 'Acme', '7']);
  assert.deepEqual([read.position.value, read.birthDate.toISOString()], ['Buyer', '1990-12-31T00:00:00.000Z']);
  assert.equal(read.address.postal.atypeIdx, 'PersonPrivateAddress');
  // Sent back as it came: no edit, no version, no trace.
  await agent.savePersonEntityAsync(read);
  assert.equal((await getEntity(fixture.hub.db, { kind: 'person', id: saved.personId }))?.version, 1);
  await agent.deletePersonEntityAsync(saved.personId);
  assert.equal((await refused(agent.getPersonEntityAsync(saved.personId))).status, 404);
});

test('H12 two clients that save the same person keep both edits; one that both changed is reported', async () => {
  const { personId } = await whole(client().savePersonEntityAsync({ lastname: 'Heron' }));
  const [hers, his] = [
    await whole(client('ann').getPersonEntityAsync(personId)),
    await whole(client('bob').getPersonEntityAsync(personId)),
  ];
  await client('ann').savePersonEntityAsync({ ...hers, contact: { contactId: company }, title: 'Ms' });
  const late = await refused(client('bob').savePersonEntityAsync({ ...his, title: 'Mr' }));
  assert.deepEqual([late.status, late.code], [409, 'record.changed']);
  assert.match(late.message, /Title is now "Ms", you sent "Mr"/);
  await client('bob').savePersonEntityAsync({ ...his, firstname: 'Bo' });
  const values = await stored(personId);
  assert.deepEqual([values['firstName'], values['title'], values['company']], ['Bo', 'Ms', String(company)]);
});

test('H20 a birthday with a time of day is refused: in another zone it is another day', async () => {
  const late = { lastname: 'Owl', birthDate: new Date('1990-12-30T23:00:00Z') };
  const refusal = await refused(client().savePersonEntityAsync(late));
  assert.equal(refusal.status, 409);
  assert.match(refusal.message, /BirthDate: .*midnight UTC/);
});

test('a person needs a name, and a company that exists', async () => {
  const agent = client();
  assert.match((await refused(agent.savePersonEntityAsync({ title: 'Dr' }))).message, /Last name/);
  const nowhere = await refused(agent.savePersonEntityAsync({ lastname: 'X', contact: { contactId: 999 } }));
  assert.match(nowhere.message, /there is no company "999"/);
});

test('a person’s one address is the street and the postal address: either may be changed, not both differently', async () => {
  const agent = client();
  const { personId } = await whole(
    agent.savePersonEntityAsync({ lastname: 'Coot', address: { street: { city: 'Oslo' } } }),
  );
  const read = async () => await whole(agent.getPersonEntityAsync(personId));
  const first = await read();
  assert.deepEqual([first.address.street.city, first.address.postal.city], ['Oslo', 'Oslo']);
  assert.equal(first.address.formatted, 'Oslo');
  const send = async (street: string, postal: string) => {
    const { address, ...rest } = await read();
    const both = { street: { ...address.street, city: street }, postal: { ...address.postal, city: postal } };
    await agent.savePersonEntityAsync({ ...rest, address: { ...address, ...both } });
    return (await stored(personId))['postalAddress.city'];
  };
  assert.equal(await send('Bergen', 'Oslo'), 'Bergen');
  assert.equal(await send('Bergen', 'Hamar'), 'Hamar');
  assert.match((await refused(send('Moss', 'Bodø'))).message, /Address\.Street\.City/);
});
