/** `node packages/web/src/testing/screenshots.ts FOLDER [part of a name]`: every page in both widths and both colour schemes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser, openPage } from './browser.ts';
import { type FakeOptions, startFakeHub } from './fake-hub.ts';

const shots: readonly {
  readonly name: string;
  readonly path: string;
  readonly hub: FakeOptions;
  /** A key to press. */
  readonly act?: string;
  /** Accessible names of buttons to press, in order; the page is quiet before each. */
  readonly press?: readonly string[];
}[] = [
  { name: 'overview', path: '/sync', hub: { scene: 'full' } },
  { name: 'overview-empty', path: '/sync', hub: { scene: 'empty' } },
  { name: 'overview-unreachable', path: '/sync', hub: { scene: 'unreachable' } },
  { name: 'log', path: '/sync/log', hub: { scene: 'full' } },
  { name: 'conflicts', path: '/sync/conflicts', hub: { scene: 'full' } },
  { name: 'conflicts-empty', path: '/sync/conflicts', hub: { scene: 'calm' } },
  { name: 'failures', path: '/sync/failures', hub: { scene: 'full' } },
  { name: 'held', path: '/sync/held', hub: { scene: 'full' } },
  { name: 'held-empty', path: '/sync/held', hub: { scene: 'calm' } },
  { name: 'agreement', path: '/sync/agreement', hub: { scene: 'full' } },
  { name: 'agreement-empty', path: '/sync/agreement', hub: { scene: 'calm' } },
  { name: 'plans', path: '/sync/plans', hub: { scene: 'full' } },
  { name: 'plans-empty', path: '/sync/plans', hub: { scene: 'calm' } },
  { name: 'plan-open', path: '/sync/plans/12', hub: { scene: 'full' } },
  { name: 'plan-applied', path: '/sync/plans/11', hub: { scene: 'full' } },
  { name: 'record', path: '/record/company/10023', hub: { scene: 'full' } },
  {
    name: 'record-why',
    path: '/record/company/10023',
    hub: { scene: 'full' },
    press: ['Why? Name in ERP demo', 'Why? Category in ERP demo'],
  },
  { name: 'record-gone', path: '/record/company/10871', hub: { scene: 'full' } },
  { name: 'undo', path: '/sync/undo', hub: { scene: 'full' } },
  { name: 'undo-empty', path: '/sync/undo', hub: { scene: 'calm' } },
  { name: 'undo-preview', path: '/sync/log?run=1', hub: { scene: 'full' }, press: ['Undo run 1…'] },
  { name: 'undo-done', path: '/sync/log?run=1', hub: { scene: 'full' }, press: ['Undo run 1…', 'Put back 108 fields'] },
  { name: 'setup', path: '/setup?token=once', hub: { scene: 'empty', who: 'setup' } },
  { name: 'login', path: '/sync', hub: { scene: 'full', who: 'nobody' } },
  { name: 'find', path: '/sync', hub: { scene: 'full' }, act: 'Control+k' },
];

/** From the press to the first sign of what it brings. A picture is no test: nothing fails for being early. */
const settleMs = 800;

const [folder, part = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where to put the pictures: node screenshots.ts FOLDER');
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const shot of shots.filter((each) => each.name.includes(part))) {
    const hub = await startFakeHub(shot.hub);
    for (const width of [1280, 360]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, complaints } = await openPage(browser, { width, colorScheme });
        await page.goto(hub.url + shot.path);
        await page.getByRole('heading').first().waitFor();
        await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
        for (const name of shot.press ?? []) {
          await page.getByRole('button', { name, exact: true }).click();
          await page.waitForTimeout(settleMs);
          await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
        }
        if (shot.act !== undefined) {
          await page.keyboard.press(shot.act);
          await page.getByRole('dialog').waitFor();
        }
        await page.screenshot({
          path: join(folder, `${shot.name}-${width}-${colorScheme}.png`),
          fullPage: shot.act === undefined,
        });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 0) process.stdout.write(`${shot.name} at ${width}: ${overflow} px too wide\n`);
        for (const complaint of complaints) process.stdout.write(`${shot.name} at ${width}: ${complaint}\n`);
        await page.context().close();
      }
    }
    await hub.close();
  }
} finally {
  await browser.close();
}
