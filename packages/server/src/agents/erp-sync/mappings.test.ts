import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem } from '@kobling/store';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, refused, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let id = 0;
const client = (name: 'ann' | 'bob' | 'eve' = 'ann') => vendorClient(fixture, name).getErpSyncAgent();
const read = () => whole(client().getActorTypeMappingAsync(id, 'Customer' as never));
type Mapping = Awaited<ReturnType<typeof read>>;
type Field = Mapping['fieldMappings'][number];
const save = (mapping: object) => whole(client().saveActorTypeMappingAsync(mapping as never));
const fieldOf = (mapping: Mapping, key: string): Field => {
  const found = mapping.fieldMappings.find(({ erpFieldKey }) => erpFieldKey === key);
  assert.ok(found, key);
  return found;
};
/** The mapping with some fields changed; the others are not sent at all. */
const withFields = (mapping: Mapping, changes: Readonly<Record<string, Partial<Field>>>): object => ({
  ...mapping,
  isActive: true,
  fieldMappings: Object.entries(changes).map(([key, change]) => ({ ...fieldOf(mapping, key), ...change })),
});
const both = (crmFieldKey: string): Partial<Field> => ({ crmFieldKey, syncToCrm: true, syncToErp: true });

before(async () => {
  fixture = await hubWithPeople();
  const agent = client();
  const form = await agent.createDefaultErpSyncConnectorEntityAsync();
  const connector = await whole(
    agent.saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Memory', uRL: 'plugin://memory' }),
  );
  const wanted = { erpConnectionId: 0, erpConnectorId: connector.erpConnectorId, displayName: 'ERP', allAccess: true };
  id = (await whole(agent.saveConnectionAsync({ ...wanted, configFields: {} } as never))).erpConnectionId;
  for (const name of ['Key account', 'Standard', 'Prospect']) await addListItem(fixture.hub.db, 'category', name);
});
after(() => fixture.close());

test('fields are mapped, shown, reported and unmapped; what is not sent stays', async () => {
  const empty = await read();
  assert.deepEqual([empty.actorTypeErp, empty.actorTypeCrm, empty.isActive], ['Customer', 'Contact', false]);
  assert.equal(fieldOf(empty, 'Phone').crmFieldKey, 'phone', 'by its known name, without a direction');
  const saved = await save(
    withFields(empty, { Nm: { ...both('name'), showInSearch: true }, Phone: { ...both('phone'), showInGui: true } }),
  );
  const { crmFieldKey, syncToCrm, syncToErp, showInSearch, crmDisplayName } = fieldOf(saved, 'Nm');
  assert.deepEqual(
    [crmFieldKey, syncToCrm, syncToErp, showInSearch, crmDisplayName],
    ['name', true, true, true, 'Name'],
  );
  const unmapped = await save(withFields(saved, { Phone: { crmFieldKey: '', syncToCrm: true } }));
  const phone = fieldOf(unmapped, 'Phone');
  assert.deepEqual([phone.crmFieldKey, phone.syncToCrm], ['', false]);
  assert.equal(fieldOf(unmapped, 'Nm').crmFieldKey, 'name');
});

test('what may not be is refused field by field, and nothing of it is saved', async () => {
  const before1 = await read();
  const wrong = await refused(
    save(
      withFields(before1, {
        Phone: both('colour'),
        Email: both('name'),
        Credit: both('name'),
      }),
    ),
  );
  assert.equal(wrong.code, 'mapping.invalid');
  assert.match(wrong.message, /Phone: The CRM has no field colour/);
  assert.match(wrong.message, /Email: name is mapped to (Nm|Credit) already/);
  assert.deepEqual(await read(), before1);
  assert.equal((await refused(client().getActorTypeMappingAsync(id, 'Sale' as never))).code, 'mapping.unknown');
  assert.equal((await refused(client().getActorTypeMappingAsync(999, 'Customer' as never))).status, 404);
});

test('an active connection keeps what it needs: the reasons are told', async () => {
  await save(withFields(await read(), { Nm: both('name') }));
  const agent = client();
  assert.deepEqual(await agent.toggleErpConnectionActiveAsync(id), []);
  const stopped = await refused(save(withFields(await read(), { Nm: { crmFieldKey: '' } })));
  assert.equal(stopped.code, 'mapping.stopsConnection');
  assert.match(stopped.message, /Nm: it is mandatory/);
  assert.deepEqual(await agent.toggleErpConnectionActiveAsync(id), []);
});

