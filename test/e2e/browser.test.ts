/** The first page's whole story, as a person sees it in a browser, on the real hub with a real workbook for an ERP. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { browserPath, openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { cellText, saveFile, setCells } from './cells.ts';
import { becomes, wears } from './becomes.ts';
import { openStage } from './stage.ts';

const skip =
  existsSync(browserPath) || process.env['CI'] !== undefined
    ? false
    : `There is no Chromium at ${browserPath}; install it, or name one in CHROMIUM.`;
const password = 'four gulls over the quay';

const setup = (running: boolean): string => `connectors:
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
          Phone: { crm: phone, sync: both }
          City:  { crm: postalAddress.city, sync: both }
    match: { Customer: [name] }
priority: [CRM, ERP demo]
sync: { running: ${running}, interval: 1s }
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

interface CrmRecord {
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}

void test('a day with the first page', { skip, timeout: 120_000 }, async (t) => {
  await buildPages();
  const stage = await openStage();
  t.after(() => stage.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page, complaints } = await openPage(browser);
  let bakery = 0;

  const crmPhone = async (): Promise<string | undefined> =>
    (await stage.ask<CrmRecord>('crm', 'company', 'get', String(bakery))).values['phone'];
  const stateLink = (words: string) => page.getByRole('link', { name: new RegExp(`State of the sync:\\s*${words}`) });
  const live = () => page.getByRole('region', { name: 'Live' });
  const openMenu = () => page.getByRole('button', { name: /Ann Nilsen$/ }).click();

  await t.test('the set-up link makes the administrator, who is told what to do first', async () => {
    await page.goto(stage.setupLink);
    await page.getByLabel('User name').fill('ann');
    await page.getByLabel('Full name').fill('Ann Nilsen');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Repeat the password').fill(password);
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await page.getByText('No ERP connection yet').waitFor();
    // The token leaves the address bar.
    await page.waitForURL(`${stage.url}/sync`);
  });

  await t.test(
    'a set-up file links what is equal on both sides, and the overview says that all is in step',
    async () => {
      await saveFile(stage.file('erp.xlsx'), workbook);
      for (const name of ['Åsane Bakeri', 'Fjord & Fisk', 'Kaffe Nord'])
        await stage.ask('crm', 'company', 'create', `name=${name}`);
      const said = await stage.apply(setup(true));
      assert.match(said, /by name: 3 links, 0 ambiguous/);
      await page.getByText('100% in step').waitFor();
      await page
        .getByRole('table', { name: 'ERP connections' })
        .getByRole('row', { name: /ERP demo.*In step/ })
        .waitFor();
      await stateLink('In step').waitFor();
      const found = await stage.ask<{ records: CrmRecord[] }>('crm', 'company', 'find', '--where', 'name=Åsane Bakeri');
      bakery = found.records[0]?.id ?? 0;
      await becomes('the blank telephone is filled from the ERP', '55 11 22 33', async () => (await crmPhone()) ?? '');
    },
  );

  await t.test('a cell edited in the file shows on the open page by itself, and is in the CRM', async () => {
    await setCells(stage.file('erp.xlsx'), { C2: '55 99 88 77' });
    await live().getByText('55 99 88 77').waitFor();
    assert.equal(await crmPhone(), '55 99 88 77');
  });

  await t.test('what the CRM changes arrives in the cell', async () => {
    await stage.ask('crm', 'company', 'set', String(bakery), 'postalAddress.city=Oslo');
    await live().getByText('Oslo').waitFor();
    await becomes('the cell', 'Oslo', () => cellText(stage.file('erp.xlsx'), 'D2'));
  });

  await t.test('Off turns the sync off and On turns it on; meanwhile both sides change the same field', async () => {
    await page.getByText('Off', { exact: true }).click();
    await page.getByText('Automatic sync is turned off.').waitFor();
    await stateLink('Sync is off').waitFor();
    await stage.ask('crm', 'company', 'set', String(bakery), 'phone=11 11 11 11');
    await setCells(stage.file('erp.xlsx'), { C2: '22 22 22 22' });
    await page.getByText('On', { exact: true }).click();
    await page.getByText('Automatic sync is turned on.').waitFor();
    await stateLink('1 conflict').waitFor();
  });

  await t.test('the conflict shows both values and why one won; the other can be used', async () => {
    await becomes('the CRM ranks higher', '11 11 11 11', () => cellText(stage.file('erp.xlsx'), 'C2'));
    await page.getByRole('link', { name: 'Resolve: ERP demo' }).click();
    const row = page.getByRole('row', { name: /Åsane Bakeri/ });
    await row.getByText('11 11 11 11').waitFor();
    await row.getByText('22 22 22 22').waitFor();
    await row.getByText('CRM ranks above ERP demo in the sync priority.').waitFor();
    await row.getByRole('button', { name: /^Use the other/ }).click();
    const sent = page.waitForResponse(/use-other/);
    await page.getByRole('button', { name: 'Close' }).click();
    assert.equal((await sent).status(), 200);
    await page.getByText('No conflicts').waitFor();
    await becomes('the other value in the CRM', '22 22 22 22', async () => (await crmPhone()) ?? '');
    await becomes('the other value in the file', '22 22 22 22', () => cellText(stage.file('erp.xlsx'), 'C2'));
    await stateLink('In step').waitFor();
  });

  await t.test('the log tells it all, and its filters are in the address', async () => {
    await page.getByRole('link', { name: 'Sync log' }).click();
    const table = page.getByRole('table', { name: 'Sync log' });
    await table.getByRole('row', { name: /55 11 22 33.*became.*55 99 88 77/s }).waitFor();
    await page.getByLabel('What').selectOption({ label: 'Conflict' });
    await page.waitForURL(/kind=conflict/);
    await table.getByText('Not used: 22 22 22 22').first().waitFor();
    await table.getByText('55 99 88 77').waitFor({ state: 'detached' });
    await page.reload();
    await table.getByText('Not used: 22 22 22 22').first().waitFor();
    // The address alone brings the filter back.
    await table.getByText('55 99 88 77').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await table.getByText('55 99 88 77').first().waitFor();
    await page.waitForURL((url) => url.search === '');
  });

  await t.test('another language without loading the page anew, and a dark look', async () => {
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await openMenu();
    await page.getByRole('menuitemradio', { name: 'Norsk' }).click();
    await page.getByRole('heading', { name: 'Synkroniseringslogg' }).waitFor();
    assert.equal(await page.evaluate(() => 'notReloaded' in window), true);
    await wears(page.locator('html'), 'lang', 'nb');
    await openMenu();
    await page.getByRole('menuitemradio', { name: 'Mørkt' }).click();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });

  await t.test('a request that another site could send changes nothing, even with the cookie', async () => {
    const { context, cookie, csrf } = await stolen(page);
    const post = (headers: Record<string, string>, body: object): Promise<number> =>
      fetch(`${stage.url}/api/sync/running`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }).then((response) => response.status);
    const off = { running: false };
    assert.equal(await post({}, off), 401, 'nobody');
    assert.equal(await post({ cookie }, off), 403, 'the cookie without the header');
    assert.equal(await post({ cookie, 'x-kobling-csrf': 'guess' }, off), 403, 'a guessed header');
    assert.equal(await post({ cookie, 'x-kobling-csrf': csrf, origin: 'https://evil.example' }, off), 403);
    assert.equal(await post({ cookie, 'x-kobling-csrf': csrf, 'sec-fetch-site': 'cross-site' }, off), 403);
    const form = await fetch(`${stage.url}/api/sync/running`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'running=false',
    });
    assert.ok(form.status >= 400, `a form of another site: ${form.status}`);
    const status = await stage.ask<{ sync: { running: boolean } }>('status');
    assert.equal(status.sync.running, true, 'none of them turned the sync off');
    const kept = (await context.cookies()).filter((each) => each.httpOnly && each.sameSite === 'Strict');
    assert.equal(kept.length, 1, 'no script reads the cookie, no other site sends it');
  });

  await t.test(
    'log out ends the session; a wrong password is refused with a remedy, the right one leads back',
    async () => {
      const { cookie } = await stolen(page);
      await openMenu();
      await page.getByRole('menuitem', { name: 'Logg ut' }).click();
      await page.getByRole('button', { name: 'Logg inn' }).waitFor();
      const late = await fetch(`${stage.url}/api/sync/overview`, { headers: { cookie } });
      assert.equal(late.status, 401, 'a cookie copied before is worth nothing after');
      await page.getByLabel('Brukernavn').fill('ann');
      await page.getByLabel('Passord', { exact: true }).fill('three gulls over the quay');
      await page.getByRole('button', { name: 'Logg inn' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Passord', { exact: true }).fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Synkroniseringslogg' }).waitFor();
      const expected = complaints.filter((line) => !/status of 401/.test(line));
      assert.deepEqual(expected, [], 'nothing else for the console to complain about');
    },
  );
});

/** What somebody would have who got hold of the session. */
async function stolen(page: Page): Promise<{ context: BrowserContext; cookie: string; csrf: string }> {
  const context = page.context();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const csrf = await page.evaluate(async () => {
    const session: unknown = await (await fetch('/api/session')).json();
    return typeof session === 'object' && session !== null && 'csrf' in session ? String(session.csrf) : '';
  });
  return { context, cookie, csrf };
}
