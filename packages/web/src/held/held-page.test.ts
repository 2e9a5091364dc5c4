/** The held page in a browser against the fake hub: what it says, and what an answer asks of the hub. */
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

void test('H18 the overview says what is held, and leads to it', async () => {
  await withPage('/sync', { scene: 'full' }, async ({ page, complaints }) => {
    await page.getByText('Phone would be emptied in CRM on 412 records').waitFor();
    await page.getByRole('link', { name: 'Look and decide' }).click();
    await page.getByRole('heading', { name: 'Held', exact: true }).waitFor();
    assert.deepEqual(complaints, []);
  });
});

void test('H18 some are approved, the rest is rejected', async () => {
  await withPage('/sync/held', { scene: 'full' }, async ({ page, hub, complaints }) => {
    const group = page.getByRole('region', { name: /^Phone would be emptied/ });
    await group.getByRole('button', { name: 'Show all 412' }).click();
    await group.getByRole('checkbox').nth(50).check();
    await group.getByRole('checkbox').nth(51).check();
    await group.getByRole('button', { name: 'Approve 2 chosen' }).click();
    await page.getByText('2 changes are carried out.').waitFor();
    await group.getByRole('button', { name: 'Reject all 410' }).click();
    await group.waitFor({ state: 'detached' });
    assert.deepEqual(hub.asked, [
      { route: 'POST /api/sync/held/answer', body: { connection: 1, answer: 'approve', ids: [51, 52] } },
      {
        route: 'POST /api/sync/held/answer',
        body: {
          connection: 1,
          answer: 'reject',
          group: { why: 'blanking', actorType: 'Customer', erpField: 'Phone', side: 'crm', value: '' },
        },
      },
    ]);
    assert.deepEqual(complaints, []);
  });
});

void test('H28 a question is answered with a side', async () => {
  await withPage('/sync/held', { scene: 'full' }, async ({ page, hub }) => {
    const group = page.getByRole('region', { name: /^E-mail changed on both sides/ });
    await group.getByRole('button', { name: 'Use ERP demo’s value (1)' }).click();
    await group.waitFor({ state: 'detached' });
    assert.deepEqual(hub.asked[0]?.body, {
      connection: 1,
      answer: 'approve',
      take: 'erp',
      group: { why: 'ask', actorType: 'Customer', erpField: 'EMail' },
    });
  });
});

void test('who is no administrator sees what is held and answers nothing', async () => {
  await withPage('/sync/held', { scene: 'full', who: 'user' }, async ({ page }) => {
    await page.getByRole('region', { name: /^Phone would be emptied/ }).waitFor();
    assert.equal(await page.getByRole('checkbox').count(), 0);
    assert.equal(await page.getByRole('button', { name: /Approve|Reject/ }).count(), 0);
  });
});
