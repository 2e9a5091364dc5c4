/** Selections over a real hub: filled by ids and by what is found, left by what ends, taken over by the survivor of a merge. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, deleteEntity, mergeEntities } from '@kobling/store';
import { Browser, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
const ids: number[] = [];
before(async () => {
  fixture = await testHub();
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
  for (const name of ['Alfa', 'Alba', 'Beta', 'Gamma']) {
    const made = await createEntity(fixture.hub.db, 'company', { name }, { by: 'ann' });
    if (made.status === 'done') ids.push(made.value.ref.id);
  }
});
after(() => fixture.close());

const members = async (id: number): Promise<string[]> => {
  const criteria = { field: 'selection', operator: 'oneOf', values: [String(id)] };
  const found = await page.call('POST /api/find', { kind: 'company', criteria, columns: ['selection'] });
  return found.rows.map(({ name }) => name);
};
const begins = (value: string) => ({ found: { all: [{ field: 'search', operator: 'contains', values: [value] }] } });

test('made with ids or with what is found, added to, taken from, renamed, deleted', async () => {
  const made = await page.call('POST /api/selections', { kind: 'company', name: ' Fair ', members: { ids } });
  assert.deepEqual([made.name, made.members, made.by, made.kind], ['Fair', 4, 'ann', 'company']);
  const path = `/api/selections/${made.id}`;
  const removed = await page.call('POST /api/selections/:id/remove', { ids: ids.slice(1) }, `${path}/remove`);
  assert.equal(removed.count, 3);
  assert.deepEqual(await members(made.id), ['Alfa']);
  const added = await page.call('POST /api/selections/:id/add', { members: begins('al') }, `${path}/add`);
  assert.equal(added.count, 1);
  assert.deepEqual(await members(made.id), ['Alba', 'Alfa']);
  const others = await page.call('POST /api/find', {
    kind: 'company',
    criteria: { field: 'selection', operator: 'notOneOf', values: [String(made.id)] },
  });
  assert.deepEqual(
    others.rows.map(({ name }) => name),
    ['Beta', 'Gamma'],
  );
  assert.equal((await page.call('POST /api/selections/:id', { name: 'Market' }, path)).name, 'Market');
  const fields = await page.call('GET /api/find/:kind/fields', undefined, '/api/find/company/fields');
  assert.deepEqual(fields.lists['selections'], [{ id: made.id, name: 'Market' }]);
  await page.call('POST /api/selections/:id/delete', {}, `${path}/delete`);
  assert.equal(codeOf(await page.send('GET', path)), 'selection.unknown');
  assert.deepEqual((await page.call('GET /api/selections')).selections, []);
});

test('what cannot be made says why, and leaves nothing behind', async () => {
  assert.equal(codeOf(await page.send('POST', '/api/selections', { kind: 'company', name: ' ' })), 'selection.name');
  const wrong = { found: { field: 'nothing', operator: 'is', values: ['1'] } };
  const refused = await page.send('POST', '/api/selections', { kind: 'company', name: 'X', members: wrong });
  assert.equal(codeOf(refused), 'crm.noField');
  assert.deepEqual((await page.call('GET /api/selections')).selections, []);
  assert.equal(codeOf(await page.send('POST', '/api/selections/99/add', { members: { ids } })), 'selection.unknown');
  assert.equal(codeOf(await page.send('POST', '/api/selections/99/remove', { ids })), 'selection.unknown');
});

test('a record that is deleted leaves its selections, the survivor of a merge takes its place', async () => {
  const { db } = fixture.hub;
  const [alfa = 0, alba = 0, beta = 0, gamma = 0] = ids;
  const made = await page.call('POST /api/selections', { kind: 'company', name: 'S', members: { ids: [alfa, alba] } });
  await deleteEntity(db, { kind: 'company', id: alfa }, { by: 'ann' });
  await mergeEntities(db, { kind: 'company', id: alba }, { kind: 'company', id: beta }, { by: 'ann' });
  assert.deepEqual(await members(made.id), ['Beta']);
  const again = await page.call(
    'POST /api/selections/:id/add',
    { members: { ids: [alfa, gamma, gamma] } },
    `/api/selections/${made.id}/add`,
  );
  assert.equal(again.count, 1, 'what is deleted does not come in');
});
