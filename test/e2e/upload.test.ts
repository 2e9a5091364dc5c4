/** A workbook that lies on the administrator's own machine becomes an ERP, in German, without a shell on the hub's. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { workbookConnector } from '@kobling/connectors/workbook';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { applySetup, readSetup } from '../../packages/server/src/setup-file/index.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { saveFile } from './cells.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';
import { dialog, under } from './settings-stage.ts';

let stage: ScreenStage;
let desk = '';
const workbook = (name: string) => {
  const columns = [{ header: 'CustNo', format: 'integer' as const }, { header: 'Name' }];
  return buildXlsx({ sheets: [{ name: 'Customers', columns, rows: [[10001, name]] }] });
};

before(async () => {
  desk = await mkdtemp(join(tmpdir(), 'kobling-desk-'));
  stage = await openScreens({ dataDir: join(desk, 'hub'), connectors: [workbookConnector()] });
});
after(async () => {
  await stage.close();
  await rm(desk, { recursive: true, force: true });
});

void test('eine Arbeitsmappe wird gesendet, getestet und gespeichert; eine andere nimmt ihren Namen nicht', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  const read = readSetup('connectors: [{ name: Arbeitsmappen, url: plugin://workbook }]');
  assert.ok(read.ok, JSON.stringify(read));
  await applySetup(stage.hub, read.setup, { dryRun: false, by: 'ann' });
  const mine = join(desk, 'Kunden.xlsx');
  await saveFile(mine, workbook('Nordlicht GmbH'));
  await go('/settings/sync');
  await under(page, 'ERP-Verbindungen').getByRole('button', { name: 'Hinzufügen' }).click();
  const form = dialog(page, 'Neue ERP-Verbindung definieren');
  await form.getByRole('textbox', { name: 'Name' }).fill('Bücher');
  const send = form.getByRole('button', { name: 'Arbeitsmappe von diesem Rechner senden …' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), send.click()]);
  await chooser.setFiles(mine);
  await form.getByText('Kunden.xlsx liegt jetzt auf dem Hub.').waitFor();
  await form.getByRole('button', { name: 'ERP-Verbindung testen' }).click();
  await form.getByText('Der Test ist bestanden.').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'upload');

  await saveFile(mine, workbook('Südwind AG'));
  const [again] = await Promise.all([page.waitForEvent('filechooser'), send.click()]);
  await again.setFiles(mine);
  await form.getByRole('alert').waitFor();
  await form.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByText('Bücher ist gespeichert.').waitFor();
  const [folder = ''] = stage.hub.operator.filesAllowed;
  assert.deepEqual(await readFile(join(folder, 'Kunden.xlsx')), Buffer.from(workbook('Nordlicht GmbH')));
  const saved = (await listDefinitions(stage.hub)).find(({ name }) => name === 'Bücher');
  assert.equal(saved?.config.find(({ fieldKey }) => fieldKey === 'file')?.value, 'Kunden.xlsx');
  // The browser says itself that the hub refused the second one.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});
