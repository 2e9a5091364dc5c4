/** What goes wrong is told in the user's language alone, with what it is about and what to do: in Norwegian, on the real hub. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { updateEntity, deleteEntity } from '@kobling/store';
import { saveFile } from './cells.ts';
import { lostBefore, postAs } from './dialog-walk.ts';
import { dialog, under } from './settings-stage.ts';
import { openTongue, type Tongue } from './tongue.ts';
import { data, openTongueStage, type TongueStage } from './tongue-stage.ts';

let stage: TongueStage;
let company = 0;
let tongue: Tongue;
before(async () => {
  stage = await openTongueStage();
  company = await stage.record('company', { name: 'Fjord', 'udef.tier': 'B' });
  tongue = await openTongue('no', data);
});
after(() => stage.close());

const screen = () => stage.screen('ann', { language: 'no' });
const button = (where: Page | Locator, name: string): Locator => where.getByRole('button', { name, exact: true });
/** It is said, with its remedy; then all of the page is listened to. */
async function told(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
  await tongue.hear(page, page.url());
  assert.deepEqual(tongue.heard, []);
}
const needAlert = (page: Page): Promise<void> => page.getByRole('alert').first().waitFor();

void test('at the door: a wrong password, a link that is none, a hub that is away', async () => {
  const { page, go } = await screen();
  await go('/sync');
  await button(page, 'Menyen til ann').click();
  await page.getByRole('menuitem', { name: 'Logg ut' }).click();
  await page.getByLabel('Brukernavn').fill('ann');
  await page.getByLabel('Passord', { exact: true }).fill('feil');
  await button(page, 'Logg inn').click();
  await told(page, 'Kontroller begge og prøv igjen.');
  await lostBefore(page, /\/api\/login$/);
  await page.getByLabel('Passord', { exact: true }).fill('feil');
  await button(page, 'Logg inn').click();
  await told(page, 'Kontroller at den kjører og at du er på nett, og prøv igjen.');
  await go('/welcome?token=borte');
  await told(page, /Be en administrator om en ny lenke/);
});

void test('people: names that are taken, passwords that are weak, licences that are too few', async () => {
  const { page, go } = await screen();
  await go('/settings/users');
  await button(page, 'Legg til bruker').click();
  const form = dialog(page, 'Legg til bruker');
  await form.getByLabel('Brukernavn', { exact: true }).fill('bob');
  await button(form, 'Lagre').click();
  await told(page, 'Det finnes allerede en bruker med dette navnet.');
  await form.getByLabel('Brukernavn', { exact: true }).fill('b:b');
  await button(form, 'Lagre').click();
  await told(page, /Et brukernavn har høyst 100 tegn/);
  await form.getByLabel('Brukernavn', { exact: true }).fill('dan');
  await form.getByRole('textbox', { name: 'E-post' }).fill('ingen');
  await button(form, 'Lagre').click();
  await told(page, /Dette er ingen e-postadresse/);
  await form.getByRole('textbox', { name: 'E-post' }).fill('');
  await form.getByLabel('Velg et passord nå').click();
  await form.getByLabel('Passord', { exact: true }).fill('kort');
  await tongue.hear(page, 'a short password');

  await go('/settings/users');
  await page.getByRole('table').getByRole('button', { name: 'ann', exact: true }).click();
  await dialog(page, 'ann').getByLabel('Rolle').selectOption('Bruker');
  await button(dialog(page, 'ann'), 'Lagre').click();
  await told(page, /Gjør en annen bruker til administrator først/);

  await go('/settings/licences');
  await page.getByLabel('Antall brukerlisenser').fill('1');
  await page.getByLabel('Antall brukerlisenser').press('Enter');
  await told(page, /Ta den fra noen av dem først/);
});

