/** Pages change their language where they stand, without being loaded anew: also what the hub itself says in English. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createEntity } from '@kobling/store';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
let connection = 0;
before(async () => {
  stage = await openScreens();
  connection = await activeConnection(stage.fixture, {
    name: 'ERP demo',
    mappings: { Customer: { Nm: { crm: 'name' }, City: { crm: 'postalAddress.city' } } },
  });
  const made = await createEntity(stage.hub.db, 'company', { name: 'Acme AS' }, { by: 'test' });
  assert.ok(made.status === 'done');
  await stage.hub.db.run(
    `insert into sync_log (connection_id, by_name, entity, entity_id, erp_field, crm_field, kind, message)
     values ($1, '', 'company', $2, 'City', 'postalAddress.city', 'failure', $3)`,
    [
      connection,
      made.value.ref.id,
      'City: item "X9" has no counterpart in the CRM. Map it in the list mapping. Kunden er sperret.',
    ],
  );
});
after(() => stage.close());

/** By the menu of the person; what is on the page is marked, and a page loaded anew would have lost the mark. */
async function speak(page: Page, menu: string, language: string): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'));
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemradio', { name: language }).click();
}
const isKept = (page: Page): Promise<boolean> => page.evaluate(() => document.body.getAttribute('data-kept') === 'yes');

void test('the log, from Norwegian to German to Swedish', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go('/sync/log?kind=failure');
  await page.getByRole('heading', { level: 1, name: 'Synkroniseringslogg' }).waitFor();
  const own = 'Kunden er sperret.';
  const said = (text: string) => page.getByText(`${text} ${own}`, { exact: true }).waitFor();
  await said('City: Elementet "X9" har ikke noe motstykke i CRM. Tilordne det i listetilordningen.');
  await page.getByText('Postadresse, sted').first().waitFor();
  await speak(page, 'Menyen til Ann', 'Deutsch');
  await page.getByRole('heading', { level: 1, name: 'Sync-Protokoll' }).waitFor();
  await said('City: Der Eintrag "X9" hat im CRM kein Gegenstück. Ordnen Sie ihn in der Listenzuordnung zu.');
  await page.getByText('Postanschrift, Ort').first().waitFor();
  await shot(page, 'log-de');
  await speak(page, 'Menü von Ann', 'Svenska');
  await page.getByRole('heading', { level: 1, name: 'Synkroniseringslogg' }).waitFor();
  await said('City: objektet "X9" saknar motsvarighet i CRM. Koppla det i listmappningen.');
  assert.ok(await isKept(page));
  assert.deepEqual(complaints, []);
});

void test('mappings, from Danish to Dutch, and the reason of a dimmed button with them', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'da' });
  await go(`/settings/sync/connections/${connection}/mappings`);
  await page.getByRole('link', { name: 'Tilknytninger', exact: true }).waitFor();
  await page.getByRole('columnheader', { name: 'ERP-felt' }).waitFor();
  const dimmed = (text: string) => page.getByText(text, { exact: true }).first().waitFor({ state: 'attached' });
  await dimmed('Intet er ændret endnu.');
  await speak(page, 'Menu for Ann', 'Nederlands');
  await page.getByRole('link', { name: 'Toewijzingen', exact: true }).waitFor();
  await page.getByRole('columnheader', { name: 'ERP-veld' }).waitFor();
  assert.ok(await isKept(page));
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'mappings-nl');
  assert.deepEqual(complaints, []);
});

void test('the audit trail, from German to English', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await go('/settings/audit');
  await page.getByText('Verbindung gespeichert').first().waitFor();
  await page.getByText('Verbindung aktiviert').first().waitFor();
  await page.getByRole('combobox', { name: 'Bereich' }).selectOption({ label: 'Zuordnungen' });
  await page.getByText('Verbindung aktiviert').first().waitFor({ state: 'detached' });
  await page.getByText('Zuordnung gespeichert').first().waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'audit-de');
  await speak(page, 'Menü von Ann', 'English');
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await page.getByText('Mapping saved').first().waitFor();
  assert.ok(await isKept(page));
  assert.deepEqual(complaints, []);
});
