/** Settings › Tilbud/Sync › Sync, in Norwegian: a connector is set up, changed, deleted and brought back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { holds } from './becomes.ts';
import { axeProblems, type ScreenStage, shot } from './screen-stage.ts';
import { apply, dialog, mappedSetup, openSettings, under } from './settings-stage.ts';

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
  await holds(form.getByLabel('URL for Sync Connector'), 'plugin://memory');
  await form.getByLabel('Navn').fill('Minne');
  await form.getByRole('button', { name: 'Test', exact: true }).click();
  await form.getByText('ERP in memory svarte.').waitFor();
  await shot(page, 'settings-connector');
  assert.deepEqual(await axeProblems(page), []);
  await form.getByLabel('Navn').press('Enter');
  await page.getByText('Minne er lagret.').waitFor();
  const row = page.getByRole('table', { name: list }).getByRole('row').filter({ hasText: 'Minne' });
  await row.getByText('plugin://memory').waitFor();
  await page.waitForURL(/connector=\d+/);
  await under(page, list).getByText('antall: 1').waitFor();
  assert.deepEqual(complaints, []);
});

void test('a connector that does not answer says why, and is saved all the same; its address is mended later', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await under(page, list).getByRole('button', { name: 'Legg til' }).click();
  const form = dialog(page, 'Angi ny Sync Connector');
  await form.getByLabel('URL for Sync Connector').fill('plugin://borte');
  const ok = form.getByRole('button', { name: 'OK', exact: true });
  await ok.hover();
  await page.getByRole('tooltip', { name: 'Gi den et navn først.' }).waitFor();
  await form.getByLabel('Navn').fill('Borte');
  await ok.click();
  await form.getByRole('alert').getByText('plugin://borte').waitFor();
  await form.getByRole('button', { name: 'Lagre likevel' }).click();
  await page.getByText('Borte er lagret, men svarer ikke.').waitFor();
  const row = page.getByRole('table', { name: list }).getByRole('row').filter({ hasText: 'Borte' });
  await row.getByText('ikke tilgjengelig').waitFor();

  await under(page, list).getByRole('button', { name: 'Konfigurer Sync Connector' }).click();
  const edit = dialog(page, 'Rediger Sync Connector');
  await edit.getByLabel('URL for Sync Connector').fill('plugin://second');
  await page.reload();
  await edit.getByText('Du begynte').or(edit.getByRole('status')).first().waitFor();
  await holds(edit.getByLabel('URL for Sync Connector'), 'plugin://second');
  await edit.getByLabel('Navn').press('Enter');
  await page.getByText('Borte er lagret.', { exact: true }).waitFor();
  await row.getByText('ikke tilgjengelig').waitFor({ state: 'detached' });
});

void test('one with connections is not deleted, and says which; another is, comes back by Angre, and by Slettet', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  const both = 'connectors:\n  - { name: Borte, url: plugin://second }\n';
  await apply(stage, mappedSetup('ERP demo', false).replace('connectors:\n', both));
  await go('/settings/sync');
  const table = page.getByRole('table', { name: list });
  await table.getByRole('link', { name: 'Minne' }).click();
  const remove = under(page, list).getByRole('button', { name: 'Slett', exact: true });
  await remove.hover();
  await page.getByRole('tooltip', { name: 'Brukes av ERP demo. Slett disse koblingene først.' }).waitFor();
  await table.getByRole('link', { name: 'Borte' }).click();
  await remove.click();
  await table.getByRole('link', { name: 'Borte' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Angre' }).click();
  await table.getByRole('link', { name: 'Borte' }).waitFor();
  await remove.click();
  await table.getByRole('link', { name: 'Borte' }).waitFor({ state: 'detached' });
  await under(page, list).getByLabel('Slettet').click();
  await under(page, list).getByText('antall: 2').waitFor();
  await under(page, list).getByRole('button', { name: 'Gjenopprett' }).click();
  await page.getByText('Borte er tilbake.').first().waitFor();
});
