/** The ERP tab's routes over a real hub: what each answers, who is refused, and that nothing happens twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ErpRequest, KnownRoute, ResponseOf } from '@kobling/contract';
import { sampleErp } from '@kobling/sdk/memory';
import { addListItem, createEntity, getEntity, updateEntity } from '@kobling/store';
import { activeConnection } from '../agents/testing/set-up.ts';
import { hubWithPeople, people } from '../agents/testing/vendor-client.ts';
import { Browser, codeOf, eventually, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
let connection = 0;

before(async () => {
  fixture = await hubWithPeople({ erp: sampleErp });
  for (const name of ['Retail', 'Wholesale']) await addListItem(fixture.hub.db, 'category', name);
  connection = await activeConnection(fixture, {
    name: 'US:"ERP demo";NO:"ERP-demo"',
    mappings: {
      Customer: {
        Nm: { crm: 'name' },
        Phone: { crm: 'phone' },
        Email: { crm: 'email', sync: 'toCrm' },
        Credit: { inTab: true },
      },
      Person: { FirstName: { crm: 'firstName' }, LastName: { crm: 'lastName' } },
    },
  });
  page = new Browser(fixture.hub);
  await page.login('bob', people.bob);
});
after(() => fixture.close());

async function company(values: Readonly<Record<string, string>>): Promise<number> {
  const made = await createEntity(fixture.hub.db, 'company', values, { by: 'test' });
  return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
}
const crm = async (id: number, field: string) =>
  (await getEntity(fixture.hub.db, { kind: 'company', id }))?.values[field];
const place = `connection=0&actorType=Customer`;
const at = <K extends KnownRoute>(key: K, path: string, body?: unknown): Promise<ResponseOf<K>> =>
  page.call(key, body, `/api/erp-tab/${path.replace('connection=0', `connection=${connection}`)}`);
const tabOf = async (id: number) => (await at('GET /api/erp-tab/:kind/:id', `company/${id}`)).connections[0];
const ended = (id: number): Promise<ErpRequest> =>
  eventually('the request ends', async () => {
    const request = await at('GET /api/erp-tab/requests/:id', `requests/${id}`);
    return request.status === 'underWay' ? undefined : request;
  });
const pair = (erpKey: string, more: object = {}) => ({
  connectionId: connection,
  actorType: 'Customer',
  erpKey,
  sides: {},
  filled: {},
  ...more,
});
async function connected(id: number, erpKey: string): Promise<void> {
  const { requestId } = await at('POST /api/erp-tab/:kind/:id/connect', `company/${id}/connect`, pair(erpKey));
  assert.equal((await ended(requestId)).status, 'done');
}

test('the tab: what is synced and shown in rank order, with what was last known and what the ERP says now', async () => {
  const id = await company({ name: 'Tab AS', phone: '1' });
  const key = fixture.world.add('Customer', { Nm: 'Tab AS', Phone: '1', Credit: '12.5' });
  const before1 = await tabOf(id);
  assert.deepEqual(
    [before1?.connection.name, before1?.link, before1?.actorTypes, before1?.canCreate, before1?.fields],
    ['ERP demo', null, ['Customer'], true, []],
  );
  await connected(id, key);
  const linked = await tabOf(id);
  assert.deepEqual([linked?.link?.actorType, linked?.link?.erpKey, linked?.link?.state], ['Customer', key, 'active']);
  assert.deepEqual(
    linked?.fields.map(({ label, synced, known }) => [label, synced?.direction, known?.value]),
    [
      ['Name', 'both', 'Tab AS'],
      ['Phone', 'both', '1'],
      ['Email', 'fromErp', ''],
      ['Credit limit', undefined, undefined],
    ],
  );
  const live = await at('GET /api/erp-tab/:kind/:id/live/:connection', `company/${id}/live/${connection}`);
  assert.deepEqual(live.values, { Nm: 'Tab AS', Phone: '1', Email: '', Credit: '12.5' });
  const credit = (await tabOf(id))?.fields.at(-1);
  assert.deepEqual(credit?.known, { value: '12.5', at: live.at }, 'kept for when the ERP is away');
});

test('both sides of a pair; the side that was chosen stands as it is when it is carried out', async () => {
  const id = await company({ name: 'Choice CRM', phone: '1', email: 'crm@choice.example' });
  const key = fixture.world.add('Customer', { Nm: 'Choice ERP', Phone: '2', Email: 'erp@choice.example' });
  const { choices, toFill } = await at(
    'GET /api/erp-tab/:kind/:id/choices',
    `company/${id}/choices?${place}&erpKey=${key}`,
  );
  assert.deepEqual(
    choices.map((each) => [each.field, each.crm.value, each.erp?.value, each.same, each.only]),
    [
      ['name', 'Choice CRM', 'Choice ERP', false, null],
      ['phone', '1', '2', false, null],
      ['email', 'crm@choice.example', 'erp@choice.example', false, 'erpReadOnly'],
    ],
  );
  assert.deepEqual(toFill, []);
  await updateEntity(fixture.hub.db, { kind: 'company', id }, { phone: '11' }, { by: 'test' });
  fixture.world.edit('Customer', key, { Nm: 'Choice ERP now' });
  const wish = pair(key, { sides: { name: 'erp', phone: 'crm', email: 'erp' } });
  const { requestId } = await at('POST /api/erp-tab/:kind/:id/connect', `company/${id}/connect`, wish);
  assert.equal((await ended(requestId)).status, 'done');
  assert.deepEqual(
    [await crm(id, 'name'), fixture.world.value('Customer', key, 'Phone'), await crm(id, 'email')],
    ['Choice ERP now', '11', 'erp@choice.example'],
  );
});

test('a search by text and by criteria, with what is connected marked and a page at a time', async () => {
  const id = await company({ name: 'Searcher AS' });
  const taken = await company({ name: 'Needle taken AS' });
  const keys = ['A', 'B', 'C'].map((one) => fixture.world.add('Customer', { Nm: `Needle ${one}`, Phone: one }));
  await connected(taken, keys[1] ?? '');
  const find = (more: object) =>
    at('POST /api/erp-tab/:kind/:id/search', `company/${id}/search`, {
      connectionId: connection,
      actorType: 'Customer',
      text: '',
      criteria: [],
      limit: 50,
      ...more,
    });
  const byName = await find({ text: 'needle' });
  assert.deepEqual(
    byName.hits.map((hit) => [hit.erpKey, hit.values['Nm'], hit.linkedTo?.id ?? null]),
    [
      [keys[0], 'Needle A', null],
      [keys[1], 'Needle taken AS', taken],
      [keys[2], 'Needle C', null],
    ],
  );
  assert.equal(byName.more, false);
  const one = await find({ text: 'needle', limit: 1 });
  assert.deepEqual([one.hits.length, one.more], [1, true]);
  const phone = await find({ criteria: [{ field: 'Phone', operator: '=', values: ['C'] }] });
  assert.deepEqual(
    phone.hits.map(({ erpKey }) => erpKey),
    [keys[2]],
  );
  const form = await at('GET /api/erp-tab/search-form', `search-form?${place}`);
  assert.ok(form.criteria.some(({ key, operators }) => key === 'Credit' && operators.includes('between')));
  const wrong = await page.send('POST', `/api/erp-tab/company/${id}/search`, {
    connectionId: connection,
    actorType: 'Customer',
    text: '',
    criteria: [{ field: 'Credit', operator: '>', values: ['much'] }],
    limit: 50,
  });
  assert.deepEqual([wrong.status, codeOf(wrong)], [409, 'search.value']);
});

test('a new record: the form is filled from the CRM; the ERP’s refusal stands at its field; asked twice it is one', async () => {
  const id = await company({ name: 'Brand new AS', phone: '5' });
  const form = await at('GET /api/erp-tab/:kind/:id/new', `company/${id}/new?${place}`);
  assert.deepEqual(
    form.fields.map(({ key, value, mandatory, maxLength }) => [key, value, mandatory, maxLength]),
    [
      ['Nm', 'Brand new AS', true, 60],
      ['Phone', '5', false, 30],
    ],
  );
  const create = (answers: object) =>
    at('POST /api/erp-tab/:kind/:id/create', `company/${id}/create`, {
      connectionId: connection,
      actorType: 'Customer',
      answers,
    });
  const long = await page.send('POST', `/api/erp-tab/company/${id}/create`, {
    connectionId: connection,
    actorType: 'Customer',
    answers: { Phone: '1'.repeat(31) },
  });
  assert.deepEqual([long.status, codeOf(long)], [409, 'create.invalid']);
  assert.match(JSON.stringify(long.body), /at most 30 characters/);
  fixture.world.behaviour.reject = ({ values }) =>
    values['Phone'] === '5'
      ? { code: 'phone', message: 'Not accepted.', fields: { Phone: 'No area code.' } }
      : undefined;
  const refusal = await ended((await create({})).requestId);
  assert.deepEqual(
    [refusal.status, refusal.code, refusal.fields],
    ['failed', 'create.refused', { Phone: 'No area code.' }],
  );
  const count = fixture.world.count('Customer');
  const [first, second] = await Promise.all([create({ Phone: '055' }), create({ Phone: '055' })]);
  await ended(first.requestId);
  await ended(second.requestId);
  assert.equal(fixture.world.count('Customer'), count + 1);
  assert.equal((await tabOf(id))?.link?.state, 'active');
});

test('disconnect twice is once; sync now says what it wrote', async () => {
  const id = await company({ name: 'Sync AS', phone: '1' });
  const key = fixture.world.add('Customer', { Nm: 'Sync AS', Phone: '1' });
  await connected(id, key);
  fixture.world.edit('Customer', key, { Phone: '2' });
  const { requests } = await at('POST /api/erp-tab/:kind/:id/sync', `company/${id}/sync`, {});
  const [started] = requests;
  const synced = await ended(started?.requestId ?? 0);
  assert.deepEqual(
    synced.changes.map(({ field, oldValue, newValue, side }) => [field?.crmField, oldValue, newValue, side]),
    [['phone', '1', '2', 'crm']],
  );
  for (const _ of [1, 2])
    await at('POST /api/erp-tab/:kind/:id/disconnect', `company/${id}/disconnect`, { connectionId: connection });
  assert.equal((await tabOf(id))?.link, null);
});

test('a person waits for the company; without a licence nothing is told', async () => {
  const owner = await company({ name: 'Owner AS' });
  const made = await createEntity(
    fixture.hub.db,
    'person',
    { firstName: 'Ada', lastName: 'Berg', company: String(owner) },
    { by: 'test' },
  );
  const person = made.status === 'done' ? made.value.ref.id : 0;
  const tab = await at('GET /api/erp-tab/:kind/:id', `person/${person}`);
  assert.deepEqual(tab.connections[0]?.parent, {
    company: { kind: 'company', id: owner, name: 'Owner AS' },
    connected: false,
  });
  const search = await page.send('POST', `/api/erp-tab/person/${person}/search`, {
    connectionId: connection,
    actorType: 'Person',
    text: '',
    criteria: [],
    limit: 50,
  });
  assert.equal(codeOf(search), 'link.parent');
  const eve = new Browser(fixture.hub);
  await eve.login('eve', people.eve);
  const refused = await eve.send('GET', `/api/erp-tab/person/${person}`);
  assert.deepEqual([refused.status, codeOf(refused)], [403, 'user.noLicence']);
});

test('an item that was last known is named in the reader’s language, not by all its names', async () => {
  const { db } = fixture.hub;
  const id = await company({ name: 'Item AS' });
  await connected(id, fixture.world.add('Customer', { Nm: 'Item AS', CustGr: '2' }));
  await db.run(
    `update erp_field set crm_field = 'category', sync_to_crm = true, show_in_tab = true where field_key = 'CustGr'`,
  );
  await db.run(
    `update link set base = base || '{"CustGr": {"e": "2", "c": "", "v": 1, "r": 1}}' where entity = 'company' and entity_id = $1`,
    [id],
  );
  const field = (await tabOf(id))?.fields.find(({ key }) => key === 'CustGr');
  assert.deepEqual([field?.known?.value, field?.synced?.erpValue], ['Wholesale', 'Wholesale']);
});
