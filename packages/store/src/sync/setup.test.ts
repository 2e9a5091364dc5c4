import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defaultCard } from '@kobling/sdk';
import type { TestDatabase } from '../testing/index.ts';
import { testDatabase } from '../testing/index.ts';
import { addConnection } from './fixture.ts';
import { pgSyncStore, priorityOrder } from './index.ts';

let fixture: TestDatabase;
before(async () => {
  fixture = await testDatabase();
});
after(() => fixture.drop());

const insertField = async (
  mapping: number,
  key: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<number> => {
  const names = ['mapping_id', 'field_key', ...Object.keys(columns)];
  const [row] = await fixture.db.query<{ id: number }>(
    `insert into erp_field (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    [mapping, key, ...Object.values(columns)],
  );
  return row?.id ?? 0;
};

test('a connection is loaded with what both sides know of its fields', async () => {
  const { db } = fixture;
  const id = await addConnection(db, 'ERP', 'plugin://memory');
  await db.run(`update connection set card = '{"saveBatch": 7}', zone = 'Europe/Oslo' where id = $1`, [id]);
  const mapping = async (actorType: string, active: boolean): Promise<number> => {
    const [row] = await db.query<{ id: number }>(
      `insert into actor_mapping (connection_id, actor_type, entity, active, match_fields)
       values ($1, $2, 'company', $3, '{No}') returning id`,
      [id, actorType, active],
    );
    return row?.id ?? 0;
  };
  const supplier = await mapping('Supplier', false);
  const customer = await mapping('Customer', true);
  await insertField(supplier, 'Nm', { type: 'text', crm_field: 'name', sync_to_crm: true });
  const both = { sync_to_crm: true, sync_to_erp: true };
  await insertField(customer, 'Nm', { type: 'text', crm_field: 'name', max_length: 60, ...both, rank: 1, version: 3 });
  const group = await insertField(customer, 'CustGr', {
    type: 'list',
    list_name: 'Groups',
    crm_field: 'category',
    ...both,
    rank: 2,
    has_default: true,
    first_sync_default: '1',
  });
  await insertField(customer, 'Gr2', {
    type: 'list',
    list_name: 'Groups',
    crm_field: 'text',
    sync_to_crm: true,
    rank: 3,
  });
  await insertField(customer, 'Gone', { type: 'text', crm_field: 'fax', ...both, missing_in_erp: true });
  await insertField(customer, 'Lost', { type: 'text', crm_field: 'udef.never', ...both });
  await insertField(customer, 'Credit', { type: 'double', show_in_tab: true });
  await insertField(customer, 'Terms', {
    type: 'text',
    access: 'mandatory',
    has_default: true,
    first_sync_default: '30',
  });
  const [list] = await db.query<{ id: number }>(`select id from crm_list where name = 'category'`);
  const [item, other] = await db.query<{ id: number }>(
    `insert into crm_list_item (list_id, name) values ($1, 'A'), ($1, 'B') returning id`,
    [list?.id],
  );
  await db.run(
    `insert into list_item_map (erp_field_id, erp_item, crm_item, missing) values ($1, '1', $2, false), ($1, '9', $3, true)`,
    [group, item?.id, other?.id],
  );
  await db.run(
    `insert into erp_list_item (connection_id, list_name, item_key, name) values ($1, 'Groups', '1', 'Gold'), ($1, 'Other', '1', 'No')`,
    [id],
  );

  const store = pgSyncStore(db, {
    cardOf: (url) => (url === 'plugin://memory' ? { saveBatch: 3, readBatch: 4 } : undefined),
  });
  const setup = await store.setup(id);
  assert.ok(setup);
  assert.deepEqual(setup.card, { ...defaultCard, saveBatch: 7, readBatch: 4 });
  assert.equal(setup.zone, 'Europe/Oslo');
  assert.deepEqual(
    setup.mappings.map((one) => [one.actorType, one.matchFields]),
    [['Customer', ['No']]],
  );
  const [name, category, text, ...rest] = setup.mappings[0]?.fields ?? [];
  assert.deepEqual(rest, [], 'what is missing on either side, or has no direction, is not synced');
  assert.deepEqual(
    [
      name?.erpField,
      name?.crmField,
      name?.direction,
      name?.erpMaxLength,
      name?.crmMandatory,
      name?.version,
      name?.items,
    ],
    ['Nm', 'name', 'both', 60, true, 3, undefined],
  );
  assert.equal(category?.defaultValue, '1');
  assert.deepEqual(
    [...(category?.items?.toCrm ?? [])],
    [
      ['1', String(item?.id)],
      ['9', String(other?.id)],
    ],
  );
  assert.deepEqual(
    [...(category?.items?.toErp ?? [])],
    [[String(item?.id), '1']],
    'a missing item is never written (H36)',
  );
  assert.deepEqual([name?.crmLabel, category?.crmLabel], ['Name', 'Category'], 'sentences name fields by their labels');
  assert.deepEqual([...(category?.itemNames?.erp ?? [])], [['1', 'Gold']]);
  assert.deepEqual(category?.itemNames?.crm.get(String(other?.id)), 'B', 'also an item without a counterpart');
  assert.deepEqual([text?.direction, [...(text?.items?.toCrm ?? [])]], ['fromErp', [['1', 'Gold']]]);
  assert.deepEqual(setup.mappings[0]?.createFields, [
    { erpField: 'Terms', displayName: '', type: 'text', mandatory: true, promptUser: false, defaultValue: '30' },
  ]);

  const lease = await store.acquireLease(id, 'w', 60_000);
  assert.ok(lease);
  await store.raiseOverlap(lease, 120_000);
  await store.raiseOverlap(lease, 90_000);
  assert.equal((await store.setup(id))?.card.overlapMs, 120_000);
  const nextTryAt = new Date('2026-05-01T00:00:00Z');
  assert.equal((await store.health(id)).status, 'ok');
  await store.saveHealth(lease, { status: 'unreachable', message: 'no answer', failures: 2, nextTryAt });
  assert.deepEqual(await store.health(id), { status: 'unreachable', message: 'no answer', failures: 2, nextTryAt });
  await db.run('update connection set deleted = true where id = $1', [id]);
  assert.equal(await store.setup(id), undefined);
});

test('the priority order has no draws; the CRM is a member of it, on top by default', async () => {
  const { db } = fixture;
  const [a, b] = [await addConnection(db, 'A'), await addConnection(db, 'B')];
  await db.run('update connection set rank = 5 where id = any($1::int[])', [[a, b]]);
  const first = await priorityOrder(db);
  assert.deepEqual([first.crmRank, first.ranks.get(a), first.ranks.get(b)], [0, 1, 2]);
  await db.run(`insert into setting (key, value) values ('crm.rank', '{"rank": 7}')`);
  await db.run('update connection set rank = 9 where id = $1', [a]);
  const second = await priorityOrder(db);
  assert.deepEqual([second.ranks.get(b), second.crmRank, second.ranks.get(a)], [0, 1, 2]);
});
