/** What a machine can check of accessibility and weight: axe on every page in both colour schemes, and the first load. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './testing/browser.ts';
import { buildPages } from './testing/build.ts';
import { type FakeOptions, startFakeHub } from './testing/fake-hub.ts';
import { axeProblems, settled } from './testing/look.ts';

const pages: readonly (readonly [path: string, hub: FakeOptions, act?: string])[] = [
  ['/sync', { scene: 'full' }],
  ['/sync', { scene: 'full', who: 'user' }],
  ['/sync', { scene: 'empty' }],
  ['/sync', { scene: 'unreachable' }],
  ['/sync', { scene: 'full' }, 'Control+k'],
  ['/sync/log', { scene: 'full' }],
  ['/sync/log?text=nothing-has-this', { scene: 'full' }],
  ['/sync/conflicts', { scene: 'full' }],
  ['/sync/conflicts', { scene: 'calm' }],
  ['/sync/failures', { scene: 'full' }],
  ['/record/company/10023', { scene: 'full' }],
  ['/sync/undo', { scene: 'full' }],
  ['/nowhere', { scene: 'calm' }],
  ['/login', { scene: 'calm', who: 'nobody' }],
  ['/setup?token=once', { scene: 'empty', who: 'setup' }],
];
const firstLoadLimit = 200_000;

let browser: Browser;
before(async () => {
  await buildPages();
  browser = await openBrowser();
});
after(() => browser.close());

async function arrived(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

for (const width of [1280, 360]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    void test(`axe finds nothing serious at ${width} px, ${colorScheme}`, async () => {
      for (const [path, options, act] of pages) {
        const hub = await startFakeHub(options);
        const { page, complaints } = await openPage(browser, { width, colorScheme });
        try {
          await page.goto(hub.url + path);
          await arrived(page);
          if (act !== undefined) {
            await page.keyboard.press(act);
            await page.getByRole('dialog').waitFor();
          }
          assert.deepEqual(await axeProblems(page), [], `${path} (${options.scene})`);
        } finally {
          await page.context().close();
          await hub.close();
        }
        assert.deepEqual(complaints, [], `${path} (${options.scene}): console`);
      }
    });
  }
}

void test('the first load of the overview is under 200 kB of script, gzipped', async () => {
  const hub = await startFakeHub({ scene: 'full' });
  const { page } = await openPage(browser);
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body());
  });
  let bytes = 0;
  try {
    await page.goto(`${hub.url}/sync`);
    await arrived(page);
    bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  } finally {
    await page.context().close();
    await hub.close();
  }
  assert.ok(scripts.length > 3, 'scripts were counted');
  assert.ok(bytes < firstLoadLimit, `${bytes} bytes`);
});
