/** A record's page in a browser against the fake hub: found by name, both sides, Why? with its history, and undo from it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage, type View } from '../testing/browser.ts';
import { buildPages } from '../testing/build.ts';
import { type FakeOptions, startFakeHub } from '../testing/fake-hub.ts';

let browser: Browser;
before(async () => {
  await buildPages();
  browser = await openBrowser();
});
after(() => browser.close());

type On = Awaited<ReturnType<typeof openPage>> & { readonly hub: Awaited<ReturnType<typeof startFakeHub>> };
async function withPage(path: string, options: FakeOptions, play: (on: On) => Promise<void>, view: View = {}) {
  const hub = await startFakeHub(options);
  const opened = await openPage(browser, view);
  try {
    await opened.page.goto(hub.url + path);
    await play({ ...opened, hub });
  } finally {
    await opened.page.context().close();
    await hub.close();
  }
}

void test('a record is found by its link in every list', async () => {
  await withPage('/sync', { scene: 'full' }, async ({ page, complaints }) => {
    for (const path of ['log', 'conflicts', 'failures', 'held', 'agreement', 'plans/12']) {
      await page.goto(new URL(`/sync/${path}`, page.url()).href);
      const link = page.getByRole('link', { name: 'Nordic Møbelfabrikk' }).first();
      assert.equal(await link.getAttribute('href'), '/record/company/10871', path);
    }
    assert.deepEqual(complaints, []);
  });
});

void test('both sides of each field, how it stands, and the connection’s state', async () => {
  await withPage('/record/company/10023', { scene: 'full' }, async ({ page, complaints }) => {
    const table = page.getByRole('table', { name: 'Fields synced with ERP demo' });
    await table.getByRole('row', { name: /Name.*Acme AS.*Acme AS.*In step/ }).waitFor();
    await table.getByRole('row', { name: /Category.*Wholesale.*CRM to ERP.*Retail.*Failed/ }).waitFor();
    await table
      .getByRole('row', { name: /Credit limit.*75,000\.00.*ERP to CRM.*75,000.*Against the direction/ })
      .waitFor();
    await page.getByText('Connected: Customer 10023').waitFor();
    const sweden = page.getByRole('region', { name: 'Sweden' });
    await sweden.getByText('The supplier SE-77 is locked by another user in Sweden.').waitFor();
    await sweden.getByText('within 0.14 seconds before a write (at most 2.3 seconds so far)').waitFor();
    const visma = page.getByRole('region', { name: 'Old Visma' });
    await visma.getByText('Not connected').waitFor();
    await visma
      .getByText(/Old Visma cannot be reached\. It was last reached on .* The connector at erp\.example/)
      .waitFor();
    assert.deepEqual(complaints, []);
  });
});

void test('Why? unfolds a sentence in the reader’s language, the way to mend it, and the history', async () => {
  await withPage('/record/company/10023', { scene: 'full' }, async ({ page, complaints }) => {
    await page.getByRole('button', { name: 'Why? Name in ERP demo' }).click();
    await page
      .getByText(
        /In step\. The value came from ERP demo on .+\. It replaced “Acme A\/S”\. Both sides had changed, and ERP demo ranks higher\. Until .+ CRM held “Acme International AS”; the log keeps it\./,
      )
      .waitFor();
    await page.getByRole('button', { name: 'Why? Category in ERP demo' }).click();
    await page.getByText(/The list item "Wholesale" has no counterpart.*written in CRM by ann on/).waitFor();
    await page.getByRole('link', { name: 'See the failure' }).waitFor();
    await page.getByRole('button', { name: 'Why? Phone in ERP demo' }).click();
    const history = page.getByRole('region', { name: 'History of Phone' });
    await history.getByText('22 33 44 66').first().waitFor();
    assert.equal(await history.getByText('50,000').count(), 0, 'of this field only');
    await page.getByRole('button', { name: 'Menu of Ann Nilsen' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByText(/Im Gleichstand\. Der Wert kam am .+ aus ERP demo\. Er ersetzte „Acme A\/S“\./).waitFor();
    assert.deepEqual(complaints, []);
  });
});

void test('a write in the history is put back after a preview; so is the last run', async () => {
  await withPage('/record/company/10023', { scene: 'full' }, async ({ page, hub, complaints }) => {
    await page.getByRole('button', { name: 'Why? Phone in ERP demo' }).click();
    const history = page.getByRole('region', { name: 'History of Phone' });
    await history.getByRole('button', { name: 'Put back what was before row 120 of the log' }).click();
    await page.waitForURL(/\/sync\/undo\/\d+$/);
    await page.getByText('Undo of writes to Acme AS').first().waitFor();
    await page.getByText(/only Phone · from row 120 of the log on/).waitFor();
    await page.goBack();
    const part = page.getByRole('region', { name: 'Sweden' });
    await part.getByRole('button', { name: 'Undo the last run here' }).click();
    await page.waitForURL(/\/sync\/undo\/\d+$/);
    const entity = { kind: 'company', id: 10023 };
    assert.deepEqual(
      hub.asked.map(({ body }) => body),
      [
        {
          scope: { kind: 'record', entity, since: 120, fields: ['Phone'] },
          both: false,
          preview: true,
          connectionId: 1,
        },
        { scope: { kind: 'record', entity }, both: false, preview: true, connectionId: 2 },
      ],
    );
    assert.deepEqual(complaints, []);
  });
});

void test('who is no administrator reads it and is offered no undo; what is gone or linked nowhere says so', async () => {
  await withPage('/record/company/10023', { scene: 'full', who: 'user' }, async ({ page }) => {
    await page.getByRole('button', { name: 'Why? Phone in ERP demo' }).click();
    await page.getByRole('region', { name: 'History of Phone' }).getByText('22 33 44 66').first().waitFor();
    assert.equal(await page.getByRole('button', { name: /Put back|Undo/ }).count(), 0);
  });
  await withPage('/record/company/10871', { scene: 'full' }, async ({ page, hub }) => {
    await page.getByText('Deleted in CRM').waitFor();
    await page.getByText('The ERP no longer returns Customer 10042.').waitFor();
    await page.goto(`${hub.url}/record/person/2201`);
    await page.getByText('No connection syncs such records.').waitFor();
    await page.goto(`${hub.url}/record/company/4711`);
    await page.getByText('It is gone, or it is not yours to see.').waitFor();
    await page.goto(`${hub.url}/record/boat/1`);
    await page.getByText('There is no page at this address.').waitFor();
  });
});

void test('on a telephone nothing is wider than the screen, Why? included', async () => {
  await withPage(
    '/record/company/10023',
    { scene: 'full' },
    async ({ page }) => {
      for (const field of ['Name', 'Phone', 'Category']) {
        await page.getByRole('button', { name: `Why? ${field} in ERP demo` }).click();
      }
      await page.getByRole('region', { name: 'History of Phone' }).getByText('22 33 44 66').first().waitFor();
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(tooWide <= 0, `${tooWide} px too wide`);
    },
    { width: 360 },
  );
});
