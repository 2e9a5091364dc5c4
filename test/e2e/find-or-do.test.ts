/** Ctrl K leads to what belongs to a connection, and to every page of the settings by its name, in the user's language. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
before(async () => {
  stage = await openScreens();
  await activeConnection(stage.fixture, { name: 'ERP demo', mappings: { Customer: { Nm: { crm: 'name' } } } });
});
after(() => stage.close());

/** Types into Find or do, and takes what is offered under that name. */
async function take(page: Page, field: string, typed: string, offered: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: field }).fill(typed);
  await page.getByRole('option', { name: offered }).and(page.locator('[aria-selected="true"]')).waitFor();
  await page.keyboard.press('Enter');
}

void test('mappings, the log and a resync of a connection are found by some words of them', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await go('/sync');
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
  const field = 'Find a page, a record or a command';
  await take(page, field, 'mappings ERP demo', 'Mappings: ERP demo');
  await page.getByRole('heading', { name: 'ERP demo' }).waitFor();
  await page.waitForURL(/\/settings\/sync\/connections\/\d+\/mappings/);
  await take(page, field, 'log ERP demo', 'Sync log: ERP demo');
  await page.getByRole('heading', { name: 'Sync log' }).waitFor();
  await page.waitForURL(/\/sync\/log\?connection=\d+/);
  await take(page, field, 'resync erp conn ERP demo', 'Resync from ERP connection: ERP demo');
  await page.getByRole('dialog', { name: 'Resync from ERP connection: ERP demo' }).waitFor();
  assert.deepEqual(complaints, []);
});

void test('every page of the settings is found by its name in German', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await go('/sync');
  await page.getByRole('heading', { name: 'Sync-Übersicht', level: 1 }).waitFor();
  const field = 'Eine Seite, einen Datensatz oder einen Befehl finden';
  for (const name of ['Benutzer', 'Gruppen', 'Lizenzen', 'Listen', 'API-Tokens', 'Webhooks', 'Mein Konto']) {
    await take(page, field, name, name);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  }
  await take(page, field, 'zuord erp demo', 'Zuordnungen: ERP demo');
  await page.getByRole('heading', { name: 'ERP demo' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: field }).fill('demo');
  await page.getByRole('option', { name: 'Listenzuordnung: ERP demo' }).waitFor();
  await shot(page, 'find-or-do-de');
  assert.deepEqual(await axeProblems(page), []);
  assert.deepEqual(complaints, []);
});
