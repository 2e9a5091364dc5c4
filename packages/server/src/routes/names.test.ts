import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, addUdefField } from '@kobling/store';
import { activeConnection } from '../agents/testing/set-up.ts';
import { hubWithPeople, people } from '../agents/testing/vendor-client.ts';
import { Browser, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople();
  const { db } = fixture.hub;
  const label = 'US:"Tier";NO:"Nivå"';
  await addUdefField(db, { entity: 'company', key: 'tier', label, type: 'text', list: null, maxLength: 3, rank: 1 });
  await addListItem(db, 'category', 'US:"Large";NO:"Stor"');
  await addListItem(db, 'category', 'Plain');
  await activeConnection(fixture, { name: 'ERP', mappings: { Customer: { Nm: { crm: 'name' } } } });
});
after(() => fixture.close());

void test('names of fields and items in the language asked for, where it has one of its own', async () => {
  const page = new Browser(fixture.hub);
  await page.login('bob', people.bob);
  const named = async (language: string) =>
    new Map((await page.call('GET /api/names', undefined, `/api/names?language=${language}`)).names);
  const norwegian = await named('no');
  assert.deepEqual(
    ['Tier', 'Large', 'Name', 'Phone', 'Plain'].map((name) => norwegian.get(name)),
    ['Nivå', 'Stor', 'Navn', 'Telefon', undefined],
  );
  // Swedish has none of these: a text without it is English there too.
  assert.equal((await named('sv')).size, 0);
  assert.equal((await page.send('GET', '/api/names?language=fr')).status, 400);
});