test('a CRM field that another connection writes is reported', async () => {
  const agent = client();
  const first = await whole(agent.getConnectionAsync(id));
  const other = await whole(agent.saveConnectionAsync({ ...first, erpConnectionId: 0, displayName: 'Other' } as never));
  const mapping = await whole(agent.getActorTypeMappingAsync(other.erpConnectionId, 'Customer' as never));
  const saved = await save(withFields(mapping, { Nm: both('name') }));
  assert.equal(fieldOf(saved, 'Nm').alreadyMapped, true);
  assert.equal(fieldOf(saved, 'Email').alreadyMapped, false);
  await agent.deleteConnectionAsync(other.erpConnectionId);
});

test('the order of display: up, down, and no further than the ends', async () => {
  const agent = client();
  const keys = async () => (await read()).fieldMappings.map(({ erpFieldKey }) => erpFieldKey);
  const [first, second, ...rest] = await keys();
  const { erpFieldId } = fieldOf(await read(), second ?? '');
  const move = (direction: number) => agent.moveErpFieldItemAsync(erpFieldId, direction, id, 'Customer' as never);
  await move(-1);
  assert.deepEqual(await keys(), [second, first, ...rest]);
  await move(-1);
  assert.deepEqual(await keys(), [second, first, ...rest], 'it is the first already');
  await move(1);
  assert.deepEqual(await keys(), [first, second, ...rest]);
});

test('lists: each item once, none left without a word', async () => {
  const agent = client();
  await save(withFields(await read(), { CustGr: both('category') }));
  const lists = await whole(agent.getConnectionListMappingsAsync(id));
  const [list] = lists.erpListItemMappings;
  assert.ok(list);
  assert.deepEqual([list.erpActorTypeName, list.crmList.name], ['Customer', 'Category']);
  assert.ok(
    list.erpCrmListItemMappings.length >= 2 && list.erpCrmListItemMappings.every((one) => one.crmListItem === null),
  );
  const items = await fixture.hub.db.query<{ id: number; name: string }>(
    `select i.id, i.name from crm_list_item i join crm_list l on l.id = i.list_id where l.name = 'category' order by i.id`,
  );
  const pairs = (of: readonly (number | undefined)[]): never =>
    ({
      ...lists,
      erpListItemMappings: [
        {
          ...list,
          erpCrmListItemMappings: list.erpCrmListItemMappings.map((one, at) => ({
            ...one,
            crmListItem: of[at] === undefined ? null : { id: of[at] },
          })),
        },
      ],
    }) as never;
  const saved = await whole(agent.saveConnectionListMappingsAsync(pairs([items[0]?.id, items[1]?.id])));
  assert.deepEqual(
    saved.erpListItemMappings[0]?.erpCrmListItemMappings.slice(0, 2).map((one) => one.crmListItem.name),
    [items[0]?.name, items[1]?.name],
  );
  const twice = await refused(agent.saveConnectionListMappingsAsync(pairs([items[0]?.id, items[0]?.id])));
  assert.equal(twice.code, 'listMapping.twice');
  assert.equal((await refused(agent.saveConnectionListMappingsAsync(pairs([999])))).code, 'listMapping.item');
  const none = await whole(agent.saveConnectionListMappingsAsync(pairs([])));
  assert.ok(none.erpListItemMappings[0]?.erpCrmListItemMappings.every((one) => one.crmListItem === null));
});

test('defaults: by type and list, mandatory only with a value or a question', async () => {
  const agent = client();
  const { erpFieldId } = fieldOf(await read(), 'CustGr');
  const info = await whole(agent.getDefaultValueInfoAsync(erpFieldId));
  assert.deepEqual([info.erpFieldKey, info.hasFirstSyncDefaultValue, info.fieldType], ['CustGr', false, 'List']);
  const change = (part: object) => agent.saveDefaultValueInfoAsync({ ...info, ...part } as never);
  const saved = await whole(
    change({ hasFirstSyncDefaultValue: true, firstSyncDefaultValue: '1', promptUser: true, mandatory: true }),
  );
  assert.deepEqual([saved.firstSyncDefaultValue, saved.promptUser, saved.mandatory], ['1', true, true]);
  assert.equal((await refused(change({ mandatory: true }))).code, 'default.mandatory');
  const item = await refused(change({ hasFirstSyncDefaultValue: true, firstSyncDefaultValue: 'no such item' }));
  assert.equal(item.code, 'default.item');
  assert.equal((await refused(agent.getDefaultValueInfoAsync(999_999))).code, 'field.unknown');
});

test('what an actor type is in the CRM, and can it be searched by criteria', async () => {
  const agent = client('bob');
  assert.equal(await agent.getCrmActorTypeAsync(id, 'Customer' as never), 'Contact');
  assert.equal(await agent.getCrmActorTypeAsync(id, 'Employee' as never), 'Unknown');
  assert.equal(await agent.supportsAdvancedSearchAsync(id, 'Customer' as never), true);
  assert.equal(
    (await refused(client('eve').supportsAdvancedSearchAsync(id, 'Customer' as never))).code,
    'user.noLicence',
  );
});
