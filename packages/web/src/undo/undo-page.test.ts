/** Undo in a browser against the fake hub: looked at first, done with progress, its result, its own undo, mapping changes. */
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

type On = Awaited<ReturnType<typeof openPage>> & { readonly hub: Awaited<ReturnType<typeof startFakeHub>> };
async function withPage(path: string, options: FakeOptions, play: (on: On) => Promise<void>) {
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

void test('a run is opened from the log, previewed, put back, and the undo undone', async () => {
  await withPage('/sync/log', { scene: 'full' }, async ({ page, hub, complaints }) => {
    await page.getByRole('table', { name: 'Sync log' }).getByRole('link', { name: '1', exact: true }).first().click();
    await page.waitForURL(/run=1$/);
    await page.getByRole('button', { name: 'Undo run 1…' }).click();
    await page.getByRole('heading', { level: 1, name: 'Undo of run 1' }).waitFor();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('108 fields would be put back').waitFor();
    await preview.getByText('12 would be left as they are').waitFor();
    const table = page.getByRole('table', { name: 'Field by field' });
    await table
      .getByRole('row', { name: /Would be put back/ })
      .first()
      .waitFor();
    await table.getByText('It was changed since.').first().waitFor();

    await page.getByLabel('Put the other side back too').click();
    await page.getByText('ERP demo · both sides · ann').waitFor();
    await page.getByRole('button', { name: 'Put back 108 fields' }).click();
    const result = page.getByRole('region', { name: 'Result' });
    await result.getByText('108 fields put back').waitFor();
    await page.getByRole('button', { name: 'Undo this undo…' }).click();
    await page.getByRole('heading', { level: 1, name: 'Undo of run 77' }).waitFor();
    const run = (runId: number, both: boolean, preview: boolean) => ({
      scope: { kind: 'run', runId },
      both,
      preview,
      connectionId: 1,
    });
    assert.deepEqual(
      hub.asked.map(({ body }) => ({ ...(body as object), connectionId: 1 })),
      [run(1, false, true), run(1, true, true), run(1, true, false), run(77, false, true)],
    );
    assert.deepEqual(complaints, []);
  });
});

void test('what was left is listed page by page, with its reason, and what the ERP said', async () => {
  await withPage('/sync/log?run=1', { scene: 'full' }, async ({ page }) => {
    await page.getByRole('button', { name: 'Undo run 1…' }).click();
    await page.getByRole('button', { name: 'Put back 108 fields' }).click();
    await page.getByRole('region', { name: 'Result' }).waitFor();
    const table = page.getByRole('table', { name: 'Field by field' });
    await table.getByRole('row').nth(100).waitFor();
    assert.equal(await table.getByRole('row').count(), 101);
    await page.getByRole('button', { name: 'Show more rows' }).click();
    await table.getByRole('row').nth(120).waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Left as it is' });
    await page.waitForURL(/only=skipped/);
    await table.getByRole('row').nth(13).waitFor({ state: 'detached' });
    await table.getByRole('row').nth(12).waitFor();
    assert.equal(await table.getByRole('row').count(), 13);
    await table.getByText('The other system refused it. Customer 10023 is locked by another user.').first().waitFor();
    await table.getByText('A record created in the ERP is not taken back: delete it there.').first().waitFor();
  });
});

void test('progress is told while it runs, and how it ended when it failed', async () => {
  await withPage('/sync/log?run=1', { scene: 'full' }, async ({ page, hub }) => {
    await page.getByRole('button', { name: 'Undo run 1…' }).click();
    await page.getByRole('region', { name: 'Preview' }).waitFor();
    const { undo } = hub.state.scene;
    const [preview] = undo.started;
    assert.ok(preview);
    const under = { ...preview, preview: false, status: 'running', progress: { done: 3_000, total: 10_000 } } as const;
    hub.state.scene.undo = { ...undo, started: [under] };
    await page.reload();
    await page.getByText('Running · 3,000 / 10,000').waitFor();
    await page.getByRole('progressbar').and(page.locator('[aria-valuenow="3000"]')).waitFor();
    const error = { code: 'erp.away', message: 'ERP demo does not answer.', remedy: 'Start it, then undo again.' };
    hub.state.scene.undo = { ...undo, started: [{ ...under, status: 'failed', progress: null, error }] };
    await page.getByRole('alert').getByText('ERP demo does not answer.').waitFor();
    await page.getByText('Did not finish').waitFor();
  });
});

void test('a mapping change is undone from its list; the latest undos can be looked at again', async () => {
  await withPage('/sync', { scene: 'full' }, async ({ page, hub, complaints }) => {
    await page.getByRole('link', { name: 'Undo', exact: true }).click();
    const changes = page.getByRole('table', { name: 'Mapping changes' });
    await changes.getByText('phone (both ways) → fax (both ways)').waitFor();
    await changes.getByText('name (both ways), converted otherwise').waitFor();
    const latest = page.getByRole('table', { name: 'Latest undos' });
    await latest.getByRole('link', { name: 'Undo of run 42' }).waitFor();
    await latest.getByRole('row', { name: /Undo of writes to Nordic.*only Phone.*Preview/ }).waitFor();
    await page.getByRole('button', { name: 'Undo mapping change 3…' }).click();
    await page.getByRole('heading', { level: 1, name: 'Undo of mapping change 3' }).waitFor();
    assert.deepEqual(hub.asked[0]?.body, { scope: { kind: 'mapping', change: 3 }, both: false, preview: true });
    assert.deepEqual(complaints, []);
  });
});

void test('who is no administrator sees what was undone and undoes nothing; nothing undone yet says so', async () => {
  await withPage('/sync/undo', { scene: 'full', who: 'user' }, async ({ page, hub }) => {
    await page.getByRole('table', { name: 'Latest undos' }).getByText('Undo of run 42').waitFor();
    await page.getByText('phone (both ways) → fax (both ways)').waitFor();
    assert.equal(await page.getByRole('button', { name: /Undo/ }).count(), 0);
    await page.goto(`${hub.url}/sync/log?run=1`);
    await page.getByRole('strong').filter({ hasText: 'Run 1' }).waitFor();
    await page.getByRole('link', { name: '1' }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: /Undo/ }).count(), 0);
  });
  await withPage('/sync/undo', { scene: 'calm' }, async ({ page }) => {
    await page.getByText('No mapping was changed yet.').waitFor();
    await page.getByText('Nothing was undone yet.').waitFor();
  });
});
