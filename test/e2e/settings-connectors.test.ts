/** Settings › Tilbud/Sync › Sync, in Norwegian: a connector is set up, changed, deleted and brought back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeProblems, type ScreenStage, shot } from './screen-stage.ts';
import { dialog, openSettings, under } from './settings-stage.ts';

let stage: ScreenStage;
before(async () => {
  stage = await openSettings();
});
after(() => stage.close());

const list = 'Sync Connectors';

void test('set up a connector: the installed one is chosen, tried on OK, and stands in the list', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go('/sync');
  await page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name: 'Tilbud/Sync' }).click();
  await page.getByRole('heading', { name: 'Ingen Sync Connector ennå' }).waitFor();
  await shot(page, 'settings-empty');
  assert.deepEqual(await axeProblems(page), []);
  await under(page, list).getByRole('button', { name: 'Legg til' }).click();
  const form = dialog(page, 'Angi ny Sync Connector');
  await form.getByLabel('Sync Connector', { exact: true }).selectOption('ERP in memory');
  assert.equal(await form.getByLabel('URL for Sync Connector').inputValue(), 'plugin://memory');
  await form.getByLabel('Navn').fill('Minne');
  await form.getByRole('button', { name: 'Test', exact: true }).click();
  await form.getByText('ERP in memory svarte.').waitFor();
  await shot(page, 'settings-connector');
  assert.deepEqual(await axeProblems(page), []);
  await form.getByLabel('Navn').press('Enter');
  await page.getByText('Minne er lagret.').waitFor();
  const row = page.getByRole('table', { name: list }).getByRole('row').filter({ hasText: 'Minne' });
  await row.getByText('plugin://memory').waitFor();
  assert.match(page.url(), /connector=\d+/);
  await under(page, list).getByText('antall: 1').waitFor();
  assert.deepEqual(complaints, []);
});
