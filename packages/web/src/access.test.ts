/** What a machine can check of accessibility and weight: axe on every page in both colour schemes, and the first load. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from './testing/browser.ts';
import { buildPages } from './testing/build.ts';
import { type FakeOptions, startFakeHub } from './testing/fake-hub.ts';
import { axeProblems, inColours, settled } from './testing/look.ts';

interface Place {
  readonly path: string;
  /** A key that is pressed there. */
  readonly press?: string;
}
const hubs: readonly (readonly [FakeOptions, readonly Place[]])[] = [
  [
    { scene: 'full' },
    [
      { path: '/sync' },
      { path: '/sync', press: 'Control+k' },
      { path: '/sync/log' },
      { path: '/sync/log?text=nothing-has-this' },
      { path: '/sync/conflicts' },
      { path: '/sync/failures' },
      { path: '/record/company/10023' },
      { path: '/sync/undo' },
    ],
  ],
  [{ scene: 'full', who: 'user' }, [{ path: '/sync' }]],
  [{ scene: 'empty' }, [{ path: '/sync' }]],
  [{ scene: 'unreachable' }, [{ path: '/sync' }]],
  [{ scene: 'calm' }, [{ path: '/sync/conflicts' }, { path: '/nowhere' }]],
  [{ scene: 'calm', who: 'nobody' }, [{ path: '/login' }]],
  [{ scene: 'empty', who: 'setup' }, [{ path: '/setup?token=once' }]],
];
const firstLoadLimit = 200_000;

let browser: Browser;
before(async () => {
  await buildPages();
  browser = await openBrowser();
});
after(() => browser.close());

for (const width of [1280, 360]) {
  void test(`axe finds nothing serious at ${width} px, light and dark`, async () => {
    for (const [options, places] of hubs) {
      const hub = await startFakeHub(options);
      const { page, complaints } = await openPage(browser, { width });
      try {
        for (const { path, press } of places) {
          await page.emulateMedia({ colorScheme: 'light' });
          await page.goto(hub.url + path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await settled(page);
          if (press !== undefined) {
            await page.keyboard.press(press);
            await page.getByRole('dialog').waitFor();
          }
          for (const colours of ['light', 'dark'] as const) {
            await inColours(page, colours);
            assert.deepEqual(await axeProblems(page), [], `${path} (${options.scene}), ${colours}`);
          }
          assert.deepEqual(complaints, [], `${path} (${options.scene}): console`);
        }
      } finally {
        await page.context().close();
        await hub.close();
      }
    }
  });
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
    await settled(page);
    bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  } finally {
    await page.context().close();
    await hub.close();
  }
  assert.ok(scripts.length > 3, 'scripts were counted');
  assert.ok(bytes < firstLoadLimit, `${bytes} bytes`);
});
