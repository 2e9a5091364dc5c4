/** Why? and undo as a person does them: a browser, the real hub as a process, a real workbook for an ERP. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { browserPath, openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { cellText, saveFile, setCells } from './cells.ts';
import { becomes } from './becomes.ts';
import { openStage } from './stage.ts';

const skip =
  existsSync(browserPath) || process.env['CI'] !== undefined
    ? false
    : `There is no Chromium at ${browserPath}; install it, or name one in CHROMIUM.`;

const setup = (phone: string): string => `connectors:
  - { name: Workbook, url: plugin://workbook }
connections:
  - name: ERP demo
    connector: Workbook
    active: true
    config: { file: erp.xlsx }
    actors:
      Customer:
        fields:
          Name:  { crm: name, sync: both, search: true }
          Phone: { crm: ${phone}, sync: both }
          City:  { crm: postalAddress.city, sync: both }
    match: { Customer: [name] }
priority: [CRM, ERP demo]
sync: { running: true, interval: 1s }
`;
const workbook = buildXlsx({
  sheets: [
    {
      name: 'Customers',
      columns: [{ header: 'CustNo' }, { header: 'Name' }, { header: 'Phone', format: 'text' }, { header: 'City' }],
      rows: [
        [10001, 'Åsane Bakeri', '55 11 22 33', 'Bergen'],
        [10002, 'Fjord & Fisk', '77 10 20 30', 'Tromsø'],
        [10003, 'Kaffe Nord', '73 90 80 70', 'Trondheim'],
      ],
      table: { name: 'Customers' },
    },
  ],
});
const names = ['Åsane Bakeri', 'Fjord & Fisk', 'Kaffe Nord'];

interface CrmRecord {
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}

void test('a run with wrong numbers is looked at, undone and redone; a record tells why', {
  skip,
  timeout: 180_000,
}, async (t) => {
  await buildPages();
  const stage = await openStage();
  t.after(() => stage.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page, complaints } = await openPage(browser);
  page.setDefaultTimeout(30_000);
  const ids = new Map<string, number>();
  const inCrm = async (name: string, field = 'phone'): Promise<string> =>
    (await stage.ask<CrmRecord>('crm', 'company', 'get', String(ids.get(name)))).values[field] ?? '';
  const rows = page.getByRole('table', { name: 'Field by field' });
  const state = (name: string, words: RegExp) => rows.getByRole('row', { name }).getByText(words);

  await t.test('three records in step', async () => {
    await saveFile(stage.file('erp.xlsx'), workbook);
    for (const name of names) {
      const made = await stage.ask<CrmRecord>('crm', 'company', 'create', `name=${name}`);
      ids.set(name, made.id);
    }
    await stage.apply(setup('phone'));
    await becomes('filled from the ERP', '73 90 80 70', () => inCrm('Kaffe Nord'));
    await page.goto(stage.setupLink);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('Full name').fill('Ann Nilsen');
    await page.getByLabel('Password', { exact: true }).fill('four gulls over the quay');
    await page.getByLabel('Repeat the password').fill('four gulls over the quay');
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await page.getByText('100% in step').waitFor();
  });

  await t.test('Ctrl K finds the record; Why? says where the value came from', async () => {
    await setCells(stage.file('erp.xlsx'), { C2: 'wrong 1', C3: 'wrong 2', C4: 'wrong 3' });
    for (const [index, name] of names.entries()) await becomes(name, `wrong ${index + 1}`, () => inCrm(name));
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('kaffe');
    await page.getByRole('option', { name: /^Kaffe Nord/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Kaffe Nord' }).waitFor();
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByText('Connected: Customer 10003').waitFor();
    await page.getByRole('button', { name: 'Why? Telephone in ERP demo' }).click();
    await page
      .getByText(/In step\. The value came from ERP demo on .+ It replaced “73 90 80 70”\. Only ERP demo had/)
      .waitFor();
  });

  await t.test('the run is undone from the log: two go back, the one that somebody corrected stays', async () => {
    await stage.ask('crm', 'company', 'set', String(ids.get('Åsane Bakeri')), 'phone=55 00 00 00');
    await becomes('it went on to the ERP', '55 00 00 00', () => cellText(stage.file('erp.xlsx'), 'C2'));
    await page.getByRole('link', { name: 'Sync log' }).click();
    const log = page.getByRole('table', { name: 'Sync log' });
    await log
      .getByRole('row', { name: /Kaffe Nord.*wrong 3/s })
      .getByRole('link', { name: /^\d+$/ })
      .click();
    await page.getByRole('button', { name: /^Undo run \d+…$/ }).click();
    await page.getByText('2 fields would be put back').waitFor();
    await state('Åsane Bakeri', /A later run wrote it again/).waitFor();
    await state('Kaffe Nord', /Would be put back/).waitFor();
    assert.equal(await inCrm('Kaffe Nord'), 'wrong 3', 'nothing is changed yet');

    await page.getByRole('button', { name: 'Put back 2 fields' }).click();
    await page.getByText('2 fields put back').waitFor();
    await state('Åsane Bakeri', /A later run wrote it again/).waitFor();
    assert.deepEqual(await Promise.all(names.map((name) => inCrm(name))), [
      '55 00 00 00',
      '77 10 20 30',
      '73 90 80 70',
    ]);
    assert.equal(await cellText(stage.file('erp.xlsx'), 'C4'), 'wrong 3', 'the other side stays');
  });

  await t.test('the record says that it rests on purpose; the undo can be undone, on both sides too', async () => {
    const here = page.url();
    await rows.getByRole('link', { name: 'Kaffe Nord' }).click();
    await page.getByRole('row', { name: /Telephone.*73 90 80 70.*wrong 3.*Undone, at rest/ }).waitFor();
    await page.getByRole('button', { name: 'Why? Telephone in ERP demo' }).click();
    await page.getByText(/Not in step on purpose.*ann had it put back on .+ It replaced “wrong 3”\./).waitFor();
    await page.goto(here);
    await page.getByRole('button', { name: 'Undo this undo…' }).click();
    await page.getByRole('button', { name: 'Put back 2 fields' }).click();
    await page.getByText('2 fields put back').waitFor();
    assert.equal(await inCrm('Kaffe Nord'), 'wrong 3');

    await page.goto(`${stage.url}/record/company/${ids.get('Kaffe Nord')}`);
    await page.getByRole('button', { name: 'Why? Telephone in ERP demo' }).click();
    const history = page.getByRole('region', { name: 'History of Telephone' });
    await history
      .getByRole('listitem')
      .filter({ hasText: '73 90 80 70' })
      .filter({ hasText: 'wrong 3' })
      .last()
      .getByRole('button', { name: /^Put back/ })
      .click();
    await page.getByLabel('Put the other side back too').click();
    await page.getByText('both sides').first().waitFor();
    await page.getByRole('button', { name: 'Put back 1 field' }).click();
    await page.getByText('1 field put back').waitFor();
    assert.equal(await inCrm('Kaffe Nord'), '73 90 80 70');
    await becomes('the cell too', '73 90 80 70', () => cellText(stage.file('erp.xlsx'), 'C4'));
  });

  await t.test('a mapping change is undone from its list', async () => {
    await stage.apply(setup('fax'));
    await becomes('the phone is the fax now', '73 90 80 70', () => inCrm('Kaffe Nord', 'fax'));
    await page.getByRole('link', { name: 'Undo', exact: true }).click();
    await page.getByText('phone (both ways) → fax (both ways)').waitFor();
    await page.getByRole('table', { name: 'Mapping changes' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Put back 3 fields' }).click();
    await page.getByText('3 fields put back').waitFor();
    assert.equal(await inCrm('Kaffe Nord', 'fax'), '');
    assert.deepEqual(complaints, []);
  });
});
