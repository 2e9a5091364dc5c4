/** The Import agent through the vendor's client: search, lines, preview, records. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, getEntity } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { activeConnection } from '../testing/set-up.ts';
import { hubWithPeople, type PersonName, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let erp = 0;
const client = (name: PersonName = 'ann') => vendorClient(fixture, name).getImportAgent();
const engine = () => vendorClient(fixture, 'ann').getErpSyncAgent();

before(async () => {
  fixture = await hubWithPeople();
  erp = await activeConnection(fixture, {
    name: 'ERP',
    mappings: { Customer: { Nm: { crm: 'name' }, Phone: { crm: 'phone' }, City: { crm: 'postalAddress.city' } } },
  });
  await engine().changeEngineStatusAsync(false);
});
after(() => fixture.close());

// The vendor's client makes numbers of its enums: entity type Contact is 2, added is 8, updated 16.
const restriction = (name: string, operator: string, ...values: string[]) =>
  ({ name, operator, values, isActive: true }) as never;
const searched = (...restrictions: never[]) =>
  whole(client().createErpImportDataAsync(restrictions, [], erp, 'Customer' as never));

test('search, untick, correct a value, preview, save: records are made and connected', async () => {
  const { world } = fixture;
  const [one, two, three] = [
    world.add('Customer', { Nm: 'Agent One', Phone: '1', City: 'Oslo' }),
    world.add('Customer', { Nm: 'Agent Two', Phone: '2', City: 'Oslo' }),
    world.add('Customer', { Nm: 'Agent Three', Phone: '3', City: 'Oslo' }),
  ];
  world.add('Customer', { Nm: 'Agent Elsewhere', City: 'Bergen' });
  const there = await createEntity(fixture.hub.db, 'company', { name: 'Agent Two' }, { by: 'test' });
  assert.ok(there.status === 'done');
  const data = await searched(restriction('City', '=', 'Oslo'));
  assert.deepEqual(
    data.columnInfos.map(({ name, locked }) => [name, locked]),
    [
      ['name', true],
      ['phone', true],
      ['postalAddress.city', true],
    ],
  );
  assert.equal(data.importLines.length, 3);
  const columns = data.columnInfos.map(({ name }) => name);
  const [first, second, third] = data.importLines;
  assert.ok(first && second && third);
  assert.deepEqual([first.values, first.selected, first.type], [['Agent One', '1', 'Oslo'], true, 2]);
  const edited = [{ ...first, values: ['Agent One AS', '1', 'Oslo'] }, second, { ...third, selected: false }] as never;
  const preview = await whole(client().previewImportAsync(edited, columns, 'en', 'match=name;action=replace'));
  assert.deepEqual(
    preview.map(({ operation, selected, values }) => [operation, selected, values[0]]),
    [
      [8, true, 'Agent One AS'],
      [16, true, 'Agent Two'],
      [8, false, 'Agent Three'],
    ],
  );
  const selections = await whole(client().saveImportAsync(preview as never, columns, true, 'en', ''));
  assert.equal(selections.length, 2, 'of what was added, and of what was updated');
  const links = await fixture.hub.store.linksByKeys(erp, 'Customer', [one, two, three]);
  assert.deepEqual(new Set(links.map(({ erpKey }) => erpKey)), new Set([one, two]));
  const made = links.find(({ erpKey }) => erpKey === one)?.entity.id ?? 0;
  assert.equal((await getEntity(fixture.hub.db, { kind: 'company', id: made }))?.values['name'], 'Agent One AS');
  const updated = await getEntity(fixture.hub.db, there.value.ref);
  assert.equal(updated?.values['phone'], '2');
});

test('an empty line has as many values as asked for', async () => {
  const line = await whole(client().createDefaultImportLineAsync(3));
  assert.deepEqual([line.values, line.selected, line.operation], [['', '', ''], true, 0]);
  assert.equal((await refused(client().createDefaultImportLineAsync(-1))).code, 'import.columns');
});

test('refusals: lines of nobody, an unknown item or setting, sync on, no administrator', async () => {
  const line = { values: ['x'], selected: true, externalKey: '' } as never;
  assert.equal((await refused(client().previewImportAsync([line], ['name'], 'en', ''))).code, 'import.lines');
  fixture.world.add('Customer', { Nm: 'Refused AS', City: 'Hamar' });
  const { importLines } = await searched(restriction('City', '=', 'Hamar'));
  const settings = client().previewImportAsync(importLines as never, ['name'], 'en', 'match=colour');
  assert.equal((await refused(settings)).code, 'import.settings');
  assert.equal((await refused(searched(restriction('Colour', '=', 'x')))).code, 'archive.column');
  assert.equal((await refused(client('bob').createDefaultImportLineAsync(1))).status, 403);
  await engine().changeEngineStatusAsync(true);
  assert.equal((await refused(searched(restriction('City', '=', 'Oslo')))).code, 'import.syncOn');
  await engine().changeEngineStatusAsync(false);
});
