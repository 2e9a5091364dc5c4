/** The ERP tab with a workbook as the ERP, in German: searched, created in, and read back from the file's own cells. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { workbookConnector } from '../../packages/connectors/src/workbook/index.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { createEntity } from '../../packages/store/src/index.ts';
import { holds } from './becomes.ts';
import { cellText, saveFile } from './cells.ts';
import { part } from './erp-tab-stage.ts';
import { axeProblems, openScreens, shot } from './screen-stage.ts';

const workbook = buildXlsx({
  sheets: [
    {
      name: 'Customers',
      columns: [{ header: 'CustNo' }, { header: 'Name' }, { header: 'Phone', format: 'text' }, { header: 'City' }],
      rows: [[10001, 'Hafenbäckerei', '040 11', 'Hamburg']],
      table: { name: 'Customers' },
    },
  ],
});

void test('in German: a company without a match becomes a row of the workbook', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kobling-erp-tab-'));
  await mkdir(join(dataDir, 'files'));
  const file = join(dataDir, 'files', 'erp.xlsx');
  await saveFile(file, workbook);
  const stage = await openScreens({ dataDir, connectors: [workbookConnector()] });
  t.after(async () => {
    await stage.close();
    await rm(dataDir, { recursive: true });
  });
  await activeConnection(stage.fixture, {
    name: 'Mappe',
    connectorUrl: 'plugin://workbook',
    config: { file: 'erp.xlsx' },
    mappings: { Customer: { Name: { crm: 'name' }, Phone: { crm: 'phone' }, City: { inTab: true } } },
  });
  const made = await createEntity(stage.hub.db, 'company', { name: 'Bahnhofskiosk', phone: '030 7' }, { by: 'test' });
  const id = made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
  const { page, go } = await stage.screen('bob', { language: 'de' });
  await go(`/company/${id}?tab=erp`);
  const mappe = part(page, 'Mappe');
  await page.getByRole('button', { name: 'Bearbeiten', exact: true }).click();
  await mappe.getByRole('group', { name: 'Verbinden mit: Mappe' }).getByRole('button', { name: 'Kunde' }).click();
  const dialog = page.getByRole('dialog');
  const search = dialog.getByRole('textbox', { name: 'In Mappe suchen' });
  await holds(search, 'Bahnhofskiosk');
  await search.fill('');
  await dialog.getByRole('button', { name: 'Suchen', exact: true }).click();
  await dialog.getByRole('radio', { name: 'Hafenbäckerei 10001' }).waitFor();
  await dialog.getByRole('checkbox', { name: 'Kein Treffer in ERP gefunden' }).check();
  await dialog.getByRole('button', { name: 'Erstellen', exact: true }).click();
  await holds(dialog.getByRole('textbox', { name: 'Phone' }), '030 7');
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-create-de');
  await dialog.getByRole('button', { name: 'Erstellen', exact: true }).click();
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await mappe.getByText('verbunden Kunde 10002').waitFor();
  assert.equal(await cellText(file, 'B3'), 'Bahnhofskiosk');
});