void test('webhooks, applications, lists: addresses, keys and names that cannot be', async () => {
  const { page, go } = await screen();
  await go('/settings/webhooks');
  await button(page, 'Legg til webhook').click();
  const hook = dialog(page, 'Legg til webhook');
  await hook.getByLabel('Navn').fill('Vakt');
  await hook.getByLabel('Adresse').fill('http://10.0.0.1/vakt');
  await hook.getByRole('checkbox', { name: 'Feil', exact: true }).click();
  await button(hook, 'Lagre').click();
  await told(page, /Adressen 10\.0\.0\.1/);

  await go('/settings/applications');
  await button(page, 'Legg til applikasjon').click();
  const app = dialog(page, 'Legg til applikasjon');
  await app.getByLabel('Klient-ID').fill('a b');
  await app.getByLabel('Navn').fill('Tjeneste');
  await app.getByLabel('URL').fill('ingen');
  await button(app, 'Lagre').click();
  await needAlert(page);
  await told(page, /klient-ID|adresse til en tjeneste/);

  await go('/settings/lists');
  await button(page, 'Legg til liste').click();
  const list = dialog(page, 'Legg til liste');
  await list.getByLabel('Navn', { exact: true }).fill('Kategorier');
  await list.getByLabel('Nøkkel').fill('category');
  await button(list, 'Lagre').click();
  await told(page, /Det finnes allerede en liste med denne nøkkelen/);
});

void test('a card: what is missing, too long, changed or deleted by another', async () => {
  const { page, go } = await screen();
  await go('/company/new');
  await button(page, 'Lagre').click();
  await told(page, 'Fyll ut dette feltet.');
  await page.getByRole('textbox', { name: /^Navn/ }).first().fill('Nordlys AS');
  await page.getByRole('textbox', { name: 'Nivået' }).fill('ABCDEF');
  await button(page, 'Lagre').click();
  await told(page, /det er plass til 3/);

  await go(`/company/${company}`);
  await button(page, 'Rediger').click();
  await page.getByRole('textbox', { name: 'Nivået' }).fill('C');
  await updateEntity(stage.hub.db, { kind: 'company', id: company }, { 'udef.tier': 'D' }, { by: 'bob' });
  await button(page, 'Lagre').click();
  await told(page, 'Noen andre har endret de samme feltene');

  const gone = await stage.record('company', { name: 'Nordlys AS' });
  await go(`/company/${gone}`);
  await button(page, 'Rediger').click();
  await page.getByRole('textbox', { name: 'Nivået' }).fill('C');
  await deleteEntity(stage.hub.db, { kind: 'company', id: gone }, { by: 'bob' });
  await button(page, 'Lagre').click();
  await needAlert(page);
  await tongue.hear(page, 'deleted by another');
  assert.deepEqual(tongue.heard, []);
});

void test('connectors and connections: addresses that lead nowhere, files that are none, what keeps from being active', async () => {
  const { page, go } = await screen();
  await go('/settings/sync');
  await under(page, 'Sync Connectors').getByRole('button', { name: 'Legg til' }).click();
  const connector = dialog(page, 'Angi ny Sync Connector');
  await connector.getByLabel('Navn').fill('Tjeneste');
  const urls = [
    'plugin://borte',
    'http://127.0.0.1:9/ErpConnectorWS.svc',
    'app://borte',
    'http://x.invalid/a.svc',
    'x',
  ];
  for (const url of urls) {
    await connector.getByLabel('URL for Sync Connector').fill(url);
    const answered = page.waitForResponse((response) => response.url().endsWith('/connectors/test'));
    await button(connector, 'Test').click();
    await answered;
    await needAlert(page);
    await tongue.hear(page, url);
  }
  assert.deepEqual(tongue.heard, []);

  const post = postAs(page);
  await post('/api/settings/sync/connectors', { name: 'Bøker', url: 'plugin://workbook' });
  await go('/settings/sync');
  await under(page, 'ERP-koblinger').getByRole('button', { name: 'Legg til' }).click();
  const form = dialog(page, 'Angi ny ERP-kobling');
  await form.getByRole('textbox', { name: 'Navn' }).fill('Regnskap');
  await form.getByLabel('Sync Connector').selectOption('Bøker');
  await saveFile(join(stage.files, 'tekst.xlsx'), Buffer.from('ingen arbeidsbok'));
  for (const file of ['borte.xlsx', 'uten-nokkel.xlsx', 'annet.xlsx', 'tekst.xlsx', '/etc/passwd']) {
    await form.locator('[name="config.file"]').fill(file);
    const answered = page.waitForResponse((response) => response.url().endsWith('/connections/test'));
    await button(form, 'Test ERP-koblingen').click();
    await answered;
    await tongue.hear(page, file);
  }
  assert.deepEqual(tongue.heard, []);
});
