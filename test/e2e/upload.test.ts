/** A workbook that lies on the administrator's own machine becomes an ERP, in German, without a shell on the hub's. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { workbookConnector } from '@kobling/connectors/workbook';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { applySetup, readSetup } from '../../packages/server/src/setup-file/index.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { saveFile } from './cells.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';
import { holds } from './becomes.ts';
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
  const read = readSetup('connectors: [{ name: Arbeitsmappen, url: plugin://workbook }]');
  assert.ok(read.ok, JSON.stringify(read));
  await applySetup(stage.hub, read.setup, { dryRun: false, by: 'ann' });
});
after(async () => {
  await stage.close();
  await rm(desk, { recursive: true, force: true });
});

void test('eine Arbeitsmappe wird gesendet, getestet und gespeichert; eine andere nimmt ihren Namen nicht', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
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

void test('eine Sendung, deren Antwort verloren ging, liegt einmal auf dem Hub; Neuladen und Zurück behalten den Pfad', async () => {
  const { page, go } = await stage.screen('ann', { language: 'de' });
  await go('/settings/sync');
  await under(page, 'ERP-Verbindungen').getByRole('button', { name: 'Hinzufügen' }).click();
  const form = dialog(page, 'Neue ERP-Verbindung definieren');
  await form.getByRole('textbox', { name: 'Name' }).fill('Konten');
  const [folder = ''] = stage.hub.operator.filesAllowed;
  const content = Buffer.from(workbook('Kontor KG'));
  const mine = join(desk, 'Konten.xlsx');
  await saveFile(mine, content);
  const send = form.getByRole('button', { name: 'Arbeitsmappe von diesem Rechner senden …' });
  const choose = async (): Promise<void> => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), send.click()]);
    await chooser.setFiles(mine);
  };
  await page.context().setOffline(true);
  await choose();
  await form.getByRole('alert').getByText('Der Hub ist nicht erreichbar.').waitFor();
  await page.context().setOffline(false);
  // The hub has taken it, and its answer never comes.
  await page.route('**/api/files/*', async (route) => {
    const { 'x-kobling-csrf': csrf = '' } = route.request().headers();
    const headers = { 'x-kobling-csrf': csrf, 'content-type': 'application/octet-stream' };
    const taken = await page.request.put(route.request().url(), { data: content, headers });
    assert.equal(taken.status(), 200, await taken.text());
    await route.abort('failed');
  });
  await choose();
  await form.getByRole('alert').getByText('Der Hub ist nicht erreichbar.').waitFor();
  await page.unroute('**/api/files/*');
  await choose();
  await form.getByText('Konten.xlsx liegt jetzt auf dem Hub.').waitFor();
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('Konten') || name.startsWith('.')),
    ['Konten.xlsx'],
  );
  const path = form.locator('input[list]');
  await holds(path, 'Konten.xlsx');
  await page.reload();
  await holds(path, 'Konten.xlsx');
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  await page.goForward();
  await holds(path, 'Konten.xlsx');
  await page.context().close();
});
