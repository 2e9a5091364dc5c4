/** A workbook's columns are mapped and its list paired in the browser, in Dutch, from nothing; then its cells and the CRM are kept equal. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { workbookConnector } from '@kobling/connectors/workbook';
import { addListItem, createEntity, getEntity } from '@kobling/store';
import type { Page } from 'playwright-core';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { vendorClient, whole } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { cellText, saveFile, setCells } from './cells.ts';
import { openScreens, type ScreenStage } from './screen-stage.ts';

let stage: ScreenStage;
let dataDir = '';
let file = '';
const agent = () => vendorClient(stage.fixture, 'ann').getErpSyncAgent();

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kobling-mapping-'));
  await mkdir(join(dataDir, 'files'));
  file = join(dataDir, 'files', 'erp.xlsx');
  const customers = {
    name: 'Customers',
    columns: [
      { header: 'CustNo', format: 'integer' as const },
      { header: 'Name' },
      { header: 'Phone', format: 'text' as const },
      { header: 'Group' },
    ],
    rows: [[10001, 'Fjord & Fisk', '77 10 20 30', 'R']],
  };
  const groups = {
    name: 'List Group',
    columns: [{ header: 'Key' }, { header: 'Name' }],
    rows: [
      ['R', 'Retail'],
      ['W', 'Wholesale'],
    ],
  };
  await saveFile(file, buildXlsx({ sheets: [customers, groups] }));
  stage = await openScreens({ dataDir, connectors: [workbookConnector()] });
});
after(async () => {
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function connection(): Promise<number> {
  const form = await agent().createDefaultErpSyncConnectorEntityAsync();
  const { erpConnectorId } = await whole(
    agent().saveErpSyncConnectorEntityAsync({ ...form, displayName: 'Workbooks', uRL: 'plugin://workbook' }),
  );
  const wanted = { erpConnectionId: 0, erpConnectorId, displayName: 'Boeken', allAccess: true };
  const saved = await whole(agent().saveConnectionAsync({ ...wanted, configFields: { file: 'erp.xlsx' } } as never));
  return saved.erpConnectionId;
}

async function mapBothWays(page: Page, field: string, option: RegExp): Promise<void> {
  const picker = page.getByRole('combobox', { name: `CRM-veld voor ${field}`, exact: true });
  // What is known by its name is mapped already, without a direction.
  if ((await picker.inputValue()) === '') {
    await picker.click();
    await page.getByRole('option', { name: option }).click();
  }
  await page.getByRole('button', { name: `${field}: ERP naar CRM`, exact: true }).click();
  await page.getByRole('button', { name: `${field}: CRM naar ERP`, exact: true }).click();
}

test('a workbook is mapped, its list paired, and both sides are kept equal', async () => {
  const [retail] = await Promise.all(
    ['Retail', 'Wholesale'].map((name) => addListItem(stage.hub.db, 'category', name)),
  );
  const id = await connection();
  const { page, complaints, go } = await stage.screen('ann', { language: 'nl' });
  await go(`/settings/sync/connections/${id}/mappings?type=Customer`);
  await page.getByText('niet actief', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Synchroniseer ERP-"Klant" met CRM-"Bedrijf"', exact: true }).check();
  await mapBothWays(page, 'Name', /^Naam/);
  await mapBothWays(page, 'Phone', /^Telefoon/);
  await mapBothWays(page, 'Group', /^Categorie/);
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await page.getByText('Opgeslagen: 3 velden.').waitFor();
  await page.getByRole('link', { name: 'Lijsttoewijzing', exact: true }).first().click();
  await page.getByText('2 zonder tegenhanger', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Voorstellen gebruiken', exact: true }).click();
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await page.getByText('Opgeslagen: 2 paren.').waitFor();
  assert.deepEqual(complaints, []);

  assert.deepEqual(await agent().toggleErpConnectionActiveAsync(id), []);
  const made = await createEntity(stage.hub.db, 'company', { name: 'Fjord & Fisk' }, { by: 'ann' });
  assert.ok(made.status === 'done');
  const { ref } = made.value;
  const pair = { erpConnectionId: id, crmRecordId: ref.id, crmActorType: 'Contact', fieldValues: [] };
  await agent().createActorLinkAsync({ ...pair, erpKey: '10001', erpActorType: 'Customer' } as never);
  const inCrm = async (field: string) => (await getEntity(stage.hub.db, ref))?.values[field];
  assert.equal(await inCrm('phone'), '77 10 20 30');
  assert.equal(await inCrm('category'), retail?.status === 'done' ? String(retail.value.id) : undefined);
  await setCells(file, { C2: '11 22 33 44' });
  await eventually(
    'sheet to CRM',
    async () => (await agent().forceSyncAllAsync()) && (await inCrm('phone')) === '11 22 33 44',
  );
  assert.equal(await cellText(file, 'B2'), 'Fjord & Fisk');
});
