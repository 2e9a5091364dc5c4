/** The ERP tab by the procedures of the help pages, each from its first to its last step, on a real hub in a real browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { becomes, holds } from './becomes.ts';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  stage = await openErpTabs();
});
after(() => stage.close());

const edit = { no: 'Rediger', nl: 'Bewerken', en: 'Edit' } as const;
const dialogOf = (page: Page) => page.getByRole('dialog');

void test('in Norwegian: connect a company, choose the right values, save; both sides have them', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Fjellbygg', phone: '11 11 11 11' });
  const key = first.world.add('Customer', {
    Nm: 'Fjellbygg AS',
    Phone: '22 22 22 22',
    Email: 'post@fjellbygg.example',
  });
  const { page, complaints } = await stage.tab({ id, view: { language: 'no' } });
  const demo = part(page, 'ERP demo');
  await demo.getByText('Ikke tilknyttet').waitFor();
  await shot(page, 'erp-tab-view-not-connected');
  await page.getByRole('button', { name: edit.no, exact: true }).click();
  await demo.getByRole('group', { name: 'Knytt til: ERP demo' }).getByRole('button', { name: 'Kunde' }).click();

  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { name: /^Knytte til ERP: ERP demo/ }).waitFor();
  await holds(dialog.getByRole('textbox', { name: 'Søk i ERP demo' }), 'Fjellbygg');
  await dialog.getByRole('radio', { name: `Fjellbygg AS ${key}` }).check();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-search');
  await dialog.getByRole('button', { name: 'Tilknytt', exact: true }).click();

  await dialog.getByRole('heading', { name: /^Velg riktige feltverdier/ }).waitFor();
  await dialog.getByRole('button', { name: 'Velg alle: ERP demo' }).click();
  await dialog.getByRole('radiogroup', { name: 'Telefon' }).getByRole('radio', { name: 'CRM: 11 11 11 11' }).check();
  // One-way from the ERP: the CRM cannot win.
  const mail = dialog.getByRole('radiogroup', { name: 'E-post' });
  await mail.getByRole('radio', { name: 'CRM: tomt', disabled: true }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-choose');
  await dialog.getByRole('button', { name: 'Tilknytt', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await demo.getByText(`Lagre tilknytter den til Kunde ${key} Fjellbygg AS.`).waitFor();
  await demo.getByText('11 11 11 11').waitFor();
  assert.equal(first.world.value('Customer', key, 'Phone'), '22 22 22 22', 'nothing is final before Save');
  await shot(page, 'erp-tab-pending');

  await page.getByRole('button', { name: 'Lagre', exact: true }).click();
  await demo.getByText(`tilknyttet Kunde ${key}`).waitFor();
  await becomes('in the CRM', 'Fjellbygg AS', () => stage.value('company', id, 'name'));
  await becomes('in the CRM', 'post@fjellbygg.example', () => stage.value('company', id, 'email'));
  await becomes('in the ERP', '11 11 11 11', async () => first.world.value('Customer', key, 'Phone'));
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-connected');
  assert.deepEqual(complaints, []);
});

void test('in Dutch: no match, so it is created; the ERP’s refusal stands at its field, is corrected, and saved again', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Van Dijk Bouw', phone: '5' });
  const { page } = await stage.tab({ id, view: { language: 'nl' } });
  const demo = part(page, 'ERP demo');
  await page.getByRole('button', { name: edit.nl, exact: true }).click();
  await demo.getByRole('button', { name: 'Klant', exact: true }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('Niets gevonden in ERP demo.').waitFor();
  await dialog.getByRole('checkbox', { name: 'Kan geen overeenkomst vinden in ERP' }).check();
  await dialog.getByRole('button', { name: 'Maken', exact: true }).click();

  await dialog.getByRole('heading', { name: /^Maken in ERP: ERP demo/ }).waitFor();
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await holds(name, 'Van Dijk Bouw');
  await name.fill('');
  await dialog.getByRole('textbox', { name: 'Phone' }).fill('1'.repeat(31));
  await dialog.getByText('Phone mag hoogstens 30 tekens hebben; dit heeft er 31.').waitFor();
  await dialog.getByRole('button', { name: 'Maken', exact: true }).click();
  await dialog.getByText('Name moet worden ingevuld.').waitFor();
  await shot(page, 'erp-tab-create-checked');
  await name.fill('Van Dijk Bouw BV');
  await dialog.getByRole('textbox', { name: 'Phone' }).fill('5');
  await dialog.getByRole('button', { name: 'Maken', exact: true }).click();
  await demo.getByText('Opslaan maakt in ERP: Klant (nieuw).').waitFor();

  first.world.behaviour.reject = ({ values }) =>
    values['Phone'] === '5'
      ? { code: 'phone', message: 'Niet aanvaard.', fields: { Phone: 'Geen kengetal.' } }
      : undefined;
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await demo.getByText('Niet gemaakt in ERP demo.').waitFor();
  await demo.getByRole('button', { name: 'Waarden wijzigen' }).click();
  await dialog.getByText('Geen kengetal.', { exact: true }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-create-refused');
  await dialog.getByRole('textbox', { name: 'Phone' }).fill('030 5');
  await dialog.getByRole('button', { name: 'Maken', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const before1 = first.world.count('Customer');
  await page.getByRole('button', { name: 'Opslaan', exact: true }).dblclick();
  await demo.getByText(/verbonden Klant \d+/).waitFor();
  assert.equal(first.world.count('Customer'), before1 + 1, 'pressed twice, made once');
  first.world.behaviour.reject = undefined;
});

void test('disconnect: asked first, undone before Save, then saved; nothing is deleted in the ERP', async () => {
  const { first, second } = stage;
  const id = await stage.record('company', { name: 'Leaving AS' });
  const key = first.world.add('Customer', { Nm: 'Leaving AS' });
  const other = second.world.add('Supplier', { Nm: 'Leaving AS' });
  await stage.link(id, 'first', 'Customer', key);
  await stage.link(id, 'second', 'Supplier', other);
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  await demo.getByText(`connected Customer ${key}`).waitFor();
  await page.getByRole('button', { name: edit.en, exact: true }).click();
  await demo.getByRole('button', { name: 'Disconnect (Customer)' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('Both records stay as they are').waitFor();
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await demo.getByText(`Save disconnects it from Customer ${key}.`).waitFor();
  await demo.getByRole('button', { name: 'Undo: ERP demo' }).click();
  await demo.getByRole('button', { name: 'Disconnect (Customer)' }).click();
  await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await demo.getByText('Not connected', { exact: true }).waitFor();
  await part(page, 'Sweden').getByText(`connected Supplier ${other}`).waitFor();
  assert.equal(first.world.value('Customer', key, 'Nm'), 'Leaving AS');
});

void test('an advanced search by criteria; what is connected already says with what', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Seeker AS' });
  const taken = await stage.record('company', { name: 'Owner AS' });
  const keys = ['4711', '4712'].map((zip) =>
    first.world.add('Customer', { Nm: `Quarry ${zip}`, Zip: zip, Credit: zip }),
  );
  await stage.link(taken, 'first', 'Customer', keys[0] ?? '');
  const { page } = await stage.tab({ id });
  await page.getByRole('button', { name: edit.en, exact: true }).click();
  await part(page, 'ERP demo').getByRole('button', { name: 'Customer', exact: true }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Advanced Search' }).click();
  const criterion = dialog.getByRole('group', { name: 'Criterion 1' });
  await criterion.getByRole('combobox', { name: 'Field' }).selectOption('Credit limit');
  await criterion.getByRole('combobox', { name: 'Condition' }).selectOption('at least');
  await criterion.getByRole('textbox', { name: 'Value' }).fill('4 711,0');
  await dialog.getByRole('button', { name: 'Search', exact: true }).click();
  await dialog.getByText('2 hits').waitFor();
  const row = dialog.getByRole('row', { name: /Owner AS/ });
  await row.getByRole('radio', { disabled: true }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-criteria');
  await dialog.getByRole('radio', { name: `Quarry 4712 ${keys[1]}` }).check();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await part(page, 'ERP demo').getByRole('button', { name: 'Customer', exact: true }).click();
  // Escape lost nothing.
  await dialog.getByRole('radio', { name: `Quarry 4712 ${keys[1]}`, checked: true }).waitFor();
});

void test('Why? on a synced field, Sync now with what it wrote, and live values of what is only shown', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Why AS', phone: '1' });
  const key = first.world.add('Customer', { Nm: 'Why AS', Phone: '1', Credit: '50000', CustGr: '2' });
  await stage.link(id, 'first', 'Customer', key);
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  await demo.getByText('50,000').waitFor();
  await demo.getByText('Wholesale').waitFor();
  await demo.getByRole('button', { name: 'Why? Phone in ERP demo' }).click();
  await demo.getByRole('region', { name: /^History of/ }).waitFor();
  await shot(page, 'erp-tab-why');
  assert.deepEqual(await axeProblems(page), []);
  await stage.stop();
  first.world.edit('Customer', key, { Phone: '2' });
  await demo.getByRole('button', { name: 'Sync Now: ERP demo' }).click();
  await demo.getByRole('status').getByText('Telephone').waitFor();
  await stage.start();
  assert.equal(await stage.value('company', id, 'phone'), '2');
  await shot(page, 'erp-tab-synced');
});
