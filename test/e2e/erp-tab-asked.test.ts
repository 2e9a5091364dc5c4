/**
 * A create that a person has to be asked about (H09): its answer was lost, or the ERP has the like of it. The tab offers to take the
 * one that was found, or to create a new one all the same; nothing is sent unasked.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { becomes, holds } from './becomes.ts';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  // Of such a search nobody knows whether it saw all; the lost answer is given up soon.
  stage = await openErpTabs({ searchIsComplete: false, callDeadlineMs: 2_000 });
});
after(() => stage.close());

interface Words {
  readonly edit: string;
  readonly customer: string;
  readonly cantFind: string;
  readonly create: string;
  readonly save: string;
}
const norwegian: Words = {
  edit: 'Rediger',
  customer: 'Kunde',
  cantFind: 'Ingen treff i ERP',
  create: 'Opprett',
  save: 'Lagre',
};
const german: Words = {
  edit: 'Bearbeiten',
  customer: 'Kunde',
  cantFind: 'Kein Treffer in ERP gefunden',
  create: 'Erstellen',
  save: 'Speichern',
};

const button = (at: Page | Locator, name: string): Locator => at.getByRole('button', { name, exact: true });

/** From Edit to Save: no match, so it is created, with a phone of its own. */
async function createByHand(page: Page, words: Words, phone: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await button(page, words.edit).click();
  await button(part(page, 'ERP demo'), words.customer).click();
  await dialog.getByRole('checkbox', { name: words.cantFind }).check();
  await button(dialog, words.create).click();
  await dialog.getByRole('textbox', { name: /^(Phone|Telefon)$/ }).fill(phone);
  await button(dialog, words.create).click();
  await dialog.waitFor({ state: 'detached' });
  await button(page, words.save).click();
}
const newest = (): string => [...stage.first.world.rows('Customer')].at(-1)?.erpKey ?? '';
/** The hub waits until the call is surely over before it looks. */
const lookedFor = { timeout: 60_000 };

void test('in Norwegian: the answer was lost; the one that was found is taken, and nothing was sent twice', async () => {
  const { world } = stage.first;
  const id = await stage.record('company', { name: 'Tapt Svar AS', phone: '1' });
  const { page } = await stage.tab({ id, view: { language: 'no' } });
  const demo = part(page, 'ERP demo');
  const before1 = world.count('Customer');
  stage.first.loseAnswer();
  await createByHand(page, norwegian, '2');
  await demo
    .getByText(/^ERP demo sa ikke om den nye posten \(Kunde\) ble opprettet\. Det kan være \d+/)
    .waitFor(lookedFor);
  const key = newest();
  await shot(page, 'erp-tab-asked-view');
  await button(demo, 'Rediger for å bestemme').click();
  await button(demo, 'Opprett en ny likevel').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-asked-edit');
  await button(demo, `Bruk Kunde ${key}`).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: /^Velg riktige feltverdier/ }).waitFor();
  await dialog.getByRole('button', { name: 'Velg alle: ERP demo' }).click();
  await button(dialog, 'Tilknytt').click();
  await dialog.waitFor({ state: 'detached' });
  await button(page, norwegian.save).click();
  await demo.getByText(`tilknyttet Kunde ${key}`).waitFor();
  assert.equal(world.count('Customer'), before1 + 1);
  await becomes('in the CRM', '2', () => stage.value('company', id, 'phone'));
});

void test('in German: a new one is wanted all the same; what was typed is still there, and it is made once', async () => {
  const { world } = stage.first;
  const id = await stage.record('company', { name: 'Doppelt GmbH', phone: '1' });
  const { page } = await stage.tab({ id, view: { language: 'de', width: 360, colorScheme: 'dark' } });
  const demo = part(page, 'ERP demo');
  const before1 = world.count('Customer');
  stage.first.loseAnswer();
  await createByHand(page, german, '77');
  await demo.getByText(/^ERP demo hat nicht gesagt, ob/).waitFor(lookedFor);
  const lost = newest();
  await page.reload();
  await demo.getByText(/^ERP demo hat nicht gesagt, ob/).waitFor();
  await button(demo, 'Bearbeiten, um zu entscheiden').click();
  await shot(page, 'erp-tab-asked-360-dark');
  assert.deepEqual(await axeProblems(page), []);
  await button(demo, 'Trotzdem neu erstellen').click();
  const dialog = page.getByRole('dialog');
  const phone = dialog.getByRole('textbox', { name: 'Phone' });
  await holds(phone, '77');
  await button(dialog, german.create).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(world.count('Customer'), before1 + 1, 'nothing is sent before Save');
  await button(page, german.save).dblclick();
  await demo.getByText(/verbunden Kunde \d+/).waitFor();
  assert.equal(await demo.getByText(`verbunden Kunde ${lost}`).count(), 0);
  assert.equal(world.count('Customer'), before1 + 2);
  assert.equal(world.value('Customer', newest(), 'Phone'), '77');
});

void test('the like of it is there already: asked before anything is sent; left alone, it can be connected later', async () => {
  const { world } = stage.first;
  const id = await stage.record('company', { name: 'Twin Works' });
  const key = world.add('Customer', { Nm: 'Twin Works', Phone: '5' });
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  const english = {
    edit: 'Edit',
    customer: 'Customer',
    cantFind: "Can't find match in ERP",
    create: 'Create',
    save: 'Save',
  };
  const count = world.count('Customer');
  await createByHand(page, english, '6');
  await demo.getByText(`ERP demo already has Customer ${key} with the same values.`).waitFor();
  assert.equal(world.count('Customer'), count);
  await button(demo, 'Leave it unconnected').click();
  await button(page.getByRole('dialog'), 'Disconnect').click();
  await button(page, 'Save').click();
  await demo.getByText('Not connected', { exact: true }).waitFor();
  assert.equal(world.count('Customer'), count);
});
