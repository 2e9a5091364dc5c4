/**
 * From nothing to a synced workbook through the vendor's client alone: connector, test, configuration, connection, mapping,
 * lists, default, priority, activation; then connect, sync both ways, create, resync, disconnect. Cells are read from the file
 * without the connector. What that client's other agents do (companies, the log) is done and read in the hub itself.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { workbookConnector } from '@kobling/connectors/workbook';
import { addListItem, createEntity, getEntity, syncLog, updateEntity } from '@kobling/store';
import { cellText, saveFile, setCells } from '../../../../../test/e2e/cells.ts';
import { buildXlsx } from '../../../../connectors/src/workbook/xlsx/fixture.ts';
import type { TestHub } from '../../testing/test-hub.ts';
import { hubWithPeople, type PersonName, vendorClient, whole } from '../testing/vendor-client.ts';

let fixture: TestHub;
let dataDir = '';
let file = '';
const client = (name: PersonName = 'ann') => vendorClient(fixture, name).getErpSyncAgent();

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kobling-set-up-'));
  await mkdir(join(dataDir, 'files'));
  file = join(dataDir, 'files', 'erp.xlsx');
  await saveFile(
    file,
    buildXlsx({
      sheets: [
        {
          name: 'Customers',
          columns: [
            { header: 'CustNo', format: 'integer' },
            { header: 'Name' },
            { header: 'Phone', format: 'text' },
            { header: 'Group' },
            { header: 'Terms' },
            { header: 'Credit', format: 'decimal' },
          ],
          rows: [
            [10001, 'Fjord & Fisk', '77 10 20 30', 'R', 'cash', 250.5],
            [10002, 'Nyland Bygg', '38 00 11 22', 'W', '30 days', 0],
          ],
        },
        {
          name: 'List Group',
          columns: [{ header: 'Key' }, { header: 'Name' }],
          rows: [
            ['R', 'Retail'],
            ['W', 'Wholesale'],
          ],
        },
      ],
    }),
  );
  fixture = await hubWithPeople({ dataDir, connectors: [workbookConnector()] });
});
after(async () => {
  await fixture.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function savedConnection(): Promise<number> {
  const agent = client();
  assert.equal(await agent.testConnectorUrlAsync('plugin://workbook'), 'NoError');
  assert.equal(await agent.testConnectorUrlAsync('plugin://nothing'), 'ErrorNotFound');
  const connector = await whole(
    agent.saveErpSyncConnectorEntityAsync({
      ...(await agent.createDefaultErpSyncConnectorEntityAsync()),
      displayName: 'Workbooks',
      uRL: 'plugin://workbook',
    }),
  );
  const fields = await whole(agent.getConfigurationFieldsAsync(connector.erpConnectorId));
  assert.equal(fields.find(({ fieldKey }) => fieldKey === 'file')?.access, 'Mandatory');
  const form = {
    erpConnectionId: 0,
    erpConnectorId: connector.erpConnectorId,
    displayName: 'Books',
    displayDescription: '',
    allAccess: true,
    configFields: { file: 'erp.xlsx' },
  };
  const { erpConnectionId: id } = await whole(agent.saveConnectionAsync(form as never));
  assert.equal(await agent.testConnectionByIdAsync(id), true);
  assert.equal(await agent.testConnectionByConfigAsync(id, { file: 'other.xlsx' }), false);
  return id;
}

async function mapped(id: number): Promise<void> {
  const agent = client();
  const mapping = await whole(agent.getActorTypeMappingAsync(id, 'Customer' as never));
  const ways: Readonly<Record<string, string>> = { Name: 'name', Phone: 'phone', Group: 'category' };
  const fieldMappings = mapping.fieldMappings.map((field) => {
    const crmFieldKey = ways[field.erpFieldKey] ?? '';
    const both = { syncToCrm: crmFieldKey !== '', syncToErp: crmFieldKey !== '' };
    return { ...field, crmFieldKey, ...both, showInGui: field.erpFieldKey === 'Credit' };
  });
  await agent.saveActorTypeMappingAsync({ ...mapping, isActive: true, fieldMappings } as never);
  const terms = mapping.fieldMappings.find(({ erpFieldKey }) => erpFieldKey === 'Terms');
  const info = await whole(agent.getDefaultValueInfoAsync(terms?.erpFieldId ?? 0));
  const fixed = { hasFirstSyncDefaultValue: true, firstSyncDefaultValue: '14 days', promptUser: true };
  await agent.saveDefaultValueInfoAsync({ ...info, ...fixed } as never);
  const items = new Map<string, number>();
  for (const name of ['Retail', 'Wholesale']) {
    const added = await addListItem(fixture.hub.db, 'category', name);
    if (added.status === 'done') items.set(name, added.value.id);
  }
  const lists = await whole(agent.getConnectionListMappingsAsync(id));
  const [group] = lists.erpListItemMappings;
  assert.deepEqual(
    group?.erpCrmListItemMappings.map(({ erpListItemId, erpListItemName }) => [erpListItemId, erpListItemName]),
    [
      ['R', 'Retail'],
      ['W', 'Wholesale'],
    ],
  );
  const pairs = group.erpCrmListItemMappings.map((item) => ({
    ...item,
    crmListItem: { id: items.get(item.erpListItemName) },
  }));
  await agent.saveConnectionListMappingsAsync({
    ...lists,
    erpListItemMappings: [{ ...group, erpCrmListItemMappings: pairs }],
  } as never);
}

async function company(values: Readonly<Record<string, string>>): Promise<number> {
  const made = await createEntity(fixture.hub.db, 'company', values, { by: 'ann' });
  assert.ok(made.status === 'done');
  return made.value.ref.id;
}
const crm = async (id: number, field: string): Promise<string | undefined> =>
  (await getEntity(fixture.hub.db, { kind: 'company', id }))?.values[field];
const edit = (id: number, values: Readonly<Record<string, string>>) =>
  updateEntity(fixture.hub.db, { kind: 'company', id }, values, { by: 'ann' });

test('a workbook from nothing to synced', async () => {
  const agent = client();
  const id = await savedConnection();
  assert.match((await whole(agent.toggleErpConnectionActiveAsync(id))).join('\n'), /maps no field/);
  await mapped(id);
  assert.equal(await agent.saveErpConnectionSyncPrioritiesAsync([id, 0]), true);
  assert.deepEqual(await agent.toggleErpConnectionActiveAsync(id), []);
  // What follows is said by the calls alone; no cycle of its own accord comes between.
  await agent.changeEngineStatusAsync(false);

  const fisk = await company({ name: 'Fjord og Fisk AS', phone: '77 99 99 99' });
  const bob = client('bob');
  const both = { erpConnectionId: id, erpKey: '10001', crmRecordId: fisk, crmActorType: 'Contact' };
  const ours = await whole(bob.getFieldValuesFromCrmAsync({ recordId: fisk, actorTypeCrm: 'Contact' } as never));
  const theirs = await whole(
    bob.getFieldValuesFromErpAsync({ erpConnectionId: id, actorTypeErp: 'Customer', erpKey: '10001' } as never),
  );
  const pick = (side: typeof ours, key: string) => side.find(({ crmFieldKey }) => crmFieldKey === key);
  assert.equal(pick(theirs, 'category')?.displayValue, 'Retail');
  await bob.connectActorAsync({
    ...both,
    erpActorType: 'Customer',
    fieldValues: [pick(theirs, 'name'), pick(ours, 'phone'), pick(theirs, 'category')],
  } as never);
  assert.deepEqual([await cellText(file, 'B2'), await crm(fisk, 'name')], ['Fjord & Fisk', 'Fjord & Fisk']);
  assert.deepEqual([await cellText(file, 'C2'), await crm(fisk, 'phone')], ['77 99 99 99', '77 99 99 99']);
  assert.equal(await crm(fisk, 'category'), pick(theirs, 'category')?.value);

  const [shown] = await whole(
    bob.getConnectionsAndDisplayFieldsAsync({ crmActorType: 'Contact', entityId: fisk } as never),
  );
  assert.ok(shown);
  const keys = shown.erpFields.map(({ fieldKey }) => fieldKey);
  assert.deepEqual([shown.connected, keys], [true, ['Name', 'Phone', 'Group', 'Credit']]);
  assert.deepEqual(
    await bob.getErpFieldValuesAsync({
      erpConnectionId: id,
      crmActorType: 'Contact',
      entityId: fisk,
      fieldKeys: keys,
    } as never),
    ['Fjord & Fisk', '77 99 99 99', 'R', '[F:250.5]'],
  );

  await edit(fisk, { phone: '77 00 00 01' });
  assert.equal((await agent.forceSyncAllAsync()).isOk, true);
  assert.equal(await cellText(file, 'C2'), '77 00 00 01', 'CRM to sheet');
  await setCells(file, { B2: 'Fjord & Fisk Nord', D2: 'W' });
  assert.equal((await agent.forceSyncAllAsync()).isOk, true);
  assert.equal(await crm(fisk, 'name'), 'Fjord & Fisk Nord', 'sheet to CRM');

  const newcomer = await company({ name: 'Kaffe Nord', phone: '73 90 80 70' });
  const asked = await whole(
    bob.getFieldsForNewErpActorAsync({ erpConnectionId: id, erpActorType: 'Customer' } as never),
  );
  assert.deepEqual(
    asked.map(({ fieldKey, defaultValue }) => [fieldKey, defaultValue]),
    [['Terms', '14 days']],
  );
  assert.equal(
    await bob.createErpActorFromCrmAsync({
      connectionId: id,
      crmEntityId: newcomer,
      crmActorType: 'Contact',
      erpActorType: 'Customer',
      erpFieldKeyValues: {},
    } as never),
    true,
  );
  assert.deepEqual(
    await Promise.all(['A4', 'B4', 'C4', 'E4'].map((cell) => cellText(file, cell))),
    ['10003', 'Kaffe Nord', '73 90 80 70', '14 days'],
    'a row of its own, with the next key and the default',
  );

  await setCells(file, { C2: '11', C4: '44' });
  await edit(newcomer, { phone: '55' });
  const [link] = await fixture.hub.db.query<{ id: number }>(
    `select id from link where entity = 'company' and entity_id = $1 and state <> 'broken'`,
    [fisk],
  );
  const fromErp = await whole(agent.forceResyncAsync({ erpConnectionId: id, internalKeyIds: [link?.id] } as never));
  assert.deepEqual([fromErp.isOk, fromErp.status], [true, 'Ok'], fromErp.userExplanation);
  assert.deepEqual([await crm(fisk, 'phone'), await crm(newcomer, 'phone')], ['11', '55'], 'the chosen one only');
  const toErp = await whole(
    agent.forceResyncExternalAsync({
      erpConnectionId: 0,
      erpActorType: 'Customer',
      externalKeys: ['10003'],
    } as never),
  );
  assert.equal(toErp.isOk, true, toErp.userExplanation);
  assert.equal(await cellText(file, 'C4'), '55');

  const log = await syncLog(fixture.hub.db, { limit: 100, connectionId: id });
  const kinds = new Set(log.map(({ kind }) => kind));
  for (const kind of ['link', 'firstAgreement', 'write', 'create', 'resync'] as const)
    assert.ok(kinds.has(kind), `${kind} is in the log: ${[...kinds].join(', ')}`);

  const wish = { erpConnectionId: id, crmRecordId: fisk, crmActorType: 'Contact' } as never;
  assert.equal(await bob.breakActorLinkAsync(wish), true);
  await edit(fisk, { phone: '99' });
  await agent.forceSyncAllAsync();
  assert.equal(await cellText(file, 'C2'), '11', 'nothing flows any more');
  assert.deepEqual(await agent.toggleErpConnectionActiveAsync(id), []);
  await agent.deleteConnectionAsync(id);
  assert.deepEqual(await agent.getAllConnectionsAsync(false), []);
});
