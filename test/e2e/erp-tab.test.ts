/** The ERP tab by the procedures of the help pages, each from its first to its last step, on a real hub in a real browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  stage = await openErpTabs();
});
after(() => stage.close());

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
  await page.getByRole('button', { name: 'Rediger', exact: true }).click();
  await demo.getByRole('group', { name: 'Knytt til: ERP demo' }).getByRole('button', { name: 'Kunde' }).click();

  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: /^Knytte til ERP: ERP demo/ }).waitFor();
  assert.equal(await dialog.getByRole('textbox', { name: 'Søk i ERP demo' }).inputValue(), 'Fjellbygg');
  await dialog.getByRole('radio', { name: `Fjellbygg AS ${key}` }).check();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-search');
  await dialog.getByRole('button', { name: 'Tilknytt', exact: true }).click();

  await dialog.getByRole('heading', { name: /^Velg riktige feltverdier/ }).waitFor();
  await dialog.getByRole('radiogroup', { name: 'Name' }).getByRole('radio', { name: 'ERP demo: Fjellbygg AS' }).check();
  await dialog.getByRole('radiogroup', { name: 'Telephone' }).getByRole('radio', { name: 'CRM: 11 11 11 11' }).check();
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
  assert.equal(await stage.value('company', id, 'name'), 'Fjellbygg AS');
  assert.equal(await stage.value('company', id, 'email'), 'post@fjellbygg.example');
  assert.equal(first.world.value('Customer', key, 'Phone'), '11 11 11 11');
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-connected');
  assert.deepEqual(complaints, []);
});
