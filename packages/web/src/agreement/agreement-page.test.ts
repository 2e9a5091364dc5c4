/** The agreement page in a browser against the fake hub: the score, what differs, and what the buttons ask of the hub. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from '../testing/browser.ts';
import { buildPages } from '../testing/build.ts';
import { type FakeOptions, startFakeHub } from '../testing/fake-hub.ts';

let browser: Browser;
before(async () => {
  await buildPages();
  browser = await openBrowser();
});
after(() => browser.close());

async function withPage(
  path: string,
  options: FakeOptions,
  play: (on: Awaited<ReturnType<typeof openPage>> & { hub: Awaited<ReturnType<typeof startFakeHub>> }) => Promise<void>,
): Promise<void> {
  const hub = await startFakeHub(options);
  const opened = await openPage(browser, {});
  try {
    await opened.page.goto(hub.url + path);
    await play({ ...opened, hub });
  } finally {
    await opened.page.context().close();
    await hub.close();
  }
}

void test('the overview says what the last compare found, and leads to what differs', async () => {
  await withPage('/sync', { scene: 'full' }, async ({ page, complaints }) => {
    await page.getByRole('link', { name: '99.93% of 41,203 pairs agree; 25 differ' }).click();
    await page.getByRole('heading', { name: 'Agreement', exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  });
});

void test('what differs, by reason, page by page', async () => {
  await withPage('/sync/agreement', { scene: 'full' }, async ({ page, complaints }) => {
    const table = page.getByRole('table', { name: 'What differs in ERP demo' });
    await table.getByRole('row', { name: /Åsane Bakeri.*No longer in the ERP/ }).waitFor();
    assert.equal(await table.getByRole('row').count(), 51);
    await page.getByRole('button', { name: 'Show more' }).click();
    await table.getByText('Customer 60').waitFor();
    await page.getByRole('button', { name: /^Changed against the direction/ }).click();
    await table.getByRole('row', { name: /Ingrid Berg.*ingrid@berg\.example.*blank/ }).waitFor();
    await table.getByRole('row').nth(2).waitFor({ state: 'detached' });
    assert.equal(await table.getByRole('row').count(), 2);
    await page.getByText('All 1,200 pairs agree').waitFor();
    assert.deepEqual(complaints, []);
  });
});

void test('an administrator compares, says how often, and makes a plan that is shown first', async () => {
  await withPage('/sync/agreement', { scene: 'full' }, async ({ page, hub, complaints }) => {
    await page.getByRole('button', { name: 'Compare now' }).click();
    await page.getByText('The comparison has started.').waitFor();
    const kept = page.waitForResponse(/agreement\/schedule$/);
    await page.getByLabel('How often both sides are compared in full').selectOption('Every week');
    assert.equal((await kept).status(), 200);
    await page.getByRole('button', { name: 'Take the values of ERP demo' }).click();
    await page.waitForURL(/\/sync\/plans\/\d+$/);
    assert.deepEqual(hub.asked, [
      { route: 'POST /api/sync/agreement/audit', body: {} },
      { route: 'POST /api/sync/agreement/schedule', body: { every: 'week' } },
      { route: 'POST /api/sync/agreement/7/repair', body: { from: 'erp' } },
    ]);
    assert.deepEqual(complaints, []);
  });
});

void test('who is no administrator reads it and changes nothing; nothing compared yet says so', async () => {
  await withPage('/sync/agreement', { scene: 'full', who: 'user' }, async ({ page }) => {
    await page.getByRole('row', { name: /Åsane Bakeri/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: /Compare|Take the values|Carry/ }).count(), 0);
  });
  await withPage('/sync/agreement', { scene: 'calm' }, async ({ page }) => {
    await page.getByRole('heading', { name: 'Not compared in full yet' }).waitFor();
  });
});
