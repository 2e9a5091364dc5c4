/** Settings › Tilbud/Sync › Sync, in Norwegian: a connection is defined, tested, given a scope, activated, edited, deleted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { becomes, hasCount, hasFocus, holds } from './becomes.ts';
import { axeProblems, type ScreenStage, shot } from './screen-stage.ts';
import { apply, dialog, mappedSetup, openSettings, rightPassword, under } from './settings-stage.ts';

let stage: ScreenStage;
before(async () => {
  stage = await openSettings();
  await apply(stage, 'connectors: [{ name: Minne, url: plugin://memory }, { name: Annet, url: plugin://second }]\n');
});
after(() => stage.close());

const list = 'ERP-koblinger';
const rowOf = (page: Page, name: string) =>
  page.getByRole('table', { name: list, exact: true }).getByRole('row').filter({ hasText: name });
const stored = async (name: string) =>
  (await listDefinitions(stage.hub)).find((connection) => connection.name === name);

void test('define and test a connection: a wrong password is named at its field; nothing typed is lost by a reload', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await under(page, list).getByRole('button', { name: 'Legg til' }).click();
  const form = dialog(page, 'Angi ny ERP-kobling');
  const ok = form.getByRole('button', { name: 'OK', exact: true });
  await form.getByRole('textbox', { name: 'Navn' }).fill('ERP demo');
  await form.getByText('Den kan bli aktiv når felt er tilordnet.').waitFor();
  await form.getByLabel('Sync Connector').selectOption('Annet');
  await form.getByRole('textbox', { name: 'Klient' }).fill('Acme');
  await form.getByLabel('Sync Connector').selectOption('Minne');
  await form.getByText('Spør regnskapsføreren om disse').waitFor();
  // A key of both keeps its value; of the others there is what the connector presets.
  await holds(form.getByRole('textbox', { name: 'Klient' }), 'Acme');
  await holds(form.getByRole('textbox', { name: 'Avdeling' }), '7');
  await ok.hover();
  await page.getByRole('tooltip', { name: 'Fyll ut Passord først.' }).waitFor();
  await form.getByLabel(/^Passord/).fill('wrong');
  await ok.hover();
  await page.getByRole('tooltip', { name: /^Trykk «Test ERP-koblingen» først/ }).waitFor();
  await form.getByRole('button', { name: 'Test ERP-koblingen' }).click();
  await form.getByRole('alert').waitFor();
  await shot(page, 'settings-connection-refused');
  // As a sentence and at the field.
  await hasCount(form.getByText('The ERP does not know this password.'), 2);
  await hasFocus(form.locator('[name="config.Password"]'));

  await page.reload();
  await form.getByRole('status').getByRole('button').waitFor();
  await holds(form.getByRole('textbox', { name: 'Klient' }), 'Acme');
  assert.equal(await form.getByLabel(/^Passord/).inputValue(), '', 'a password is never kept');
  await form.getByLabel(/^Passord/).fill(rightPassword);
  await form.getByRole('button', { name: 'Hent valgene' }).click();
  await form.getByRole('combobox', { name: 'Gruppe' }).selectOption('Engros');
  await form.getByRole('button', { name: 'Test ERP-koblingen' }).click();
  await form.getByText('Testen er bestått.').waitFor();
  await shot(page, 'settings-connection-passed');
  await form.getByRole('textbox', { name: 'Navn' }).press('Enter');
  await page.getByText('ERP demo er lagret.').waitFor();
  await page.getByText('Neste trinn: Tilordninger').waitFor();
  await page.waitForURL(/connection=\d+/);
  assert.ok(!(await page.content()).includes(rightPassword));
  const saved = await stored('ERP demo');
  assert.equal(saved?.config.find(({ fieldKey }) => fieldKey === 'Password')?.value, null, 'sealed');
  assert.equal(saved?.config.find(({ fieldKey }) => fieldKey === 'Group')?.value, '2');
  await page.getByRole('link', { name: 'Tilordninger' }).first().waitFor();
  assert.deepEqual(
    complaints.filter((line) => !line.includes('409')),
    [],
  );
});

void test('scope: everyone, or chosen users and groups with what each may do', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await page.getByRole('link', { name: 'ERP demo' }).click();
  await under(page, list).getByRole('button', { name: 'Konfigurer ERP-kobling' }).click();
  const form = dialog(page, 'Rediger ERP-kobling');
  await form.getByLabel('Angitte brukere + grupper').check();
  await form.getByText('Ingen er valgt ennå').waitFor();
  await form.getByRole('button', { name: 'Velg brukere og grupper…' }).click();
  const scope = dialog(page, 'Synlighet: Angitte brukere + grupper');
  await scope.getByLabel('Kan tilknytte: bob').check();
  await scope.getByLabel('Kan opprette: bob').uncheck();
  await scope.getByLabel('Kan opprette: eve').check();
  // What is created is connected.
  await scope.getByRole('checkbox', { name: 'Kan tilknytte: eve', checked: true }).waitFor();
  await shot(page, 'settings-scope');
  await scope.getByRole('button', { name: 'OK', exact: true }).click();
  await form.getByText('Brukere: 2, grupper: 0').waitFor();
  await form.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByText('ERP demo er lagret.').waitFor();
  const saved = await stored('ERP demo');
  assert.equal(saved?.allAccess, false);
  assert.deepEqual(
    saved.access.map(({ name, canConnect, canCreate }) => [name, canConnect, canCreate]),
    [
      ['bob', true, false],
      ['eve', true, true],
    ],
  );
});

void test('activate: every reason against it is listed, and the way to mend it; mended, it is active', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  const box = page.getByLabel('Aktiv: ERP demo', { exact: true });
  await box.click();
  const alert = page.getByRole('alert').filter({ hasText: 'ERP demo kan ikke være aktiv ennå:' });
  await alert.getByText('Ingen felt er tilordnet med en retning.').waitFor();
  await shot(page, 'settings-refused');
  const mappings = await alert.getByRole('link', { name: 'Gå til Tilordninger' }).getAttribute('href');
  assert.match(mappings ?? '', /^\/settings\/sync\/connections\/\d+\/mappings$/);
  await page.getByRole('checkbox', { name: 'Aktiv: ERP demo', exact: true, checked: false }).waitFor();
  await apply(stage, mappedSetup('ERP demo', false));
  await under(page, list).getByRole('button', { name: 'Oppdater' }).click();
  await page.getByText('Kunde – Firma').waitFor();
  await box.click();
  await page.getByText('ERP demo er aktiv.').waitFor();
  assert.equal((await stored('ERP demo'))?.active, true);
  await alert.waitFor({ state: 'detached' });
  await shot(page, 'settings-active');
});

void test('edit an active one: deactivate, edit, test, activate, in one dialog with nothing lost', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await rowOf(page, 'ERP demo').dblclick();
  const form = dialog(page, 'Rediger ERP-kobling');
  const client = form.getByRole('textbox', { name: 'Klient' });
  await form.getByText('Konfigurasjonen kan bare endres mens koblingen ikke er aktiv.').waitFor();
  await becomes('the client is dimmed', true, () => client.isDisabled());
  await form.getByLabel('Aktiv', { exact: true }).uncheck();
  await client.fill('Beta');
  const zone = form
    .getByRole('textbox', { name: 'Tidssone for ERP' })
    .or(form.getByRole('combobox', { name: 'Tidssone for ERP' }));
  await zone.fill('rarotonga');
  await page.getByRole('option', { name: 'Pacific/Rarotonga' }).click();
  await form.getByText('de var i UTC før').waitFor();
  const culture = form.getByRole('combobox', { name: 'Tall og datoer fra ERP' });
  await culture.click();
  await page.getByRole('option', { name: /bg-BG$/ }).waitFor();
  // A list that is longer than its box is scrolled by the keys of its field.
  assert.deepEqual(await axeProblems(page), []);
  await culture.fill('de-DE');
  await page.getByRole('option', { name: 'tysk (Tyskland) · 1.234,50 · 31.12.2026 · de-DE' }).click();
  await shot(page, 'connection-culture');
  await form.getByRole('button', { name: 'Test ERP-koblingen' }).click();
  await form.getByText('Testen er bestått.').waitFor();
  await form.getByLabel('Aktiv', { exact: true }).check();
  assert.equal((await stored('ERP demo'))?.active, true, 'the sync goes on until OK');
  await form.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByText('ERP demo er lagret.').waitFor();
  const saved = await stored('ERP demo');
  assert.equal(saved?.active, true);
  assert.equal(saved.config.find(({ fieldKey }) => fieldKey === 'Client')?.value, 'Beta');
  assert.equal(saved.zone, 'Pacific/Rarotonga');
  assert.equal(saved.culture, 'de-DE');
});

void test('what was typed stays through Escape and Back, and goes by Gjenopprett', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await page.getByRole('link', { name: 'ERP demo' }).click();
  const open = under(page, list).getByRole('button', { name: 'Konfigurer ERP-kobling' });
  const form = dialog(page, 'Rediger ERP-kobling');
  const description = form.getByLabel('Beskrivelse (valgfritt)');
  await open.click();
  await description.fill('Hovedkontoret');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await open.click();
  await holds(description, 'Hovedkontoret');
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  await open.click();
  await form.getByRole('button', { name: 'Gjenopprett' }).click();
  await holds(description, '');
});

void test('delete: not while it is active; then it is hidden, shown by Slettet, and brought back', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await page.getByRole('link', { name: 'ERP demo' }).click();
  const remove = under(page, list).getByRole('button', { name: 'Slett', exact: true });
  await remove.hover();
  await page.getByRole('tooltip', { name: 'Den er aktiv. Slå av Aktiv først, og slett den så.' }).waitFor();
  await page.getByLabel('Aktiv: ERP demo', { exact: true }).click();
  await page.getByText('ERP demo er ikke lenger aktiv.').waitFor();
  await remove.click();
  await rowOf(page, 'ERP demo').waitFor({ state: 'detached' });
  await under(page, list).getByLabel('Slettet').click();
  await rowOf(page, 'ERP demo').getByText('(Slettet)').waitFor();
  await under(page, list).getByRole('button', { name: 'Gjenopprett' }).click();
  await page.getByText('ERP demo er tilbake.').waitFor();
  assert.equal((await stored('ERP demo'))?.deleted, false);
});
