/** Import from ERP on a real hub: what is searched, previewed and made, with every refusal and its reason. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ImportSettings } from '@kobling/engine';
import { done, type Outcome } from '@kobling/sdk';
import { addListItem, createEntity, getEntity, type ImportRowView, listItems, waitForRequest } from '@kobling/store';
import { activeConnection } from '../../agents/testing/set-up.ts';
import { hubWithPeople, vendorClient } from '../../agents/testing/vendor-client.ts';
import { eventually, type TestHub } from '../../testing/test-hub.ts';
import {
  beginImport,
  findImport,
  forgetImport,
  importedRows,
  searchInstead,
  settleImport,
  showImport,
  startImport,
  tickImport,
} from './index.ts';

let fixture: TestHub;
let erp = 0;
const hub = () => fixture.hub;

before(async () => {
  fixture = await hubWithPeople();
  erp = await activeConnection(fixture, {
    name: 'ERP',
    mappings: {
      Customer: { Nm: { crm: 'name' }, Phone: { crm: 'phone' }, CustGr: { crm: 'category' } },
      Person: { FirstName: { crm: 'firstName' }, LastName: { crm: 'lastName' }, Email: { crm: 'email' } },
    },
  });
  await vendorClient(fixture, 'ann').getErpSyncAgent().changeEngineStatusAsync(false);
});
after(() => fixture.close());

const value = <T>(outcome: Outcome<T>): T => {
  if (outcome.status !== 'done') assert.fail(JSON.stringify(outcome.reason));
  return outcome.value;
};
const codeOf = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? 'done' : outcome.reason.code);

async function searched(text: string, actorType: 'Customer' | 'Person' = 'Customer'): Promise<number> {
  const id = value(await beginImport(hub(), { connectionId: erp, actorType, text, restrictions: [] }, 'ann'));
  await eventually('all hits are there', async () => value(await findImport(hub(), id, 'ann')).status === 'ready');
  return id;
}
const plain: ImportSettings = {
  match: 'name',
  action: 'merge',
  withoutCompany: false,
  newItems: 'blank',
  defaultItems: {},
};
async function rowsOf(id: number): Promise<Readonly<Record<string, ImportRowView>>> {
  const rows = value(await importedRows(hub(), id, { after: 0, limit: 1_000 }, 'ann'));
  return Object.fromEntries(rows.map((row) => [row.erpKey, row]));
}
async function carriedOut(id: number): Promise<void> {
  const request = value(await startImport(hub(), id, 'ann'));
  const ended = await waitForRequest(hub().db, request, 30_000);
  assert.equal(ended?.status, 'done', JSON.stringify(ended?.result));
}
async function company(values: Readonly<Record<string, string>>): Promise<number> {
  return value(await createEntity(hub().db, 'company', values, { by: 'test' })).ref.id;
}
const read = async (id: number) => (await getEntity(hub().db, { kind: 'company', id }))?.values;

test('new ones are made, known ones filled, each connected; what is not ticked stays in the ERP', async () => {
  const { world } = fixture;
  const [fresh, known, unticked] = [
    world.add('Customer', { Nm: 'Import Fresh', Phone: '1' }),
    world.add('Customer', { Nm: 'Import Known', Phone: '2' }),
    world.add('Customer', { Nm: 'Import Unticked' }),
  ];
  const there = await company({ name: ' import KNOWN', department: 'kept' });
  const id = await searched('Import');
  value(await settleImport(hub(), id, plain, 'ann'));
  const preview = await rowsOf(id);
  assert.deepEqual(
    [preview[fresh]?.action, preview[known]?.action, preview[known]?.entityId, preview[known]?.changes],
    ['new', 'changed', there, { phone: '2' }],
  );
  value(await tickImport(hub(), id, { selected: false, places: [preview[unticked]?.place ?? 0] }, 'ann'));
  await carriedOut(id);
  const { counts, status, selections } = value(await showImport(hub(), id, 'ann'));
  assert.deepEqual([status, counts.outcomes], ['done', { added: 1, updated: 1 }]);
  const rows = await rowsOf(id);
  assert.equal((await read(rows[fresh]?.entityId ?? 0))?.['name'], 'Import Fresh');
  const values = await read(there);
  assert.deepEqual([values?.['name'], values?.['department'], values?.['phone']], [' import KNOWN', 'kept', '2']);
  const members = await hub().db.query<{ id: number; member: number }>(
    'select selection_id as id, entity_id as member from selection_member order by 1',
  );
  assert.deepEqual(
    members.map((each) => [each.id, each.member]),
    [
      [selections.added, rows[fresh]?.entityId],
      [selections.updated, there],
    ],
  );
  const links = await hub().store.linksByKeys(erp, 'Customer', [fresh, known, unticked]);
  assert.deepEqual(new Set(links.map(({ entity }) => entity.id)), new Set([there, rows[fresh]?.entityId]));
});

test('again, it finds its own: nothing is made twice, and a second record of a linked actor never', async () => {
  const key = fixture.world.add('Customer', { Nm: 'Twice AS', Phone: '7' });
  const first = await searched('Twice');
  value(await settleImport(hub(), first, plain, 'ann'));
  await carriedOut(first);
  const made = (await rowsOf(first))[key]?.entityId;
  const again = await searched('Twice');
  for (const action of ['add', 'merge', 'replace'] as const) {
    value(await settleImport(hub(), again, { ...plain, action }, 'ann'));
    const row = (await rowsOf(again))[key];
    assert.deepEqual([row?.action, row?.entityId], ['none', made], action);
  }
  await carriedOut(again);
  assert.deepEqual(value(await showImport(hub(), again, 'ann')).counts.outcomes, { unchanged: 1 });
});

test('overwritten where that is wished, blanks of the ERP never; several of one name, and taken ones, are told', async () => {
  const { world } = fixture;
  const [one, two, three] = [
    world.add('Customer', { Nm: 'Replace A', Phone: '' }),
    world.add('Customer', { Nm: 'Replace B', Phone: 'erp' }),
    world.add('Customer', { Nm: 'Replace C' }),
  ];
  const a = await company({ name: 'Replace A', phone: 'crm' });
  await company({ name: 'Replace B', phone: 'crm' });
  await company({ name: 'Replace C' });
  await company({ name: 'Replace C' });
  const id = await searched('Replace');
  value(await settleImport(hub(), id, { ...plain, action: 'replace' }, 'ann'));
  const rows = await rowsOf(id);
  assert.deepEqual([rows[one]?.action, rows[two]?.changes], ['none', { phone: 'erp' }]);
  assert.deepEqual([rows[three]?.action, rows[three]?.reason], ['refused', 'import.ambiguous']);
  await carriedOut(id);
  assert.equal((await read(a))?.['phone'], 'crm');
  const rival = world.add('Customer', { Nm: 'Replace A' });
  const later = await searched('Replace A');
  value(await settleImport(hub(), later, plain, 'ann'));
  assert.deepEqual((await rowsOf(later))[rival]?.reason, 'import.taken');
});

test('an item that the CRM lacks: blank, another one, or made and paired', async () => {
  const { world } = fixture;
  const key = world.add('Customer', { Nm: 'Items AS', CustGr: '3' });
  const other = value(await addListItem(hub().db, 'category', 'Stand-in'));
  const id = await searched('Items');
  value(
    await settleImport(
      hub(),
      id,
      { ...plain, newItems: 'default', defaultItems: { category: String(other.id) } },
      'ann',
    ),
  );
  assert.equal((await rowsOf(id))[key]?.changes?.['category'], String(other.id));
  const wrong = { ...plain, newItems: 'default', defaultItems: { category: '999999' } } as const;
  assert.equal(codeOf(await settleImport(hub(), id, wrong, 'ann')), 'import.settings');
  value(await settleImport(hub(), id, { ...plain, newItems: 'add' }, 'ann'));
  await carriedOut(id);
  const made = (await rowsOf(id))[key]?.entityId ?? 0;
  const category = (await read(made))?.['category'] ?? '';
  const item = (await listItems(hub().db, 'category')).find(({ id: itemId }) => String(itemId) === category);
  assert.match(item?.name ?? '', /Public/);
  const setup = await hub().store.setup(erp);
  const field = setup?.mappings
    .find(({ actorType }) => actorType === 'Customer')
    ?.fields.find(({ erpField }) => erpField === 'CustGr');
  assert.equal(field?.items?.toCrm.get('3'), category, 'the pair is known to sync');
});

test('rule 2: a person comes with its company, without one only where that is wished, and then unconnected', async () => {
  const { world } = fixture;
  const parent = world.add('Customer', { Nm: 'Parent AS' });
  const firm = await searched('Parent AS');
  value(await settleImport(hub(), firm, plain, 'ann'));
  await carriedOut(firm);
  const companyId = (await rowsOf(firm))[parent]?.entityId;
  const child = world.add(
    'Person',
    { FirstName: 'Kari', LastName: 'Importsen', Email: 'kari@parent.no' },
    { parent: { actorType: 'Customer', erpKey: parent } },
  );
  const orphan = world.add('Person', { FirstName: 'Ola', LastName: 'Importsen', Email: 'ola@nowhere.no' });
  const id = await searched('Importsen', 'Person');
  const byMail = { ...plain, match: 'email' } as const;
  value(await settleImport(hub(), id, byMail, 'ann'));
  assert.deepEqual((await rowsOf(id))[orphan]?.reason, 'import.noCompany');
  value(await settleImport(hub(), id, { ...byMail, withoutCompany: true }, 'ann'));
  await carriedOut(id);
  const rows = await rowsOf(id);
  const kari = await getEntity(hub().db, { kind: 'person', id: rows[child]?.entityId ?? 0 });
  assert.equal(kari?.values['company'], String(companyId));
  const links = await hub().store.linksByKeys(erp, 'Person', [child, orphan]);
  assert.deepEqual(
    links.map(({ erpKey }) => erpKey),
    [child],
  );
  assert.equal(codeOf(await settleImport(hub(), id, plain, 'ann')), 'import.notReady');
});

test('rule 13 and the rest: sync on, nobody else’s, no such type, nothing ticked, forgotten', async () => {
  fixture.world.add('Customer', { Nm: 'Refuse AS' });
  const id = await searched('Refuse');
  assert.equal(codeOf(await findImport(hub(), id, 'bob')), 'import.unknown');
  value(await tickImport(hub(), id, { selected: false }, 'ann'));
  assert.equal(codeOf(await startImport(hub(), id, 'ann')), 'import.nothing');
  const wish = { connectionId: erp, actorType: 'Project', text: '', restrictions: [] } as const;
  assert.equal(codeOf(await beginImport(hub(), wish, 'ann')), 'mapping.inactive');
  assert.equal(codeOf(await settleImport(hub(), id, { ...plain, match: 'email' }, 'ann')), 'import.settings');
  const engine = vendorClient(fixture, 'ann').getErpSyncAgent();
  await engine.changeEngineStatusAsync(true);
  assert.equal(codeOf(await beginImport(hub(), { ...wish, actorType: 'Customer' }, 'ann')), 'import.syncOn');
  assert.equal(codeOf(await startImport(hub(), id, 'ann')), 'import.syncOn');
  await engine.changeEngineStatusAsync(false);
  assert.deepEqual(await forgetImport(hub(), id, 'ann'), done(undefined));
  assert.equal(codeOf(await showImport(hub(), id, 'ann')), 'import.unknown');
});

test('a search in the place of another: what was found goes, unless somebody has begun on it', async () => {
  fixture.world.add('Customer', { Nm: 'Instead AS' });
  const wish = { connectionId: erp, actorType: 'Customer', text: 'Instead', restrictions: [] } as const;
  const instead = (id: number, by = 'ann') => searchInstead(hub(), id, wish, by);
  const stands = async (id: number): Promise<string> => codeOf(await findImport(hub(), id, 'ann'));
  const first = await searched('Instead');
  const second = value(await instead(first));
  assert.deepEqual([await stands(first), await stands(second)], ['import.unknown', 'done']);
  // Under way still: the worker finds nothing to put its hits into, and ends.
  const third = value(await instead(second));
  const ended = async (id: number): Promise<boolean> => value(await findImport(hub(), id, 'ann')).status === 'ready';
  await eventually('the third has its hits', () => ended(third));
  assert.equal(await stands(second), 'import.unknown');
  await eventually('no search is open', async () => {
    const open = `select from request where kind = 'stageImport' and status in ('queued', 'running')`;
    return (await hub().db.query(open)).length === 0;
  });
  value(await tickImport(hub(), third, { selected: false }, 'ann'));
  const fourth = value(await instead(third));
  assert.deepEqual([await stands(third), await stands(fourth)], ['done', 'done']);
  const bobs = value(await instead(fourth, 'bob'));
  assert.equal(await stands(fourth), 'done', 'nobody else’s');
  assert.equal(codeOf(await findImport(hub(), bobs, 'bob')), 'done');
});
