/** The cards' routes over a real hub: what was typed is merged, sent twice it is done once, and an end says what it ends. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { addListItem, addUdefField, createEntity } from '@kobling/store';
import { Browser, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
before(async () => {
  fixture = await testHub();
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
});
after(() => fixture.close());

const add = async (kind: string, values: Record<string, string>, key: string = randomUUID()) =>
  page.call('POST /api/crm/:kind', { key, values }, `/api/crm/${kind}`);
const card = (kind: string, id: number) => page.call('GET /api/crm/:kind/:id', undefined, `/api/crm/${kind}/${id}`);
const save = (kind: string, id: number, version: number, values: Record<string, string>) =>
  page.send('POST', `/api/crm/${kind}/${id}`, { version, values });

test('a form tells its fields, user-defined ones by their name in the person’s language, and the items to choose from', async () => {
  const { db } = fixture.hub;
  const item = await addListItem(db, 'category', 'US:"Wholesale";NO:"Engros"');
  await addUdefField(db, {
    entity: 'company',
    key: 'tier',
    label: 'US:"Tier";NO:"Nivå"',
    type: 'integer',
    list: null,
    maxLength: 0,
    rank: 1,
  });
  await page.call('POST /api/session/language', { language: 'no' });
  const form = await page.call('GET /api/crm/:kind/form', undefined, '/api/crm/company/form');
  await page.call('POST /api/session/language', { language: 'en' });
  assert.deepEqual(form.fields.find(({ key }) => key === 'udef.tier')?.label, 'Nivå');
  assert.equal(form.fields.find(({ key }) => key === 'name')?.mandatory, true);
  assert.equal(form.lists['category']?.[0]?.name, 'Engros');
  assert.equal(item.status, 'done');
});

test('a form sent twice adds one record; a refused one names the field and may be sent again', async () => {
  const key = randomUUID();
  const refused = await page.send('POST', '/api/crm/company', { key, values: { name: '', phone: '1' } });
  assert.deepEqual([refused.status, codeOf(refused)], [409, 'crm.mandatory']);
  const first = await add('company', { name: 'Acme AS' }, key);
  const again = await add('company', { name: 'Acme AS' }, key);
  assert.equal(again.record.id, first.record.id);
  const corrected = await add('company', { name: 'Acme ASA', phone: '2' }, key);
  const { name, phone } = corrected.values;
  assert.deepEqual([corrected.record.id, name, phone], [first.record.id, 'Acme ASA', '2'], 'typed on, sent again');
  const both = await Promise.all(
    [randomUUID()].flatMap((k) => [add('company', { name: 'Bit' }, k), add('company', { name: 'Bit' }, k)]),
  );
  assert.equal(both[0]?.record.id, both[1]?.record.id);
});

test('a save merges with what others changed; the same field changed by both is told with its value now (H12)', async () => {
  const { record, version } = await add('company', { name: 'Nord', phone: '11', email: 'a@b' });
  assert.equal((await save('company', record.id, version, { phone: '22' })).status, 200);
  assert.equal((await save('company', record.id, version, { email: 'c@d' })).status, 200);
  const clash = await save('company', record.id, version, { phone: '33', name: 'Nord AS' });
  assert.deepEqual([clash.status, codeOf(clash)], [409, 'record.changed']);
  assert.deepEqual((clash.body as { fields: unknown }).fields, { phone: 'It is "22" now.' });
  const now = await card('company', record.id);
  assert.deepEqual([now.values['phone'], now.values['email'], now.values['name']], ['22', 'c@d', 'Nord']);
  assert.equal((await save('company', record.id, now.version, { phone: '33', name: 'Nord AS' })).status, 200);
});

test('a person shows its company, a company its persons and their projects, a project its members', async () => {
  const company = await add('company', { name: 'Vest' });
  const person = await add('person', { firstName: 'Ida', lastName: 'Berg', company: String(company.record.id) });
  const project = await add('project', { name: 'Pier' });
  assert.equal(person.company?.name, 'Vest');
  const members = `/api/crm/project/${project.record.id}/members`;
  await page.call('POST /api/crm/project/:id/members', { personId: person.record.id }, members);
  await page.call('POST /api/crm/project/:id/members', { personId: person.record.id }, members);
  const related = async (kind: string, id: number, what: string) =>
    (
      await page.call('GET /api/crm/:kind/:id/related/:related', undefined, `/api/crm/${kind}/${id}/related/${what}`)
    ).rows.map(({ record: { name } }) => name);
  assert.deepEqual(await related('company', company.record.id, 'persons'), ['Ida Berg']);
  assert.deepEqual(await related('company', company.record.id, 'projects'), ['Pier']);
  assert.deepEqual(await related('person', person.record.id, 'projects'), ['Pier']);
  assert.deepEqual(await related('project', project.record.id, 'persons'), ['Ida Berg']);
  assert.equal(codeOf(await page.send('POST', members, { personId: 999_999 })), 'record.unknown');
  await page.call('POST /api/crm/project/:id/members/remove', { personId: person.record.id }, `${members}/remove`);
  assert.deepEqual(await related('project', project.record.id, 'persons'), []);

  const path = `/api/crm/company/${company.record.id}/delete`;
  assert.equal((await page.call('GET /api/crm/:kind/:id/delete', undefined, path)).persons, 1);
  assert.equal(codeOf(await page.send('POST', path, {})), 'crm.hasPersons');
  await page.call('POST /api/crm/:kind/:id/delete', {}, `/api/crm/person/${person.record.id}/delete`);
  await page.call('POST /api/crm/:kind/:id/delete', {}, path);
  assert.equal(codeOf(await page.send('GET', `/api/crm/company/${company.record.id}`)), 'record.unknown');
  assert.equal(codeOf(await page.send('GET', '/api/crm/company/99999999999')), 'record.unknown');
});

test('a merge is shown before it is done: whose values stand, which persons move', async () => {
  const into = await add('company', { name: 'Stays', phone: '1' });
  const from = await add('company', { name: 'Goes', phone: '2', email: 'g@x' });
  const made = await createEntity(
    fixture.hub.db,
    'person',
    { lastName: 'Lie', company: String(from.record.id) },
    { by: 'ann' },
  );
  assert.equal(made.status, 'done');
  const body = { from: from.record.id, into: into.record.id };
  const plan = await page.call('POST /api/crm/:kind/merge', { ...body, preview: true }, '/api/crm/company/merge');
  assert.equal(plan.persons, 1);
  assert.deepEqual(plan.values, [
    { field: 'name', from: 'Goes', into: 'Stays' },
    { field: 'phone', from: '2', into: '1' },
    { field: 'email', from: 'g@x', into: '' },
  ]);
  assert.equal((await card('company', from.record.id)).record.name, 'Goes');
  await page.call('POST /api/crm/:kind/merge', { ...body, preview: false }, '/api/crm/company/merge');
  const old = await card('company', from.record.id);
  assert.deepEqual([old.record.id, old.mergedFrom?.name], [into.record.id, 'Goes'], 'its address leads to what stayed');
  assert.equal((await card('company', into.record.id)).mergedFrom, null);
  const facts = await page.call('GET /api/records/:kind/:id', undefined, `/api/records/company/${from.record.id}`);
  assert.deepEqual([facts.deleted, facts.survivor?.id], [true, into.record.id]);
});
