/** Ctrl K leads to what belongs to a connection, to every page of the settings by its name in the user's language, and syncs a record. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createEntity, getEntity } from '@kobling/store';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { vendorClient } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { becomes, hasFocus } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
let erp = 0;
before(async () => {
  stage = await openScreens();
  erp = await activeConnection(stage.fixture, {
    name: 'ERP demo',
    mappings: { Customer: { Nm: { crm: 'name' }, Phone: { crm: 'phone' } } },
  });
});
after(() => stage.close());

async function type(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await hasFocus(page.getByRole('combobox', { name: 'Find a page, a record or a command' }));
  await page.keyboard.type(typed);
}

/** Types into Find or do, and takes what is offered under that name. */
async function take(page: Page, field: string, typed: string, offered: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: field }).fill(typed);
  await page.getByRole('option', { name: offered }).and(page.locator('[aria-selected="true"]')).waitFor();
  await page.keyboard.press('Enter');
}

async function connected(name: string): Promise<{ readonly id: number; readonly key: string }> {
  const made = await createEntity(stage.hub.db, 'company', { name, phone: '1' }, { by: 'test' });
  assert.ok(made.status === 'done');
  const { id } = made.value.ref;
  const key = stage.fixture.world.add('Customer', { Nm: name, Phone: '1' });
  const agent = vendorClient(stage.fixture, 'ann').getErpSyncAgent();
  await agent.connectActorAsync(erp, id, 'Contact' as never, key, 'Customer' as never, []);
  return { id, key };
}
const phoneOf = async (id: number) => (await getEntity(stage.hub.db, { kind: 'company', id }))?.values['phone'];

void test('one record is synced, not its whole connection, by keyboard alone, by whom it is open to', async () => {
  await vendorClient(stage.fixture, 'ann').getErpSyncAgent().changeEngineStatusAsync(false);
  const [quay, pier] = [await connected('Quay Works'), await connected('Pier Works')];
  for (const { key } of [quay, pier]) stage.fixture.world.edit('Customer', key, { Phone: '22' });
  const { page, complaints, go } = await stage.screen('bob');
  await go(`/company/${quay.id}`);
  await page.getByRole('heading', { level: 1, name: 'Quay Works' }).waitFor();
  const chosen = (name: RegExp) => page.getByRole('option', { name }).and(page.locator('[aria-selected="true"]'));
  await type(page, 'quay');
  await chosen(/^Quay Works/).waitFor();
  await page.getByRole('option', { name: /^Sync Now: Quay Works/ }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'find-or-do-sync');
  await page.keyboard.press('ArrowDown');
  await chosen(/^Sync Now: Quay Works/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('ERP demo: written to CRM: 1, written to the ERP: 0.').waitFor();
  // The card behind shows it.
  await page.getByRole('link', { name: '22', exact: true }).waitFor();
  assert.deepEqual([await phoneOf(quay.id), await phoneOf(pier.id)], ['22', '1']);
  await type(page, 'sync pier');
  await chosen(/^Sync Now: Pier Works/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('ERP demo: written to CRM: 1, written to the ERP: 0.').waitFor();
  await becomes('the other', '22', () => phoneOf(pier.id));
  assert.deepEqual(complaints, []);

  const eve = await stage.screen('eve');
  await eve.go('/companies');
  await eve.page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  await type(eve.page, 'works');
  await eve.page.getByRole('option', { name: /^Pier Works/ }).waitFor();
  assert.equal(await eve.page.getByRole('option', { name: /^Sync Now: / }).count(), 0);
});

void test('a connection by its name, mappings, the log and a resync of a connection are found by some words of them', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await go('/sync');
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
  const field = 'Find a page, a record or a command';
  await take(page, field, 'erp conn demo', 'ERP connection: ERP demo');
  await page.waitForURL(
    (url) => url.pathname === '/settings/sync' && url.searchParams.get('connection') === String(erp),
  );
  await page.getByRole('heading', { name: 'ERP demo' }).waitFor();
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
